package db_test

import (
	"errors"
	"testing"

	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

func TestViolation(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	if err := store.Gorm.Exec(`
		create table halls (name text not null constraint halls_name_key unique, seats int constraint halls_seats_check check (seats > 0));
		create table doors (hall text constraint doors_hall_fkey references halls (name));
		insert into halls values ('taken', 1)`).Error; err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct{ sql, constraint string }{
		"Unique":     {"insert into halls values ('taken', 1)", "halls_name_key"},
		"Check":      {"insert into halls values ('small', 0)", "halls_seats_check"},
		"ForeignKey": {"insert into doors values ('nowhere')", "doors_hall_fkey"},
		"NotNull":    {"insert into halls values (null, 1)", "halls.name"},
	}
	for name, c := range cases {
		t.Run(name+"NamesItsConstraint", func(t *testing.T) {
			err := store.Tx(t.Context(), func(tx *db.Tx) error { return tx.DB.Exec(c.sql).Error })
			if constraint, ok := db.Violation(err); !ok || constraint != c.constraint {
				t.Errorf("got %q, %t from %v, want %q", constraint, ok, err, c.constraint)
			}
			if db.Unavailable(err) {
				t.Error("a broken rule is not an outage")
			}
		})
	}
}

func TestUnavailable(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	for name, code := range map[string]string{
		"F15/DiskFull": "53100", "F3/ServerStops": "57P01", "F4/TooManyConnections": "53300", "F4/StatementTimeout": "57014",
	} {
		t.Run(name, func(t *testing.T) {
			err := store.Gorm.Exec("do $$ begin raise exception 'planted' using errcode = '" + code + "'; end $$").Error
			if !db.Unavailable(err) {
				t.Errorf("not recognised: %v", err)
			}
		})
	}
	t.Run("F18/TableThatANewerVersionChanged", func(t *testing.T) {
		read := func(tx *db.Tx) error {
			var rows []map[string]any
			return tx.DB.Raw("select * from places where slug = ?", "none").Scan(&rows).Error
		}
		change := func(tx *db.Tx) error {
			if err := read(tx); err != nil {
				return err
			}
			if err := tx.DB.Exec("alter table places add column next text").Error; err != nil {
				return err
			}
			return read(tx)
		}
		if err := store.Tx(t.Context(), change); !db.Unavailable(err) {
			t.Errorf("not recognised: %v", err)
		}
	})
	t.Run("OrdinaryErrorsAreNot", func(t *testing.T) {
		wrong := store.Gorm.Exec("select nonsense").Error
		for _, err := range []error{nil, errors.New("a bug"), gorm.ErrRecordNotFound, wrong} {
			if db.Unavailable(err) {
				t.Errorf("taken for an outage: %v", err)
			}
			if _, ok := db.Violation(err); ok {
				t.Errorf("taken for a violation: %v", err)
			}
		}
	})
}
