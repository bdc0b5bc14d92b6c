package demo

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

// hall is a place while it is filled. New rows stay in memory until all of them are copied into the tables.
type hall struct {
	draw
	now       time.Time
	place     place.Place
	saturdays []saturday // past and coming, by start
	over      int        // how many of them are past
	families  []family

	familyRows, answerRows, wishRows, arrivalRows, tapRows, pulseRows [][]any
	volunteerRows, handRows, certificateRows, noteRows, flyerRows     [][]any
}

// saturday is a session, with the seats that are left while families answer.
type saturday struct {
	ID       uuid.UUID
	StartsAt time.Time
	Status   string
	Capacity *int32
	ahead    int // how many coming sessions precede it; -1 if it is over
	taken    int
	waiting  int
}

const (
	pastMonths = 10
	answered   = 3 // coming Saturdays to which families have answered already
)

// held reports whether the session took place.
func (s *saturday) held() bool { return s.ahead < 0 && s.Status == session.Open }

// addPast adds a Saturday a month for the months before now, with the tasks of the place; one of them was cancelled.
func (h *hall) addPast(ctx context.Context, tx *db.Tx) error {
	days := pastDays(h.now.In(h.place.Location()))
	for i, day := range days {
		at := func(hour int) time.Time {
			return time.Date(day.Year(), day.Month(), day.Day(), hour, 30, 0, 0, day.Location()).UTC()
		}
		half, err := season.Of(tx.DB, &h.place, day)
		if err != nil {
			return err
		}
		s := session.Session{PlaceID: h.place.ID, SeasonID: half.ID, StartsAt: at(11), EndsAt: at(13), Status: session.Open}
		if err := tx.DB.Create(&s).Error; err != nil {
			return err
		}
		if i != len(days)/2 {
			continue
		}
		_, err = tx.Pgx.Exec(ctx, "update sessions set status = 'cancelled', reason = 'illness', revision = 1 where id = $1", s.ID)
		if err != nil {
			return err
		}
		if _, err = tx.Pgx.Exec(ctx, "update session_changes set at = $2 where session_id = $1", s.ID, at(11).AddDate(0, 0, -1)); err != nil {
			return err
		}
	}
	return h.addShifts(ctx, tx)
}

// pastDays returns Saturdays of the months before now. The last is one to three weeks ago, so that the demo also has
// data that is kept for only thirty days.
func pastDays(now time.Time) []time.Time {
	last := time.Date(now.Year(), now.Month(), now.Day()-7, 0, 0, 0, 0, now.Location())
	for last.Weekday() != time.Saturday {
		last = last.AddDate(0, 0, -1)
	}
	days := season.Propose(last.AddDate(0, -pastMonths, -6), last, nil).Days
	if n := len(days); n == 0 || days[n-1].Before(last.AddDate(0, 0, -14)) {
		days = append(days, last)
	}
	return days
}

// addShifts gives past sessions the shifts, and partners the slots, that coming ones have.
func (h *hall) addShifts(ctx context.Context, tx *db.Tx) error {
	for _, sql := range []string{
		`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
			select s.id, t.task, t.hands, s.starts_at - t.starts_before, s.ends_at + t.ends_after, t.needs_certificate
			  from sessions s join tasks t using (place_id)
			 where s.place_id = $1 and not exists (select from door_sums d where d.session_id = s.id)
			on conflict do nothing`,
		`insert into shift_slots (shift_id, partner_id, slots)
			select sh.id, o.partner_id, o.slots from shifts sh join sessions s on s.id = sh.session_id
			  join (select distinct a.task, x.partner_id, x.slots from shift_slots x join shifts a on a.id = x.shift_id
			          join sessions b on b.id = a.session_id where b.place_id = $1) o on o.task = sh.task
			 where s.place_id = $1
			on conflict do nothing`,
	} {
		if _, err := tx.Pgx.Exec(ctx, sql, h.place.ID); err != nil {
			return err
		}
	}
	return nil
}

// readSaturdays reads the sessions that are not summed yet: all but those of the printed season.
func (h *hall) readSaturdays(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Pgx.Query(ctx, `select id, starts_at, status, capacity from sessions s
		where place_id = $1 and not exists (select from door_sums d where d.session_id = s.id) order by starts_at`, h.place.ID)
	if err != nil {
		return err
	}
	h.saturdays, err = pgx.CollectRows(rows, pgx.RowToStructByPos[saturday])
	for i := range h.saturdays {
		if h.saturdays[i].StartsAt.Before(h.now) {
			h.saturdays[i].ahead = -1
			h.over = i + 1
		} else {
			h.saturdays[i].ahead = i - h.over
		}
	}
	return err
}

// copied holds the rows of one table.
type copied struct {
	table   string
	columns []string
	rows    [][]any
}

// tables returns all rows that were made, in an order that satisfies the foreign keys.
func (h *hall) tables() []copied {
	with := func(columns ...string) []string { return append(columns, heads.Kinds...) }
	return []copied{
		{"families", with("id", "place_id", "lang", "nickname", "created_at", "seen_at"), h.familyRows},
		{"answers", with("session_id", "family_id", "state", "waiting_since", "created_at", "updated_at"), h.answerRows},
		{"wishes", []string{"session_id", "family_id", "interpreter_lang", "allergies", "helps", "consent_at", "consent_lang", "consent_wording"}, h.wishRows},
		{"door_families", with("id", "session_id", "family_id", "lang", "arrived", "tapped_at", "tap_id"), h.arrivalRows},
		{"door_taps", with("id", "session_id", "new_families", "lang", "tapped_at", "received_at"), h.tapRows},
		{"pulse_counts", []string{"session_id", "who", "question", "face", "n"}, h.pulseRows},
		{"volunteers", []string{"id", "place_id", "partner_id", "name", "speaks", "email", "remind_when", "created_at", "seen_at"}, h.volunteerRows},
		{"certificates", []string{"volunteer_id", "task", "asked_on", "shown_on", "shown_to"}, h.certificateRows},
		{"shift_hands", []string{"shift_id", "volunteer_id", "partner_id", "taken_at"}, h.handRows},
		{"session_notes", []string{"session_id", "text", "updated_at"}, h.noteRows},
		{"via_counts", []string{"distributor_id", "day", "opens"}, h.flyerRows},
	}
}
