package family

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

// remind plans one notice that is due and notes one that was sent.
func (b *bundle) remind(family uuid.UUID) {
	b.Exec(`insert into reminders (session_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at, state, settled_at)
		select ?, 0, kind, 'family', ?, 'mail', ?, 'mail', now(), now() + interval '1 day', state, case when state = 'sent' then now() end
		from (values ('day_before', 'due'), ('will_you_come', 'sent')) v (kind, state)`, b.session.ID, family, family)
}

// know gives a family everything that can be known about one.
func (b *bundle) know(family uuid.UUID) {
	b.comes(family, 6)
	b.Exec("update families set email = 'mor@example.org', nickname = 'Rødstrupe' where id = ?", family)
	b.Exec("insert into wishes (session_id, family_id, allergies) values (?, ?, 'egg')", b.session.ID, family)
	b.Exec("insert into audit (actor, actor_id, action) values ('family', ?, 'family.returned')", family)
	b.Exec(`insert into idempotency (owner, key, request_hash, body) select uuid_send(id), 'some-key', '', 'Rødstrupe' from devices where family_id = ?`, family)
	b.remind(family)
}

// R14: what was known of a family is in no table afterwards.
func TestErase(t *testing.T) {
	t.Parallel()
	t.Run("P5_NothingIsLeft", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		b.know(p.Family)
		id := p.Family
		_, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{})
		b.Must(err)
		if !p.Cleared() {
			t.Error("the cookie stays")
		}
		for _, table := range b.tables() {
			if n := b.Number("select count(*) from "+table+" t where t::text like ? or t::text like '%example.org%' and t::text like '%mor@%'", "%"+id.String()+"%"); n != 0 {
				t.Errorf("%d rows of %s tell of the family", n, table)
			}
		}
		if n := b.Number("select (select count(*) from wishes) + (select count(*) from devices) + (select count(*) from idempotency)"); n != 0 {
			t.Errorf("%d rows are left", n)
		}
		if b.Number("select count(*) from audit where action = 'family.erased' and actor_id is null") != 1 {
			t.Error("the audit does not say that it happened")
		}
		if _, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{}); !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
	t.Run("F10_PlannedNoticesAreWithdrawnAndTheLedgerAddsUp", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		b.know(p.Family)
		_, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{})
		b.Must(err)
		if b.Number("select count(*) from reminders where state = 'withdrawn' and reason = 'erased'") != 1 ||
			b.Number("select count(*) from reminders where state = 'sent'") != 1 {
			t.Error("the ledger does not add up")
		}
	})
	t.Run("F19_SeatsGoToThoseWhoWait", func(t *testing.T) {
		b := newBundle(t)
		p, next := b.phone(b.family()), b.family()
		b.comes(p.Family, 6)
		b.comes(next, 6)
		_, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{})
		b.Must(err)
		if b.state(next) != "offered" || b.Number("select seats_taken from sessions") != 6 {
			t.Errorf("the next family is %s, %d seats taken", b.state(next), b.Number("select seats_taken from sessions"))
		}
	})
	t.Run("F17_P6_AgainAfterAnOldBackup", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		id, other := p.Family, b.family()
		_, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{})
		b.Must(err)
		b.Exec("insert into families (id, nickname) values (?, 'back from the backup')", id)
		n, err := ReapplyErasures(context.Background(), b.Store)
		if err != nil || n != 1 || b.Number("select count(*) from families where id = ?", other) != 1 {
			t.Errorf("%d erased again: %v", n, err)
		}
	})
}

// tables lists the program's own tables, River's included.
func (b *bundle) tables() (names []string) {
	b.Must(b.Store.Gorm.Raw("select quote_ident(tablename) from pg_tables where schemaname = 'public'").Scan(&names).Error)
	return names
}

func TestP5_ExportHoldsEverything(t *testing.T) {
	b := newBundle(t)
	p := b.phone(b.family())
	b.know(p.Family)
	old := fixture.Session(t, b.Store, b.Place, b.session.StartsAt.AddDate(0, -3, 0))
	b.Exec("insert into answers (session_id, family_id, state, parents) values (?, ?, 'coming', 1)", old.ID, p.Family)
	b.Exec("insert into door_visits (family_id, place_id, last_at) values (?, ?, '2019-01-26T10:30:00Z')", p.Family, b.Place.ID)
	b.Exec("update devices set lang = 'ti' where family_id = ?", p.Family)
	got, err := b.api.ExportFamily(p.ctx, contract.ExportFamilyRequestObject{})
	b.Must(err)
	file := got.(contract.ExportFamily200JSONResponse)
	text, err := json.Marshal(file.Body)
	b.Must(err)
	for _, known := range []string{"Rødstrupe", "mor@example.org", "egg", old.ID.String(), b.session.ID.String(), "will_you_come", `"coming"`, "2019-01-26T10:30:00Z", `"lang":"ti"`} {
		if !strings.Contains(string(text), known) {
			t.Errorf("the file lacks %s", known)
		}
	}
	if !strings.Contains(*file.Headers.ContentDisposition, "attachment") {
		t.Error("it is no file")
	}
}

func TestP7_Forget(t *testing.T) {
	b := newBundle(t)
	old, young := b.phone(b.family()), b.phone(b.family())
	n, err := Forget(context.Background(), b.Store, "select id from families where id = '"+old.Family.String()+"'")
	if err != nil || n != 1 {
		t.Fatalf("%d families forgotten: %v", n, err)
	}
	if b.Number("select count(*) from families where id = ?", young.Family) != 1 || b.Number("select count(*) from families") != 1 {
		t.Error("another family went, or stayed")
	}
	if b.Number("select count(*) from erasures") != 0 {
		t.Error("what aged by itself is noted as somebody's wish: a restore would erase it again")
	}
	if b.Number("select count(*) from audit where action = 'family.forgotten' and actor = 'program'") != 1 {
		t.Error("the audit does not say that it happened")
	}
}
