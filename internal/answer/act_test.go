package answer

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
)

// waitedFor is a request of a family that waited on the phone for so long.
func waitedFor(family uuid.UUID, ago time.Duration) context.Context {
	return account.With(context.Background(), &account.Caller{Family: family, Ago: ago})
}

func (b *bundle) answerAgo(family uuid.UUID, ago time.Duration, coming bool, seen *int32) error {
	_, err := Set(waitedFor(family, ago), b.Store, b.session.ID, coming, Company{Parents: 1}, "nb", seen)
	return err
}

func (b *bundle) stands(family uuid.UUID) string {
	b.Helper()
	var state string
	b.Must(b.Store.Gorm.Raw("select coalesce((select state from answers where family_id = ? and session_id = ?), 'none')", family, b.session.ID).Scan(&state).Error)
	return state
}

func TestStaleAnswers(t *testing.T) {
	t.Parallel()
	t.Run("OlderThanAnotherPhonesAnswerLoses", func(t *testing.T) {
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.answerAgo(family, time.Hour, false, nil))
		if err := b.answerAgo(family, 2*time.Hour, true, nil); !errors.Is(err, ErrOvertaken) || b.stands(family) != "not_coming" {
			t.Errorf("%v, %s", err, b.stands(family))
		}
		b.Must(b.answerAgo(family, time.Minute, true, nil))
		if b.stands(family) != "coming" {
			t.Error("a later answer that waited too is refused")
		}
	})
	t.Run("OlderThanTheUndoingLoses", func(t *testing.T) {
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.set(family, 2))
		b.Must(b.undo(family))
		if err := b.answerAgo(family, time.Minute, true, nil); !errors.Is(err, ErrOvertaken) || b.stands(family) != "none" {
			t.Errorf("%v, %s", err, b.stands(family))
		}
	})
	t.Run("WhatIsSentAtOnceIsTheNewest", func(t *testing.T) {
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.set(family, 2))
		b.Must(b.decline(family))
		b.Must(b.set(family, 3))
		if b.stands(family) != "coming" {
			t.Error(b.stands(family))
		}
	})
	t.Run("AMergedFamilyKeepsTheNewerAct", func(t *testing.T) {
		b := newBundle(t, 0)
		from, into := b.family(), b.family()
		b.Must(b.decline(from))
		b.Must(b.answerAgo(into, 3*time.Hour, true, nil))
		b.Must(b.Store.Tx(context.Background(), func(tx *db.Tx) error { return Merge(context.Background(), tx, from, into) }))
		if err := b.answerAgo(into, time.Hour, true, nil); !errors.Is(err, ErrOvertaken) {
			t.Error(err)
		}
	})
	t.Run("YesToASaturdayThatHasChangedSinceIsAskedAgain", func(t *testing.T) {
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.Store.Gorm.Exec("update sessions set revision = 3 where id = ?", b.session.ID).Error)
		if err := b.answerAgo(family, 0, true, new(int32(2))); !errors.Is(err, ErrOutdated) || b.stands(family) != "none" {
			t.Errorf("%v, %s", err, b.stands(family))
		}
		b.Must(b.answerAgo(family, 0, false, new(int32(2))))
		b.Must(b.answerAgo(family, 0, true, new(int32(3))))
		if b.stands(family) != "coming" {
			t.Error(b.stands(family))
		}
	})
}
