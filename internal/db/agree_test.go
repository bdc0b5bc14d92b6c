package db_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/internal/db"
	"musikkforalle/internal/pgtest"
)

type visitor struct {
	ID        string    `gorm:"type:uuid;default:gen_random_uuid()"`
	Name      string    `gorm:"not null"`
	Phone     *string   `gorm:"type:varchar(30)"`
	Nick      *string   // the table has none
	CreatedAt time.Time `gorm:"not null"`
}

type guestBook struct {
	ID     int64
	Pages  int64  `gorm:"not null"`
	Remark []byte `gorm:"type:jsonb;not null;default:'{}'"`
}

// S25: a model that differs from its table is found.
func TestAgree(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	if err := store.Gorm.Exec(`
		create table visitors (id uuid primary key default gen_random_uuid(), name text, phone varchar(20),
			town text not null, created_at timestamptz not null);
		create table guest_books (id bigserial primary key, pages bigint not null, remark jsonb not null default '{}')`).Error; err != nil {
		t.Fatal(err)
	}
	t.Run("FindsEveryPlantedDifference", func(t *testing.T) {
		got, err := db.Agree(store.Gorm, &visitor{}, &guestBook{})
		if err != nil {
			t.Fatal(err)
		}
		want := []string{
			`visitors.name: model "text not null", database "text"`,
			`visitors.nick: model "text", database "missing"`,
			`visitors.phone: model "character varying(30)", database "character varying(20)"`,
			`visitors.town: model "missing", database "text not null, required: inserts fail"`,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("LeavesNothingBehind", func(t *testing.T) {
		got, err := db.Agree(store.Gorm, &guestBook{})
		if err != nil || len(got) != 0 {
			t.Errorf("got %q, %v", got, err)
		}
		var schemas int64
		if err := store.Gorm.Table("pg_namespace").Where("nspname = 'agree_probe'").Count(&schemas).Error; err != nil || schemas != 0 {
			t.Errorf("scratch schema is still there: %d, %v", schemas, err)
		}
	})
}
