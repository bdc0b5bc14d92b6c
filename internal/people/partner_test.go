package people

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/volunteer"
)

func (b *bundle) add(name string) (contract.Partner, error) {
	answer, err := b.api.AddPartner(b.ctx, contract.AddPartnerRequestObject{Place: b.place.Slug, Body: &contract.NewPartner{Name: name, Role: contract.PartnerRoleFunder}})
	if err != nil {
		return contract.Partner{}, err
	}
	return contract.Partner(answer.(contract.AddPartner201JSONResponse)), nil
}

func (b *bundle) order() (names string) {
	b.Helper()
	for _, p := range ok[contract.ListPartners200JSONResponse](b)(b.api.ListPartners(b.ctx, contract.ListPartnersRequestObject{Place: b.place.Slug})) {
		names += p.Name
	}
	return names
}

func TestPartners(t *testing.T) {
	t.Parallel()
	t.Run("AreAddedCorrectedOrderedAndRemoved", func(t *testing.T) {
		b := newBundle(t)
		ids := map[string]uuid.UUID{}
		for _, name := range []string{"A", "B", "C", "D"} {
			p, err := b.add(name)
			b.wants(err, nil)
			ids[name] = p.Id
		}
		_, err := b.add(" \u202eC ")
		b.wants(err, ErrPartnerName)
		_, err = b.add("\u200b")
		b.wants(err, fault.New(fault.Invalid, "invalid"))
		change := func(name string, c contract.PartnerChange) error {
			_, err := b.api.ChangePartner(b.ctx, contract.ChangePartnerRequestObject{Partner: ids[name], Body: &c})
			return err
		}
		for _, step := range []struct {
			name string
			to   int32
			want string
		}{{"D", 0, "DABC"}, {"D", 2, "ABDC"}, {"A", 39, "BDCA"}, {"A", 3, "BDCA"}} {
			if b.wants(change(step.name, contract.PartnerChange{Position: &step.to}), nil); b.order() != step.want {
				t.Errorf("%s to %d gives %s, want %s", step.name, step.to, b.order(), step.want)
			}
		}
		b.wants(change("B", contract.PartnerChange{Name: new("C")}), ErrPartnerName)
		b.wants(change("B", contract.PartnerChange{Name: new("E"), Role: new(contract.PartnerRoleWith)}), nil)
		_, err = b.api.RemovePartner(b.ctx, contract.RemovePartnerRequestObject{Partner: ids["D"]})
		if b.wants(err, nil); b.order() != "ECA" {
			t.Errorf("got %s", b.order())
		}
		if n := b.count("select count(*) from audit where actor_id = ? and place_id = ? and action like 'partner.%'", b.member, b.place.ID); n != 10 {
			t.Errorf("%d lines in the audit, want 10", n)
		}
	})
	t.Run("F20_OrderSurvivesTwoOrganisersAtOnce", func(t *testing.T) {
		b := newBundle(t)
		var ids []uuid.UUID
		for _, name := range []string{"A", "B", "C", "D"} {
			p, _ := b.add(name)
			ids = append(ids, p.Id)
		}
		done := make(chan error)
		for i := range 8 {
			go func() {
				_, err := b.api.ChangePartner(b.ctx, contract.ChangePartnerRequestObject{Partner: ids[i%4], Body: &contract.PartnerChange{Position: new(int32(3 - i%4))}})
				done <- err
			}()
		}
		for range 8 {
			b.wants(<-done, nil)
		}
		if n := b.count("select count(distinct position) from partners where position between 0 and 3"); n != 4 || len(b.order()) != 4 {
			t.Errorf("%d positions of %s", n, b.order())
		}
	})
	t.Run("B40_OfAnotherPlaceDoNotExist", func(t *testing.T) {
		b := newBundle(t)
		theirs := fixture.Partner(t, b.store, fixture.Place(t, b.store)).ID
		_, err := b.api.ChangePartner(b.ctx, contract.ChangePartnerRequestObject{Partner: theirs, Body: &contract.PartnerChange{}})
		b.wants(err, fault.ErrNotFound)
		_, err = b.api.RenewPartnerCode(b.ctx, contract.RenewPartnerCodeRequestObject{Partner: theirs})
		b.wants(err, fault.ErrNotFound)
	})
	t.Run("ANewCodeEndsTheOlderOne", func(t *testing.T) {
		b := newBundle(t)
		p, err := b.add("Røde Kors")
		b.wants(err, nil)
		renew := func() string {
			return ok[contract.RenewPartnerCode201JSONResponse](b)(b.api.RenewPartnerCode(b.ctx, contract.RenewPartnerCodeRequestObject{Partner: p.Id})).Code
		}
		older, code := renew(), renew()
		v := b.named("Kari")
		_, err = volunteer.Join(b.ctx, b.store, v, older)
		b.wants(err, volunteer.ErrNoPartner)
		_, err = volunteer.Join(b.ctx, b.store, v, code)
		b.wants(err, nil)
		if got := b.file(v).Volunteer.Partner; got == nil || *got != "Røde Kors" {
			t.Errorf("partner is %v", got)
		}
	})
}

func TestSlots(t *testing.T) {
	b := newBundle(t)
	first, err := b.add("Røde Kors")
	b.wants(err, nil)
	second, err := b.add("Sanitetsforeningen")
	b.wants(err, nil)
	shift := fixture.AddShift(t, b.store, b.session, func(s *fixture.Shift) { s.Needed = 3 }).ID
	set := func(partner, shift uuid.UUID, n int32) error {
		_, err := b.api.SetSlots(b.ctx, contract.SetSlotsRequestObject{Shift: shift, Partner: partner, Body: &contract.Slots{Slots: n}})
		return err
	}
	b.wants(set(first.Id, shift, 2), nil)
	b.wants(set(second.Id, shift, 2), ErrSlotsMany)
	b.wants(set(second.Id, shift, 1), nil)
	outsider := b.named("Kari")
	b.wants(b.put(outsider, shift), volunteer.ErrFull)
	b.wants(set(second.Id, shift, 0), nil)
	b.wants(b.put(outsider, shift), nil)
	rows := ok[contract.ListSlots200JSONResponse](b)(b.api.ListSlots(b.ctx, contract.ListSlotsRequestObject{Partner: first.Id}))
	if len(rows) != 1 || rows[0].Slots != 2 || rows[0].Taken != 0 || rows[0].Needed != 3 {
		t.Errorf("got %+v", rows)
	}
	over := fixture.AddShift(t, b.store, fixture.Session(t, b.store, b.place, time.Now().Add(-time.Hour))).ID
	b.wants(set(first.Id, over, 1), volunteer.ErrClosed)
	elsewhere := fixture.AddShift(t, b.store, fixture.Session(t, b.store, fixture.Place(t, b.store), time.Now().AddDate(0, 0, 3))).ID
	b.wants(set(first.Id, elsewhere, 1), fault.ErrNotFound)
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
	b := newBundle(t)
	p, err := b.add("Stiftelsen")
	b.wants(err, nil)
	set := func(raw []byte) error {
		_, err := b.api.SetPartnerLogo(b.ctx, contract.SetPartnerLogoRequestObject{Partner: p.Id, Body: &contract.Logo{Png: raw}})
		return err
	}
	for name, raw := range map[string][]byte{
		"empty": {}, "no picture": []byte("GIF89a"), "too wide": drawn(t, 801, 1), "cut off": drawn(t, 90, 90)[:60],
		"too long": append(drawn(t, 9, 9), bytes.Repeat([]byte{0}, maxLogoBytes)...),
	} {
		t.Run("B28_"+name, func(*testing.T) { b.wants(set(raw), ErrLogo) })
	}
	t.Run("NothingButThePixelsIsKept", func(t *testing.T) {
		b.wants(set(append(drawn(t, 90, 40), "secret"...)), nil)
		body := ok[contract.GetPartnerLogo200ImagepngResponse](b)(b.api.GetPartnerLogo(b.ctx, contract.GetPartnerLogoRequestObject{Partner: p.Id})).Body
		raw, err := io.ReadAll(body)
		if size, _ := png.DecodeConfig(bytes.NewReader(raw)); err != nil || size.Width != 90 || size.Height != 40 || strings.Contains(string(raw), "secret") {
			t.Errorf("%d bytes of %v, %v", len(raw), size, err)
		}
	})
	t.Run("IsTakenAway", func(*testing.T) {
		_, err := b.api.RemovePartnerLogo(b.ctx, contract.RemovePartnerLogoRequestObject{Partner: p.Id})
		b.wants(err, nil)
		_, err = b.api.GetPartnerLogo(b.ctx, contract.GetPartnerLogoRequestObject{Partner: p.Id})
		b.wants(err, fault.ErrNotFound)
	})
}
