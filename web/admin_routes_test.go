package web

import (
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/alexedwards/scs/v2/memstore"
	"github.com/go-chi/chi/v5"

	"communique/internal/thesaurus"
)

// TestAdminAndAPIRoutes: what can be asked of the admin's pages and the API is
// a promise, and to be changed with open eyes.
func TestAdminAndAPIRoutes(t *testing.T) {
	s, err := New(Config{
		Records: noRecords{}, Search: noSearch{}, Thesaurus: &thesaurus.Thesaurus{}, Log: slog.New(slog.DiscardHandler),
		Admin: AdminConfig{Records: &adminStore{}, Ingester: &adminIngester{}, Sessions: memstore.NewWithCleanupInterval(0)},
	})
	if err != nil {
		t.Fatal(err)
	}
	var routes []string
	err = chi.Walk(s.routes(), func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if strings.HasPrefix(route, "/admin") || strings.HasPrefix(route, "/api/") {
			routes = append(routes, method+" "+route)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(routes)
	golden(t, "routes_admin_api.txt", strings.Join(routes, "\n")+"\n")
}
