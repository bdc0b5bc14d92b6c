package reminder

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/session"
)

// API implements the operations that are authorised by a notice's token instead of a cookie.
type API struct {
	Store *db.Store
}

// ErrUnknown is the fault for a token that we did not sign, or whose family has been erased.
var ErrUnknown = fault.New(fault.NotFound, "notice.unknown")

// GetNotice implements GET /api/r/{token}: it tells which session a token is about, and what the family has answered.
func (a API) GetNotice(ctx context.Context, r contract.GetNoticeRequestObject) (contract.GetNoticeResponseObject, error) {
	of, err := readNotice(ctx, a.Store, r.Token)
	if err != nil {
		return nil, err
	}
	notice := contract.GetNotice200JSONResponse{
		Session: session.Brief(of.session), Lang: contract.Lang(of.lang), Place: of.session.Place.Slug, PlaceName: of.session.Place.Name,
	}
	if of.answer != nil {
		state, company := contract.NoticeState(of.answer.State), contract.Company(of.answer.Company)
		notice.State, notice.Company = &state, &company
	}
	return notice, nil
}

// AnswerNotice implements POST /api/r/{token}: it answers for the family: coming with the people of its last answer or
// its usual company, or not coming. The family's wishes are left out: a mail may be passed on, and what helps a child is
// the family's alone.
func (a API) AnswerNotice(ctx context.Context, r contract.AnswerNoticeRequestObject) (contract.AnswerNoticeResponseObject, error) {
	if err := answerNotice(ctx, a.Store, r.Token, r.Body.Coming); err != nil {
		return nil, err
	}
	w, err := a.Answered(ctx, r.Token)
	return contract.AnswerNotice200JSONResponse(w), err
}

// Answered returns the answer that a token is about as it stands, without the family's wishes.
func (a API) Answered(ctx context.Context, token string) (contract.Answer, error) {
	of, err := readNotice(ctx, a.Store, token)
	if err != nil {
		return contract.Answer{}, err
	}
	answers, err := answer.OfFamily(ctx, a.Store.Gorm, of.family, answer.ToCome)
	if err != nil {
		return contract.Answer{}, err
	}
	for _, w := range answers {
		if w.Session.Id == of.session.ID {
			w.Wishes = nil
			return w, nil
		}
	}
	return contract.Answer{}, answer.ErrClosed
}

// readNotice opens a token of a session that is still to come.
func readNotice(ctx context.Context, store *db.Store, token string) (of *opened, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) (err error) {
		if of, err = open(ctx, tx, token); err == nil && !of.session.StartsAt.After(tx.Now) {
			err = answer.ErrClosed
		}
		return err
	})
	return of, err
}

// answerNotice answers for the family of a token.
func answerNotice(ctx context.Context, store *db.Store, token string, coming bool) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		of, err := open(ctx, tx, token)
		if err != nil {
			return err
		}
		with, err := companyOf(tx, of)
		if err != nil {
			return err
		}
		return answer.SetTx(ctx, tx, of.session.ID, of.family, coming, with)
	})
}

// opened is the session, family and answer of a token.
type opened struct {
	family  uuid.UUID
	lang    string
	session *session.Session
	answer  *answer.Answer // nil: none yet
}

func open(ctx context.Context, tx *db.Tx, token string) (*opened, error) {
	secret, err := account.Secret(ctx, tx)
	if err != nil {
		return nil, err
	}
	id, family, ok := ReadToken(secret, token)
	if !ok {
		return nil, ErrUnknown
	}
	of := opened{family: family, session: &session.Session{}}
	if err := tx.DB.Raw("select lang from families where id = ?", family).Row().Scan(&of.lang); err != nil {
		return nil, unknown(err)
	}
	if err := tx.DB.InnerJoins("Place").Where("sessions.id = ?", id).Take(of.session).Error; err != nil {
		return nil, unknown(err)
	}
	var given []answer.Answer
	if err := tx.DB.Where("session_id = ? and family_id = ?", id, family).Find(&given).Error; err != nil {
		return nil, err
	}
	if len(given) == 1 {
		of.answer = &given[0]
	}
	return &of, nil
}

// unknown maps every "not found" to ErrUnknown.
func unknown(err error) error {
	if errors.Is(err, gorm.ErrRecordNotFound) || errors.Is(err, sql.ErrNoRows) {
		return ErrUnknown
	}
	return err
}

// companyOf returns who comes when a family answers yes without numbers: as in its answer to this session, else its last
// yes, else its usual company, else one child with one parent.
func companyOf(tx *db.Tx, of *opened) (answer.Company, error) {
	if of.answer != nil && of.answer.Sum() > 0 {
		return of.answer.Company, nil
	}
	var known []answer.Company
	err := tx.DB.Raw(`(select `+heads.Columns("")+` from answers
			where family_id = @family and seats > 0 order by updated_at desc limit 1)
		union all
		select `+heads.Columns("")+` from families where id = @family`,
		map[string]any{"family": of.family}).Scan(&known).Error
	if err != nil {
		return answer.Company{}, err
	}
	for _, c := range known {
		if c.Sum() > 0 {
			return c, nil
		}
	}
	return answer.Company{Children: 1, Parents: 1}, nil
}
