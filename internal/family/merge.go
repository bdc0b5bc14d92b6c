package family

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/ledger"
)

// join signs the calling device in as the family into. If old is another family, it moves everything of old to into and
// erases old.
func join(ctx context.Context, tx *db.Tx, old, into uuid.UUID) error {
	if old == uuid.Nil || old == into {
		return account.SignIn(ctx, tx, account.Owner{Family: into}, "")
	}
	if err := lock(tx, old, into); err != nil {
		return err
	}
	if err := answer.Merge(ctx, tx, old, into); err != nil {
		return err
	}
	if err := door.Move(tx, old, into); err != nil {
		return err
	}
	if err := account.HandOver(tx, old, into); err != nil {
		return err
	}
	if err := tx.DB.Exec("update family_calendars set family_id = ? where family_id = ?", into, old).Error; err != nil {
		return err
	}
	if err := ledger.Merge(tx, old, into); err != nil {
		return err
	}
	if err := complete(tx, old, into); err != nil {
		return err
	}
	// The device has changed hands before the old family's rows go.
	if err := account.SignIn(ctx, tx, account.Owner{Family: into}, ""); err != nil {
		return err
	}
	return erase(ctx, tx, old, account.Wished)
}

// complete copies to the family into what only the old family has set. Where both have set something, into's value
// stays, with two exceptions: into becomes discreet if either is, and both calendar addresses stay valid.
func complete(tx *db.Tx, old, into uuid.UUID) error {
	from, err := get(tx.DB, old)
	if err != nil {
		return err
	}
	to, err := get(tx.DB, into)
	if err != nil {
		return err
	}
	// Addresses are unique: the first gives its own up before the second takes it.
	if err := tx.DB.Exec("update families set email = null, calendar_hash = null where id = ?", old).Error; err != nil {
		return err
	}
	if from.CalendarHash != nil && to.CalendarHash != nil {
		if err := tx.DB.Exec("insert into family_calendars (hash, family_id) select ?::bytea, ?::uuid", from.CalendarHash, into).Error; err != nil {
			return err
		}
	}
	set := to.without(from)
	if to.Phone == nil {
		if err := setPhone(tx.DB, set, into, from.Phone); err != nil {
			return err
		}
	}
	set["discreet"], set["version"] = to.Discreet || from.Discreet, to.Version+1
	return tx.DB.Model(&Family{}).Where("id = ?", into).Updates(set).Error
}

// without returns the other family's values, by column, for what this family has not set.
func (f *Family) without(other *Family) map[string]any {
	set := map[string]any{}
	if f.Sum() == 0 {
		set = other.Changes()
	}
	if f.Nickname == "" {
		set["nickname"] = other.Nickname
	}
	if f.Email == nil {
		set["email"], set["mail_lang"], set["email_bounced_at"] = other.Email, other.MailLang, other.EmailBouncedAt
	}
	if f.PlaceID == nil {
		set["place_id"] = other.PlaceID
	}
	if f.CalendarHash == nil {
		set["calendar_hash"] = other.CalendarHash
	}
	return set
}
