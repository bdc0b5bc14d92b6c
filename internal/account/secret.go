package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"

	"musikkforalle/internal/db"
)

// Secret gives the program's own key for signing links, made at the first start and kept. It is read in the
// transaction that needs it, so that a restored database and its links agree.
func Secret(ctx context.Context, tx *db.Tx) ([]byte, error) {
	var encoded string
	if err := db.Setting(ctx, tx, "link_secret", &encoded, func() (any, error) { return NewToken(), nil }); err != nil {
		return nil, err
	}
	return base64.RawURLEncoding.DecodeString(encoded)
}

// Sign makes a URL-safe signature of 128 bits for one purpose.
func Sign(secret []byte, purpose, text string) string {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(purpose + "\x00" + text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:16])
}

// Signed says whether the signature is ours, in constant time.
func Signed(secret []byte, purpose, text, signature string) bool {
	return hmac.Equal([]byte(Sign(secret, purpose, text)), []byte(signature))
}

func seeded(ctx context.Context, tx *db.Tx, seed string) (string, error) {
	secret, err := Secret(ctx, tx)
	if err != nil {
		return "", err
	}
	m := hmac.New(sha256.New, secret)
	m.Write([]byte("device\x00" + seed))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)), nil
}
