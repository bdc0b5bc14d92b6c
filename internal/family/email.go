package family

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
)

// AddEmail implements PUT /api/me/email: it mails a code to an address that the caller's family wants to add. Nothing is
// stored until the code is typed. Faults: nobody, those of account.SendCode.
func (a API) AddEmail(ctx context.Context, r contract.AddEmailRequestObject) (contract.AddEmailResponseObject, error) {
	if _, err := account.FamilyOf(ctx); err != nil {
		return nil, err
	}
	id, err := account.SendCode(ctx, a.Store, account.FamilyAdd, r.Body.Email, string(r.Body.Lang))
	return contract.AddEmail202JSONResponse{Id: id}, err
}

// RemoveEmail implements DELETE /api/me/email: it deletes the address of the caller's family, and the codes that were mailed
// to add one. Fault: nobody.
func (a API) RemoveEmail(ctx context.Context, _ contract.RemoveEmailRequestObject) (contract.RemoveEmailResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	return contract.RemoveEmail204Response{}, RemoveEmail(ctx, a.Store, id)
}

// SendCode implements POST /api/sign-in/code: it mails a code by which a new device signs in as the family or the volunteer
// that has the address. The answer is the same whether the address is known or not.
func (a API) SendCode(ctx context.Context, r contract.SendCodeRequestObject) (contract.SendCodeResponseObject, error) {
	purpose := account.FamilyReturn
	if r.Body.Purpose == contract.NewCodePurposeVolunteer {
		purpose = account.AsVolunteer
	}
	id, err := account.SendCode(ctx, a.Store, purpose, r.Body.Email, string(r.Body.Lang))
	return contract.SendCode202JSONResponse{Id: id}, err
}

// UseCode implements POST /api/sign-in/code/{id}: it does what a mailed code was sent for (adds the address to the family,
// or signs the device in as a family or a volunteer) and returns who the caller is now. Faults: those of account.UseCode, and
// email.other_family for an address that another family has.
func (a API) UseCode(ctx context.Context, r contract.UseCodeRequestObject) (contract.UseCodeResponseObject, error) {
	if err := account.UseCode(ctx, a.Store, r.Id, r.Body.Code, useCode(ctx)); err != nil {
		return nil, err
	}
	me, err := a.me(ctx)
	return contract.UseCode200JSONResponse(me), err
}

// RemoveEmail deletes a family's address and the codes that were mailed to add one.
func RemoveEmail(ctx context.Context, store *db.Store, id uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := account.DropCodesOf(tx, id); err != nil {
			return err
		}
		return tx.DB.Exec("update families set email = null, email_bounced_at = null, version = version + 1 where id = ? and email is not null", id).Error
	})
}

// useCode returns what is done, in the transaction that uses up a code, for each purpose of a code.
func useCode(ctx context.Context) func(*db.Tx, account.Code) error {
	return func(tx *db.Tx, code account.Code) error {
		switch code.Purpose {
		case account.FamilyAdd:
			return storeEmail(ctx, tx, code)
		case account.FamilyReturn:
			return signInByEmail(ctx, tx, code)
		case account.AsVolunteer:
			_, err := account.SignInVolunteer(ctx, tx, code.Email, code.Lang)
			return err
		default:
			return account.ErrCodeOver
		}
	}
}

// storeEmail stores a confirmed address for the family that asked for the code. Only here does it report that another
// family has the address (ErrEmailTaken), because whoever typed the code can read mail to it.
func storeEmail(ctx context.Context, tx *db.Tx, code account.Code) error {
	id := account.From(ctx).Family
	if code.FamilyID == nil || *code.FamilyID != id {
		return account.ErrCodeOver
	}
	err := tx.DB.Exec("update families set email = ?, mail_lang = ?, email_bounced_at = null, version = version + 1 where id = ?", code.Email, code.Lang, id).Error
	if constraint, ok := db.Violation(err); ok && constraint == "families_email_key" {
		return ErrEmailTaken
	}
	if err != nil {
		return err
	}
	if err := answer.Confirm(ctx, tx, id); err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "family.email_added", By: audit.By{Actor: audit.ByFamily, ID: id}})
}

// signInByEmail signs the device in as the family that has the address. If the device was another family's until now, that
// family is merged if nobody could sign in as it any more; otherwise it stays as it is.
func signInByEmail(ctx context.Context, tx *db.Tx, code account.Code) error {
	var found []struct{ ID uuid.UUID }
	if err := tx.DB.Raw("select id from families where email = ?", code.Email).Scan(&found).Error; err != nil {
		return err
	}
	if len(found) == 0 {
		return account.ErrCodeOver
	}
	caller, into := account.From(ctx), found[0].ID
	old := caller.Family
	if old != uuid.Nil && old != into {
		kept, err := reachable(tx.DB, old, caller.Device)
		if err != nil {
			return err
		}
		if kept {
			old = uuid.Nil
		}
	}
	if err := tx.DB.Exec("update families set email_bounced_at = null where id = ?", into).Error; err != nil { // the code was read there
		return err
	}
	if err := join(ctx, tx, old, into); err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "family.returned", By: audit.By{Actor: audit.ByFamily, ID: into}})
}

// reachable reports whether a family has an address or another device, so that it can be used without this device.
func reachable(g *gorm.DB, id, device uuid.UUID) (yes bool, err error) {
	err = g.Raw(`select exists (select from families where id = @family and email is not null)
		or exists (select from devices where family_id = @family and id <> @device)`,
		map[string]any{"family": id, "device": device}).Row().Scan(&yes)
	return yes, err
}
