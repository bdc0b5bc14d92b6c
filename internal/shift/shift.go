// Package shift owns the shifts of sessions and the slots that partners have promised in them. Who may take a shift is
// package volunteer's.
package shift

import (
	"database/sql"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// The faults of shifts.
var (
	ErrHours  = fault.New(fault.Invalid, "session.hours", "the end must follow the start within twelve hours")
	ErrClosed = fault.New(fault.Conflict, "shift.closed", "the session is cancelled, or the shift has started")
)

// Move moves the shifts of a session along with its start and end.
func Move(tx *db.Tx, session uuid.UUID, start, end time.Duration) error {
	err := tx.DB.Exec(`update shifts set starts_at = starts_at + make_interval(secs => ?), ends_at = ends_at + make_interval(secs => ?)
		where session_id = ?`, start.Seconds(), end.Seconds(), session).Error
	if constraint, _ := db.Violation(err); constraint == "shifts_hours_check" {
		return ErrHours.Wrap(err)
	}
	return err
}

// Movable returns ErrHours if Move would: hours that leave a shift of the session no time. It writes nothing.
func Movable(tx *db.Tx, session uuid.UUID, start, end time.Duration) error {
	var none bool
	err := tx.DB.Raw(`select exists (select from shifts where session_id = ?
		and ends_at + make_interval(secs => ?) <= starts_at + make_interval(secs => ?))`, session, end.Seconds(), start.Seconds()).Row().Scan(&none)
	if err == nil && none {
		return ErrHours
	}
	return err
}

// SetUp gives the sessions of a season, or only one, the place's tasks where they have none of their own, with the hands
// that partners promised at the last session before. A task that needs no hands is none.
func SetUp(tx *db.Tx, season, only uuid.UUID) error {
	for _, statement := range []string{
		`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
			select x.id, t.task, t.hands, x.starts_at - t.starts_before, x.ends_at + t.ends_after, t.needs_certificate
			  from sessions x join tasks t using (place_id)
			 where x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid)) and x.ends_at + t.ends_after > x.starts_at - t.starts_before
			   and not exists (select from shifts sh where sh.session_id = x.id)`,
		`delete from shifts sh using sessions x where x.id = sh.session_id and x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid))
			and sh.needed = 0 and not exists (select from shift_hands h where h.shift_id = sh.id)`,
		`insert into shift_slots (shift_id, partner_id, slots)
			select sh.id, sl.partner_id, sl.slots
			  from sessions x join shifts sh on sh.session_id = x.id
			 cross join lateral (
				select y.id from sessions y join seasons n on n.id = y.season_id and n.status = 'published'
				 where y.place_id = x.place_id and y.starts_at < x.starts_at and (y.season_id <> x.season_id or cast(@only as uuid) = x.id)
				   and exists (select from shifts z where z.session_id = y.id)
				 order by y.starts_at desc limit 1) before
			  join shifts o on o.session_id = before.id and o.task = sh.task
			  join shift_slots sl on sl.shift_id = o.id
			 where x.season_id = @season and cast(@only as uuid) in (x.id, cast(@all as uuid)) and not exists (select from shift_slots own where own.shift_id = sh.id)`,
	} {
		if err := tx.DB.Exec(statement, sql.Named("season", season), sql.Named("only", only), sql.Named("all", uuid.Nil)).Error; err != nil {
			return err
		}
	}
	return nil
}

// Own copies the place's tasks to a session of a draft that has none.
func Own(tx *db.Tx, session uuid.UUID) error {
	return tx.DB.Exec(`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
		select x.id, t.task, t.hands, x.starts_at - t.starts_before, x.ends_at + t.ends_after, t.needs_certificate
		  from sessions x join seasons n on n.id = x.season_id and n.status = 'draft' join tasks t on t.place_id = x.place_id
		 where x.id = ? and x.ends_at + t.ends_after > x.starts_at - t.starts_before
		   and not exists (select from shifts sh where sh.session_id = x.id)`, session).Error
}

// Copy gives a session the shifts and slots of another, as far from its start and end as they are from the other's.
func Copy(tx *db.Tx, from, into uuid.UUID) error {
	return tx.DB.Exec(`with copied as (
			insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
			select x.id, o.task, o.needed, x.starts_at + (o.starts_at - y.starts_at), x.ends_at + (o.ends_at - y.ends_at), o.needs_certificate
			  from shifts o join sessions y on y.id = o.session_id join sessions x on x.id = @into
			 where y.id = @from returning id, task)
		insert into shift_slots (shift_id, partner_id, slots)
		select copied.id, sl.partner_id, sl.slots
		  from copied join shifts o on o.session_id = @from and o.task = copied.task join shift_slots sl on sl.shift_id = o.id`,
		sql.Named("from", from), sql.Named("into", into)).Error
}

// Add gives a session a task that it did not have, at the hours that the task has at the place.
func Add(tx *db.Tx, session uuid.UUID, task string, needed int32) error {
	return tx.DB.Exec(`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
		select x.id, ?, ?, x.starts_at - coalesce(t.starts_before, '0'), x.ends_at + coalesce(t.ends_after, '0'), coalesce(t.needs_certificate, false)
		  from sessions x left join tasks t on t.place_id = x.place_id and t.task = ?
		 where x.id = ?`, task, needed, task, session).Error
}

// Need sets how many hands a shift needs. The caller holds its row.
func Need(tx *db.Tx, id uuid.UUID, hands int32) error {
	return tx.DB.Exec("update shifts set needed = ? where id = ?", hands, id).Error
}

// Remove deletes a shift that nobody has taken. The caller holds its row.
func Remove(tx *db.Tx, id uuid.UUID) error {
	return tx.DB.Exec("delete from shifts where id = ?", id).Error
}

// Promise sets how many hands a partner has promised for a shift; 0: none. The caller holds the shift's row.
func Promise(tx *db.Tx, id, partner uuid.UUID, hands int) error {
	if hands == 0 {
		return tx.DB.Exec("delete from shift_slots where shift_id = ? and partner_id = ?", id, partner).Error
	}
	return tx.DB.Exec(`insert into shift_slots (shift_id, partner_id, slots) values (?, ?, ?)
		on conflict (shift_id, partner_id) do update set slots = excluded.slots`, id, partner, hands).Error
}
