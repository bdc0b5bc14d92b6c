// Package seal encrypts what would harm most if a copy of the database were read: what helps a child, allergies, and
// telephone numbers. The keys are in a file outside the database, so that a dump, a backup or a log tells nothing of them.
package seal

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// A sealed value is the id of its key, a nonce, and the text encrypted with AES-256-GCM. Where it belongs is authenticated
// with it, so that a value which is copied to another row or column cannot be opened there.
const (
	idSize    = 4
	nonceSize = 12
	keySize   = 32
)

// ErrKey: the ring lacks the key of a value, also after its file was read again.
var ErrKey = errors.New("the key of a sealed value is not in the key ring")

var errBroken = errors.New("a sealed value is damaged, or stands where it does not belong")

// Ring holds the keys. The last one seals; all of them open. It may be used by several goroutines.
type Ring struct {
	path string

	mu   sync.RWMutex
	keys []key
}

type key struct {
	id   string // eight hexadecimal digits
	aead cipher.AEAD
}

// At names where a value belongs: table, column and row.
func At(table, column string, row uuid.UUID) string { return table + "|" + column + "|" + row.String() }

// Path returns the file of the keys.
func (r *Ring) Path() string { return r.path }

// Active returns the id of the key that seals, or "" if there is none.
func (r *Ring) Active() string { return r.active().id }

func (r *Ring) active() (k key) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if n := len(r.keys); n > 0 {
		k = r.keys[n-1]
	}
	return k
}

// Seal encrypts a text for where it belongs; a missing text stays missing.
func (r *Ring) Seal(at string, text *string) ([]byte, error) {
	if text == nil {
		return nil, nil
	}
	k := r.active()
	if k.aead == nil {
		return nil, ErrKey
	}
	head, err := hex.DecodeString(k.id)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, nonceSize)
	_, _ = rand.Read(nonce) // never fails (crypto/rand)
	return k.aead.Seal(append(head, nonce...), nonce, []byte(*text), []byte(at)), nil
}

// Text returns a text that is stored plain, by the version before, or sealed; nil if there is none.
func (r *Ring) Text(at string, plain *string, sealed []byte) (*string, error) {
	if plain != nil || len(sealed) == 0 {
		return plain, nil
	}
	if len(sealed) < idSize+nonceSize {
		return nil, errBroken
	}
	k, err := r.find(hex.EncodeToString(sealed[:idSize]))
	if err != nil {
		return nil, err
	}
	text, err := k.aead.Open(nil, sealed[idSize:idSize+nonceSize], sealed[idSize+nonceSize:], []byte(at))
	if err != nil {
		return nil, errBroken
	}
	return new(string(text)), nil
}

// find returns the key of an id. A key that is not known may have been made by another server since: the file is read again.
func (r *Ring) find(id string) (key, error) {
	if k, ok := r.known(id); ok {
		return k, nil
	}
	if err := r.read(); err != nil {
		return key{}, err
	}
	if k, ok := r.known(id); ok {
		return k, nil
	}
	return key{}, fmt.Errorf("%w: %s", ErrKey, id)
}

// Has reports whether the ring has a key.
func (r *Ring) Has(id string) bool {
	_, ok := r.known(id)
	return ok
}

func (r *Ring) known(id string) (key, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	for _, k := range r.keys {
		if k.id == id {
			return k, true
		}
	}
	return key{}, false
}

func newKey(id string, secret []byte) (key, error) {
	if raw, err := hex.DecodeString(id); err != nil || len(raw) != idSize || len(secret) != keySize {
		return key{}, errors.New("not a key")
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return key{}, err
	}
	aead, err := cipher.NewGCM(block)
	return key{id, aead}, err
}

const plugin = "seal"

// Name implements gorm.Plugin: a store's GORM carries its ring.
func (r *Ring) Name() string { return plugin }

// Initialize implements gorm.Plugin; there is nothing to do.
func (r *Ring) Initialize(*gorm.DB) error { return nil }

// Of returns the ring of a database.
func Of(g *gorm.DB) *Ring {
	if r, ok := g.Plugins[plugin].(*Ring); ok {
		return r
	}
	return &Ring{}
}
