package team

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// erase deletes a member with the sign-ins, passkeys and codes, or returns fault.ErrNobody. The member's audit entries
// remain, without a name.
func erase(tx *db.Tx, member uuid.UUID, by audit.Actor) error {
	var email string
	found := tx.DB.Raw("select email from members where id = ? for update", member).Scan(&email)
	if found.Error != nil {
		return found.Error
	}
	if found.RowsAffected == 0 {
		return fault.ErrNobody
	}
	if err := account.Erased(tx, member, account.Wished); err != nil {
		return err
	}
	if err := account.SignOutAll(tx, account.Owner{Member: member}); err != nil {
		return err
	}
	if err := account.DropCodes(tx, email, account.AsMember); err != nil {
		return err
	}
	if err := tx.DB.Exec("delete from members where id = ?", member).Error; err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "member.erased", By: audit.By{Actor: by}})
}

// ReapplyErasures erases again the members whom a restored backup brought back (P6). It runs at every start, before
// anything is sent, and returns how many members it erased.
func ReapplyErasures(ctx context.Context, store *db.Store) (erased int, err error) {
	return account.EraseEach(ctx, store,
		"select id from members where sha256(convert_to(id::text, 'UTF8')) in (select person_hash from erasures)",
		func(id uuid.UUID) error {
			return store.Tx(ctx, func(tx *db.Tx) error { return erase(tx, id, audit.ByProgram) })
		})
}
