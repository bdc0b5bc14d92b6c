package mail

import "testing"

func TestConfigUnderstood(t *testing.T) {
	for address, want := range map[string]server{
		"smtp://smtp.example.org":                        {host: "smtp.example.org", port: 587, security: startTLS},
		"smtp://smtp.example.org:2525?tls=starttls":      {host: "smtp.example.org", port: 2525, security: startTLS},
		"smtp://a:p%40ss@smtp.example.org/?tls=implicit": {host: "smtp.example.org", port: 465, security: implicitTLS, user: "a", password: "p@ss"},
		"smtp://localhost:1025?tls=none":                 {host: "localhost", port: 1025, security: noTLS},
		"smtp://[::1]?tls=none":                          {host: "::1", port: 25, security: noTLS},
	} {
		got, err := parseConfig(Config{URL: address, From: "post@dissimilis.no"})
		must(t, err)
		if got.host != want.host || got.port != want.port || got.security != want.security ||
			got.user != want.user || got.password != want.password {
			t.Errorf("%s: %+v", address, got)
		}
		if got.timeout != defaultTimeout || got.tls.ServerName != want.host {
			t.Errorf("%s: %+v", address, got)
		}
	}
}

func TestConfigRefused(t *testing.T) {
	const from = "Musikk for alle <post@dissimilis.no>"
	for _, address := range []string{
		"", "smtp.example.org:587", "http://smtp.example.org", "smtp://", "smtp://a b", "smtp://smtp.example.org/path",
		"smtp://smtp.example.org?tls=maybe", "smtp://smtp.example.org:99999999999999999999",
	} {
		_, err := New(Config{URL: address, From: from})
		wants(t, err, ErrURL)
	}
	for _, address := range []string{"smtp://smtp.example.org?tls=none", "smtp://10.0.0.1?tls=none"} {
		_, err := New(Config{URL: address, From: from})
		wants(t, err, ErrPlaintext)
	}
	for _, sender := range []string{"", "post", "a@example.org, b@example.org", "Musikk\r\nBcc: x@example.org <a@example.org>"} {
		_, err := New(Config{URL: "smtp://localhost", From: sender})
		wants(t, err, ErrFrom)
	}
}
