package push

import (
	"errors"
	"strings"
	"testing"
)

func TestParseSubscriptionAcceptsTheServicesOfBrowsers(t *testing.T) {
	groups := map[string]string{
		"https://fcm.googleapis.com/fcm/send/abc:def":                       "fcm.googleapis.com",
		"https://jmt17.google.com/fcm/send/abc":                             "jmt17.google.com",
		"https://updates.push.services.mozilla.com/wpush/v2/gAAAA_-":        "updates.push.services.mozilla.com",
		"https://web.push.apple.com/QGk":                                    "web.push.apple.com",
		"https://api.web.push.apple.com/QGk":                                "web.push.apple.com",
		"https://wns2-par02p.notify.windows.com/w/?token=BQYAAAB%2bx%3d%3d": "notify.windows.com",
	}
	for endpoint, group := range groups {
		sub := newPhone(t, endpoint).sub
		got, err := ParseSubscription(Services{}, sub.Endpoint, sub.P256dh, sub.Auth)
		must(t, err)
		if got != sub {
			t.Errorf("%s came back as %+v", endpoint, got)
		}
		if got := (Services{}).Group(endpoint); got != group {
			t.Errorf("%s belongs to %q, want %q", endpoint, got, group)
		}
	}
}

func TestParseSubscriptionReturnsOneSpelling(t *testing.T) {
	want := newPhone(t, fcm).sub
	toStandard := strings.NewReplacer("-", "+", "_", "/").Replace
	for _, endpoint := range []string{
		"https://FCM.GoogleAPIs.com/fcm/send/abc", "https://fcm.googleapis.com:443/fcm/send/abc",
		"https://fcm.googleapis.com:/fcm/send/abc", "HTTPS://fcm.googleapis.com/fcm/send/abc",
	} {
		got, err := ParseSubscription(Services{}, endpoint, toStandard(want.P256dh)+"=", toStandard(want.Auth)+"==")
		must(t, err)
		if got != want {
			t.Errorf("%s came back as %+v", endpoint, got)
		}
	}
}

// S26: the ways in which an endpoint can point elsewhere than it seems to.
func TestParseSubscriptionRefusesEndpointsElsewhere(t *testing.T) {
	endpoints := map[string]*Error{
		"":                                          ErrEndpoint,
		"fcm.googleapis.com/fcm/send/abc":           ErrEndpoint,
		"//fcm.googleapis.com/abc":                  ErrEndpoint,
		"https:fcm.googleapis.com/abc":              ErrEndpoint,
		"ftp://fcm.googleapis.com/abc":              ErrEndpoint,
		"file:///etc/passwd":                        ErrEndpoint,
		"http://fcm.googleapis.com/abc":             ErrService,
		"https://attacker.example/x.googleapis.com": ErrService,
		"https://attacker.example/?https://fcm.googleapis.com/":   ErrService,
		"https://attacker.example#fcm.googleapis.com":             ErrEndpoint,
		"https://fcm.googleapis.com.attacker.example/abc":         ErrService,
		"https://notfcm.googleapis.com/abc":                       ErrService,
		"https://googleapis.com/abc":                              ErrService,
		"https://fcm.googleapis.com./abc":                         ErrService,
		"https://.fcm.googleapis.com/abc":                         ErrEndpoint,
		"https://a..fcm.googleapis.com/abc":                       ErrEndpoint,
		"https://fcm.googleapis.com:8443/abc":                     ErrService,
		"https://fcm.googleapis.com:80/abc":                       ErrService,
		"https://fcm.googleapis.com:0443/abc":                     ErrService,
		"https://user@fcm.googleapis.com/abc":                     ErrEndpoint,
		"https://fcm.googleapis.com@attacker.example/abc":         ErrEndpoint,
		"https://fcm.googleapis.com:443@attacker.example/abc":     ErrEndpoint,
		"https://attacker.example\\@fcm.googleapis.com/abc":       ErrEndpoint,
		"https://attacker.example%2f.fcm.googleapis.com/abc":      ErrEndpoint,
		"https://a\u3002fcm.googleapis.com/abc":                   ErrService,
		"https://\u0430.fcm.googleapis.com/abc":                   ErrEndpoint,
		"https://a b.fcm.googleapis.com/abc":                      ErrEndpoint,
		"https://fcm.googleapis.com\r\nHost: attacker.example/a":  ErrEndpoint,
		"https://127.0.0.1/abc":                                   ErrService,
		"https://2130706433/abc":                                  ErrService,
		"https://0x7f.1/abc":                                      ErrService,
		"https://[::1]/abc":                                       ErrService,
		"https://[::ffff:127.0.0.1]/abc":                          ErrService,
		"https://169.254.169.254/latest/meta-data":                ErrService,
		"https://localhost/abc":                                   ErrService,
		"https://fcm.googleapis.com/" + strings.Repeat("a", 2048): ErrEndpointLength,
	}
	keys := newPhone(t, fcm).sub
	for endpoint, want := range endpoints {
		_, err := ParseSubscription(Services{}, endpoint, keys.P256dh, keys.Auth)
		if !errors.Is(err, want) {
			t.Errorf("%.80q: got %v, want %v", endpoint, err, want)
		}
		if group := (Services{}).Group(endpoint); group != "" {
			t.Errorf("%.80q belongs to %q", endpoint, group)
		}
	}
}

// F14: a key off the curve is refused when the phone registers, not when the reminder is due.
func TestParseSubscriptionRefusesKeys(t *testing.T) {
	good := newPhone(t, fcm).sub
	point, err := base64url.DecodeString(good.P256dh)
	must(t, err)
	offCurve := append([]byte(nil), point...)
	offCurve[64] ^= 1
	compressed := append([]byte{2}, point[1:33]...)
	for name, key := range map[string]string{
		"off the curve": base64url.EncodeToString(offCurve), "compressed": base64url.EncodeToString(compressed),
		"infinity": "AA", "all zero": base64url.EncodeToString(make([]byte, 65)), "empty": "", "not base64": "*",
		"cut short": good.P256dh[:40], "endless": strings.Repeat("A", 1<<20),
	} {
		if _, err := ParseSubscription(Services{}, fcm, key, good.Auth); !errors.Is(err, ErrKey) {
			t.Errorf("p256dh %s: %v", name, err)
		}
	}
	for name, auth := range map[string]string{
		"empty": "", "15 bytes": base64url.EncodeToString(make([]byte, 15)), "not base64": "*",
		"17 bytes": base64url.EncodeToString(make([]byte, 17)), "endless": strings.Repeat("A", 1<<20),
	} {
		if _, err := ParseSubscription(Services{}, fcm, good.P256dh, auth); !errors.Is(err, ErrAuth) {
			t.Errorf("auth %s: %v", name, err)
		}
	}
}

func TestNewServicesOpensOnlyWhatItIsTold(t *testing.T) {
	services, err := NewServices("push.example", "push.example:8443", "http://127.0.0.1:9000/")
	must(t, err)
	for endpoint, group := range map[string]string{
		"https://push.example/a":           "push.example",
		"https://eu.push.example/a":        "push.example",
		"https://push.example:8443/a":      "push.example:8443",
		"http://127.0.0.1:9000/a":          "127.0.0.1:9000",
		fcm:                                "fcm.googleapis.com",
		"http://push.example/a":            "",
		"https://push.example:9443/a":      "",
		"https://127.0.0.1:9000/a":         "",
		"http://127.0.0.1:9001/a":          "",
		"http://evil.127.0.0.1:9000/a":     "",
		"https://notpush.example:8443/a":   "",
		"http://user:pw@127.0.0.1:9000/a":  "",
		"https://push.example.evil.test/a": "",
	} {
		if got := services.Group(endpoint); got != group {
			t.Errorf("%s belongs to %q, want %q", endpoint, got, group)
		}
	}
	for _, bad := range []string{"", "ftp://push.example", "https://push.example/path", "https://a@push.example", "http://", "a b"} {
		if _, err := NewServices(bad); !errors.Is(err, ErrTestHost) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// Whatever is accepted is public https on the list, and parsing it again changes nothing.
func FuzzParseSubscription(f *testing.F) {
	good := newPhone(f, fcm).sub
	f.Add(good.Endpoint, good.P256dh, good.Auth)
	f.Add("https://x.notify.windows.com/w/?token=a%2b", good.P256dh+"=", good.Auth)
	f.Add("https://fcm.googleapis.com:443@attacker.example/", "AA", "AA")
	f.Add("https://[::1%25eth0]:443/", "", "\x00")
	f.Fuzz(func(t *testing.T, endpoint, p256dh, auth string) {
		sub, err := ParseSubscription(Services{}, endpoint, p256dh, auth)
		if err != nil {
			if _, known := errors.AsType[*Error](err); !known {
				t.Fatalf("an error without a code: %v", err)
			}
			return
		}
		if !strings.HasPrefix(sub.Endpoint, "https://") || (Services{}).Group(sub.Endpoint) == "" {
			t.Fatalf("accepted %q as %q", endpoint, sub.Endpoint)
		}
		again, err := ParseSubscription(Services{}, sub.Endpoint, sub.P256dh, sub.Auth)
		if err != nil || again != sub {
			t.Fatalf("%+v became %+v: %v", sub, again, err)
		}
	})
}
