package account

import (
	"encoding/json"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// Actor is the kind of person, or the program itself, that did something.
type Actor string

// The actors that the audit knows.
const (
	ByFamily    Actor = "family"
	ByVolunteer Actor = "volunteer"
	ByOrganiser Actor = "organiser" // on the command line
	ByMember    Actor = "member"    // of a place's team; ActorID says who
	ByProgram   Actor = "program"
)

// Who is somebody who does something: the kind of person, and who of them where that is known.
type Who struct {
	Actor Actor
	ID    uuid.UUID // Nil: not known
}

// Entry is one line of the audit. It never holds names, addresses or free text; Nil ids are left out. A family's
// answers are not audited: the answer itself is the record, and a list of them would say who has a disabled child.
type Entry struct {
	Action  string // noun.verb, such as "session.moved"
	Actor   Actor
	ActorID uuid.UUID
	Place   uuid.UUID
	Session uuid.UUID
	Detail  map[string]any
}

// Audit writes an entry in the transaction that does what it tells of.
func Audit(tx *db.Tx, e Entry) error {
	detail := []byte("{}")
	if len(e.Detail) > 0 {
		var err error
		if detail, err = json.Marshal(e.Detail); err != nil {
			return err
		}
	}
	return tx.DB.Exec(`insert into audit (actor, actor_id, action, place_id, session_id, detail) values (?, ?, ?, ?, ?, ?)`,
		string(e.Actor), idOrNull(e.ActorID), e.Action, idOrNull(e.Place), idOrNull(e.Session), string(detail)).Error
}

func idOrNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
