package account

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	family "musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/replay"
	volunteer "musikkforalle/internal/volunteer/arrival"
)

// ErrManyFamilies is the fault of a network from which many new families have come within an hour.
var ErrManyFamilies = fault.New(fault.TooMany, "family.too_many")

// NewFamily creates a family of which only the language is known, and signs the calling device in as it. The seed is
// the request's Idempotency-Key, so that a replay gets the same cookie again; without one the token is random. Fault: ErrManyFamilies.
func NewFamily(ctx context.Context, tx *db.Tx, lang, seed string) (uuid.UUID, error) {
	made, err := limit.Families.Add(tx.DB, From(ctx).Network, 1)
	if err != nil {
		return uuid.Nil, err
	}
	if made > limit.Families.Most {
		return uuid.Nil, ErrManyFamilies
	}
	id, err := family.New(tx, lang)
	if err != nil {
		return uuid.Nil, err
	}
	return id, SignIn(ctx, tx, Owner{Family: id}, seed)
}

// SignInVolunteer signs the calling device in as the volunteer with a confirmed address, and returns the volunteer's
// id. The first sign-in creates the volunteer.
func SignInVolunteer(ctx context.Context, tx *db.Tx, email, lang string) (uuid.UUID, error) {
	id, err := volunteer.Come(tx, email, lang)
	if err != nil {
		return uuid.Nil, err
	}
	return id, SignIn(ctx, tx, Owner{Volunteer: id}, "")
}

// Why says why a person is erased.
type Why int

// The reasons. Only a wish enters the list of erasures: whom a restored backup brings back although nobody wished them gone
// ages again by themselves, and whom a mistake aged can be brought back.
const (
	Wished Why = iota // by the person, or because the person has become another
	Aged              // the retention period is over
)

// Erased removes an erased person's id from the audit and empties the stored responses to the person's devices. Of a wish
// it stores a hash of the id, so that a restored backup cannot bring the person back (P6). Call it before the devices are
// deleted.
func Erased(tx *db.Tx, person uuid.UUID, why Why) error {
	if why == Wished {
		if err := tx.DB.Exec(`insert into erasures (person_hash) select ?::bytea`, Hash(person.String())).Error; err != nil {
			return err
		}
	}
	if err := audit.Forget(tx, person); err != nil {
		return err
	}
	return replay.Forget(tx, person)
}

// EraseEach calls erase for each id that the SQL query which returns, one by one, so that an interruption leaves nobody
// half erased. Whom the query returns no more at their turn, because they came back meanwhile, it leaves alone. It returns
// how many were erased, without those whom another server erased meanwhile (fault.ErrNobody).
func EraseEach(ctx context.Context, store *db.Store, which string, erase func(uuid.UUID) error) (erased int, err error) {
	var ids []uuid.UUID
	if err := store.Gorm.WithContext(ctx).Raw(which).Scan(&ids).Error; err != nil {
		return 0, err
	}
	for _, id := range ids {
		var still bool
		if err := store.Gorm.WithContext(ctx).Raw("select ? in ("+which+")", id).Row().Scan(&still); err != nil {
			return erased, err
		}
		if !still {
			continue
		}
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
