package drill

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"testing"

	"github.com/google/uuid"
)

// phone owns the private half of a subscription, so it can read what was sent to it.
type phone struct {
	device, family uuid.UUID
	service        *pushService
	key            *ecdh.PrivateKey
	auth           []byte
}

func newPhone(t testing.TB, service *pushService) *phone {
	t.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	must(t, err)
	p := &phone{device: uuid.New(), family: uuid.New(), service: service, key: key, auth: make([]byte, 16)}
	_, err = rand.Read(p.auth)
	must(t, err)
	return p
}

func (p *phone) path() string     { return "/push/" + p.device.String() }
func (p *phone) endpoint() string { return p.service.URL + p.path() }
func (p *phone) p256dh() string {
	return base64.RawURLEncoding.EncodeToString(p.key.PublicKey().Bytes())
}
func (p *phone) secret() string { return base64.RawURLEncoding.EncodeToString(p.auth) }

// notice is what a phone shows.
type notice struct {
	Title, Body, Tag, Navigate string
}

// read decrypts a message and takes the notice out of it.
func (p *phone) read(t testing.TB, message []byte) notice {
	t.Helper()
	plain, err := p.decrypt(message)
	must(t, err)
	var wire struct{ Notification notice }
	must(t, json.Unmarshal(plain, &wire))
	return wire.Notification
}

var errNotForUs = errors.New("not a message of one record")

// decrypt follows the text of RFC 8291 and RFC 8188 with the HKDF of the standard library: nothing of it is ours.
func (p *phone) decrypt(message []byte) ([]byte, error) {
	if len(message) < 86 || message[20] != 65 {
		return nil, errNotForUs
	}
	salt, senderKey, record := message[:16], message[21:86], message[86:]
	sender, err := ecdh.P256().NewPublicKey(senderKey)
	if err != nil {
		return nil, err
	}
	shared, err := p.key.ECDH(sender)
	if err != nil {
		return nil, err
	}
	info := "WebPush: info\x00" + string(p.key.PublicKey().Bytes()) + string(senderKey)
	secret, err := hkdf.Key(sha256.New, shared, p.auth, info, 32)
	if err != nil {
		return nil, err
	}
	plain, err := open(secret, salt, record)
	if err != nil {
		return nil, err
	}
	plain, found := bytes.CutSuffix(bytes.TrimRight(plain, "\x00"), []byte{2})
	if !found {
		return nil, errNotForUs
	}
	return plain, nil
}

func open(secret, salt, record []byte) ([]byte, error) {
	key, err := hkdf.Key(sha256.New, secret, salt, "Content-Encoding: aes128gcm\x00", 16)
	if err != nil {
		return nil, err
	}
	nonce, err := hkdf.Key(sha256.New, secret, salt, "Content-Encoding: nonce\x00", 12)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return gcm.Open(nil, nonce, record, nil)
}
