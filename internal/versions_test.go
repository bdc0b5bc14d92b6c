package internal_test

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

// patched are the first versions without holes that would reach us. Fiber asks for an older fasthttp.
var patched = map[string]string{
	"github.com/valyala/fasthttp":  "v1.70.0",
	"github.com/jackc/pgx/v5":      "v5.9.2",
	"github.com/golang-jwt/jwt/v5": "v5.2.2",
}

// S27: no module is of a version with a known hole.
func TestVersionsWithoutKnownHoles(t *testing.T) {
	for path, least := range patched {
		out, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", path).Output()
		if err != nil {
			t.Fatal(path, err)
		}
		if used := strings.TrimSpace(string(out)); older(t, used, least) {
			t.Errorf("%s %s: at least %s", path, used, least)
		}
	}
}

func older(t *testing.T, a, b string) bool {
	t.Helper()
	var x, y [3]int
	for version, parts := range map[string]*[3]int{a: &x, b: &y} {
		if _, err := fmt.Sscanf(version, "v%d.%d.%d", &parts[0], &parts[1], &parts[2]); err != nil {
			t.Fatal(version, err)
		}
	}
	for i := range x {
		if x[i] != y[i] {
			return x[i] < y[i]
		}
	}
	return false
}
