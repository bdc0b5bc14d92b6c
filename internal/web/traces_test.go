package web_test

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/retention"
)

// toldColumns are those that hold what somebody said of oneself or of others; TestNothingIsLeftBehind puts a word into each
// and takes it away again. Whoever adds such a column adds it here and to the journey.
var toldColumns = strings.Fields(`families.nickname families.email families.mail_to families.phone_sealed wishes.allergies_sealed wishes.helps_sealed
	volunteers.name volunteers.email volunteers.mail_to members.name members.email email_codes.email email_codes.name session_notes.text
	certificates.shown_to idempotency.outcome`)

// untold are the columns in which no words of a person can be: choices from a list, hashes, keys and addresses that the
// program or a browser made, refusals, what a place says in public, and columns of the version before, which TestKeys
// (package main) empties. A table alone stands for all of its columns.
var untold = strings.Fields(`ageing ageing_stops answers audit.actor audit.action audit.detail certificate_notices certificates.task
	announcements announcement_texts devices distributors door_families door_taps email_codes.purpose email_codes.lang email_codes.browser_hash
	email_codes.code_hash erasures families.lang families.mail_lang families.remind_when families.calendar_hash family_calendars flyer_drafts flyer_history
	flyer_reads flyer_texts flyers glossary goose_db_version idempotency.owner idempotency.key idempotency.request_hash idempotency.content_type
	invitations link_codes members.lang partner_logos partners passkey_challenges passkeys places pulse_counts push_services
	push_subscriptions rates recipes reminders report_texts river_job river_leader river_migration river_notification river_queue river_client river_client_queue roles
	school_holidays season_goals seasons session_changes session_counts sessions settings shifts tasks
	volunteers.lang volunteers.speaks volunteers.remind_when volunteers.calendar_hash wishes.interpreter_lang wishes.consent_lang wishes.consent_wording
	idempotency.body families.phone wishes.allergies wishes.helps`)

// P5: the lists above name every column that could hold words.
func TestEveryColumnIsToldOrUntold(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	known := map[string]bool{}
	for _, c := range append(append([]string{}, toldColumns...), untold...) {
		known[c] = true
	}
	var columns []struct{ TableName, ColumnName string }
	h.Must(h.Store.Gorm.Raw(`select table_name, column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
		where table_schema = 'public' and table_type = 'BASE TABLE'
		  and (udt_name in ('text', 'varchar', 'bpchar', 'bytea', 'json', 'jsonb', 'xml', 'hstore') or data_type = 'ARRAY' and udt_name <> '_uuid')`).Scan(&columns).Error)
	if len(columns) < 100 {
		t.Fatalf("only %d columns", len(columns))
	}
	there := map[string]bool{}
	for _, c := range columns {
		column := c.TableName + "." + c.ColumnName
		there[c.TableName], there[column] = true, true
		if !known[c.TableName] && !known[column] {
			t.Errorf("%s: can it hold what a person told? Name it, and plant a word in it", column)
		}
	}
	for _, column := range toldColumns {
		if !there[column] {
			t.Errorf("%s is named, and is not there", column)
		}
	}
}

// gone fails the test if a word is anywhere in the database, in any table, as text or as bytes.
func (h *hall) gone(t *testing.T, words ...string) {
	t.Helper()
	for _, table := range h.tables() {
		var rows []string
		h.Must(h.Store.Gorm.Raw("select t::text from " + table + " t").Scan(&rows).Error)
		text := strings.Join(rows, "\n")
		for _, word := range words {
			if strings.Contains(text, word) || strings.Contains(text, hex.EncodeToString([]byte(word))) {
				t.Errorf("%s is still in %s", word, table)
			}
		}
	}
}

// watched keeps in mind which told columns held something.
func (h *hall) watched() {
	h.Helper()
	h.Exec("create schema probe")
	h.Exec("create table probe.held (name text primary key)")
	h.Exec(`create function probe.note() returns trigger language plpgsql as $$ begin
		insert into probe.held select tg_table_name || '.' || key from jsonb_each_text(to_jsonb(new)) where value not in ('', '{}') on conflict do nothing;
		return new; end $$`)
	tables := map[string]bool{}
	for _, column := range toldColumns {
		table, _, _ := strings.Cut(column, ".")
		if !tables[table] {
			h.Exec("create trigger probe_note after insert or update on " + table + " for each row execute function probe.note()")
		}
		tables[table] = true
	}
}

// said makes a write as the app does, under a key.
func (h *hall) said(status int, method, path, body, cookies string, headers ...string) reply {
	h.Helper()
	if method == "PATCH" && path == "/api/me" {
		headers = append(headers, "If-Match", h.ask("GET", path, "", cookies).Header.Get("ETag"))
	}
	return h.want(status, method, path, body, cookies, append(headers, "Idempotency-Key", uuid.NewString())...)
}

// confirmed gives the family an address, by the code that is mailed to it.
func (h *hall) confirmed(address, family string) {
	h.Helper()
	w := h.typed("/api/sign-in/code/", h.ask("PUT", "/api/me/email", `{"email":"`+address+`","lang":"nb"}`, family, "Idempotency-Key", uuid.NewString()))
	h.said(200, "POST", w.path, w.body, w.cookies)
}

// P5: what a person has changed, withdrawn or had erased is nowhere in the database, and was never in the log.
func TestNothingIsLeftBehind(t *testing.T) {
	log := keepDiary(t)
	h := newHall(t)
	h.watched()
	family, organiser := h.family(), h.organiser()
	words := []string{}
	step := func(name string, do func(), gone ...string) {
		words = append(words, gone...)
		t.Run("P5 "+name, func(t *testing.T) { do(); h.gone(t, gone...) })
	}
	step("a changed nickname", func() {
		h.said(200, "PATCH", "/api/me", `{"nickname":"Kvitveis"}`, family)
		h.said(200, "PATCH", "/api/me", `{"nickname":"Soleihov"}`, family)
	}, "Kvitveis")
	step("a corrected telephone number", func() {
		h.said(200, "PATCH", "/api/me", `{"phone":"91 82 73 64"}`, family)
		h.said(200, "PATCH", "/api/me", `{"phone":"91 82 73 65"}`, family)
	}, "91827364", "91 82 73 64", "91827365")
	step("changed wishes", func() {
		h.said(200, "PUT", h.about("wishes"), `{"helps":"smørblomst","allergies":"tyttebær","consent":true}`, family)
		h.said(200, "PUT", h.about("wishes"), `{"helps":"marihånd","allergies":"molte","consent":true}`, family)
	}, "smørblomst", "tyttebær")
	step("withdrawn wishes", func() { h.said(204, "DELETE", h.about("wishes"), "", family) }, "marihånd", "molte")
	step("wishes of who says no after all", func() {
		h.said(200, "PUT", h.about("wishes"), `{"helps":"revebjelle","consent":true}`, family)
		h.said(200, "PUT", h.about("answer"), `{"coming":false}`, family)
	}, "revebjelle")
	step("wishes of a Saturday that is over", func() {
		h.said(200, "PUT", h.about("answer"), coming, family)
		h.said(200, "PUT", h.about("wishes"), `{"helps":"blåklokke","allergies":"krekling","consent":true}`, family)
		h.Exec("update sessions set starts_at = now() - interval '5 hours', ends_at = now() - interval '3 hours' where id = ?", h.session)
		h.Must(retention.Run(context.Background(), h.Store))
	}, "blåklokke", "krekling")
	step("a changed address", func() {
		h.confirmed("kvitsymre@example.org", family)
		h.confirmed("geitrams@example.org", family)
	}, "kvitsymre")
	step("a removed address", func() { h.said(204, "DELETE", "/api/me/email", "", family) }, "geitrams")
	step("an erased family", func() {
		h.confirmed("tiriltunge@example.org", family)
		h.said(204, "DELETE", "/api/me", "", family)
	}, "tiriltunge", "Soleihov", "91827365")

	person := h.Volunteer("nb")
	volunteer := h.cookieOf(fixture.VolunteerDevice(h, h.Store, person))
	h.Exec("update volunteers set email = 'fjellsmelle@example.org' where id = ?", person)
	step("a volunteer's changed name", func() {
		h.said(200, "PATCH", "/api/volunteer", `{"name":"Reinrose"}`, volunteer)
		h.said(200, "PATCH", "/api/volunteer", `{"name":"Fjellsyre"}`, volunteer)
	}, "Reinrose")
	step("an erased volunteer, and who saw a certificate", func() {
		path := h.here("volunteers/" + person.String() + "/certificates/welcome/")
		h.said(200, "PUT", path+"asked", `{"on":"2019-01-26"}`, organiser)
		h.said(200, "PUT", path+"shown", `{"on":"2019-01-27","to":"Røsslyng"}`, organiser)
		h.said(204, "DELETE", "/api/volunteer", "", volunteer)
	}, "Fjellsyre", "fjellsmelle", "Røsslyng")

	step("a note that was changed and emptied", func() {
		for n, text := range []string{"tettegras", "skogstjerne", ""} {
			h.said(200, "PUT", h.about("note"), `{"text":"`+text+`"}`, organiser, "If-Match", fmt.Sprintf(`"v%d"`, n))
		}
	}, "tettegras", "skogstjerne")

	join := func(name, address string) {
		var link struct{ URL string }
		h.want(201, "POST", "/api/team/invitations", h.role(), organiser).into(h, &link)
		code := link.URL[strings.LastIndexAny(link.URL, "/#")+1:]
		body := fmt.Sprintf(`{"name":%q,"email":%q,"lang":"nb"}`, name, address)
		w := h.typed("/api/team/sign-in/code/", h.ask("POST", "/api/team/invitations/"+code+"/accept", body, "", "Idempotency-Key", uuid.NewString()))
		h.said(200, "POST", w.path, w.body, w.cookies)
	}
	join("Perlesymre", "gullris@example.org")
	step("the name that a member gave with a second invitation, where the first stays", func() { join("Nattfiol", "gullris@example.org") }, "Nattfiol")
	step("a member whose last role was taken", func() {
		var team contract.PlaceTeam
		h.want(200, "GET", h.here("team"), "", organiser).into(h, &team)
		for _, m := range team.Members {
			for _, r := range m.Roles {
				if !m.You && m.Email == "gullris@example.org" {
					h.said(204, "DELETE", "/api/team/roles/"+r.Id.String(), "", organiser)
				}
			}
		}
	}, "Perlesymre", "gullris")
	step("an address to which a code was mailed that nobody typed", func() {
		h.said(202, "POST", "/api/sign-in/code", `{"email":"linnea@example.org","lang":"nb","purpose":"volunteer"}`, "")
		h.Exec("update email_codes set created_at = now() - interval '3 hours', expires_at = now() - interval '2 hours'")
		h.Must(retention.Run(context.Background(), h.Store))
	}, "linnea")
	t.Run("P5 a word was in every column that is told", func(t *testing.T) {
		var held []string
		h.Must(h.Store.Gorm.Raw("select name from probe.held").Scan(&held).Error)
		for _, column := range toldColumns {
			if !slices.Contains(held, column) {
				t.Errorf("nothing was put into %s", column)
			}
		}
	})
	t.Run("S23 the log tells none of it", func(t *testing.T) {
		text := log.text.String()
		for _, word := range words {
			if strings.Contains(text, word) {
				t.Errorf("the log tells %s", word)
			}
		}
	})
}
