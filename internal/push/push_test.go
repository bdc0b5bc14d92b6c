package push

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

const subject = "mailto:post@dissimilis.no"

var base64url = base64.RawURLEncoding

// phone is a browser: it owns the private half of a subscription and can read what was sent to it.
type phone struct {
	key  *ecdh.PrivateKey
	auth []byte
	sub  Subscription
}

func newPhone(t testing.TB, endpoint string) *phone {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	must(t, err)
	auth := make([]byte, authLength)
	rand.Read(auth)
	return &phone{key, auth, Subscription{
		Endpoint: endpoint,
		P256dh:   base64url.EncodeToString(key.PublicKey().Bytes()),
		Auth:     base64url.EncodeToString(auth),
	}}
}

// read decrypts a body with the HKDF of the standard library, written from the text of RFC 8291 and RFC 8188.
func (p *phone) read(t testing.TB, body []byte) []byte {
	t.Helper()
	salt, senderKey, record := body[:16], body[21:86], body[86:]
	sender, err := ecdh.P256().NewPublicKey(senderKey)
	must(t, err)
	shared, err := p.key.ECDH(sender)
	must(t, err)
	info := "WebPush: info\x00" + string(p.key.PublicKey().Bytes()) + string(senderKey)
	secret, err := hkdf.Key(sha256.New, shared, p.auth, info, 32)
	must(t, err)
	key, err := hkdf.Key(sha256.New, secret, salt, "Content-Encoding: aes128gcm\x00", 16)
	must(t, err)
	nonce, err := hkdf.Key(sha256.New, secret, salt, "Content-Encoding: nonce\x00", 12)
	must(t, err)
	block, err := aes.NewCipher(key)
	must(t, err)
	gcm, err := cipher.NewGCM(block)
	must(t, err)
	plaintext, err := gcm.Open(nil, nonce, record, nil)
	must(t, err)
	text, found := bytes.CutSuffix(bytes.TrimRight(plaintext, "\x00"), []byte{2})
	if !found {
		t.Fatal("the last record has no delimiter")
	}
	return text
}

// pushService is a push service on this machine that speaks HTTP/2 like the real ones.
type pushService struct {
	*httptest.Server
	roots *x509.CertPool
}

func newPushService(t testing.TB, handler http.HandlerFunc) *pushService {
	t.Helper()
	server := httptest.NewUnstartedServer(handler)
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return &pushService{server, roots}
}

func (s *pushService) sender(t testing.TB, older ...*VAPID) *Sender {
	t.Helper()
	services, err := NewServices(s.URL)
	must(t, err)
	sender := NewSender(Settings{
		Keys: NewKeys(newVAPID(t), older...), Services: services, AllowLoopback: true, RootCAs: s.roots,
	})
	t.Cleanup(sender.Close)
	return sender
}

func newVAPID(t testing.TB) *VAPID {
	t.Helper()
	private, public, err := GenerateKeys()
	must(t, err)
	pair, err := NewVAPID(private, public, subject)
	must(t, err)
	return pair
}

func reminder() Message {
	return Message{Payload: []byte(`{"web_push":8030}`), TTL: time.Hour, Urgency: UrgencyHigh, Topic: "reminder-1"}
}

func readAll(t testing.TB, from io.Reader) []byte {
	t.Helper()
	all, err := io.ReadAll(from)
	must(t, err)
	return all
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
