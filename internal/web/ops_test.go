package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOps(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	for _, path := range []string{"/metrics", "/debug/pprof/", "/debug/pprof/heap", "/debug/pprof/symbol"} {
		t.Run("S metrics and profiles are on the private address alone/"+path, func(t *testing.T) {
			private := httptest.NewRecorder()
			h.server.Ops().Handler.ServeHTTP(private, httptest.NewRequest(http.MethodGet, path, nil))
			if private.Code != http.StatusOK {
				t.Errorf("private: %d", private.Code)
			}
			if public := h.ask(http.MethodGet, path, "", ""); public.StatusCode != http.StatusNotFound {
				t.Errorf("public: %d", public.StatusCode)
			}
		})
	}
}

func TestPageNamesTheVersion(t *testing.T) {
	t.Parallel()
	page := newHall(t).ask(http.MethodGet, "/nb", "", "")
	if !strings.Contains(string(page.body), `<meta name="version" content="v1.2.3">`) {
		t.Error("the page has no version")
	}
}
