package pgtest_test

import (
	"fmt"
	"testing"

	"musikkforalle/internal/pgtest"
)

func TestNew(t *testing.T) {
	for n := range 8 {
		t.Run(fmt.Sprintf("EachTestHasItsOwnMigratedDatabase/%d", n), func(t *testing.T) {
			t.Parallel()
			store := pgtest.New(t)
			if err := store.Gorm.Exec("create table only_mine (id int)").Error; err != nil {
				t.Fatal(err)
			}
			var tables int64
			err := store.Gorm.Raw("select count(*) from pg_tables where tablename in ('places', 'river_job')").Scan(&tables).Error
			if err != nil || tables != 2 {
				t.Fatalf("tables of the migrations: %d of 2, %v", tables, err)
			}
		})
	}
}
