package volunteer

import (
	"context"
	"crypto/rand"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// JoinHash is what is stored of a partner's code. Case, spaces and hyphens do not matter: the code is read from paper.
func JoinHash(code string) []byte {
	return account.Hash(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return unicode.ToUpper(r)
	}, code))
}

// InvitePartner makes a new code by which volunteers join as the partner's hands; an older one stops working. The code
// has 130 random bits and is shown this once.
func InvitePartner(ctx context.Context, store *db.Store, partner uuid.UUID) (code string, err error) {
	code = rand.Text()
	r := store.Gorm.WithContext(ctx).Exec("update partners set join_hash = ? where id = ?", JoinHash(code), partner)
	if r.Error != nil {
		return "", r.Error
	}
	if r.RowsAffected == 0 {
		return "", fault.ErrNotFound
	}
	return code, nil
}
