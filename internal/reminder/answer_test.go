package reminder

import (
	"errors"
	"regexp"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/ledger"
)

func (h *hall) token(family uuid.UUID) (token string) {
	h.Helper()
	h.Must(h.Store.Tx(h.Context(), func(tx *db.Tx) error {
		secret, err := account.Secret(h.Context(), tx)
		token = NewToken(secret, h.session.ID, family)
		return err
	}))
	return token
}

func (h *hall) answerNotice(token string, coming bool) (contract.Answer, error) {
	api := API{Store: h.Store}
	response, err := api.AnswerNotice(h.Context(), contract.AnswerNoticeRequestObject{
		Token: token, Body: &contract.NoticeAnswer{Coming: coming},
	})
	if err != nil {
		return contract.Answer{}, err
	}
	return contract.Answer(response.(contract.AnswerNotice200JSONResponse)), nil
}

func (h *hall) notice(token string) (contract.Notice, error) {
	response, err := API{Store: h.Store}.GetNotice(h.Context(), contract.GetNoticeRequestObject{Token: token})
	if err != nil {
		return contract.Notice{}, err
	}
	return contract.Notice(response.(contract.GetNotice200JSONResponse)), nil
}

func TestNotice(t *testing.T) {
	t.Parallel()
	t.Run("TokenFitsTheContractAndOnlyOursIsRead", func(t *testing.T) {
		t.Parallel()
		secret, session, family := []byte("secret"), uuid.New(), uuid.New()
		token := NewToken(secret, session, family)
		if !regexp.MustCompile(`^[A-Za-z0-9_-]{20,120}$`).MatchString(token) {
			t.Errorf("token %q", token)
		}
		if s, f, ok := ReadToken(secret, token); !ok || s != session || f != family {
			t.Errorf("read %v %v %t", s, f, ok)
		}
		forged := []string{"", token[:10], token[:43], token + "A", "B" + token[1:], NewToken([]byte("other"), session, family)}
		for _, f := range forged {
			if _, _, ok := ReadToken(secret, f); ok && f != token {
				t.Errorf("read the forged %q", f)
			}
		}
	})
	t.Run("FamilyAnswersFromTheLockScreen", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := fixture.Family(t, h.Store, "ti")
		token := h.token(family)
		n, err := h.notice(token)
		h.Must(err)
		if n.State != nil || n.Lang != "ti" || n.Session.Id != h.session.ID || n.Place != h.Place.Slug {
			t.Errorf("notice %+v", n)
		}
		a, err := h.answerNotice(token, true)
		h.Must(err)
		if a.State != "coming" || a.Company.Children != 1 || a.Company.Parents != 1 {
			t.Errorf("answer %+v", a)
		}
		if _, err := h.answerNotice(token, false); err != nil {
			t.Error(err)
		}
		n, err = h.notice(token)
		h.Must(err)
		if n.State == nil || *n.State != "not_coming" {
			t.Errorf("notice %+v", n)
		}
	})
	t.Run("ComesAsItUsuallyDoes", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := fixture.Family(t, h.Store, "nb")
		h.Exec("update families set young = 1, supporters = 2 where id = ?", family)
		a, err := h.answerNotice(h.token(family), true)
		h.Must(err)
		if a.Company.Young != 1 || a.Company.Supporters != 2 || a.Company.Children != 0 {
			t.Errorf("company %+v", a.Company)
		}
	})
	t.Run("P5/ErasedFamilyAndForgedTokenAreUnknown", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		family := fixture.Family(t, h.Store, "nb")
		token := h.token(family)
		h.Exec("delete from families where id = ?", family)
		for _, token := range []string{token, "A" + token[1:]} {
			if _, err := h.notice(token); !errors.Is(err, ErrUnknown) {
				t.Errorf("got %v", err)
			}
			if _, err := h.answerNotice(token, true); !errors.Is(err, ErrUnknown) {
				t.Errorf("got %v", err)
			}
		}
	})
	t.Run("OverIsClosed", func(t *testing.T) {
		t.Parallel()
		h := newHall(t)
		token := h.token(fixture.Family(t, h.Store, "nb"))
		h.Exec("update sessions set starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour'")
		if _, err := h.notice(token); !errors.Is(err, answer.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if _, err := h.answerNotice(token, true); !errors.Is(err, answer.ErrClosed) {
			t.Errorf("got %v", err)
		}
	})
}

func TestModelAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	got, err := db.Agree(h.Store.Gorm, &ledger.Row{})
	if err != nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}
