package answer

import (
	"errors"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
)

func TestWishes(t *testing.T) {
	t.Parallel()
	request := func(b *bundle, body contract.NewWishes) contract.SetWishesRequestObject {
		return contract.SetWishesRequestObject{Session: b.session.ID, Body: &body}
	}
	t.Run("P1_HelpsNeedsConsentAndKeepsItsWording", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.set(family, 2))
		ctx, _ := b.as(family)
		helps := contract.NewWishes{Helps: new("et rolig rom\u202e")}
		if _, err := b.api.SetWishes(ctx, request(b, helps)); !errors.Is(err, ErrConsentNeeded) {
			t.Fatal(err)
		}
		helps.Consent, helps.ConsentLang = new(true), new(contract.En)
		got, err := b.api.SetWishes(ctx, request(b, helps))
		b.Must(err)
		if w := got.(contract.SetWishes200JSONResponse); *w.Helps != "et rolig rom" || w.ConsentAt == nil {
			t.Errorf("wishes are %+v", w)
		}
		if n := b.Number("select count(*) from wishes where consent_lang = 'en' and length(consent_wording) > 20"); n != 1 {
			t.Error("the consent's language and wording are not kept")
		}
		answers, err := OfFamily(ctx, b.Store.Gorm, family, ToCome)
		b.Must(err)
		if answers[0].Wishes == nil || *answers[0].Wishes.Helps != "et rolig rom" {
			t.Error("the family does not see its own wishes")
		}
	})
	t.Run("P2_ErasableByThemselves", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		family := b.family()
		b.Must(b.set(family, 2))
		ctx, _ := b.as(family)
		_, err := b.api.SetWishes(ctx, request(b, contract.NewWishes{Allergies: new("egg")}))
		b.Must(err)
		_, err = b.api.DeleteWishes(ctx, contract.DeleteWishesRequestObject{Session: b.session.ID})
		b.Must(err)
		b.is(family, Coming)
		if b.Number("select count(*) from wishes") != 0 {
			t.Error("wishes are left")
		}
	})
	t.Run("P2_GoneWhenTheFamilyStaysAway", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		here, away := b.family(), b.family()
		b.Must(b.set(here, 2))
		b.Must(b.set(away, 2))
		b.Exec("insert into wishes (session_id, family_id, allergies) select session_id, family_id, 'egg' from answers")
		b.Must(b.decline(away))
		if n := b.Number("select count(*) from wishes"); n != 1 {
			t.Errorf("%d wishes left, want 1", n)
		}
	})
	t.Run("B40_NotFoundForWhoDoesNotCome", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, 0)
		ctx, _ := b.as(b.family())
		if _, err := b.api.SetWishes(ctx, request(b, contract.NewWishes{Allergies: new("egg")})); !errors.Is(err, fault.ErrNotFound) {
			t.Error(err)
		}
	})
}
