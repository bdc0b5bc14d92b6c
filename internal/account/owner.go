package account

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// NewFamily makes a family that nothing is known about but its language, and signs the calling device in as it. The
// seed is the request's Idempotency-Key, so that a replay gives the same cookie again; without one the token is random.
func NewFamily(ctx context.Context, tx *db.Tx, lang, seed string) (uuid.UUID, error) {
	var id uuid.UUID
	if err := tx.DB.Raw(`insert into families (lang) values (?) returning id`, lang).Row().Scan(&id); err != nil {
		return uuid.Nil, err
	}
	return id, SignIn(ctx, tx, Owner{Family: id}, seed)
}

// SignInVolunteer signs the calling device in as the volunteer of a confirmed address, whom the first sign-in makes.
func SignInVolunteer(ctx context.Context, tx *db.Tx, email, lang string) (uuid.UUID, error) {
	var id uuid.UUID
	err := tx.DB.Raw(`insert into volunteers (email, lang) values (?, ?)
		on conflict (email) do update set seen_at = now() returning id`, email, lang).Row().Scan(&id)
	if err != nil {
		return uuid.Nil, err
	}
	return id, SignIn(ctx, tx, Owner{Volunteer: id}, "")
}

// Erased notes, by hash only, that a person was erased, so that an old backup cannot bring the person back (P6), takes
// the person's id out of the audit, and empties what the person's devices were answered. It comes before the devices go.
func Erased(tx *db.Tx, person uuid.UUID) error {
	if err := tx.DB.Exec(`insert into erasures (person_hash) select ?::bytea`, Hash(person.String())).Error; err != nil {
		return err
	}
	if err := audit.Forget(tx, person); err != nil {
		return err
	}
	for _, sql := range []string{
		`delete from idempotency where owner = uuid_send(?::uuid)`,
		`delete from idempotency where owner in (select uuid_send(id) from devices where ? in (family_id, volunteer_id, member_id))`,
		`update idempotency set status = 401, content_type = null, body = null
			where device_id in (select id from devices where ? in (family_id, volunteer_id, member_id))`, // a replay must not bring the person back
	} {
		if err := tx.DB.Exec(sql, person).Error; err != nil {
			return err
		}
	}
	return nil
}

// EraseEach erases the people whose ids a query gives, one by one, so that a stop in between leaves whole people. It
// returns how many; one whom another server erased meanwhile (fault.ErrNobody) is not counted.
func EraseEach(ctx context.Context, store *db.Store, which string, erase func(uuid.UUID) error) (erased int, err error) {
	var ids []uuid.UUID
	if err := store.Gorm.WithContext(ctx).Raw(which).Scan(&ids).Error; err != nil {
		return 0, err
	}
	for _, id := range ids {
		switch err := erase(id); {
		case errors.Is(err, fault.ErrNobody): // another server was quicker
		case err != nil:
			return erased, err
		default:
			erased++
		}
	}
	return erased, nil
}
