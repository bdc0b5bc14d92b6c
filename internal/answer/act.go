package answer

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// The faults of answers that come too late, since something newer is known.
var (
	ErrOvertaken = fault.New(fault.Conflict, "answer.overtaken")
	ErrOutdated  = fault.New(fault.Conflict, "answer.outdated")
)

// act records when the caller answered, or took the answer back. An answer that waited on a phone is as old as the phone
// says (account.Caller.Ago): if the family has answered since, on whatever phone, it fails with ErrOvertaken. What is
// sent at once is the newest. The caller has locked the family's row.
func act(ctx context.Context, tx *db.Tx, session, family uuid.UUID) error {
	ago := account.From(ctx).Ago
	r := tx.DB.Exec(`insert into answer_acts as a (session_id, family_id, at) values (@session, @family, @at)
		on conflict (session_id, family_id) do update set at = greatest(a.at, excluded.at) where not @waited or a.at <= excluded.at`,
		map[string]any{"session": session, "family": family, "at": tx.Now.Add(-ago), "waited": ago > 0})
	if r.Error == nil && r.RowsAffected == 0 {
		return ErrOvertaken
	}
	return r.Error
}

// moveActs gives the family into the newer of both families' acts.
func moveActs(tx *db.Tx, from, into uuid.UUID) error {
	return tx.DB.Exec(`insert into answer_acts as a (session_id, family_id, at)
		select session_id, @into, at from answer_acts where family_id = @from
		on conflict (session_id, family_id) do update set at = greatest(a.at, excluded.at)`,
		map[string]any{"from": from, "into": into}).Error
}

// requireSeen fails with ErrOutdated if the session has changed since the caller saw it at the revision: who said yes to
// another day has not said yes to this one. The caller has locked the session's row.
func requireSeen(tx *db.Tx, session uuid.UUID, seen *int32) error {
	if seen == nil {
		return nil
	}
	var newer bool
	err := tx.DB.Raw("select revision > ? from sessions where id = ?", *seen, session).Scan(&newer).Error
	if err == nil && newer {
		return ErrOutdated
	}
	return err
}
