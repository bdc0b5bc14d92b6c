package push

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/mail"
	"net/url"
	"strings"
	"sync"
	"time"

	webpush "github.com/SherClockHolmes/webpush-go"
)

const (
	// tokenLife is a token's lifetime; RFC 8292, section 2, allows at most 24 hours.
	tokenLife = 12 * time.Hour
	// maxOrigins bounds the cache: a stranger may subscribe with any number of hosts under a known service.
	maxOrigins = 256
	// jwtHeader is {"typ":"JWT","alg":"ES256"}.
	jwtHeader = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9"
)

// GenerateKeys makes a new VAPID pair, both base64url: a private key to keep, a public key for browsers.
func GenerateKeys() (private, public string, err error) {
	return webpush.GenerateVAPIDKeys()
}

// VAPID is the key pair that identifies this server to push services (RFC 8292).
// It signs once per push origin and uses that signature for half its life. Safe for concurrent use.
type VAPID struct {
	key     *ecdsa.PrivateKey
	public  string
	subject string

	mu      sync.Mutex
	headers map[string]signedHeader
}

type signedHeader struct {
	value   string
	renewAt time.Time
}

// NewVAPID loads a pair and checks that its halves belong together. The subject is how a push service reaches
// the people behind this server: mailto:someone@example.org or https://example.org.
func NewVAPID(private, public, subject string) (*VAPID, error) {
	if !reachable(subject) {
		return nil, ErrSubject
	}
	scalar, err := decodeKey(private)
	if err != nil {
		return nil, ErrKeyPair
	}
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), scalar)
	if err != nil {
		return nil, ErrKeyPair
	}
	point, err := key.PublicKey.Bytes()
	if err != nil {
		return nil, ErrKeyPair
	}
	own := base64.RawURLEncoding.EncodeToString(point)
	if own != strings.TrimRight(public, "=") {
		return nil, ErrKeyPair
	}
	return &VAPID{key: key, public: own, subject: subject, headers: map[string]signedHeader{}}, nil
}

// PublicKey is the applicationServerKey for browsers, base64url. It also names the pair: a subscription remembers it.
func (v *VAPID) PublicKey() string { return v.public }

// header returns the Authorization value for a push origin.
func (v *VAPID) header(origin string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	now := time.Now()
	if cached, ok := v.headers[origin]; ok && now.Before(cached.renewAt) {
		return cached.value, nil
	}
	value, err := v.sign(origin, now)
	if err != nil {
		return "", err
	}
	if len(v.headers) >= maxOrigins {
		clear(v.headers)
	}
	v.headers[origin] = signedHeader{value, now.Add(tokenLife / 2)}
	return value, nil
}

// forget removes the cached signature of an origin that refused it: it may have been made while the clock was wrong.
func (v *VAPID) forget(origin string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	delete(v.headers, origin)
}

func (v *VAPID) sign(origin string, now time.Time) (string, error) {
	claims, err := json.Marshal(struct {
		Audience string `json:"aud"`
		Expires  int64  `json:"exp"`
		Subject  string `json:"sub"`
	}{origin, now.Add(tokenLife).Unix(), v.subject})
	if err != nil {
		return "", err
	}
	signed := jwtHeader + "." + base64.RawURLEncoding.EncodeToString(claims)
	digest := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, v.key, digest[:])
	if err != nil {
		return "", err
	}
	var signature [64]byte // JWS wants both halves at fixed width (RFC 7518, section 3.4), not ASN.1
	r.FillBytes(signature[:32])
	s.FillBytes(signature[32:])
	return "vapid t=" + signed + "." + base64.RawURLEncoding.EncodeToString(signature[:]) + ", k=" + v.public, nil
}

// reachable reports whether a subject is an address outside this machine. Apple's service answers 403 to localhost.
func reachable(subject string) bool {
	address, err := url.Parse(subject)
	if err != nil {
		return false
	}
	switch address.Scheme {
	case "https":
		return address.User == nil && publicName(address.Hostname())
	case "mailto":
		mailbox, err := mail.ParseAddress(address.Opaque)
		if err != nil || mailbox.Address != address.Opaque {
			return false
		}
		return publicName(mailbox.Address[strings.LastIndexByte(mailbox.Address, '@')+1:])
	}
	return false
}

func publicName(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return strings.Contains(host, ".") && net.ParseIP(host) == nil &&
		!strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".local")
}
