package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/chromedp"
)

// browser is one tab of a real Chromium.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	problems []string // what the browser itself complained of: refused scripts, failed requests
}

// newBrowser starts Chromium, or leaves the test out where there is none; in
// CI a missing browser is a failure.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("no browser: %v", err)
		}
		t.Skipf("no browser: %v", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox,
		chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.UserDataDir(t.TempDir()),
	)
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(allocator)
	t.Cleanup(func() { stop(); stopAllocator() })
	b := &browser{t: t, ctx: ctx}
	b.do(chromedp.Func(b.listen))
	return b
}

// listen gathers what the browser logs.
func (b *browser) listen(ctx context.Context, target *chromedp.Target) error {
	entries := cdp.Events(b.ctx, target, log.EntryAdded)
	go func() {
		for event, err := range entries {
			if err != nil {
				return
			}
			if event.Entry.Level == "error" || event.Entry.Source == "security" {
				b.mu.Lock()
				b.problems = append(b.problems, fmt.Sprintf("%s: %s", event.Entry.URL, event.Entry.Text))
				b.mu.Unlock()
			}
		}
	}()
	_, err := cdp.Call(ctx, target, log.Enable, cdp.Empty{})
	return err
}

// complaints are what the browser logged since they were last asked for.
func (b *browser) complaints() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	list := b.problems
	b.problems = nil
	return list
}

// bounded is a context for one step: a page that never comes fails the test,
// not the whole run.
func (b *browser) bounded() (context.Context, context.CancelFunc) {
	return context.WithTimeout(b.ctx, time.Minute)
}

func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	ctx, cancel := b.ctx, context.CancelFunc(func() {})
	if chromedp.FromContext(b.ctx).Target != nil { // the first step starts the browser, which must outlive it
		ctx, cancel = b.bounded()
	}
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.t.Fatalf("browser: %v", err)
	}
}

// open goes to an address and waits for the page.
func (b *browser) open(url string) {
	b.t.Helper()
	b.do(chromedp.Navigate(url))
}

// click follows the first link or presses the first button that fits, and
// waits for the page it leads to.
func (b *browser) click(css string) {
	b.t.Helper()
	ctx, cancel := b.bounded()
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(css))); err != nil {
		b.t.Fatalf("browser: click %s on %s: %v", css, b.location(), err)
	}
}

// eval is the value of a script on the page.
func eval[T any](b *browser, script string) T {
	b.t.Helper()
	ctx, cancel := b.bounded()
	defer cancel()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("browser: %s on %s: %v", script, b.location(), err)
	}
	return value
}

// text is what the first element that fits says.
func (b *browser) text(css string) string {
	b.t.Helper()
	return eval[string](b, fmt.Sprintf(`(document.querySelector(%q)?.textContent ?? "").replace(/\s+/g, " ").trim()`, css))
}

// count is how many elements fit.
func (b *browser) count(css string) int {
	b.t.Helper()
	return eval[int](b, fmt.Sprintf(`document.querySelectorAll(%q).length`, css))
}

func (b *browser) location() string {
	ctx, cancel := b.bounded()
	defer cancel()
	url, err := chromedp.Run(ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return url
}

// window sets the size of the page and the colour scheme the reader prefers.
func (b *browser) window(width int64, scheme string) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(width, 900), chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// shoot keeps a picture of the whole page in the folder that
// COMMUNIQUE_SHOTS names, for people to look at.
func (b *browser) shoot(name string) {
	b.t.Helper()
	folder := os.Getenv("COMMUNIQUE_SHOTS")
	if folder == "" {
		return
	}
	ctx, cancel := b.bounded()
	defer cancel()
	picture, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		b.t.Fatalf("browser: picture of %s: %v", name, err)
	}
	if err := os.WriteFile(filepath.Join(folder, name+".png"), picture, 0o644); err != nil {
		b.t.Fatal(err)
	}
}

// violation is a rule of axe that a page breaks.
type violation struct {
	ID    string `json:"id"`
	Help  string `json:"help"`
	Nodes []struct {
		HTML string `json:"html"`
	} `json:"nodes"`
}

// axe is what axe-core finds wrong with the page as it stands.
func (b *browser) axe() []string {
	b.t.Helper()
	source, err := os.ReadFile(filepath.Join("..", "..", "testdata", "axe", "axe.min.js"))
	if err != nil {
		b.t.Fatal(err)
	}
	eval[bool](b, string(source)+"\n;true")
	found := eval[string](b, `axe.run(document).then(r => JSON.stringify(r.violations))`)
	var violations []violation
	if err := json.Unmarshal([]byte(found), &violations); err != nil {
		b.t.Fatalf("axe: %v", err)
	}
	var list []string
	for _, v := range violations {
		var places []string
		for _, node := range v.Nodes[:min(3, len(v.Nodes))] {
			places = append(places, node.HTML)
		}
		list = append(list, fmt.Sprintf("%s: %s\n    %s", v.ID, v.Help, strings.Join(places, "\n    ")))
	}
	return list
}
