// Package demo fills a database with made-up data for trials, screenshots and benchmarks: families in eleven languages,
// their answers, volunteers, and the counts of past sessions. No family has a phone and no address exists, so nothing
// is sent.
package demo

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/place"
	"musikkforalle/internal/seed"
)

// Options sets how much data is made. The same seed at the same time makes the same people, answers and counts.
type Options struct {
	Places   int    `json:"places"`   // Lørenskog, Drammen, then made-up ones
	Families int    `json:"families"` // of each place
	Seed     uint64 `json:"seed"`
}

// The errors of Fill. Nothing is made if it returns one of them.
var (
	ErrPeople = errors.New("there are people in this database already; a demo never mixes with them: use an empty database")
	ErrFilled = errors.New("this database has been filled with a demo before; to make another, use an empty database")
	ErrSize   = errors.New("a demo has at least one place and one family")
)

// Fill makes places with past and coming sessions and made-up people in one transaction, then sums the sessions that
// are over as the jobs do. Errors: ErrPeople, ErrFilled and ErrSize.
func Fill(ctx context.Context, store *db.Store, now time.Time, o Options) error {
	if o.Places < 1 || o.Families < 1 {
		return ErrSize
	}
	err := store.Tx(ctx, func(tx *db.Tx) error {
		if err := mark(ctx, tx, o); err != nil {
			return err
		}
		slugs, err := seed.Places(tx, now, o.Places)
		if err != nil {
			return err
		}
		for i, slug := range slugs {
			if err := fillPlace(ctx, tx, now, slug, o, i); err != nil {
				return fmt.Errorf("demo of %s: %w", slug, err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return addUp(ctx, store)
}

// mark records that the people of this database are made up. It returns ErrFilled if it is marked already, and
// ErrPeople if it has families, volunteers or erasures.
func mark(ctx context.Context, tx *db.Tx, o Options) error {
	done, err := tx.Pgx.Exec(ctx, "insert into settings (name, value) values ('demo', $1) on conflict (name) do nothing", o)
	if err != nil {
		return err
	}
	if done.RowsAffected() == 0 {
		return ErrFilled
	}
	var people bool
	err = tx.Pgx.QueryRow(ctx, "select exists (select from families) or exists (select from volunteers) or exists (select from erasures)").Scan(&people)
	if err == nil && people {
		return ErrPeople
	}
	return err
}

// fillPlace makes the past, the people and the answers of one place.
func fillPlace(ctx context.Context, tx *db.Tx, now time.Time, slug string, o Options, number int) error {
	h := &hall{now: now, draw: newDraw(o.Seed, number)}
	if err := tx.DB.Where("slug = ?", slug).Take(&h.place).Error; err != nil {
		return err
	}
	if err := h.addPast(ctx, tx); err != nil {
		return err
	}
	if err := h.readSaturdays(ctx, tx); err != nil {
		return err
	}
	h.makeFamilies(o.Families)
	for i := range h.saturdays {
		h.answers(i)
		h.visit(&h.saturdays[i])
	}
	h.keepFamilies()
	if err := h.makeVolunteers(ctx, tx, o.Families); err != nil {
		return err
	}
	if err := h.openFlyers(ctx, tx); err != nil {
		return err
	}
	for _, rows := range h.tables() {
		if _, err := tx.Pgx.CopyFrom(ctx, pgx.Identifier{rows.table}, rows.columns, pgx.CopyFromRows(rows.rows)); err != nil {
			return fmt.Errorf("%s: %w", rows.table, err)
		}
	}
	if _, err := tx.Pgx.Exec(ctx, countAnswers, h.place.ID); err != nil {
		return err
	}
	if err := h.write(ctx, tx); err != nil {
		return err
	}
	return place.Changed(tx, slug)
}

// countAnswers sets the sums of each session that answer_set otherwise maintains answer by answer.
const countAnswers = `update sessions s set seats_taken = a.seats, families_coming = a.coming, families_waiting = a.waiting
	from (select session_id, coalesce(sum(seats) filter (where state = 'coming'), 0) as seats,
	             count(*) filter (where state = 'coming') as coming, count(*) filter (where state = 'waiting') as waiting
	        from answers group by session_id) a
	where a.session_id = s.id and s.place_id = $1`

// addUp does for the sessions that are over what the jobs do: it sums them, deletes their wishes, and folds the older
// ones.
func addUp(ctx context.Context, store *db.Store) error {
	if _, err := door.SumUp(ctx, store); err != nil {
		return err
	}
	err := store.Gorm.WithContext(ctx).Exec("delete from wishes w using sessions s where s.id = w.session_id and s.ends_at < now()").Error
	if err != nil {
		return err
	}
	_, err = door.Fold(ctx, store)
	return err
}
