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
	answers, err := read(ctx, g, `answers.family_id = ? and `+string(when), family)
	wire := make([]contract.Answer, len(answers))
	for i := range answers {
		wire[i] = answers[i].Wire()
	}
	return wire, err
}

// find returns a family's answer to a session, or fault.ErrNotFound.
func find(ctx context.Context, store *db.Store, id, family uuid.UUID) (*Answer, error) {
	found, err := read(ctx, store.Gorm, "answers.session_id = ? and answers.family_id = ?", id, family)
	if err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, fault.ErrNotFound
	}
	return &found[0], nil
}

// read returns answers with all that Wire needs.
func read(ctx context.Context, g *gorm.DB, where string, args ...any) (answers []Answer, err error) {
	g = g.WithContext(ctx)
	if err := g.InnerJoins("Session").InnerJoins("Session.Place").Joins("Wishes").Where(where, args...).Find(&answers).Error; err != nil {
		return nil, err
	}
	for i := range answers {
		if err := answers[i].Wishes.Open(g); err != nil {
			return nil, err
		}
		if answers[i].State != Waiting {
			continue
		}
		if answers[i].Line, err = lineOf(g, &answers[i]); err != nil {
			return nil, err
		}
	}
	return answers, nil
}

// Wire converts the answer to the contract's type. The session with its place must be loaded.
func (a *Answer) Wire() contract.Answer {
	w := contract.Answer{
		Session: session.Brief(&a.Session), Place: &a.Session.Place.Slug, PlaceName: &a.Session.Place.Name,
		State: contract.AnswerState(a.State), Company: contract.Company(a.Company), OfferUntil: a.OfferExpiresAt,
	}
	if a.OfferExpiresAt != nil && a.Session.StartsAt.Before(*a.OfferExpiresAt) {
		w.OfferUntil = &a.Session.StartsAt // the session was moved to an earlier time
	}
	if a.Line != nil {
		w.WaitingBefore = &a.Line.Before
		if a.Line.TooLarge {
			w.TooLarge = &a.Line.TooLarge
		}
		if a.Line.RoomFor > 0 {
			w.RoomFor = &a.Line.RoomFor
		}
	}
	if a.Wishes != nil {
		w.Wishes = new(a.Wishes.Wire())
	}
	return w
}
