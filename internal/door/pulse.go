package door

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/disclosure"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// pulseDays is how many days after a session the pulse stays open.
const pulseDays = 7

// GivePulse implements POST /api/sessions/{session}/pulse: it counts somebody's faces for a session. It is anonymous: package
// web removes everything about the caller but the network, which the rate limit needs. Faults: too_many, not_found and
// pulse.closed.
func (a API) GivePulse(ctx context.Context, r contract.GivePulseRequestObject) (contract.GivePulseResponseObject, error) {
	if err := limit.Pulses.Count(ctx, a.Store, account.From(ctx).Network); err != nil {
		return nil, err
	}
	return contract.GivePulse204Response{}, GivePulse(ctx, a.Store, r.Session, string(r.Body.Who), faces(*r.Body))
}

// GetPulse implements GET /api/sessions/{session}/pulse: it returns the counted faces of a session to its organisers, with the
// address and QR code of the page where they are given. Questions that few people answered are left out.
func (a API) GetPulse(ctx context.Context, r contract.GetPulseRequestObject) (contract.GetPulseResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	s, _, err := session.OfTeam(ctx, g, r.Session, place.Organiser)
	if err != nil {
		return nil, err
	}
	w := contract.GetPulse200JSONResponse{Url: a.BaseURL + "/nb/s/" + s.ID.String() + "/pulse", Counts: []contract.PulseCount{}}
	code, err := paper.EncodeQR(w.Url)
	if err != nil {
		return nil, err
	}
	w.Qr, w.Size = code.Path(), int32(code.Side())
	err = g.Raw(`select who, question, coalesce(sum(n) filter (where face = 'good'), 0) as good,
			coalesce(sum(n) filter (where face = 'middling'), 0) as middling, coalesce(sum(n) filter (where face = 'bad'), 0) as bad
		from pulse_counts where session_id = ? group by who, question having sum(n) >= ?
		order by who desc, array_position('{belonging,joy,seen,again}', question)`, r.Session, disclosure.Fewest).Scan(&w.Counts).Error
	return w, err
}

// GivePulse counts the faces that somebody of the group who gives, by question.
func GivePulse(ctx context.Context, store *db.Store, id uuid.UUID, who string, given map[string]contract.Face) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := lockOpenPulse(tx, id); err != nil {
			return err
		}
		for question, face := range given {
			if err := raise(tx, id, who, question, string(face)); err != nil {
				return err
			}
		}
		return nil
	})
}

// faces returns the faces of a request by question.
func faces(p contract.Pulse) map[string]contract.Face {
	given := map[string]contract.Face{}
	for question, face := range map[string]*contract.Face{
		"belonging": p.Answers.Belonging, "joy": p.Answers.Joy, "seen": p.Answers.Seen, "again": p.Answers.Again,
	} {
		if face != nil {
			given[question] = *face
		}
	}
	return given
}

// lockOpenPulse returns ErrPulseClosed before the session starts, from pulseDays after its end, if it was cancelled, and if
// its season is a draft or its report is closed. It locks the session, so that concurrent answers run one after the
// other.
func lockOpenPulse(tx *db.Tx, id uuid.UUID) error {
	s, err := session.Lock(tx, id)
	if err != nil {
		return err
	}
	var open bool
	err = tx.DB.Raw(`select s.status = 'open' and sn.status = 'published' and sn.closed_at is null
		and now() between s.starts_at and s.ends_at + make_interval(days => ?)
		from sessions s join seasons sn on sn.id = s.season_id where s.id = ?`, pulseDays, s.ID).Scan(&open).Error
	if err == nil && !open {
		return ErrPulseClosed
	}
	return err
}

func raise(tx *db.Tx, id uuid.UUID, who, question, face string) error {
	return tx.DB.Exec(`insert into pulse_counts as p (session_id, who, question, face, n) values (?, ?, ?, ?, 1)
		on conflict (session_id, who, question, face) do update set n = p.n + 1`, id, who, question, face).Error
}
