package family

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
)

// EraseFamily implements DELETE /api/me: it erases the caller's family. A device that is a volunteer's or a member's too
// stays signed in as that. Fault: nobody.
func (a API) EraseFamily(ctx context.Context, _ contract.EraseFamilyRequestObject) (contract.EraseFamilyResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.EraseFamily204Response{}, Erase(ctx, a.Store, id)
}

// Erase erases the caller's family at its own wish, writes the audit entry, and signs the caller out as it.
func Erase(ctx context.Context, store *db.Store, id uuid.UUID) error {
	err := store.Tx(ctx, func(tx *db.Tx) error {
		if err := erase(ctx, tx, id, account.Wished); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "family.erased", By: audit.By{Actor: audit.ByFamily}})
	})
	if err != nil {
		return err
	}
	caller := account.From(ctx)
	if caller.Family = uuid.Nil; caller.Volunteer == uuid.Nil && caller.Member == uuid.Nil {
		caller.Clear()
	}
	return nil
}

// erase deletes a family and everything about it. Its seats are offered to waiting families, its planned notices are
// withdrawn, and its rows in the ledger become anonymous. Of a wish a hash of its id is kept, to erase it again after
// a backup is restored. Fault: nobody, if it was erased already.
func erase(ctx context.Context, tx *db.Tx, id uuid.UUID, why account.Why) error {
	if err := lock(tx, id); err != nil {
		return err
	}
	if err := answer.Forget(ctx, tx, id); err != nil {
		return err
	}
	if err := ledger.Forget(tx, id); err != nil {
		return err
	}
	if err := account.Erased(tx, id, why); err != nil {
		return err
	}
	family, err := get(tx.DB, id)
	if err != nil {
		return err
	}
	if family.Email != nil {
		if err := account.DropCodes(tx, *family.Email, account.FamilyAdd, account.FamilyReturn, account.AsMember); err != nil {
			return err
		}
	}
	if err := account.SignOutAll(tx, account.Owner{Family: id}); err != nil {
		return err
	}
	return tx.DB.Exec("delete from families where id = ?", id).Error // answers, wishes and codes go with it
}

// lock locks the rows of families in the order of their ids, to avoid deadlock; sessions are locked after families. It
// fails with fault.ErrNobody if one of the families does not exist.
func lock(tx *db.Tx, ids ...uuid.UUID) error {
	r := tx.DB.Exec("select from families where id in ? order by id for update", ids)
	if r.Error == nil && int(r.RowsAffected) < len(ids) {
		return fault.ErrNobody
	}
	return r.Error
}
