package main

import (
	"bytes"
	"context"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// asProgram makes this test binary be the program itself, for tests that need
// a process to kill.
const asProgram = "COMMUNIQUE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// output gathers what a program that is still running has printed.
type output struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// command runs the program to its end and returns what it printed.
func command(t *testing.T, args ...string) (out string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	err = run(t.Context(), args, streams{strings.NewReader(""), &stdout, &stderr})
	if stderr.Len() > 0 {
		t.Logf("communique %s: %s", strings.Join(args, " "), stderr.String())
	}
	return stdout.String(), err
}

// server is the program serving an archive.
type server struct {
	address string // "http://localhost:43210"
	signIn  string // one-time link; empty where a password is set
	out     *output
	log     *output
	stop    func() error // ends it and returns what run returned
}

var (
	addressLine = regexp.MustCompile(`The archive is at (\S+)/\n`)
	signInLine  = regexp.MustCompile(`\n  (http\S+/admin/sign-in\?token=\S+)\n`)
)

// serveArchive starts a verb that serves, on a free port, and waits until it
// has said where. The test's end stops it.
func serveArchive(t *testing.T, verb, dir string, args ...string) *server {
	t.Helper()
	s := &server{out: &output{}, log: &output{}}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	args = append([]string{verb, "--data", dir, "--addr", "127.0.0.1:0"}, args...)
	go func() { ended <- run(ctx, args, streams{strings.NewReader(""), s.out, s.log}) }()
	s.stop = sync.OnceValue(func() error {
		cancel()
		select {
		case err := <-ended:
			return err
		case <-time.After(time.Minute):
			t.Errorf("%s did not end", verb)
			return nil
		}
	})
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("%s: %v\n%s", verb, err, s.log)
		}
	})
	for {
		if found := addressLine.FindStringSubmatch(s.out.String()); found != nil {
			s.address = found[1]
			break
		}
		select {
		case err := <-ended:
			ended <- err
			t.Fatalf("%s ended before it served: %v\n%s%s", verb, err, s.out, s.log)
		case <-time.After(10 * time.Millisecond):
		}
	}
	if found := signInLine.FindStringSubmatch(s.out.String()); found != nil {
		s.signIn = found[1]
	}
	return s
}
