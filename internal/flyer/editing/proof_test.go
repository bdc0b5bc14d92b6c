package editing

import (
	"bytes"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/flyer"
)

func TestProof(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	if err := b.save(b.reader, "ar", `"v0"`, flyer.Words{Title: "مسودة", What: "نعزف معًا."}); err != nil {
		t.Fatal(err)
	}
	b.Exec("update seasons set status = 'draft'")
	t.Run("ShowsTheDraftToItsWriters", func(t *testing.T) {
		page, err := b.api.Proof(b.another, b.flyer, "ar", "html")
		if err != nil || !bytes.Contains(page.Body, []byte("مسودة")) || !bytes.Contains(page.Body, []byte(`dir="rtl"`)) {
			t.Errorf("%v: %s", err, page.Body)
		}
		public, err := flyer.NewShelf(b.Store, b.api.BaseURL).Page(t.Context(), flyer.Request{Lang: "ar", Place: b.Place.Slug})
		if err != nil || bytes.Contains(public, []byte("مسودة")) {
			t.Errorf("%v: the draft is public", err)
		}
	})
	t.Run("AsSheetAndPictures", func(t *testing.T) {
		for form, kind := range map[string]string{"pdf": "application/pdf", "png": "image/png", "a4.png": "image/png"} {
			p, err := b.api.Proof(b.reader, b.flyer, "ar", form)
			if err != nil || p.Type != kind {
				t.Fatalf("%s: %v %s", form, err, p.Type)
			}
			if kind != "image/png" {
				continue
			}
			size, err := png.DecodeConfig(bytes.NewReader(p.Body))
			if want := map[string]int{"png": flyer.PictureWidth, "a4.png": 840}[form]; err != nil || size.Width != want {
				t.Errorf("%s: %v, %d pixels wide", form, err, size.Width)
			}
		}
	})
	t.Run("S10_NobodyElse", func(t *testing.T) {
		for _, lang := range []string{"nb", "so"} {
			_, err := b.api.Proof(b.reader, b.flyer, lang, "html")
			b.Wants(err, fault.ErrNotFound)
		}
		_, err := b.api.Proof(t.Context(), b.flyer, "ar", "html")
		b.Wants(err, fault.ErrNobody)
		_, err = b.api.Proof(b.reader, b.flyer, "ar", "exe")
		b.Wants(err, fault.ErrNotFound)
	})
}

func TestPack(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	partner := contract.NewDistributor{Via: "ahus", Name: "Ahus"}
	if _, err := b.api.AddDistributor(b.organiser, contract.AddDistributorRequestObject{Place: b.Place.Slug, Body: &partner}); err != nil {
		t.Fatal(err)
	}
	t.Run("ACoverAndASheetForEachLanguage", func(t *testing.T) {
		raw, err := b.api.Pack(b.organiser, b.Place.Slug, "ahus", []string{"ar", "nb", "ti"})
		if err != nil {
			t.Fatal(err)
		}
		if pages := regexp.MustCompile(`/Type /Page\b`).FindAll(raw, -1); len(pages) != 4 {
			t.Errorf("%d pages", len(pages))
		}
	})
	t.Run("OnlyLanguagesAndDistributorsThatThereAre", func(t *testing.T) {
		_, err := b.api.Pack(b.organiser, b.Place.Slug, "ahus", []string{"nb", "xx"})
		if fault.Of(err).Kind != fault.Invalid {
			t.Error(err)
		}
		_, err = b.api.Pack(b.organiser, b.Place.Slug, "ingen", []string{"nb"})
		b.Wants(err, fault.ErrNotFound)
	})
	t.Run("CodesLeadToThePlaceWithTheWord", func(t *testing.T) {
		svg, err := b.api.Code(b.organiser, b.Place.Slug, "ahus", "ar", "svg")
		if err != nil || !strings.HasPrefix(string(svg.Body), "<svg") {
			t.Errorf("%v: %s", err, svg.Body)
		}
		picture, err := b.api.Code(b.organiser, b.Place.Slug, "ahus", "nb", "png")
		if _, broken := png.Decode(bytes.NewReader(picture.Body)); err != nil || broken != nil {
			t.Error(err, broken)
		}
		_, err = b.api.Code(b.organiser, b.Place.Slug, "ingen", "nb", "png")
		b.Wants(err, fault.ErrNotFound)
	})
	t.Run("S10_OrganisersOfThePlaceOnly", func(t *testing.T) {
		_, err := b.api.Pack(b.reader, b.Place.Slug, "", []string{"ar"})
		b.Wants(err, fault.ErrNotFound)
		_, err = b.api.Code(fixture.As(t.Context(), fixture.Family(t, b.Store, "nb")), b.Place.Slug, "ahus", "nb", "png")
		b.Wants(err, fault.ErrNotFound)
	})
}
