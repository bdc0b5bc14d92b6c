// Package audit records who did what: one row for each change that a team, a volunteer, a family or the program makes,
// in the transaction that makes it. It owns the table audit. docs/rules.md says what is audited.
package audit

import (
	"encoding/json"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Actor is the kind of person, or the program itself, that did something.
type Actor string

// The actors.
const (
	ByFamily    Actor = "family"
	ByVolunteer Actor = "volunteer"
	ByOrganiser Actor = "organiser" // on the command line
	ByMember    Actor = "member"    // of a place's team
	ByProgram   Actor = "program"
)

// By is who did something: which person, as what, and at which place.
type By struct {
	Actor Actor
	ID    uuid.UUID // Nil: not known, or not to be kept
	Place uuid.UUID // Nil: at no single place
}

// CommandLine is whoever types a command; nothing more is known of them.
var CommandLine = By{Actor: ByOrganiser}

// Member returns the By of a member of a team.
func Member(id uuid.UUID) By { return By{Actor: ByMember, ID: id} }

// At returns the same person at the place.
func (b By) At(place uuid.UUID) By {
	b.Place = place
	return b
}

// Entry is one line of the audit. It never holds names, addresses or free text; Nil ids are left out. A family's
// answers are not audited: the answer itself is the record, and a list of them would say who has a disabled child.
type Entry struct {
	Action string // noun.verb, such as "session.moved"; its words are team.audit.<action>
	By
	Session uuid.UUID
	Detail  map[string]any
}

// Write adds an entry to the transaction that makes the change; its time is the transaction's.
func Write(tx *db.Tx, e Entry) error {
	detail := []byte("{}")
	if len(e.Detail) > 0 {
		var err error
		if detail, err = json.Marshal(e.Detail); err != nil {
			return err
		}
	}
	return tx.DB.Exec(`insert into audit (actor, actor_id, action, place_id, session_id, detail) values (?, ?, ?, ?, ?, ?)`,
		string(e.Actor), orNull(e.ID), e.Action, orNull(e.Place), orNull(e.Session), string(detail)).Error
}

// Forget removes the id of a person who is being erased from the audit; the entries stay.
func Forget(tx *db.Tx, person uuid.UUID) error {
	return tx.DB.Exec("update audit set actor_id = null where actor_id = ?", person).Error
}

func orNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
