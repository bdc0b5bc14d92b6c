package push

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// verify reads an Authorization header as a push service does and returns the claims.
func verify(t testing.TB, header string) jwt.MapClaims {
	t.Helper()
	token, public, found := strings.Cut(strings.TrimPrefix(header, "vapid t="), ", k=")
	if !found {
		t.Fatalf("not a vapid header: %s", header)
	}
	point, err := base64url.DecodeString(public)
	must(t, err)
	key, err := ecdsa.ParseUncompressedPublicKey(elliptic.P256(), point)
	must(t, err)
	claims := jwt.MapClaims{}
	_, err = jwt.ParseWithClaims(token, claims, func(*jwt.Token) (any, error) { return key, nil },
		jwt.WithValidMethods([]string{"ES256"}), jwt.WithExpirationRequired(), jwt.WithTimeFunc(time.Now))
	must(t, err)
	return claims
}

func TestVAPIDHeaderIsSignedForTheOrigin(t *testing.T) {
	pair := newVAPID(t)
	header, err := pair.header("https://web.push.apple.com")
	must(t, err)
	claims := verify(t, header)
	if claims["aud"] != "https://web.push.apple.com" || claims["sub"] != subject {
		t.Errorf("claims: %v", claims)
	}
	expires, err := claims.GetExpirationTime()
	must(t, err)
	if left := time.Until(expires.Time); left > tokenLife || left < tokenLife-time.Minute {
		t.Errorf("expires in %v, want %v", left, tokenLife)
	}
	if !strings.HasSuffix(header, ", k="+pair.PublicKey()) {
		t.Error("the header does not carry the public key")
	}
}

func TestVAPIDHeaderIsReusedForHalfItsLife(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		pair := newVAPID(t)
		sign := func(origin string) string {
			header, err := pair.header(origin)
			must(t, err)
			return header
		}
		first := sign("https://a.example")
		time.Sleep(tokenLife/2 - time.Second)
		if sign("https://a.example") != first {
			t.Error("signed anew within half its life")
		}
		if sign("https://b.example") == first {
			t.Error("two origins share a signature")
		}
		time.Sleep(2 * time.Second)
		renewed := sign("https://a.example")
		if renewed == first {
			t.Error("still in use after half its life")
		}
		verify(t, renewed)
		pair.forget("https://a.example")
		if sign("https://a.example") == renewed {
			t.Error("a refused signature is still in use")
		}
	})
}

func TestVAPIDCacheIsBounded(t *testing.T) {
	pair := newVAPID(t)
	var all sync.WaitGroup
	for i := range 2 * maxOrigins {
		all.Go(func() {
			_, err := pair.header(fmt.Sprintf("https://%d.notify.windows.com", i))
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if len(pair.headers) > maxOrigins {
		t.Errorf("%d signatures are kept", len(pair.headers))
	}
}

func TestNewVAPIDRefusesHalvesOfTwoPairs(t *testing.T) {
	private, public, err := GenerateKeys()
	must(t, err)
	_, other, err := GenerateKeys()
	must(t, err)
	for _, pair := range [][2]string{{private, other}, {private, ""}, {"", public}, {"AA", public}, {"!", public}} {
		if _, err := NewVAPID(pair[0], pair[1], subject); !errors.Is(err, ErrKeyPair) {
			t.Errorf("got %v", err)
		}
	}
}

func TestNewVAPIDRefusesSubjectNobodyCanReach(t *testing.T) {
	private, public, err := GenerateKeys()
	must(t, err)
	for _, good := range []string{subject, "https://dissimilis.no", "https://dissimilis.no/kontakt"} {
		if _, err := NewVAPID(private, public, good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	bad := []string{
		"", "post@dissimilis.no", "mailto:", "mailto:post", "mailto:root@localhost", "mailto:Post <post@dissimilis.no>",
		"https://localhost", "https://localhost:8080", "https://127.0.0.1", "https://[::1]", "https://app.localhost",
		"http://dissimilis.no", "https://a:b@dissimilis.no", "mailto:a@server.local", "tel:67174880", "https://%zz",
	}
	for _, bad := range bad {
		if _, err := NewVAPID(private, public, bad); !errors.Is(err, ErrSubject) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestKeysAreFoundAfterRotation(t *testing.T) {
	current, older := newVAPID(t), newVAPID(t)
	keys := NewKeys(current, older)
	for name, want := range map[string]*VAPID{"": current, current.PublicKey(): current, older.PublicKey(): older} {
		if got, err := keys.Find(name); err != nil || got != want {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := keys.Find(newVAPID(t).PublicKey()); !errors.Is(err, ErrKeyUnknown) {
		t.Errorf("an unknown key: %v", err)
	}
	if keys.Current() != current {
		t.Error("the current pair changed")
	}
}
