package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/db/private"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
)

// desk is where commands are typed, on a database of its own.
type desk struct {
	*testing.T
	url   string
	keys  string // the file of the key ring
	store *db.Store
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t, url: pgtest.URL(t), keys: filepath.Join(t.TempDir(), "keys")}
	var err error
	if d.store, err = db.Open(t.Context(), d.url, db.Options{MaxConns: 2}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.store.Close)
	return d
}

// types a command and gives what it says.
func (d *desk) types(args ...string) (string, error) {
	d.Helper()
	d.Setenv("KEYS_FILE", d.keys)
	d.Setenv("DATABASE_URL", d.url) // reading the settings takes it out of the environment
	var out bytes.Buffer
	err := run(context.Background(), args, &out)
	return out.String(), err
}

func (d *desk) number(sql string, args ...any) (n int) {
	d.Helper()
	if err := d.store.Gorm.Raw(sql, args...).Row().Scan(&n); err != nil {
		d.Fatal(err)
	}
	return n
}

func TestCommands(t *testing.T) {
	d := newDesk(t)
	p := fixture.Place(t, d.store, func(p *place.Place) { p.Slug = "drammen" })
	start := time.Now().AddDate(0, 0, 20)
	s := fixture.Session(t, d.store, p, start)
	which := "drammen " + start.In(p.Location()).Format(time.DateOnly)
	later := start.AddDate(0, 0, 7).Format(time.DateOnly)

	t.Run("InvitesIntoATeam", func(t *testing.T) {
		for _, args := range [][]string{{}, {"network"}, {"drammen"}, {"drammen", "instructor"}, {"drammen", "translator", "ar"}} {
			out, err := d.types(append([]string{"invite"}, args...)...)
			if err != nil || !strings.HasPrefix(out, "http://localhost:8080/nb/team/join#") {
				t.Errorf("%q: %q, %v", args, out, err)
			}
		}
		for _, args := range [][]string{{"ingensteds"}, {"drammen", "king"}, {"drammen", "translator"}, {"a", "b", "c", "d"}} {
			if out, err := d.types(append([]string{"invite"}, args...)...); err == nil {
				t.Errorf("%q: %q", args, out)
			}
		}
		if n := d.number("select count(*) from invitations where place_id is null and role = 'network'"); n != 2 {
			t.Errorf("%d invitations to all places, want 2", n)
		}
	})
	t.Run("UnknownCommandIsOneSentence", func(t *testing.T) {
		if _, err := d.types("dance"); err == nil || strings.Contains(sentence(err), "\n") || !strings.Contains(sentence(err), `"dance"`) {
			t.Error(err)
		}
	})
	t.Run("HelpNamesEveryCommand", func(t *testing.T) {
		said, err := d.types("help")
		for _, command := range []string{"serve", "migrate", "seed", "demo", "doctor", "session move", "certificate", "partner", "erasures", "version", "sql"} {
			if err != nil || !strings.Contains(said, command) {
				t.Errorf("%s is not named, %v", command, err)
			}
		}
	})
	t.Run("VersionIsOneWord", func(t *testing.T) {
		said, err := d.types("version")
		if err != nil || len(strings.Fields(said)) != 1 {
			t.Error(said, err)
		}
		stamped = "v9.8.7"
		t.Cleanup(func() { stamped = "" })
		if said, err := d.types("version"); err != nil || said != "v9.8.7\n" {
			t.Error(said, err)
		}
		if said, err := d.types("doctor"); err != nil || !strings.Contains(said, "v9.8.7") {
			t.Error(said, err)
		}
	})
	t.Run("MigrateAgainChangesNothing", func(t *testing.T) {
		if said, err := d.types("migrate"); err != nil || !strings.Contains(said, "(0 new)") {
			t.Error(said, err)
		}
	})
	t.Run("DoctorSaysWhatIsMissingAndWhatThatCosts", func(t *testing.T) {
		said, err := d.types("doctor")
		for _, want := range []string{"DATABASE_URL", "SMTP_URL is not set", "volunteers cannot sign in", "0 planned"} {
			if err != nil || !strings.Contains(said, want) {
				t.Errorf("%q is missing in %s %v", want, said, err)
			}
		}
		if strings.Contains(said, d.url) {
			t.Error("S24: the database's address is told")
		}
	})
	t.Run("SessionIsMovedThroughAnotherDoorAndCancelled", func(t *testing.T) {
		for _, args := range [][]string{{"move", which, later, "12:00", "14:00"}, {"door", "drammen " + later, "street", "Fabrikkgata", "2"}, {"cancel", "drammen " + later, "weather"}} {
			if said, err := d.types(append([]string{"session"}, args...)...); err != nil || !strings.Contains(said, "Done.") {
				t.Errorf("%v: %s %v", args, said, err)
			}
		}
		if d.number("select count(*) from sessions where id = ? and revision = 3 and status = 'cancelled' and door_name = 'Fabrikkgata'", s.ID) != 1 {
			t.Error("the session is not as was said")
		}
		if d.number("select count(*) from river_job where kind = 'session_changed'") == 0 {
			t.Error("nobody will be told")
		}
	})
	t.Run("B31 dates and times that are none", func(t *testing.T) {
		x := fixture.Session(t, d.store, p, start.AddDate(0, 0, 3)).ID.String()
		for _, when := range [][]string{{"2027-02-29", "11:30", "13:30"}, {"0000-01-01", "11:30", "13:30"}, {"99999-01-01", "11:30", "13:30"},
			{later, "13:30", "11:30"}, {later, "25:00", "26:00"}, {"2017-08-26", "11:30", "13:30"}, {later, "11:30"}} {
			if _, err := d.types(append([]string{"session", "move", x}, when...)...); err == nil || strings.Contains(err.Error(), "SQLSTATE") {
				t.Errorf("%v: %v", when, err)
			}
		}
	})
	t.Run("P11 certificate: dates, task and to whom", func(t *testing.T) {
		v := fixture.Volunteer(t, d.store, p)
		var email string
		if err := d.store.Gorm.Raw("select email from volunteers where id = ?", v).Row().Scan(&email); err != nil {
			t.Fatal(err)
		}
		if _, err := d.types("certificate", email, "interpret", "2026-01-02", "2026-01-20", "Kari", "leder"); err != nil {
			t.Error(err)
		}
		if d.number("select count(*) from certificates where shown_to = 'Kari leder'") != 1 {
			t.Error("not noted")
		}
		for _, dates := range [][]string{{"2026-02-30"}, {"2026-03-10", "2026-03-01", "Kari"}, {"x"}} {
			if _, err := d.types(append([]string{"certificate", email, "interpret"}, dates...)...); err == nil || strings.Contains(sentence(err), "SQLSTATE") {
				t.Errorf("B31 %v: %v", dates, err)
			}
		}
	})
}

func TestDemo(t *testing.T) {
	d := newDesk(t)
	said, err := d.types("demo", "-families", "11")
	if err != nil || !strings.Contains(said, "Places: 1, each with 11 made-up families") {
		t.Errorf("%q, %v", said, err)
	}
	if n := d.number("select count(distinct lang) from families"); n != 11 {
		t.Errorf("%d languages", n)
	}
	for _, args := range [][]string{{"-families", "many"}, {"lorenskog"}, {}} {
		if said, err := d.types(append([]string{"demo"}, args...)...); err == nil {
			t.Errorf("%q: %q", args, said)
		}
	}
}

// F17, P6: who was erased after the backup was made is erased again after it is restored.
func TestErasures(t *testing.T) {
	d := newDesk(t)
	family, volunteer := fixture.Family(t, d.store, "so"), fixture.Volunteer(t, d.store, fixture.Place(t, d.store))
	stays := fixture.Family(t, d.store, "ti")
	for _, person := range []string{family.String(), volunteer.String()} {
		if err := d.store.Gorm.Exec("insert into erasures (person_hash) select ?::bytea", account.Hash(person)).Error; err != nil {
			t.Fatal(err)
		}
	}
	list, err := d.types("erasures")
	if err != nil || strings.Count(list, "\n") != 2 || strings.Contains(list, family.String()) {
		t.Fatal(list, err)
	}
	file := filepath.Join(t.TempDir(), "erasures")
	if err := os.WriteFile(file, []byte(list), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := d.store.Gorm.Exec("delete from erasures").Error; err != nil { // yesterday's backup
		t.Fatal(err)
	}
	t.Run("F17 P6 list is read back and people are erased again", func(t *testing.T) {
		said, err := d.types("erasures", file)
		if err != nil || !strings.Contains(said, "2 erasures were new") || !strings.Contains(said, "2 people") {
			t.Error(said, err)
		}
		if d.number("select count(*) from families where id <> ?", stays)+d.number("select count(*) from volunteers") != 0 || d.number("select count(*) from families") != 1 {
			t.Error("the wrong people are left")
		}
	})
	t.Run("F17 twice changes nothing", func(t *testing.T) {
		if said, err := d.types("erasures", file); err != nil || !strings.Contains(said, "0 erasures were new") {
			t.Error(said, err)
		}
	})
	t.Run("F17 a list of something else is refused whole", func(t *testing.T) {
		before := d.number("select count(*) from erasures")
		if err := os.WriteFile(file, []byte(strings.Repeat("ab", 32)+"\nnames\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := d.types("erasures", file); err == nil || d.number("select count(*) from erasures") != before {
			t.Error("something was read", err)
		}
	})
}

// Commands reach the PostgreSQL of a running server through the folder that both know.
func TestBusyFolderJoinsTheRunningServer(t *testing.T) {
	folder, err := os.MkdirTemp("", "musikk") // its account can enter it, unlike t.TempDir when root runs the tests
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	if err := os.Chmod(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	running, err := private.Start(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = running.Stop() })
	t.Setenv("DATA_DIR", folder)
	var out bytes.Buffer
	for _, command := range []string{"seed", "doctor"} {
		if err := run(t.Context(), []string{command}, &out); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(out.String(), "our own PostgreSQL") {
		t.Error(out.String())
	}
	select {
	case <-running.Done():
		t.Error("the command stopped the server's database")
	default:
	}
}

func TestAsk(t *testing.T) {
	d := newDesk(t)
	conn, err := pgx.Connect(t.Context(), d.url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	var out bytes.Buffer
	typed := "select 7 as first,\n'æ' as second;\nselect nothing;\nselect 1 where false;\n"
	if err := ask(t.Context(), conn.PgConn(), strings.NewReader(typed), &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"first\tsecond\n7\tæ\nSELECT 1\n", `column "nothing" does not exist`, "SELECT 0\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in %s", want, out.String())
		}
	}
}

func TestSQLOpensPsql(t *testing.T) {
	d := newDesk(t)
	folder := t.TempDir()
	fake := "#!/bin/sh\necho \"$# $PGUSER $PGDATABASE\"\n"
	if err := os.WriteFile(filepath.Join(folder, "psql"), []byte(fake), 0o700); err != nil { // it must run
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	said, err := d.types("sql")
	if err != nil || !strings.HasPrefix(said, "0 ") || !strings.Contains(d.url, strings.TrimSpace(said[strings.LastIndex(said, " ")+1:])) {
		t.Error(said, err)
	}
}
