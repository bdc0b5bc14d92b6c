package entry

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family"
)

// EnterAnswer implements POST /api/sessions/{session}/answers: it enters the answer of a family that rings and has none
// yet. The family is a new one without a phone of its own in the app.
func (a API) EnterAnswer(ctx context.Context, r contract.EnterAnswerRequestObject) (contract.EnterAnswerResponseObject, error) {
	w, err := Enter(ctx, a.Store, r.Session, *r.Body)
	return contract.EnterAnswer201JSONResponse(w), err
}

// Enter makes a family of what was said on the telephone, and stores that it comes; if the session is full, it waits.
// Faults: those of run and of answer.SetTx, and "invalid" for the nickname or the phone number.
func Enter(ctx context.Context, store *db.Store, id uuid.UUID, said contract.EnteredAnswer) (w contract.FamilyAnswer, err error) {
	company := companyOf(&said.Company)
	err = run(ctx, store, id, "answer.entered", func(tx write) error {
		known := contract.FamilyChange{Lang: &said.Lang, Usual: &said.Company, Nickname: said.Nickname, Phone: said.Phone}
		caller, err := family.Enter(tx.Tx, tx.session.PlaceID, known)
		if err != nil {
			return err
		}
		if err := answer.SetTx(ctx, tx.Tx, id, caller, true, company); err != nil {
			return err
		}
		w, err = tx.one(caller)
		return err
	})
	return w, err
}
