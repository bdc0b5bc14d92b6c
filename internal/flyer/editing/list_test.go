package editing

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/flyer"
)

func TestFlyersOfAPlace(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	b.rewrite(b.organiser, "nb", 1, flyer.Words{Title: "Ny tittel"})
	later := fixture.Season(t, b.Store, b.Place, time.Now().AddDate(1, 0, 0))

	list := func(t *testing.T) contract.ListFlyers200JSONResponse {
		t.Helper()
		r, err := b.api.ListFlyers(b.organiser, contract.ListFlyersRequestObject{Place: b.Place.Slug})
		if err != nil {
			t.Fatal(err)
		}
		return r.(contract.ListFlyers200JSONResponse)
	}
	create := func(season uuid.UUID) error {
		_, err := b.api.CreateFlyer(b.organiser, contract.CreateFlyerRequestObject{Place: b.Place.Slug, Body: &contract.NewFlyer{Season: season}})
		return err
	}
	t.Run("EveryLanguageHasAState", func(t *testing.T) {
		all := list(t)
		if len(all.Flyers) != 1 || len(all.Flyers[0].Languages) != 16 || len(all.Without) != 1 || all.Without[0].Id != later.ID {
			t.Fatalf("%+v", all)
		}
		states := map[string]contract.FlyerStateState{}
		for _, l := range all.Flyers[0].Languages {
			states[l.Lang] = l.State
		}
		if states["nb"] != contract.FlyerIsSource || states["ar"] != contract.FlyerOutdated || states["ti"] != contract.FlyerMissing {
			t.Error(states)
		}
	})
	t.Run("ATranslatorSeesTheOwnLanguage", func(t *testing.T) {
		r, err := b.api.ListFlyers(b.reader, contract.ListFlyersRequestObject{Place: b.Place.Slug})
		if err != nil {
			t.Fatal(err)
		}
		if langs := r.(contract.ListFlyers200JSONResponse).Flyers[0].Languages; len(langs) != 1 || langs[0].Lang != "ar" {
			t.Error(langs)
		}
	})
	t.Run("ANewSeasonTakesOverTextsAndWhatHasChanged", func(t *testing.T) {
		if err := create(later.ID); err != nil {
			t.Fatal(err)
		}
		all := list(t)
		if len(all.Flyers) != 2 || !all.Flyers[0].Shown || all.Flyers[0].Id != b.flyer || all.Flyers[1].Shown {
			t.Fatalf("the flyer that families see is not the first of %+v", all.Flyers)
		}
		b.flyer = all.Flyers[1].Id
		text := b.read(b.organiser, "ar")
		if text.Status.State != contract.FlyerOutdated || len(text.Fields[0].Changes) != 1 || text.Source.Title != "Ny tittel" {
			t.Errorf("%+v", text)
		}
		b.Wants(create(later.ID), ErrExists)
	})
	t.Run("S11_AnotherPlacesSeasonDoesNotExist", func(t *testing.T) {
		elsewhere := fixture.Season(t, b.Store, fixture.Place(t, b.Store), time.Now())
		b.Wants(create(elsewhere.ID), fault.ErrNotFound)
	})
}

func TestGlossary(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	read := func() map[string]contract.GlossaryWord {
		t.Helper()
		r, err := b.api.ListGlossary(b.reader, contract.ListGlossaryRequestObject{Place: b.Place.Slug, Lang: "ar"})
		if err != nil {
			t.Fatal(err)
		}
		words := map[string]contract.GlossaryWord{}
		for _, w := range r.(contract.ListGlossary200JSONResponse) {
			words[w.Term] = w
		}
		return words
	}
	set := func(term, translation string) error {
		_, err := b.api.SetGlossaryWord(b.reader, contract.SetGlossaryWordRequestObject{
			Place: b.Place.Slug, Lang: "ar", Body: &contract.NewGlossaryWord{Term: term, Translation: translation},
		})
		return err
	}
	before := read()
	if before["vafler"].Translation != "الوافل" || before["vafler"].Own {
		t.Errorf("the common word is %+v", before["vafler"])
	}
	for _, word := range [][2]string{{"Vafler", "وافل"}, {"Vafler", "الوافل النرويجي"}, {"tromme", "طبلة"}} {
		if err := set(word[0], word[1]); err != nil {
			t.Fatal(err)
		}
	}
	after := read()
	if w := after["Vafler"]; w.Translation != "الوافل النرويجي" || !w.Own || len(after) != len(before)+1 {
		t.Errorf("the place's own is %+v, of %d words", w, len(after))
	}
	if err := set(" ", "x"); fault.Of(err).Kind != fault.Invalid {
		t.Error(err)
	}
	_, err := b.api.ListGlossary(b.reader, contract.ListGlossaryRequestObject{Place: b.Place.Slug, Lang: "so"})
	b.Wants(err, fault.ErrNotFound)
}
