package account

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	family "musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/replay"
	volunteer "musikkforalle/internal/volunteer/arrival"
)

// NewFamily makes a family that nothing is known about but its language, and signs the calling device in as it. The
// seed is the request's Idempotency-Key, so that a replay gives the same cookie again; without one the token is random.
func NewFamily(ctx context.Context, tx *db.Tx, lang, seed string) (uuid.UUID, error) {
	id, err := family.New(tx, lang)
	if err != nil {
		return uuid.Nil, err
	}
	return id, SignIn(ctx, tx, Owner{Family: id}, seed)
}

// SignInVolunteer signs the calling device in as the volunteer of a confirmed address, whom the first sign-in makes.
func SignInVolunteer(ctx context.Context, tx *db.Tx, email, lang string) (uuid.UUID, error) {
	id, err := volunteer.Come(tx, email, lang)
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
	return replay.Forget(tx, person)
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
