package ledger_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/pgtest"
	"musikkforalle/migrations"
)

func TestModelAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	differences, err := db.Agree(store.Gorm, &ledger.Row{})
	if err != nil || len(differences) > 0 {
		t.Errorf("%q, %v", differences, err)
	}
}

func TestMigrationGivesOldRowsTheirShift(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	p := fixture.Place(t, store)
	s := fixture.Session(t, store, p, time.Now().AddDate(0, 0, 1))
	fixture.AddShift(t, store, s)
	shift := fixture.AddShift(t, store, s, func(x *fixture.Shift) { x.Task = "welcome" })
	exec := func(sql string, args ...any) {
		t.Helper()
		if err := store.Gorm.Exec(sql, args...).Error; err != nil {
			t.Fatal(err)
		}
	}
	exec("alter table reminders drop column shift_id")
	hidden, deleted := uuid.New(), uuid.New()
	copy(hidden[:8], shift.ID[:8])
	for _, row := range []struct {
		kind   string
		target uuid.UUID
	}{{"late_give_back", hidden}, {"late_give_back", deleted}, {"cancelled", hidden}} {
		exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at)
			values (?, 0, ?, 'place', ?, 'mail', ?, 'mail', now(), now())`, s.ID, row.kind, p.ID, row.target)
	}
	migration, err := migrations.Files.ReadFile("00022_shift_of_reminder.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Pool.Exec(t.Context(), string(migration)); err != nil {
		t.Fatal(err)
	}
	var rows []ledger.Row
	if err := store.Gorm.Order("id").Find(&rows).Error; err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 || rows[0].ShiftID == nil || *rows[0].ShiftID != shift.ID || rows[0].Target == hidden {
		t.Fatalf("the row of the shift: %+v", rows[0])
	}
	if rows[1].ShiftID != nil || rows[1].Target != deleted || rows[2].ShiftID != nil || rows[2].Target != hidden {
		t.Errorf("other rows: %+v", rows[1:])
	}
}

func TestAddLate(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	p := fixture.Place(t, store)
	s := fixture.Session(t, store, p, time.Now().AddDate(0, 0, 1))
	shift := fixture.AddShift(t, store, s)
	late := ledger.Late{Session: s.ID, Shift: shift.ID, Place: p.ID, Until: s.StartsAt}
	err := store.Tx(t.Context(), func(tx *db.Tx) error {
		if err := ledger.AddLate(tx, late); err != nil {
			return err
		}
		return ledger.AddLate(tx, late)
	})
	if err != nil {
		t.Fatalf("of two hands that leave one shift each has a row: %v", err)
	}
	if err := store.Gorm.Exec("delete from shifts where id = ?", shift.ID).Error; err != nil {
		t.Fatal(err)
	}
	var left int64
	if err := store.Gorm.Model(&ledger.Row{}).Where("shift_id is null and recipient = ?", p.ID).Count(&left).Error; err != nil || left != 2 {
		t.Errorf("%d rows are left without the shift: %v", left, err)
	}
}
