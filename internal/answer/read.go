package answer

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/session"
)

// When is an SQL condition with an order: it selects the answers to read by the time of their session.
type When string

// ToCome selects the sessions that have not ended, by start; Past selects those that have ended, the latest first.
const (
	ToCome When = `"Session"."ends_at" > now() order by "Session"."starts_at"`
	Past   When = `"Session"."ends_at" <= now() order by "Session"."starts_at" desc`
)

// OfFamily returns a family's answers as the contract's type.
func OfFamily(ctx context.Context, g *gorm.DB, family uuid.UUID, when When) ([]contract.Answer, error) {
	return read(ctx, g, `answers.family_id = ? and `+string(when), family)
}

// one returns a family's answer to a session, or fault.ErrNotFound.
func one(ctx context.Context, store *db.Store, id, family uuid.UUID) (contract.Answer, error) {
	found, err := read(ctx, store.Gorm, "answers.session_id = ? and answers.family_id = ?", id, family)
	if err != nil {
		return contract.Answer{}, err
	}
	if len(found) == 0 {
		return contract.Answer{}, fault.ErrNotFound
	}
	return found[0], nil
}

func read(ctx context.Context, g *gorm.DB, where string, args ...any) ([]contract.Answer, error) {
	g = g.WithContext(ctx)
	var answers []Answer
	if err := g.InnerJoins("Session").InnerJoins("Session.Place").Joins("Wishes").Where(where, args...).Find(&answers).Error; err != nil {
		return nil, err
	}
	wire := make([]contract.Answer, len(answers))
	for i := range answers {
		wire[i] = answers[i].Wire()
		if answers[i].State != Waiting {
			continue
		}
		before, err := waitingBefore(g, &answers[i])
		if err != nil {
			return nil, err
		}
		wire[i].WaitingBefore = &before
	}
	return wire, nil
}

// waitingBefore counts the families that are ahead of this one on the waiting list.
func waitingBefore(g *gorm.DB, a *Answer) (before int32, err error) {
	err = g.Raw(`select count(*) from answers where session_id = ? and state = 'waiting' and (waiting_since, family_id) < (?, ?)`,
		a.SessionID, a.WaitingSince, a.FamilyID).Scan(&before).Error
	return before, err
}

// Wire converts the answer to the contract's type, without WaitingBefore. The session with its place must be loaded.
func (a *Answer) Wire() contract.Answer {
	w := contract.Answer{
		Session: session.Brief(&a.Session), Place: &a.Session.Place.Slug, PlaceName: &a.Session.Place.Name,
		State: contract.AnswerState(a.State), Company: contract.Company(a.Company), OfferUntil: a.OfferExpiresAt,
	}
	if a.Wishes != nil {
		w.Wishes = new(a.Wishes.Wire())
	}
	return w
}
