package push

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
)

const (
	saltLength = 16
	pointBytes = 65
	tagLength  = 16
	// overhead is the number of bytes that encryption adds: the header of RFC 8188, section 2.1 (salt, record size, key length, key),
	// the delimiter that ends the plaintext, and the tag.
	overhead = saltLength + 4 + 1 + pointBytes + 1 + tagLength

	// MaxPayload is the largest plaintext: every push service takes a body of 4096 bytes (RFC 8030, section 7.2).
	MaxPayload = 4096 - overhead
	// SmallPayload is the largest plaintext that also reaches Firefox on Android, which wants small records.
	SmallPayload = 2048 - overhead
)

// sizes are the lengths that a body is padded to, each with its record size. Padding hides from the push service which
// message this is. Several steps, instead of always the largest, keep an ordinary reminder small enough for every phone.
var sizes = [...]struct {
	body   int
	record uint32
}{{512, 2048}, {1024, 2048}, {2048, 2048}, {4096, 4096}}

// oneTime holds the key pair and salt, which must be new for every message.
type oneTime struct {
	key  *ecdh.PrivateKey
	salt [saltLength]byte
}

func newOneTime() (oneTime, error) {
	var once oneTime
	var err error
	rand.Read(once.salt[:])
	once.key, err = ecdh.P256().GenerateKey(rand.Reader)
	return once, err
}

// encrypt returns the body of a push message, padded to one of the sizes.
func (r *recipient) encrypt(plaintext []byte) ([]byte, error) {
	once, err := newOneTime()
	if err != nil {
		return nil, err
	}
	for _, size := range sizes {
		if len(plaintext)+overhead <= size.body {
			return r.seal(once, plaintext, size.body, size.record)
		}
	}
	return nil, ErrTooLarge
}

// seal writes one record of exactly size bytes with its header (RFC 8291, section 4, allows one record only).
func (r *recipient) seal(once oneTime, plaintext []byte, size int, recordSize uint32) ([]byte, error) {
	shared, err := once.key.ECDH(r.key)
	if err != nil {
		return nil, err
	}
	sender := once.key.PublicKey().Bytes()
	key, nonce := r.derive(shared, sender, once.salt[:])

	body := make([]byte, 0, size)
	body = append(body, once.salt[:]...)
	body = binary.BigEndian.AppendUint32(body, recordSize)
	body = append(body, pointBytes)
	body = append(body, sender...)
	record := len(body)
	body = append(body, plaintext...)
	body = append(body, 2) // the delimiter of the last record (RFC 8188, section 2); zeros after it are padding
	body = body[:size-tagLength]

	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	return gcm.Seal(body[:record], nonce, body[record:], nil), nil
}

// derive follows RFC 8291, section 3.4. Every output fits in one block of SHA-256,
// so HKDF-Expand is a single HMAC over the info and a counter of one.
func (r *recipient) derive(shared, sender, salt []byte) (key, nonce []byte) {
	secret := mac(mac(r.auth, shared), []byte("WebPush: info\x00"), r.key.Bytes(), sender, []byte{1})
	pseudorandom := mac(salt, secret)
	key = mac(pseudorandom, []byte("Content-Encoding: aes128gcm\x00\x01"))[:16]
	nonce = mac(pseudorandom, []byte("Content-Encoding: nonce\x00\x01"))[:12]
	return key, nonce
}

func mac(key []byte, parts ...[]byte) []byte {
	hash := hmac.New(sha256.New, key)
	for _, part := range parts {
		hash.Write(part)
	}
	return hash.Sum(nil)
}
