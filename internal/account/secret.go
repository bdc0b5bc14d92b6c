package account

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"

	"musikkforalle/internal/db"
)

// Secret returns the program's key for signing, which the first call generates and stores. It is read from the database
// every time, so that a restored database keeps the links that it has signed valid.
func Secret(ctx context.Context, tx *db.Tx) ([]byte, error) {
	var encoded string
	if err := db.Setting(ctx, tx, "link_secret", &encoded, func() (any, error) { return NewToken(), nil }); err != nil {
		return nil, err
	}
	return base64.RawURLEncoding.DecodeString(encoded)
}

// Sign returns a URL-safe signature of 128 bits, which is valid for one purpose only.
func Sign(secret []byte, purpose, text string) string {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(purpose + "\x00" + text))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)[:16])
}

// Signed reports whether Sign made the signature. It compares in constant time.
func Signed(secret []byte, purpose, text, signature string) bool {
	return hmac.Equal([]byte(Sign(secret, purpose, text)), []byte(signature))
}

// seeded returns the token that belongs to a seed.
func seeded(ctx context.Context, tx *db.Tx, seed string) (string, error) {
	secret, err := Secret(ctx, tx)
	if err != nil {
		return "", err
	}
	m := hmac.New(sha256.New, secret)
	m.Write([]byte("device\x00" + seed))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil)), nil
}
