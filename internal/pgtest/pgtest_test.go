package pgtest_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"musikkforalle/internal/pgtest"
)

func TestNew(t *testing.T) {
	t.Parallel()
	for n := range 8 {
		t.Run(fmt.Sprintf("EachTestHasItsOwnMigratedDatabase/%d", n), func(t *testing.T) {
			t.Parallel()
			store := pgtest.New(t)
			if err := store.Gorm.Exec("create table only_mine (id int)").Error; err != nil {
				t.Fatal(err)
			}
			var tables int64
			err := store.Gorm.Table("pg_tables").Where("tablename in ('places', 'river_job')").Count(&tables).Error
			if err != nil || tables != 2 {
				t.Fatalf("tables of the migrations: %d of 2, %v", tables, err)
			}
		})
	}
}

// finished is a test whose end and outcome we decide.
type finished struct {
	testing.TB
	failed   bool
	cleanups []func()
}

func (f *finished) Failed() bool      { return f.failed }
func (f *finished) Cleanup(do func()) { f.cleanups = append(f.cleanups, do) }
func (f *finished) Logf(string, ...any) {
}

func TestURL(t *testing.T) {
	t.Parallel()
	for name, failed := range map[string]bool{"DatabaseOfAFailedTestIsKept": true, "DatabaseOfAPassedTestIsDropped": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test := &finished{TB: t, failed: failed}
			address, err := url.Parse(pgtest.URL(test))
			if err != nil {
				t.Fatal(err)
			}
			for _, do := range test.cleanups {
				do()
			}
			database := strings.TrimPrefix(address.Path, "/")
			store := pgtest.New(t)
			var kept int64
			if err := store.Gorm.Table("pg_database").Where("datname = ?", database).Count(&kept).Error; err != nil {
				t.Fatal(err)
			}
			if (kept == 1) != failed {
				t.Errorf("%s is kept: %t", database, kept == 1)
			}
			if err := store.Gorm.Exec("drop database if exists " + database).Error; err != nil {
				t.Error(err)
			}
		})
	}
}
