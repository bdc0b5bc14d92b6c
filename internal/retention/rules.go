// Package retention deletes personal data when its retention period ends (P7). Each rule is written once: the program
// deletes by it, organisers see from it what goes next, and docs/privacy.md states it in words.
package retention

import (
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

	// erase is the owning package's function that erases people with everything about them; it receives a query for their
	// ids. nil: the rows are deleted.
	erase func(ctx context.Context, store *db.Store, which string) (erased int, err error)
}

// rules in the order in which they run: data about people goes before the people.
var rules = []rule{
	{
		kind: "wishes", keep: "0", unit: "hours", since: "case s.status when 'cancelled' then s.created_at else s.ends_at end",
		of: "wishes w", with: "sessions s", where: "s.id = w.session_id", place: "s.place_id = @place",
	},
	{
		kind: "answers", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "s.ends_at",
		of: "answers a", with: "sessions s", where: "s.id = a.session_id", place: "s.place_id = @place",
	},
	{
		kind: "families", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "f.seen_at",
		of: "families f", where: "true", place: "f.place_id = @place", erase: family.Forget,
	},
	{
		kind: "shifts", keep: strconv.Itoa(volunteer.KeptMonths), unit: "months", since: "sh.ends_at",
		of: "shift_hands h", with: "shifts sh", where: "sh.id = h.shift_id",
		place: "exists (select from sessions s where s.id = sh.session_id and s.place_id = @place)",
	},
	{
		// For two months an organiser sees that one ran out.
		kind: "certificates", keep: "(select max(certificate_months) + 2 from places)", unit: "months", since: "coalesce(c.shown_on, c.asked_on)::timestamptz",
		of: "certificates c", with: "volunteers v", where: "v.id = c.volunteer_id", place: "v.place_id = @place",
	},
	{
		kind: "volunteers", keep: strconv.Itoa(volunteer.KeptMonths), unit: "months", since: "v.seen_at",
		of: "volunteers v", where: "true", place: "v.place_id = @place", erase: volunteer.Forget,
	},
	{
		kind: "reminders", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "r.expires_at",
		of: "reminders r", where: "r.state <> 'due'", place: `@place in (select s.place_id from sessions s where s.id = r.session_id
			union all select a.place_id from announcements a where a.id = r.announcement_id)`,
	},
	{
		kind: "announcements", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "a.expires_at",
		of: "announcements a", where: "true", place: "a.place_id = @place",
	},
	{
		kind: "audit", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "a.at",
		of: "audit a", where: "true", place: "a.place_id = @place",
	},
	{
		// Only numbers are left after them, and when a family last came.
		kind: "door", keep: strconv.Itoa(door.KeptDays), unit: "days", since: "s.ends_at",
		of: "(select session_id from door_families union all select session_id from door_taps) d", with: "sessions s",
		where: "s.id = d.session_id", place: "s.place_id = @place",
		erase: func(ctx context.Context, store *db.Store, _ string) (int, error) {
			return door.Fold(ctx, store)
		},
	},
	{
		kind: "notes", keep: strconv.Itoa(family.KeptMonths), unit: "months", since: "n.updated_at",
		of: "session_notes n", with: "sessions s", where: "s.id = n.session_id", place: "s.place_id = @place",
	},
	{
		kind: "sign_ins", keep: hours(account.MemberLife), unit: "hours", since: "d.member_since", of: "devices d", where: "d.member_id is not null",
		erase: func(ctx context.Context, store *db.Store, _ string) (int, error) {
			ended, err := account.SweepMembers(ctx, store)
			return int(ended), err
		},
	},
	{kind: "invitations", keep: "0", unit: "hours", since: "i.expires_at", of: "invitations i", where: "true", place: "i.place_id = @place"},
	{kind: "push", keep: "365", unit: "days", since: "p.checked_at", of: "push_subscriptions p", where: "true"},
	{
		kind: "devices", keep: hours(account.DeviceLife), unit: "hours", since: "d.seen_at",
		of: "devices d", where: "true",
	},
	{kind: "devices_nobody", keep: "0", unit: "hours", since: "d.created_at", of: "devices d", where: "num_nonnulls(d.family_id, d.volunteer_id, d.member_id) = 0"},
	{kind: "replays", keep: "7", unit: "days", since: "i.created_at", of: "idempotency i", where: "true"},
	{kind: "codes", keep: "1", unit: "hours", since: "e.expires_at", of: "email_codes e", where: "true"},
	{kind: "links", keep: "0", unit: "hours", since: "l.expires_at", of: "link_codes l", where: "true"},
	{kind: "ceremonies", keep: "0", unit: "hours", since: "c.expires_at", of: "passkey_challenges c", where: "true"},
	{kind: "limits", keep: "1", unit: "days", since: "r.window_start", of: "rates r", where: "true"},
}

func hours(d time.Duration) string { return strconv.Itoa(int(d.Hours())) }

// due returns the SQL expression for the time at which a row is deleted.
func (r rule) due() string {
	return fmt.Sprintf("(%s + make_interval(%s => %s))", r.since, r.unit, r.keep)
}

// deletion returns the statement that deletes the rows that are due.
func (r rule) deletion() string {
	using := ""
	if r.with != "" {
		using = " using " + r.with
	}
	return fmt.Sprintf("delete from %s%s where %s and %s <= now()", r.of, using, r.where, r.due())
}

// people returns the query for the ids of people who are due.
func (r rule) people() string {
	return fmt.Sprintf("select id from %s where %s and %s <= now()", r.of, r.where, r.due())
}

// outlook returns the query that counts the rows kept and those due within thirty days, and finds the next due time.
func (r rule) outlook() string {
	from, here := r.of, r.place
	if r.with != "" {
		from += ", " + r.with
	}
	if here == "" {
		here = "true"
	}
	return fmt.Sprintf(`select (%s)::int as keep, count(*) filter (where %[2]s) as waiting,
		count(*) filter (where %[2]s and %[3]s < now() + interval '30 days') as soon, min(%[3]s) filter (where %[2]s) as next
		from %[4]s where %[5]s`, r.keep, here, r.due(), from, r.where)
}
