package extract

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
)

// Bounds of what one file may take up.
const (
	pdfTime        = 3 * time.Minute
	pdfMemoryPages = 256 << 20 / 65536 // of 64 KB: what the sandbox can grow to
)

// pdfRuntime compiles the PDF library on first use, so that a run without PDFs
// does not pay for it. The library runs as WebAssembly: it sees the bytes of the
// file under reading and nothing of the host.
var pdfRuntime = sync.OnceValues(func() (pdfium.Pool, error) {
	config := wazero.NewRuntimeConfig().WithCloseOnContextDone(true).WithMemoryLimitPages(pdfMemoryPages).
		WithCompilationCache(compilationCache())
	return webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 1,
		FSConfig: wazero.NewFSConfig(), RuntimeConfig: config,
		Stdout: io.Discard, Stderr: io.Discard,
	})
})

// compilationCache keeps compiled code on disk, which saves seconds at each
// start; without a place to keep it the code is compiled anew.
func compilationCache() wazero.CompilationCache {
	if dir, err := os.UserCacheDir(); err == nil {
		if cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "communique", "wasm")); err == nil {
			return cache
		}
	}
	return wazero.NewCompilationCache()
}

// sandbox is one instance of the library.
type sandbox struct {
	*library
	instance pdfium.Pdfium
	limit    time.Duration
	timer    *time.Timer
	ended    sync.Once
	late     atomic.Bool // the time was over and the sandbox was ended
}

// newSandbox waits for the instance, of which there is one: reading takes up
// memory by the file. After limit it is ended, whatever it is doing.
func newSandbox(limit time.Duration) (*sandbox, error) {
	pool, err := pdfRuntime()
	if err != nil {
		return nil, err
	}
	instance, err := pool.GetInstanceWithContext(context.Background())
	if err != nil {
		return nil, err
	}
	s := &sandbox{instance: instance, limit: limit}
	if s.library, err = newLibrary(instance.GetImplementation()); err != nil {
		s.end()
		return nil, err
	}
	s.timer = time.AfterFunc(limit, func() {
		s.late.Store(true)
		s.end()
	})
	return s, nil
}

// close ends the sandbox. No instance is used for a second file: the library may
// have failed and hold broken state.
func (s *sandbox) close() {
	s.timer.Stop()
	s.end()
}

// end gives the instance's memory back. It kills and does not close: closing
// needs an answer from a library that may be in a loop.
func (s *sandbox) end() {
	s.ended.Do(func() { _ = s.instance.Kill() })
}
