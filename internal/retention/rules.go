// Package retention deletes personal data when its retention period ends (P7). Each rule is written once: the program
// deletes by it, organisers see from it what goes next, and docs/privacy.md states it in words.
package retention

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/family"
	"musikkforalle/internal/volunteer"
)

// rule is the retention period of the rows of one table, counted from a moment.
type rule struct {
	kind  string // as the app names it
	keep  string // how many units, in SQL
	unit  string // months, days or hours
	since string // the moment, in SQL

	of    string // table and alias of the rows
	with  string // another table that the moment or the place is read from; may be empty
	where string // which rows, and how the tables are joined
	place string // whether a row belongs to @place, in SQL; empty: to no place

	// key names a row of what cannot be had again, in SQL: such a row is marked first and deleted days later. empty: the
	// rows are worth nothing after their time, or go on the day by promise (wishes), and a trusted clock is enough.
	key string
	// batch is what rows have in common that reach their time together, in SQL, such as a session: the cap counts it once.
	// empty: the key. Rules without either have no cap.
	batch string

	// erase is the owning package's function that erases people with everything about them; it receives a query for their
	// ids. nil: the rows are deleted.
	erase func(ctx context.Context, store *db.Store, which string) (erased int, err error)
}

// rules in the order in which they run: data about people goes before the people.
var rules = []rule{
	{
		kind: "wishes", keep: "0", unit: "hours", since: "case s.status when 'cancelled' then s.created_at else s.ends_at end",
		of: "wishes w", with: "sessions s", where: "s.id = w.session_id", place: "s.place_id = @place",
		batch: "s.starts_at::date",
	},
	{
		kind: "answers", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "s.ends_at",
		of: "answers a", with: "sessions s", where: "s.id = a.session_id", place: "s.place_id = @place",
		key: "a.session_id::text || a.family_id", batch: "a.session_id",
	},
	{
		kind: "families", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "f.seen_at",
		of: "families f", where: "true", place: "f.place_id = @place", erase: family.Forget,
		key: "f.id",
	},
	{
		// An organiser entered one by mistake, or its last phone and its last answer are gone: nobody can use it any more.
		kind: "families_nobody", keep: "1", unit: "days", since: "f.seen_at", of: "families f",
		where: `f.email is null and not exists (select from devices d where d.family_id = f.id)
			and not exists (select from answers a where a.family_id = f.id) and not exists (select from door_visits v where v.family_id = f.id)`,
		place: "f.place_id = @place", erase: family.Forget,
		key: "f.id",
	},
	{
		kind: "shifts", keep: strconv.Itoa(volunteer.KeptMonths), unit: "months", since: "sh.ends_at",
		of: "shift_hands h", with: "shifts sh", where: "sh.id = h.shift_id",
		place: "exists (select from sessions s where s.id = sh.session_id and s.place_id = @place)",
		key:   "h.shift_id::text || h.volunteer_id", batch: "sh.session_id",
	},
	{
		// For two months an organiser sees that one ran out.
		kind: "certificates", keep: "(select max(certificate_months) + 2 from places)", unit: "months", since: "coalesce(c.shown_on, c.asked_on)::timestamptz",
		of: "certificates c", with: "volunteers v", where: "v.id = c.volunteer_id", place: "v.place_id = @place",
		key: "c.volunteer_id || c.task || c.asked_on", batch: "coalesce(c.shown_on, c.asked_on)",
	},
	{
		kind: "volunteers", keep: strconv.Itoa(volunteer.KeptMonths), unit: "months", since: "v.seen_at",
		of: "volunteers v", where: "true", place: "v.place_id = @place", erase: volunteer.Forget,
		key: "v.id",
	},
	{
		kind: "reminders", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "r.expires_at",
		of: "reminders r", where: "r.state <> 'due'", place: `@place in (select s.place_id from sessions s where s.id = r.session_id
			union all select a.place_id from announcements a where a.id = r.announcement_id)`,
		key: "r.id", batch: "coalesce(r.session_id, r.announcement_id)",
	},
	{
		kind: "announcements", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "a.expires_at",
		of: "announcements a", where: "true", place: "a.place_id = @place",
		key: "a.id",
	},
	{
		kind: "audit", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "a.at",
		of: "audit a", where: "true", place: "a.place_id = @place",
		key: "a.id", batch: "a.at::date",
	},
	{
		// Only numbers are left after them, and when a family last came.
		kind: "door", keep: strconv.Itoa(door.KeptDays), unit: "days", since: "s.ends_at",
		of: "(select session_id from door_families union all select session_id from door_taps) d", with: "sessions s",
		where: "s.id = d.session_id", place: "s.place_id = @place",
		key: "d.session_id", batch: "s.starts_at::date", erase: door.FoldAged,
	},
	{
		kind: "notes", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "n.updated_at",
		of: "session_notes n", with: "sessions s", where: "s.id = n.session_id", place: "s.place_id = @place",
		key: "n.session_id",
	},
	{
		kind: "sign_ins", keep: hours(account.MemberLife), unit: "hours", since: "d.member_since", of: "devices d", where: "d.member_id is not null",
		erase: func(ctx context.Context, store *db.Store, _ string) (int, error) {
			ended, err := account.SweepMembers(ctx, store)
			return int(ended), err
		},
	},
	{kind: "invitations", keep: "0", unit: "hours", since: "i.expires_at", of: "invitations i", where: "true", place: "i.place_id = @place"},
	{kind: "push", keep: "365", unit: "days", since: "p.checked_at", of: "push_subscriptions p", where: "true", key: "p.device_id"},
	{
		kind: "devices", keep: hours(account.DeviceLife), unit: "hours", since: "d.seen_at",
		of: "devices d", where: "true",
		key: "d.id",
	},
	{kind: "devices_nobody", keep: "0", unit: "hours", since: "d.created_at", of: "devices d", where: "num_nonnulls(d.family_id, d.volunteer_id, d.member_id) = 0"},
	{kind: "replays", keep: "7", unit: "days", since: "i.created_at", of: "idempotency i", where: "true"},
	{kind: "codes", keep: "1", unit: "hours", since: "e.expires_at", of: "email_codes e", where: "true"},
	{kind: "links", keep: "0", unit: "hours", since: "l.expires_at", of: "link_codes l", where: "true"},
	{kind: "ceremonies", keep: "0", unit: "hours", since: "c.expires_at", of: "passkey_challenges c", where: "true"},
	{kind: "limits", keep: "1", unit: "days", since: "r.window_start", of: "rates r", where: "true"},
}

func hours(d time.Duration) string { return strconv.Itoa(int(d.Hours())) }

// now is the time by which rows are judged, in SQL.
const now = "(select trusted_now())"

// due returns the SQL expression for the time at which a row is deleted.
func (r rule) due() string {
	return fmt.Sprintf("(%s + make_interval(%s => %s))", r.since, r.unit, r.keep)
}

// hash returns the SQL expression by which a row is known among the marked ones.
func (r rule) hash() string { return "sha256(convert_to((" + r.key + ")::text, 'UTF8'))" }

// over returns the SQL condition that a row is to be deleted now: its time is over and, if it was to be marked, the program
// has run long enough since.
func (r rule) over() string {
	over := r.due() + " <= " + now
	if r.key == "" {
		return over
	}
	return fmt.Sprintf(`%s and %s in (select m.row_hash from ageing m where m.kind = '%s' and m.ran <= (select ran from clock) - %d)`,
		over, r.hash(), r.kind, int(notice.Seconds()))
}

// deletion returns the statement that deletes the rows that are due.
func (r rule) deletion() string {
	using := ""
	if r.with != "" {
		using = " using " + r.with
	}
	return fmt.Sprintf("delete from %s%s where %s and %s", r.of, using, r.where, r.over())
}

// which returns the query for the keys of the rows that are due: the ids of people or of sessions.
func (r rule) which() string {
	return fmt.Sprintf("select %s from %s where %s and %s", r.key, r.from(), r.where, r.over())
}

// from returns the rows and what is joined to them.
func (r rule) from() string {
	if r.with == "" {
		return r.of
	}
	return r.of + ", " + r.with
}

// soon returns the query for the marks of the rows whose time is over within the notice.
func (r rule) soon() string {
	return fmt.Sprintf("select distinct %s as row_hash from %s where %s and %s", r.hash(), r.from(), r.where, r.within())
}

// within returns the SQL condition that the time of a row is over within the notice, or by now if there is none.
func (r rule) within() string {
	if r.key == "" {
		return r.due() + " <= " + now
	}
	return fmt.Sprintf("%s <= %s + interval '%d hours'", r.due(), now, int(notice.Hours()))
}

// atOnce returns the query that counts what is kept and what of it reaches its time at once, in batches.
func (r rule) atOnce() string {
	batch := cmp.Or(r.batch, r.key)
	return fmt.Sprintf("select count(distinct %[1]s) as kept, count(distinct %[1]s) filter (where %[2]s) as due from %[3]s where %[4]s",
		batch, r.within(), r.from(), r.where)
}

// outlook returns the query that counts the rows kept and those due within thirty days, and finds the next due time.
func (r rule) outlook() string {
	here := cmp.Or(r.place, "true")
	return fmt.Sprintf(`select (%s)::int as keep, count(*) filter (where %[2]s) as waiting,
		count(*) filter (where %[2]s and %[3]s < %[4]s + interval '30 days') as soon, min(%[3]s) filter (where %[2]s) as next
		from %[5]s where %[6]s`, r.keep, here, r.due(), now, r.from(), r.where)
}
