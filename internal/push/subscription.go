package push

import (
	"crypto/ecdh"
	"encoding/base64"
	"net/url"
	"strings"
)

const (
	maxEndpoint = 2048
	// authLength is the authentication secret of RFC 8291, section 3.2.
	authLength = 16
	// maxKeyText leaves room for 65 bytes of base64 with padding and bounds what is decoded.
	maxKeyText = 100
)

// Subscription is a browser's PushSubscription in its canonical spelling.
type Subscription struct {
	Endpoint string
	P256dh   string // the browser's public key, base64url
	Auth     string // the browser's secret, base64url
	Key      string // the server's VAPID public key that the browser subscribed with; empty means the current one
}

// ParseSubscription checks what a browser sent and returns it in one canonical spelling, so that the same
// subscription is never stored twice. It refuses unknown services, and keys that are not on the curve.
func ParseSubscription(services Services, endpoint, p256dh, auth string) (Subscription, error) {
	r, err := services.recipient(Subscription{Endpoint: endpoint, P256dh: p256dh, Auth: auth})
	if err != nil {
		return Subscription{}, err
	}
	return Subscription{
		Endpoint: r.address.String(),
		P256dh:   base64.RawURLEncoding.EncodeToString(r.key.Bytes()),
		Auth:     base64.RawURLEncoding.EncodeToString(r.auth),
	}, nil
}

// recipient is a parsed subscription: the keys to encrypt for and the URL to post to.
type recipient struct {
	address *url.URL
	origin  string
	key     *ecdh.PublicKey
	auth    []byte
}

func (s Services) recipient(sub Subscription) (*recipient, error) {
	address, err := s.parse(sub.Endpoint)
	if err != nil {
		return nil, err
	}
	raw, err := decodeKey(sub.P256dh)
	if err != nil {
		return nil, ErrKey
	}
	key, err := ecdh.P256().NewPublicKey(raw)
	if err != nil {
		return nil, ErrKey
	}
	auth, err := decodeKey(sub.Auth)
	if err != nil || len(auth) != authLength {
		return nil, ErrAuth
	}
	return &recipient{address, address.Scheme + "://" + address.Host, key, auth}, nil
}

// parse accepts an endpoint only when its parsed host is on the list; the text itself is never searched.
func (s Services) parse(endpoint string) (*url.URL, error) {
	if len(endpoint) > maxEndpoint {
		return nil, ErrEndpointLength
	}
	address, err := url.Parse(endpoint)
	if err != nil || address.Host == "" || address.User != nil || address.Opaque != "" || strings.Contains(endpoint, "#") {
		return nil, ErrEndpoint
	}
	if address.Scheme != "https" && address.Scheme != "http" {
		return nil, ErrEndpoint
	}
	address.Host = strings.ToLower(address.Host)
	if s.find(address) == nil {
		return nil, ErrService
	}
	address.Host = canonicalHost(address)
	if !plainHost(address.Host) {
		return nil, ErrEndpoint
	}
	return address, nil
}

// canonicalHost drops a port that the scheme implies: the VAPID audience is an origin as browsers spell it.
func canonicalHost(address *url.URL) string {
	implied := map[string]string{"https": "443", "http": "80"}[address.Scheme]
	return strings.TrimSuffix(strings.TrimSuffix(address.Host, ":"+implied), ":")
}

// plainHost refuses hosts that the suffix rule of Services would accept: empty labels, spaces, non-ASCII letters.
func plainHost(host string) bool {
	return !strings.HasPrefix(host, ".") && !strings.Contains(host, "..") && !strings.ContainsFunc(host, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && !strings.ContainsRune(".-:[]", r)
	})
}

// decodeKey reads base64 in either alphabet, with or without padding: browsers and their polyfills differ.
func decodeKey(text string) ([]byte, error) {
	if len(text) > maxKeyText {
		return nil, ErrKey
	}
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	return base64.RawURLEncoding.DecodeString(text)
}
