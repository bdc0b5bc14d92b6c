// Package entry is for families who ring: a place's organisers see the answers to a session, and enter, change and take
// back one family's answer for it, by the same rule of seats as the family itself.
package entry

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// API implements the organisers' operations of the contract's tag "answer".
type API struct {
	Store *db.Store
}

// ErrChanged is the fault of an answer that is no longer as the organiser saw it.
var ErrChanged = fault.New(fault.Precondition, "answer.changed")

// Seen is a family's answer to a session in the version that an organiser saw; version 0: there was none.
type Seen struct {
	Session, Family uuid.UUID
	Version         int32
}

// write is a change of one answer, in the transaction that makes it.
type write struct {
	*db.Tx
	session *session.Session
	by      audit.By
}

// run opens a transaction in which an organiser of the session's place changes an answer, and adds a line to the audit.
// Faults: fault.ErrNobody without a member's sign-in, fault.ErrNotFound for a session of another place, and those of do.
func run(ctx context.Context, store *db.Store, id uuid.UUID, action string, do func(write) error) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		s, member, err := session.OfTeam(ctx, tx.DB, id, place.Organiser)
		if err != nil {
			return err
		}
		w := write{Tx: tx, session: s, by: audit.Member(member).At(s.PlaceID)}
		if err := do(w); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: action, By: w.by, Session: s.ID})
	})
}

// lock locks the family and then the session, as every answer does, so that the answer stays as it was seen. Faults:
// fault.ErrNotFound for a family that the place does not know, ErrChanged (F21).
func (w write) lock(seen Seen) error {
	args := map[string]any{"family": seen.Family, "session": w.session.ID, "place": w.session.PlaceID}
	var known bool
	err := w.DB.Raw(`select exists (select from families f where f.id = @family and (f.place_id = @place or exists (
		select from answers a join sessions s on s.id = a.session_id where a.family_id = f.id and s.place_id = @place)))`, args).Row().Scan(&known)
	if err != nil {
		return err
	}
	if known {
		if known, err = arrival.Seen(w.DB, seen.Family); err != nil {
			return err
		}
	}
	if !known {
		return fault.ErrNotFound
	}
	if _, err := session.Lock(w.Tx, w.session.ID); err != nil {
		return err
	}
	var version int32
	err = w.DB.Raw(`select coalesce((select version from answers where session_id = @session and family_id = @family), 0)`, args).Row().Scan(&version)
	if err == nil && version != seen.Version {
		err = ErrChanged
	}
	return err
}

// one returns an answer as it stands in the transaction.
func (w write) one(family uuid.UUID) (contract.FamilyAnswer, error) {
	l, err := answerOf(w.DB, w.session.ID, family)
	return l.wire(), err
}

// companyOf returns the people of an answer; nobody where none are named.
func companyOf(c *contract.Company) answer.Company {
	if c == nil {
		return answer.Company{}
	}
	return answer.Company(*c)
}
