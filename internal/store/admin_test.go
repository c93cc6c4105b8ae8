package store

import (
	"errors"
	"testing"
	"time"

	"communique/internal/archive"
)

func TestPassword(t *testing.T) {
	s := openStore(t)
	if _, err := s.Password(t.Context()); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("before: %v", err)
	}
	for _, hash := range []string{"$argon2id$first", "$argon2id$second"} {
		must(t, s.SetPassword(t.Context(), hash))
		got, err := s.Password(t.Context())
		must(t, err)
		want(t, "hash", got, hash)
	}
}

func TestNewPasswordSignsEveryoneOut(t *testing.T) {
	s := openStore(t)
	later := time.Now().Add(time.Hour)
	must(t, s.Sessions().Commit("token", []byte("data"), later))
	must(t, s.AddSignInToken(t.Context(), "link", later))
	must(t, s.SetPassword(t.Context(), "hash"))
	_, found, err := s.Sessions().Find("token")
	must(t, err)
	used, err := s.UseSignInToken(t.Context(), "link", epoch)
	must(t, err)
	want(t, "session, link", []bool{found, used}, []bool{false, false})
}

func TestSignInTokens(t *testing.T) {
	s := openStore(t)
	must(t, s.AddSignInToken(t.Context(), "a", epoch.Add(time.Minute)))
	must(t, s.AddSignInToken(t.Context(), "b", epoch.Add(time.Minute)))
	for _, step := range []struct {
		name, hash string
		at         time.Time
		valid      bool
	}{
		{"unknown", "c", epoch, false},
		{"first use", "a", epoch, true},
		{"second use", "a", epoch, false},
		{"expired to the second", "b", epoch.Add(time.Minute), false},
		{"an expired one is forgotten", "b", epoch, false},
	} {
		valid, err := s.UseSignInToken(t.Context(), step.hash, step.at)
		must(t, err)
		want(t, step.name, valid, step.valid)
	}
}

func TestSessions(t *testing.T) {
	s := openStore(t)
	sessions := s.Sessions()
	must(t, sessions.Commit("live", []byte("one"), time.Now().Add(time.Hour)))
	must(t, sessions.Commit("live", []byte("two"), time.Now().Add(time.Hour)))
	must(t, sessions.Commit("expired", []byte("old"), time.Now().Add(-time.Hour)))
	data, found, err := sessions.Find("live")
	must(t, err)
	want(t, "live", string(data), "two")
	_, expired, err := sessions.Find("expired")
	must(t, err)
	want(t, "found", []bool{found, expired}, []bool{true, false})
	must(t, sessions.Delete("live"))
	_, found, err = sessions.Find("live")
	must(t, err)
	want(t, "after delete", found, false)
	if s.Sessions() != sessions {
		t.Error("a second session store was made")
	}
}
