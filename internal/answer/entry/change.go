package entry

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
)

// ChangeAnswer implements PUT /api/sessions/{session}/answers/{family}: it stores what a family that rings says now, over
// the answer that the organiser saw.
func (a API) ChangeAnswer(ctx context.Context, r contract.ChangeAnswerRequestObject) (contract.ChangeAnswerResponseObject, error) {
	seen := Seen{Session: r.Session, Family: r.Family, Version: db.Seen(r.Params.IfMatch)}
	w, err := Change(ctx, a.Store, seen, r.Body.Coming, companyOf(r.Body.Company))
	return contract.ChangeAnswer200JSONResponse(w), err
}

// Change stores an answer over the one that was seen. Faults: those of run, of lock and of answer.SetTx.
func Change(ctx context.Context, store *db.Store, seen Seen, coming bool, with answer.Company) (w contract.FamilyAnswer, err error) {
	err = run(ctx, store, seen.Session, "answer.changed", func(tx write) error {
		if err := tx.lock(seen); err != nil {
			return err
		}
		if err := answer.SetTx(ctx, tx.Tx, seen.Session, seen.Family, coming, with); err != nil {
			return err
		}
		w, err = tx.one(seen.Family)
		return err
	})
	return w, err
}
