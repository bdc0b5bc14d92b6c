package door

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/session"
)

// KeptDays is how many days after a session its taps and families are kept (P7).
const KeptDays = 30

// sums records when a session was summed and when it was folded; nil means not yet.
type sums struct {
	SummedAt *time.Time
	FoldedAt *time.Time
}

func readSums(tx *db.Tx, id uuid.UUID) (s sums, err error) {
	err = tx.DB.Raw("select summed_at, folded_at from door_sums where session_id = ?", id).Scan(&s).Error
	return s, err
}

// correct updates session_counts with taps that arrived after the session was summed.
func (s sums) correct(tx *db.Tx, id uuid.UUID, fresh []Tap) error {
	switch {
	case s.FoldedAt != nil:
		return adjust(tx, id, fresh)
	case s.SummedAt != nil:
		return sumDoor(tx, id)
	}
	return nil // the job will sum the session after its end
}

// adjust adds the taps to the numbers in session_counts of a folded session, whose earlier taps are gone. No number
// goes below zero.
func adjust(tx *db.Tx, id uuid.UUID, fresh []Tap) error {
	for _, t := range fresh {
		for kind, by := range t.ByKind() {
			if err := addTo(tx, id, MeasureHeads, kind, by); err != nil {
				return err
			}
			for _, span := range Spans {
				if t.NewFamilies == 0 || by == 0 {
					continue
				}
				if err := addTo(tx, id, span.Reach(), kind, by); err != nil {
					return err
				}
			}
		}
		if err := addFamilies(tx, id, t); err != nil {
			return err
		}
	}
	return nil
}

func addFamilies(tx *db.Tx, id uuid.UUID, t Tap) error {
	if t.NewFamilies == 0 {
		return nil
	}
	if t.Lang != nil {
		if err := addTo(tx, id, MeasureLanguage, *t.Lang, int32(t.NewFamilies)); err != nil {
			return err
		}
	}
	for _, span := range Spans {
		if err := addTo(tx, id, span.Reach(), KeyFamilies, int32(t.NewFamilies)); err != nil {
			return err
		}
	}
	return addTo(tx, id, MeasureFamilies, KeyNew, int32(t.NewFamilies))
}

func addTo(tx *db.Tx, id uuid.UUID, measure, key string, by int32) error {
	return tx.DB.Exec(`insert into session_counts as c (session_id, measure, key, n) values (?, ?, ?, greatest(?::int, 0))
		on conflict (session_id, measure, key) do update set n = greatest(c.n + ?::int, 0)`, id, measure, key, by, by).Error
}

// SumUp writes the counts of every session that is over and has none yet, so that people who are erased later stay
// counted. It returns how many sessions it summed. Several servers may run it at once (F5).
func SumUp(ctx context.Context, store *db.Store) (summed int, err error) {
	return each(ctx, store, `select s.id from sessions s where s.status = 'open' and s.ends_at <= (select trusted_now())
		and not exists (select from door_sums d where d.session_id = s.id) order by s.starts_at`, sumUp)
}

// Fold deletes the taps and families of summed sessions that ended more than KeptDays ago or whose report is closed.
// Only session_counts and the date of each family's last visit remain. It returns how many sessions it folded.
func Fold(ctx context.Context, store *db.Store) (folded int, err error) {
	return foldThose(ctx, store, fmt.Sprintf("s.ends_at < (select trusted_now()) - interval '%d days'", KeptDays))
}

// FoldAged is Fold for those sessions alone, of the ones that ended, whose ids the SQL query which returns. Sessions at which
// nobody was counted have nothing to delete.
func FoldAged(ctx context.Context, store *db.Store, which string) (folded int, err error) {
	return foldThose(ctx, store, fmt.Sprintf(`(s.id in (%s) or s.ends_at < (select trusted_now()) - interval '%d days'
		and not exists (select from door_taps t where t.session_id = s.id) and not exists (select from door_families f where f.session_id = s.id))`,
		which, KeptDays))
}

func foldThose(ctx context.Context, store *db.Store, over string) (folded int, err error) {
	err = store.Gorm.WithContext(ctx).Exec(`delete from door_taps t using door_sums d where d.session_id = t.session_id
		and d.folded_at is not null and t.received_at < trusted_now() - make_interval(days => ?)`, KeptDays).Error
	if err != nil {
		return 0, err
	}
	return each(ctx, store, `select s.id from sessions s join door_sums d on d.session_id = s.id and d.folded_at is null
		join seasons sn on sn.id = s.season_id
		where `+over+` or sn.closed_at is not null order by s.starts_at`, fold)
}

// each calls do for every session that the query selects, in a transaction per session, so that a stop between two
// leaves no session half done. It returns how many calls reported true.
func each(ctx context.Context, store *db.Store, which string, do func(*db.Tx, uuid.UUID) (bool, error)) (done int, err error) {
	var ids []uuid.UUID
	if err := store.Gorm.WithContext(ctx).Raw(which).Scan(&ids).Error; err != nil {
		return 0, err
	}
	for _, id := range ids {
		mine := false
		err := store.Tx(ctx, func(tx *db.Tx) (err error) {
			mine, err = do(tx, id)
			return err
		})
		if err != nil {
			return done, err
		}
		if mine {
			done++
		}
	}
	return done, nil
}

// once lists the statements that can only run right after the session: the answers, wishes and shifts that they count
// may be deleted the next day.
var once = []string{
	`insert into session_counts (session_id, measure, key, n)
		select a.session_id, 'said_yes', k.key, k.n
		  from (select cast(@session as uuid) as session_id, count(*)::int as families, coalesce(sum(seats), 0)::int as heads
		          from answers where session_id = @session and state = 'coming') a
		 cross join lateral (values ('families', a.families), ('heads', a.heads)) k(key, n)
		on conflict do nothing`,
	`insert into session_counts (session_id, measure, key, n)
		select session_id, 'interpreter', interpreter_lang, count(*) from wishes
		 where session_id = @session and interpreter_lang is not null group by session_id, interpreter_lang
		on conflict do nothing`,
	`with this as (
			select s.*, extract(year from s.starts_at at time zone p.time_zone) as year, p.time_zone
			  from sessions s join places p on p.id = s.place_id where s.id = @session),
		hands as (
			select h.volunteer_id, sh.ends_at - sh.starts_at as took from shift_hands h join shifts sh on sh.id = h.shift_id
			 where sh.session_id = @session),
		people as (
			select v.volunteer_id, bool_or(o.id is not null) as ever,
			       bool_or(extract(year from o.starts_at at time zone this.time_zone) = this.year) as year,
			       bool_or(o.season_id = this.season_id) as season
			  from (select distinct volunteer_id from hands) v cross join this
			  left join (shift_hands oh join shifts osh on osh.id = oh.shift_id join sessions o on o.id = osh.session_id and o.status = 'open')
			    on oh.volunteer_id = v.volunteer_id and o.place_id = this.place_id and o.starts_at < this.starts_at
			 group by v.volunteer_id)
		insert into session_counts (session_id, measure, key, n)
		select cast(@session as uuid), 'volunteers', k.key, k.n from
			(select count(*)::int as hands, coalesce(extract(epoch from sum(took)) / 60, 0)::int as minutes from hands) h
		 cross join (select count(*) filter (where ever is not true)::int as ever, count(*) filter (where year is not true)::int as year,
			count(*) filter (where season is not true)::int as season from people) f
		 cross join lateral (values ('hands', h.hands), ('minutes', h.minutes), ('first_ever', f.ever),
			('first_year', f.year), ('first_season', f.season)) k(key, n)
		on conflict do nothing`,
}

// sumUp sums a session that is over, unless another server already has; mine reports whether this call did it.
func sumUp(tx *db.Tx, id uuid.UUID) (mine bool, err error) {
	if _, err := session.Lock(tx, id); err != nil {
		return false, err
	}
	r := tx.DB.Exec("insert into door_sums (session_id) values (?) on conflict do nothing", id)
	if r.Error != nil || r.RowsAffected == 0 {
		return false, r.Error
	}
	for _, sql := range once {
		if err := tx.DB.Exec(sql, map[string]any{"session": id}).Error; err != nil {
			return false, err
		}
	}
	return true, sumDoor(tx, id)
}

// doorMeasures lists the measures that the SQL function door_measures returns; sumDoor replaces all of them.
var doorMeasures = []string{MeasureHeads, MeasureFamilies, Ever.Reach(), Year.Reach(), Season.Reach(), MeasureLanguage, MeasureNoShow}

// sumDoor writes the door's counts into session_counts. It first looks up again which visit of each family was its
// first, because a phone may send the taps of an earlier session late.
func sumDoor(tx *db.Tx, id uuid.UUID) error {
	err := tx.DB.Exec("update door_families set before_at = door_before(family_id, session_id) where session_id = ? and family_id is not null", id).Error
	if err != nil {
		return err
	}
	if err := tx.DB.Exec("delete from session_counts where session_id = ? and measure in ?", id, doorMeasures).Error; err != nil {
		return err
	}
	return tx.DB.Exec(`insert into session_counts (session_id, measure, key, n)
		select ?::uuid, measure, key, n from door_measures(?)`, id, id).Error
}

// fold stores the date of each family's last visit and deletes the session's families and taps, unless another server
// already has; mine reports whether this call did it.
func fold(tx *db.Tx, id uuid.UUID) (mine bool, err error) {
	if _, err := session.Lock(tx, id); err != nil {
		return false, err
	}
	r := tx.DB.Exec("update door_sums set folded_at = trusted_now() where session_id = ? and folded_at is null", id)
	if r.Error != nil || r.RowsAffected == 0 {
		return false, r.Error
	}
	for _, sql := range []string{
		`insert into door_visits as v (family_id, place_id, last_at)
			select f.id, s.place_id, s.starts_at from door_families d
			  join sessions s on s.id = d.session_id join families f on f.id = d.family_id
			 where d.session_id = ? and d.arrived for key share of f
			on conflict (family_id, place_id) do update set last_at = greatest(v.last_at, excluded.last_at)`,
		"delete from door_families where session_id = ?",
		"delete from door_taps where session_id = ?",
	} {
		if err := tx.DB.Exec(sql, id).Error; err != nil {
			return false, err
		}
	}
	return true, nil
}
