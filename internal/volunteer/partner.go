package volunteer

import (
	"context"
	"crypto/rand"
	"strings"
	"unicode"

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

// NewPartnerCode makes a code by which volunteers join as the hands of a place's partner, whom its name means; an older
// one stops working. The code has 130 random bits and is shown this once.
func NewPartnerCode(ctx context.Context, store *db.Store, slug, name string) (code string, err error) {
	code = rand.Text()
	r := store.Gorm.WithContext(ctx).Exec(`update partners r set join_hash = ? from places p
		where p.id = r.place_id and p.slug = ? and r.name = ?`, JoinHash(code), slug, name)
	if r.Error != nil {
		return "", r.Error
	}
	if r.RowsAffected == 0 {
		return "", fault.ErrNotFound
	}
	return code, nil
}
