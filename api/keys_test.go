package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/seal"
)

// What the version before left plain is sealed, keys change, and a program without the keys does not start.
func TestKeys(t *testing.T) {
	d := newDesk(t)
	if _, err := d.types("migrate"); err != nil {
		t.Fatal(err)
	}
	p := fixture.Place(t, d.store)
	s := fixture.Session(t, d.store, p, p.CreatedAt.AddDate(1, 0, 0))
	id := fixture.Family(t, d.store, "nb")
	exec := func(sql string, args ...any) {
		t.Helper()
		if err := d.store.Gorm.Exec(sql, args...).Error; err != nil {
			t.Fatal(err)
		}
	}
	exec("update families set phone = '+4740000007' where id = ?", id)
	exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 1)", s.ID, id)
	exec(`insert into wishes (session_id, family_id, allergies, helps, consent_at, consent_lang, consent_wording)
		values (?, ?, 'bjørk', 'kornblomster', now(), 'nb', '')`, s.ID, id)
	rotate := func() string {
		t.Helper()
		out, err := d.types("seal", "rotate")
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	const plain = "select (select count(*) from families where phone is not null) + (select count(*) from wishes where helps is not null or allergies is not null)"
	const keys = `select count(distinct substring(x for 4)) from (select phone_sealed x from families union all select helps_sealed from wishes
		union all select allergies_sealed from wishes) v where x is not null`
	t.Run("RotateSealsWhatIsPlain", func(t *testing.T) {
		if out := rotate(); !strings.Contains(out, "2 rows") || !strings.Contains(out, d.keys) || d.number(plain) != 0 || d.number(keys) != 1 {
			t.Errorf("%q, %d plain, %d keys", out, d.number(plain), d.number(keys))
		}
	})
	t.Run("RotateAgainUsesANewKeyForAll", func(t *testing.T) {
		ring, err := seal.Open(d.keys)
		if err != nil {
			t.Fatal(err)
		}
		before := ring.Active()
		if out := rotate(); strings.Contains(out, before) || d.number(keys) != 1 {
			t.Errorf("%q, %d keys", out, d.number(keys))
		}
	})
	t.Run("StoppedRotationIsFinished", func(t *testing.T) {
		ring, err := seal.Open(d.keys)
		if err != nil {
			t.Fatal(err)
		}
		if err := ring.Add(); err != nil { // and then the command was stopped
			t.Fatal(err)
		}
		if out := rotate(); !strings.Contains(out, ring.Active()) || !strings.Contains(out, "2 rows") {
			t.Errorf("%q, want %s", out, ring.Active())
		}
	})
	t.Run("DoctorSaysWhereTheKeysAre", func(t *testing.T) {
		if out, err := d.types("doctor"); err != nil || !strings.Contains(out, d.keys) || !strings.Contains(out, "back up") {
			t.Errorf("%q, %v", out, err)
		}
	})
	t.Run("TextsAreAsBefore", func(t *testing.T) {
		store, err := db.Open(t.Context(), d.url, db.Options{MaxConns: 2})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		ring, err := seal.Open(d.keys)
		if err != nil {
			t.Fatal(err)
		}
		var sealed []byte
		if err := store.Gorm.Raw("select phone_sealed from families where id = ?", id).Row().Scan(&sealed); err != nil {
			t.Fatal(err)
		}
		if got, err := ring.Text(seal.At("families", "phone", id), nil, sealed); err != nil || *got != "+4740000007" {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("NoStartWithoutTheKeys", func(t *testing.T) {
		right := d.keys
		defer func() { d.keys = right }()
		d.keys = filepath.Join(t.TempDir(), "lost")
		if _, err := d.types("doctor"); err == nil || !strings.Contains(err.Error(), "put the file back") {
			t.Errorf("%v", err)
		}
		if _, err := os.Stat(d.keys); err == nil {
			t.Error("a new ring was made")
		}
		if _, err := seal.Open(d.keys); err != nil {
			t.Fatal(err)
		}
		if _, err := d.types("doctor"); err == nil || !strings.Contains(err.Error(), "lacks") {
			t.Errorf("%v", err)
		}
	})
}
