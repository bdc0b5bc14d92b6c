package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	t.Run("DefaultsServeOnThisMachine", func(t *testing.T) {
		c, err := Read()
		if err != nil || c.BaseURL != "http://localhost:8080" || c.Secure() || !c.Workers {
			t.Errorf("%+v %v", c, err)
		}
	})
	t.Run("S24 secrets come from files, or leave the environment", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "url")
		if err := os.WriteFile(file, []byte("postgres://file\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		t.Setenv("DATABASE_URL_FILE", file)
		t.Setenv("SMTP_URL", "smtp://user:secret@mail")
		c, err := Read()
		if err != nil || c.Database != "postgres://file" || c.SMTP != "smtp://user:secret@mail" {
			t.Errorf("%+v %v", c, err)
		}
		if left, ok := os.LookupEnv("SMTP_URL"); ok {
			t.Errorf("%q is still there for child processes", left)
		}
	})
	for name, c := range map[string]struct{ variable, value, says string }{
		"PlainHTTPIsForLoopback":      {"BASE_URL", "http://musikk.example.no", "https"},
		"AddressWithAPath":            {"BASE_URL", "https://musikk.example.no/app", "BASE_URL"},
		"ProxyThatIsNoAddress":        {"TRUSTED_PROXIES", "proxy.local", "TRUSTED_PROXIES"},
		"AddrWithoutAPort":            {"ADDR", "127.0.0.1", "ADDR"},
		"MissingFileOfASecret":        {"SMTP_URL_FILE", "/nowhere/smtp", "nowhere"},
		"NumberThatIsNone":            {"DATABASE_CONNS", "many", "Conns"},
		"DevelopersFilesOutsideADemo": {"DEV_DIST", "/tmp", "DEV_DIST"},
		"SecondsThatAreNoSeconds":     {"REQUEST_TIMEOUT", "soon", "RequestTimeout"},
	} {
		t.Run(name+"IsRefused", func(t *testing.T) {
			t.Setenv(c.variable, c.value)
			if _, err := Read(); err == nil || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v", err)
			}
		})
	}
}
