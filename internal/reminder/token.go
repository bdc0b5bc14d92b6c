package reminder

import (
	"encoding/base64"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
)

const (
	tokenPurpose = "notice"
	// idLength is two uuids in base64url without padding.
	idLength = 43
)

// NewToken returns the signed token of a link that answers for a family at a session. It is valid until the session starts.
// The start and the family's existence are looked up, so a moved session needs no new token.
func NewToken(secret []byte, session, family uuid.UUID) string {
	id := base64.RawURLEncoding.EncodeToString(append(session[:], family[:]...))
	return id + account.Sign(secret, tokenPurpose, id)
}

// ReadToken returns the session and family of a token that we signed.
func ReadToken(secret []byte, token string) (session, family uuid.UUID, ok bool) {
	if len(token) <= idLength || !account.Signed(secret, tokenPurpose, token[:idLength], token[idLength:]) {
		return uuid.Nil, uuid.Nil, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(token[:idLength])
	if err != nil || len(raw) != len(session)+len(family) {
		return uuid.Nil, uuid.Nil, false
	}
	copy(session[:], raw[:len(session)])
	copy(family[:], raw[len(session):])
	return session, family, true
}
