package team

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

// SendTeamCode implements POST /api/team/sign-in/code: it mails a code to a member who has no passkey at hand. Nobody
// learns whether the address is a member's.
func (a API) SendTeamCode(ctx context.Context, r contract.SendTeamCodeRequestObject) (contract.SendTeamCodeResponseObject, error) {
	id, err := account.SendCode(ctx, a.Store, account.AsMember, r.Body.Email, staffLang(r.Body.Lang))
	return contract.SendTeamCode202JSONResponse{Id: id}, err
}

// UseTeamCode implements POST /api/team/sign-in/code/{id}: it lets who typed the code add a passkey, and gives the role
// of the invitation that was answered, if any.
func (a API) UseTeamCode(ctx context.Context, r contract.UseTeamCodeRequestObject) (contract.UseTeamCodeResponseObject, error) {
	if err := UseCode(ctx, a.Store, r.Id, r.Body.Code); err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.UseTeamCode200JSONResponse(w), err
}

// BeginTeamSignIn implements POST /api/team/passkeys/sign-in: it opens the ceremony that signs in with whichever
// passkey of this site the device has.
func (a API) BeginTeamSignIn(ctx context.Context, _ contract.BeginTeamSignInRequestObject) (contract.BeginTeamSignInResponseObject, error) {
	c, err := a.desk().BeginSignIn(ctx)
	return contract.BeginTeamSignIn200JSONResponse{CeremonyOpenedJSONResponse: contract.CeremonyOpenedJSONResponse(c)}, err
}

// FinishTeamSignIn implements POST /api/team/passkeys/sign-in/{id}: it signs the device in as the member whose passkey
// signed the challenge, under a new token.
func (a API) FinishTeamSignIn(ctx context.Context, r contract.FinishTeamSignInRequestObject) (contract.FinishTeamSignInResponseObject, error) {
	err := a.desk().FinishSignIn(ctx, r.Id, r.Body, func(tx *db.Tx, member uuid.UUID) error {
		if err := account.SignIn(ctx, tx, account.Owner{Member: member, Key: true}, ""); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "member.signed_in", By: audit.Member(member)})
	})
	if err != nil {
		return nil, err
	}
	w, err := a.caller(ctx)
	return contract.FinishTeamSignIn200JSONResponse(w), err
}

// EndTeamSignIn implements DELETE /api/team/sign-ins/{signIn}: it ends a sign-in at once: the caller's own, or one of a
// member over whom the caller may decide.
func (a API) EndTeamSignIn(ctx context.Context, r contract.EndTeamSignInRequestObject) (contract.EndTeamSignInResponseObject, error) {
	by, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	if err := EndSignIn(ctx, a.Store, by, r.SignIn); err != nil {
		return nil, err
	}
	if caller := account.From(ctx); caller.Device == r.SignIn && caller.Family == uuid.Nil && caller.Volunteer == uuid.Nil {
		caller.Clear()
	}
	return contract.EndTeamSignIn204Response{}, nil
}

// staffLang returns the language if the team's texts exist in it, else the first one in which they do.
func staffLang(lang contract.Lang) string {
	if slices.Contains(i18n.Staff, string(lang)) {
		return string(lang)
	}
	return i18n.Staff[0]
}

// UseCode ends a mailed code: its owner may add a passkey, and gets the role of the invitation that was answered, if
// any. Faults: account.ErrCodeOver for a code that is not a member's, ErrInvitationOver, and those of account.UseCode.
func UseCode(ctx context.Context, store *db.Store, id uuid.UUID, typed string) error {
	return account.UseCode(ctx, store, id, typed, func(tx *db.Tx, code account.Code) error {
		switch {
		case code.Purpose != account.AsMember:
			return account.ErrCodeOver
		case code.InvitationID != nil:
			return join(ctx, tx, code)
		default:
			return recoverByCode(ctx, tx, code.Email)
		}
	})
}

// recoverByCode lets the member of an address, who has lost the passkey, add another one, and notifies the member and the
// organisers. It returns account.ErrCodeOver if the address is no member's.
func recoverByCode(ctx context.Context, tx *db.Tx, email string) error {
	var m Member
	found := tx.DB.Where("email = ?", email).Limit(1).Find(&m)
	if found.Error != nil {
		return found.Error
	}
	if found.RowsAffected == 0 {
		return account.ErrCodeOver
	}
	if err := enrol(ctx, tx, m.ID); err != nil {
		return err
	}
	return tell(ctx, tx, codeUsed, m.ID)
}

// enrol signs the device in as a member who may only add a passkey. It does nothing if the member is already signed in
// with a passkey on this device.
func enrol(ctx context.Context, tx *db.Tx, member uuid.UUID) error {
	if account.From(ctx).Member == member {
		return nil
	}
	if err := account.SignIn(ctx, tx, account.Owner{Member: member}, ""); err != nil {
		return err
	}
	return audit.Write(tx, audit.Entry{Action: "member.used_code", By: audit.Member(member)})
}

// EndSignIn signs a member out on one device, for by. Fault: fault.ErrNotFound unless the sign-in is the one of by, or of
// a member at a place that by organises.
func EndSignIn(ctx context.Context, store *db.Store, by, device uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		var members []uuid.UUID
		err := tx.DB.Raw("select distinct d.member_id from devices d join roles r on r.member_id = d.member_id where d.id = @id and "+theirs,
			map[string]any{"id": device, "by": by}).Scan(&members).Error
		if err != nil {
			return err
		}
		if len(members) == 0 {
			return fault.ErrNotFound
		}
		if _, err := account.SignOut(tx, account.Owner{Member: members[0]}, device); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "member.signed_out", By: audit.Member(by)})
	})
}
