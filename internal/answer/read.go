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

// When says which sessions' answers are read.
type When string

// Sessions that are not over yet, by start, and those that are, the latest first.
const (
	ToCome When = `"Session"."ends_at" > now() order by "Session"."starts_at"`
	Past   When = `"Session"."ends_at" <= now() order by "Session"."starts_at" desc`
)

// OfFamily lists a family's answers as the contract has them.
func OfFamily(ctx context.Context, g *gorm.DB, family uuid.UUID, when When) ([]contract.Answer, error) {
	return read(ctx, g, `answers.family_id = ? and `+string(when), family)
}

// one reads a family's answer to a session.
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

// waitingBefore counts the families that are offered a seat before this one.
func waitingBefore(g *gorm.DB, a *Answer) (before int32, err error) {
	err = g.Raw(`select count(*) from answers where session_id = ? and state = 'waiting' and (waiting_since, family_id) < (?, ?)`,
		a.SessionID, a.WaitingSince, a.FamilyID).Scan(&before).Error
	return before, err
}

// Wire is the answer as the contract has it; it needs the session with its place.
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
