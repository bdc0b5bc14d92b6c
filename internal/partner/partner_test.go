package partner_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
	shifts "musikkforalle/internal/shift"
	"musikkforalle/internal/volunteer"
)

// world is a place with a session in ten days, and its organiser who calls.
type world struct {
	*fixture.World
	api     partner.API
	session *session.Session
	member  uuid.UUID
	ctx     context.Context // the organiser who calls
}

func newWorld(t *testing.T) *world {
	t.Helper()
	t.Parallel()
	w := &world{World: fixture.New(t)}
	w.api = partner.API{Store: w.Store}
	w.session = w.Session(10 * 24 * time.Hour)
	w.member = w.Member(place.Organiser)
	w.ctx = fixture.As(context.Background(), w.member)
	return w
}

func (w *world) add(name string) (contract.Partner, error) {
	answer, err := w.api.AddPartner(w.ctx, contract.AddPartnerRequestObject{Place: w.Place.Slug, Body: &contract.NewPartner{Name: name, Role: contract.PartnerRoleFunder}})
	if err != nil {
		return contract.Partner{}, err
	}
	return contract.Partner(answer.(contract.AddPartner201JSONResponse)), nil
}

// change changes a partner as who has seen that version does.
func (w *world) change(id uuid.UUID, c contract.PartnerChange, version int32) error {
	seen := contract.ChangePartnerParams{IfMatch: db.Tag(version)}
	_, err := w.api.ChangePartner(w.ctx, contract.ChangePartnerRequestObject{Partner: id, Params: seen, Body: &c})
	return err
}

// setLogo sets a partner's logo as who has seen that version does.
func (w *world) setLogo(id uuid.UUID, raw []byte, version int32) error {
	seen := contract.SetPartnerLogoParams{IfMatch: db.Tag(version)}
	_, err := w.api.SetPartnerLogo(w.ctx, contract.SetPartnerLogoRequestObject{Partner: id, Params: seen, Body: &contract.Logo{Png: raw}})
	return err
}

// version is that of a partner as it stands.
func (w *world) version(id uuid.UUID) int32 {
	return int32(w.Number("select version from partners where id = ?", id))
}

func (w *world) take(v, shift uuid.UUID) error {
	_, err := volunteer.Take(w.ctx, w.Store, v, shift)
	return err
}

func (w *world) order() (names string) {
	w.Helper()
	for _, p := range fixture.OK[contract.ListPartners200JSONResponse](w)(w.api.ListPartners(w.ctx, contract.ListPartnersRequestObject{Place: w.Place.Slug})) {
		names += p.Name
	}
	return names
}

func TestPartners(t *testing.T) {
	t.Parallel()
	t.Run("AreAddedCorrectedOrderedAndRemoved", func(t *testing.T) {
		w := newWorld(t)
		ids := map[string]uuid.UUID{}
		for _, name := range []string{"A", "B", "C", "D"} {
			p, err := w.add(name)
			w.Wants(err, nil)
			ids[name] = p.Id
		}
		_, err := w.add(" \u202eC ")
		w.Wants(err, partner.ErrName)
		_, err = w.add("\u200b")
		w.Wants(err, fault.New(fault.Invalid, "invalid"))
		change := func(name string, c contract.PartnerChange) error { return w.change(ids[name], c, w.version(ids[name])) }
		for _, step := range []struct {
			name string
			to   int32
			want string
		}{{"D", 0, "DABC"}, {"D", 2, "ABDC"}, {"A", 39, "BDCA"}, {"A", 3, "BDCA"}} {
			if w.Wants(change(step.name, contract.PartnerChange{Position: &step.to}), nil); w.order() != step.want {
				t.Errorf("%s to %d gives %s, want %s", step.name, step.to, w.order(), step.want)
			}
		}
		w.Wants(change("B", contract.PartnerChange{Name: new("C")}), partner.ErrName)
		w.Wants(change("B", contract.PartnerChange{Name: new("E"), Role: new(contract.PartnerRoleWith)}), nil)
		_, err = w.api.RemovePartner(w.ctx, contract.RemovePartnerRequestObject{Partner: ids["D"]})
		if w.Wants(err, nil); w.order() != "ECA" {
			t.Errorf("got %s", w.order())
		}
		if n := w.Number("select count(*) from audit where actor_id = ? and place_id = ? and action like 'partner.%'", w.member, w.Place.ID); n != 10 {
			t.Errorf("%d lines in the audit, want 10", n)
		}
	})
	t.Run("F20_OrderSurvivesTwoOrganisersAtOnce", func(t *testing.T) {
		w := newWorld(t)
		var ids []uuid.UUID
		for _, name := range []string{"A", "B", "C", "D"} {
			p, _ := w.add(name)
			ids = append(ids, p.Id)
		}
		done := make(chan error)
		for i := range 8 {
			go func() {
				err := error(partner.ErrChanged)
				for errors.Is(err, partner.ErrChanged) {
					err = w.change(ids[i%4], contract.PartnerChange{Position: new(int32(3 - i%4))}, w.version(ids[i%4]))
				}
				done <- err
			}()
		}
		for range 8 {
			w.Wants(<-done, nil)
		}
		if n := w.Number("select count(distinct position) from partners where position between 0 and 3"); n != 4 || len(w.order()) != 4 {
			t.Errorf("%d positions of %s", n, w.order())
		}
	})
	t.Run("F21_NobodyWritesOverWhatTheyHaveNotSeen", func(t *testing.T) {
		w := newWorld(t)
		p, err := w.add("Røde Kors")
		w.Wants(err, nil)
		w.Wants(w.change(p.Id, contract.PartnerChange{Name: new("Lørenskog Røde Kors")}, p.Version), nil)
		w.Wants(w.change(p.Id, contract.PartnerChange{Name: new("Rode Kors")}, p.Version), partner.ErrChanged)
		w.Wants(w.setLogo(p.Id, drawn(t, 9, 9), p.Version), partner.ErrChanged)
		seen := w.version(p.Id)
		w.Wants(w.setLogo(p.Id, drawn(t, 9, 9), seen), nil)
		w.Wants(w.change(p.Id, contract.PartnerChange{Position: new(int32(0))}, seen), partner.ErrChanged)
		seen = w.version(p.Id)
		_, err = w.api.RemovePartnerLogo(w.ctx, contract.RemovePartnerLogoRequestObject{Partner: p.Id})
		w.Wants(err, nil)
		w.Wants(w.setLogo(p.Id, drawn(t, 9, 9), seen), partner.ErrChanged)
		if w.order() != "Lørenskog Røde Kors" {
			t.Errorf("got %s", w.order())
		}
	})
	t.Run("B40_OfAnotherPlaceDoNotExist", func(t *testing.T) {
		w := newWorld(t)
		theirs := fixture.Partner(t, w.Store, fixture.Place(t, w.Store)).ID
		w.Wants(w.change(theirs, contract.PartnerChange{}, 1), fault.ErrNotFound)
		_, err := w.api.RenewPartnerCode(w.ctx, contract.RenewPartnerCodeRequestObject{Partner: theirs})
		w.Wants(err, fault.ErrNotFound)
	})
	t.Run("ANewCodeEndsTheOlderOne", func(t *testing.T) {
		w := newWorld(t)
		p, err := w.add("Røde Kors")
		w.Wants(err, nil)
		renew := func() string {
			return fixture.OK[contract.RenewPartnerCode201JSONResponse](w)(w.api.RenewPartnerCode(w.ctx, contract.RenewPartnerCodeRequestObject{Partner: p.Id})).Code
		}
		older, code := renew(), renew()
		v := w.Volunteer()
		_, err = volunteer.Join(w.ctx, w.Store, v, older)
		w.Wants(err, volunteer.ErrNoPartner)
		_, err = volunteer.Join(w.ctx, w.Store, v, code)
		w.Wants(err, nil)
		if got := w.Text("select p.name from volunteers v join partners p on p.id = v.partner_id where v.id = ?", v); got != "Røde Kors" {
			t.Errorf("partner is %q", got)
		}
	})
}

func TestSlots(t *testing.T) {
	w := newWorld(t)
	first, err := w.add("Røde Kors")
	w.Wants(err, nil)
	second, err := w.add("Sanitetsforeningen")
	w.Wants(err, nil)
	shift := fixture.AddShift(t, w.Store, w.session, func(s *fixture.Shift) { s.Needed = 3 }).ID
	set := func(partner, shift uuid.UUID, n int32) error {
		_, err := w.api.SetSlots(w.ctx, contract.SetSlotsRequestObject{Shift: shift, Partner: partner, Body: &contract.Slots{Slots: n}})
		return err
	}
	w.Wants(set(first.Id, shift, 2), nil)
	w.Wants(set(second.Id, shift, 2), partner.ErrSlotsMany)
	w.Wants(set(second.Id, shift, 1), nil)
	outsider := w.Volunteer()
	w.Wants(w.take(outsider, shift), volunteer.ErrFull)
	w.Wants(set(second.Id, shift, 0), nil)
	w.Wants(w.take(outsider, shift), nil)
	rows := fixture.OK[contract.ListSlots200JSONResponse](w)(w.api.ListSlots(w.ctx, contract.ListSlotsRequestObject{Partner: first.Id}))
	if len(rows) != 1 || rows[0].Slots != 2 || rows[0].Taken != 0 || rows[0].Needed != 3 {
		t.Errorf("got %+v", rows)
	}
	over := fixture.AddShift(t, w.Store, fixture.Session(t, w.Store, w.Place, time.Now().Add(-time.Hour))).ID
	w.Wants(set(first.Id, over, 1), shifts.ErrClosed)
	elsewhere := fixture.AddShift(t, w.Store, fixture.Session(t, w.Store, fixture.Place(t, w.Store), time.Now().AddDate(0, 0, 3))).ID
	w.Wants(set(first.Id, elsewhere, 1), fault.ErrNotFound)
}

// drawn is a PNG of that size.
func drawn(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestLogo(t *testing.T) {
	w := newWorld(t)
	p, err := w.add("Stiftelsen")
	w.Wants(err, nil)
	set := func(raw []byte) error { return w.setLogo(p.Id, raw, w.version(p.Id)) }
	for name, raw := range map[string][]byte{
		"empty": {}, "no picture": []byte("GIF89a"), "too wide": drawn(t, 801, 1), "cut off": drawn(t, 90, 90)[:60],
		"too long": append(drawn(t, 9, 9), bytes.Repeat([]byte{0}, partner.MaxLogoBytes)...),
	} {
		t.Run("B28_"+name, func(*testing.T) { w.Wants(set(raw), partner.ErrLogo) })
	}
	t.Run("NothingButThePixelsIsKept", func(t *testing.T) {
		w.Wants(set(append(drawn(t, 90, 40), "secret"...)), nil)
		body := fixture.OK[contract.GetPartnerLogo200ImagepngResponse](w)(w.api.GetPartnerLogo(w.ctx, contract.GetPartnerLogoRequestObject{Partner: p.Id})).Body
		raw, err := io.ReadAll(body)
		if size, _ := png.DecodeConfig(bytes.NewReader(raw)); err != nil || size.Width != 90 || size.Height != 40 || strings.Contains(string(raw), "secret") {
			t.Errorf("%d bytes of %v, %v", len(raw), size, err)
		}
	})
	t.Run("IsTakenAway", func(*testing.T) {
		_, err := w.api.RemovePartnerLogo(w.ctx, contract.RemovePartnerLogoRequestObject{Partner: p.Id})
		w.Wants(err, nil)
		_, err = w.api.GetPartnerLogo(w.ctx, contract.GetPartnerLogoRequestObject{Partner: p.Id})
		w.Wants(err, fault.ErrNotFound)
	})
}
