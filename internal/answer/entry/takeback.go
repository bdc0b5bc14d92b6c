package entry

import (
	"context"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
)

// TakeBackAnswer implements DELETE /api/sessions/{session}/answers/{family}: it deletes the answer that the organiser saw,
// with the family's wishes for the day, as if it had never been given.
func (a API) TakeBackAnswer(ctx context.Context, r contract.TakeBackAnswerRequestObject) (contract.TakeBackAnswerResponseObject, error) {
	seen := Seen{Session: r.Session, Family: r.Family, Version: db.Seen(r.Params.IfMatch)}
	return contract.TakeBackAnswer204Response{}, TakeBack(ctx, a.Store, seen)
}

// TakeBack deletes the answer that was seen, and offers its seats to waiting families. Faults: those of run, of lock and
// of answer.UndoTx.
func TakeBack(ctx context.Context, store *db.Store, seen Seen) error {
	return run(ctx, store, seen.Session, "answer.taken_back", func(tx write) error {
		if err := tx.lock(seen); err != nil {
			return err
		}
		return answer.UndoTx(ctx, tx.Tx, tx.session, seen.Family)
	})
}
