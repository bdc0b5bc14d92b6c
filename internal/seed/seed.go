// Package seed fills a database with the two real places, so that the program can be tried.
package seed

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm/clause"

	"musikkforalle/internal/db"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/season"
	"musikkforalle/internal/session"
)

// Demo adds Lørenskog and Drammen with their first printed season and a coming one of six Saturdays, the first of them
// one to two weeks after now. A place that is there already is left as people made it, so running it again is harmless.
func Demo(ctx context.Context, store *db.Store, now time.Time) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		_, err := Places(tx, now, 2)
		return err
	})
}

// Places adds the two real places and, where more are wanted, made-up ones without a past, each unless it is there
// already. It returns their slugs.
func Places(tx *db.Tx, now time.Time, n int) (slugs []string, err error) {
	houses := []house{lorenskog(), drammen()}
	for i := len(houses); i < n; i++ {
		houses = append(houses, madeUp(i))
	}
	for _, h := range houses[:n] {
		if err := h.add(tx, now); err != nil {
			return nil, fmt.Errorf("seed %s: %w", h.place.Slug, err)
		}
		slugs = append(slugs, h.place.Slug)
	}
	return slugs, nil
}

// house is a place with everything that belongs to it.
type house struct {
	place        place.Place
	partners     []partner.Partner
	distributors []distributor
	tasks        []task
	slots        []slots
	history      []string // dates of seasons that are over
	capacity     *int32
	firstWeek    int // of the coming season, after the first possible Saturday
}

// distributor hands flyers out; via is the word in the address of its QR code.
type distributor struct{ via, name string }

// task is a kind of volunteer work with its hours: so long before the session's start, so long after its end.
type task struct {
	name        string
	hands       int16
	before      string
	after       string
	certificate bool
}

// slots are hands that a partner has promised at every session.
type slots struct {
	partner, task string
	hands         int16
}

func (h *house) add(tx *db.Tx, now time.Time) error {
	created := tx.DB.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "slug"}}, DoNothing: true}).Create(&h.place)
	if created.Error != nil || created.RowsAffected == 0 {
		return created.Error
	}
	for _, step := range []func(*db.Tx) error{h.addPartners, h.addDistributors, h.addTasks, h.addHistory} {
		if err := step(tx); err != nil {
			return err
		}
	}
	if err := h.addComing(tx, now); err != nil {
		return err
	}
	return h.addShifts(tx, now)
}

func (h *house) addPartners(tx *db.Tx) error {
	for i := range h.partners {
		h.partners[i].PlaceID, h.partners[i].Position = h.place.ID, int16(i)
	}
	return tx.DB.Create(&h.partners).Error
}

func (h *house) addDistributors(tx *db.Tx) error {
	for _, d := range h.distributors {
		if err := tx.DB.Exec("insert into distributors (place_id, via, name) values (?, ?, ?)", h.place.ID, d.via, d.name).Error; err != nil {
			return err
		}
	}
	return nil
}

func (h *house) addTasks(tx *db.Tx) error {
	for _, t := range h.tasks {
		err := tx.DB.Exec(`insert into tasks (place_id, task, hands, starts_before, ends_after, needs_certificate)
			values (?, ?, ?, ?::interval, ?::interval, ?)`, h.place.ID, t.name, t.hands, t.before, t.after, t.certificate).Error
		if err != nil {
			return err
		}
	}
	return nil
}

func (h *house) addHistory(tx *db.Tx) error {
	for number, date := range h.history {
		day, err := time.ParseInLocation(time.DateOnly, date, h.place.Location())
		if err != nil {
			return err
		}
		id, err := h.addSession(tx, day, nil)
		if err != nil {
			return err
		}
		if err := addCounts(tx, id, number); err != nil {
			return err
		}
	}
	return nil
}

const comingSessions = 6

func (h *house) addComing(tx *db.Tx, now time.Time) error {
	first := now.In(h.place.Location()).AddDate(0, 0, 7+7*h.firstWeek)
	for i, day := range season.Propose(first, first.AddDate(1, 0, 0), nil).Days {
		if i == comingSessions {
			break
		}
		if _, err := h.addSession(tx, day, h.capacity); err != nil {
			return err
		}
	}
	return nil
}

// addSession stores a session on the day, 11:30–13:30 in the place's time zone, and returns its id.
func (h *house) addSession(tx *db.Tx, day time.Time, capacity *int32) (uuid.UUID, error) {
	at := func(hour, minute int) time.Time {
		return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, day.Location()).UTC()
	}
	half, err := season.Of(tx.DB, &h.place, day)
	if err != nil {
		return uuid.Nil, err
	}
	s := session.Session{
		PlaceID: h.place.ID, SeasonID: half.ID, StartsAt: at(11, 30), EndsAt: at(13, 30), Status: session.Open, Capacity: capacity,
	}
	err = tx.DB.Create(&s).Error
	return s.ID, err
}

func (h *house) addShifts(tx *db.Tx, now time.Time) error {
	err := tx.DB.Exec(`insert into shifts (session_id, task, needed, starts_at, ends_at, needs_certificate)
		select s.id, t.task, t.hands, s.starts_at - t.starts_before, s.ends_at + t.ends_after, t.needs_certificate
		  from sessions s join tasks t using (place_id) where s.place_id = ? and s.starts_at > ?`, h.place.ID, now).Error
	if err != nil {
		return err
	}
	for _, owned := range h.slots {
		err := tx.DB.Exec(`insert into shift_slots (shift_id, partner_id, slots)
			select sh.id, p.id, ? from sessions s join shifts sh on sh.session_id = s.id join partners p on p.place_id = s.place_id
			 where s.place_id = ? and sh.task = ? and p.name = ?`, owned.hands, h.place.ID, owned.task, owned.partner).Error
		if err != nil {
			return err
		}
	}
	return nil
}
