package flyer

import (
	"bytes"
	"context"
	"errors"
	"image/png"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"gorm.io/gorm"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

const base = "https://musikk.example.org"

// hall is a place with a coming Saturday and a flyer with every text that we have.
type hall struct {
	store *db.Store
	shelf *Shelf
	place *place.Place
	next  *session.Session
}

func newHall(t *testing.T) hall {
	t.Helper()
	store := pgtest.New(t)
	p := fixture.Place(t, store)
	h := hall{store: store, shelf: NewShelf(store, base), place: p, next: fixture.Session(t, store, p, time.Now().AddDate(0, 0, 10))}
	if err := Demo(context.Background(), store); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h hall) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if err := h.store.Gorm.Exec(sql, args...).Error; err != nil {
		t.Fatal(err)
	}
}

func (h hall) page(t *testing.T, lang, via string) string {
	t.Helper()
	b, err := h.shelf.Page(context.Background(), Request{Lang: lang, Place: h.place.Slug, Via: via})
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func mustSay(t *testing.T, page string, wanted ...string) {
	t.Helper()
	for _, w := range wanted {
		if !strings.Contains(page, w) {
			t.Errorf("the page does not say %q", w)
		}
	}
}

func mustNotSay(t *testing.T, page string, unwanted ...string) {
	t.Helper()
	for _, w := range unwanted {
		if strings.Contains(page, w) {
			t.Errorf("the page says %q", w)
		}
	}
}

func languagesOfFlyers() []string { return append([]string{i18n.Easy}, i18n.All...) }

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &Flyer{}, &Text{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func TestEveryLanguage(t *testing.T) {
	t.Parallel()
	ctx, h := context.Background(), newHall(t)
	for _, lang := range languagesOfFlyers() {
		r := Request{Lang: lang, Place: h.place.Slug}
		t.Run(lang, func(t *testing.T) {
			page := h.page(t, lang, "")
			start, _ := h.next.Local()
			mustSay(t, page, `lang="`+i18n.Get(lang).HTMLLang()+`" dir="`+i18n.Get(lang).Dir()+`"`, i18n.Get(lang).Date(start),
				"Kulturhuset", `href="tel:&#43;4722222222"`, `href="mailto:post@example.org"`, base+"/"+lang+"/p/"+h.place.Slug+"/flyer.png")
			mustNotSay(t, page, ">flyer.", ">place.", ">door.", ">season.", "ZgotmplZ")
			sheet, err := h.shelf.PDF(ctx, r)
			if err != nil {
				t.Fatal(err)
			}
			var press *paper.Press
			pdf, err := press.Print(ctx, sheet, nil)
			if err != nil || bytes.Count(pdf, []byte("/Type /Page\n")) != 1 {
				t.Errorf("pdf: %v, %d pages", err, bytes.Count(pdf, []byte("/Type /Page\n")))
			}
			share, err := h.shelf.Picture(ctx, r)
			if err != nil {
				t.Fatal(err)
			}
			picture, err := press.Print(ctx, share, nil)
			if err != nil {
				t.Fatal(err)
			}
			size, err := png.DecodeConfig(bytes.NewReader(picture))
			if err != nil || size.Width != PictureWidth || size.Height != PictureHeight {
				t.Errorf("picture: %v %dx%d", err, size.Width, size.Height)
			}
		})
	}
	t.Run("UnknownPlaceIsNotFound", func(t *testing.T) {
		if _, err := h.shelf.Page(ctx, Request{Lang: "nb", Place: "ingen"}); !errors.Is(err, fault.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	})
}

func TestReview(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	c := i18n.Get("ar")
	for readers, key := range []string{"flyer.machine", "flyer.read_once", "flyer.read_twice"} {
		t.Run(key, func(t *testing.T) {
			h.exec(t, "update flyer_texts set readers = ? where lang = 'ar'", readers)
			page := h.page(t, "ar", "")
			mustSay(t, page, c.T(key))
			mustNotSay(t, page, c.T("flyer.outdated"))
		})
	}
	t.Run("APersonsTextIsNoMachines", func(t *testing.T) {
		h.exec(t, "update flyer_texts set readers = 0, machine = false where lang = 'ar'")
		page := h.page(t, "ar", "")
		mustSay(t, page, c.T("flyer.unread"))
		mustNotSay(t, page, c.T("flyer.machine"))
		h.exec(t, "update flyer_texts set readers = 2 where lang = 'ar'")
	})
	t.Run("TheSourceIsNoTranslation", func(t *testing.T) {
		mustNotSay(t, h.page(t, "nb", ""), `class="review"`)
	})
	t.Run("AChangedSourceMakesItOutdated", func(t *testing.T) {
		h.exec(t, "update flyers set source_revision = 2")
		mustSay(t, h.page(t, "ar", ""), c.T("flyer.read_twice"), c.T("flyer.outdated"))
		mustNotSay(t, h.page(t, "nb", ""), `class="review"`)
	})
}

func TestWithoutATranslation(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.exec(t, "delete from flyer_texts where lang = 'ar'")
	page := h.page(t, "ar", "")
	texts, err := demoTexts()
	if err != nil {
		t.Fatal(err)
	}
	mustSay(t, page, `<html lang="ar" dir="rtl">`, `<p data-say lang="nb" dir="ltr" data-voice="nb no nb">`+texts["nb"].What, i18n.Get("ar").T("flyer.who"))
	mustNotSay(t, page, `class="review"`, `hreflang="ar"`)

	t.Run("NorAFlyerAtAll", func(t *testing.T) {
		h.exec(t, "delete from flyers")
		page := h.page(t, "ar", "")
		mustSay(t, page, i18n.Get("ar").T("app.tagline"), "Kulturhuset")
		mustNotSay(t, page, `lang="nb"`, `class="review"`)
	})
}

func TestChangedSaturdays(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	c := i18n.Get("nb")
	start, _ := h.next.Local()
	h.exec(t, "update sessions set door_kind = 'street', door_name = 'Storgata' where id = ?", h.next.ID)
	t.Run("ANewDoorIsToldBesideTheUsualOne", func(t *testing.T) {
		mustSay(t, h.page(t, "nb", ""), c.T("entrance.main"), c.T("entrance.new"), c.Date(start)+": Inngang fra \u2068Storgata\u2069")
	})
	t.Run("OtherHoursStandOnTheirTicket", func(t *testing.T) {
		other := fixture.Session(t, h.store, h.place, h.next.StartsAt.AddDate(0, 0, 28).Add(time.Hour))
		from, to := other.Local()
		mustSay(t, h.page(t, "nb", ""), c.T("flyer.time", "from", c.Time(from), "to", c.Time(to)))
	})
	t.Run("ACancelledOneIsStruckAndIsNotNext", func(t *testing.T) {
		h.exec(t, "update sessions set status = 'cancelled', reason = 'illness' where id = ?", h.next.ID)
		page := h.page(t, "nb", "")
		mustSay(t, page, `class="ticket off"`, c.Date(start)+" – "+c.T("flyer.cancelled"), `class="ticket next"`)
		mustNotSay(t, page, c.T("entrance.new"))
	})
}

func TestSeasons(t *testing.T) {
	t.Parallel()
	ctx, store := context.Background(), pgtest.New(t)
	p := fixture.Place(t, store)
	past := fixture.Session(t, store, p, time.Date(2019, 1, 26, 10, 30, 0, 0, time.UTC))
	h := hall{store: store, shelf: NewShelf(store, base), place: p, next: past}
	if err := Demo(ctx, store); err != nil {
		t.Fatal(err)
	}
	t.Run("TheLatestIsShownWhenNothingComes", func(t *testing.T) {
		mustSay(t, h.page(t, "nb", ""), "Datoer Våren 2019", "lørdag 26. januar", `class="ticket over"`)
	})
	t.Run("ANewSeasonBorrowsTheWordsOfTheLatestFlyer", func(t *testing.T) {
		coming := fixture.Session(t, store, p, time.Now().AddDate(0, 1, 0))
		start, _ := coming.Local()
		page := h.page(t, "nb", "")
		mustSay(t, page, "Et tilrettelagt musikktilbud", i18n.Get("nb").Date(start))
		mustNotSay(t, page, "2019")
	})
	t.Run("ADraftIsNotShown", func(t *testing.T) {
		h.exec(t, "update seasons set status = 'draft' where year > 2019")
		mustSay(t, h.page(t, "nb", ""), "Datoer Våren 2019")
	})
}

func TestStatementsDoNotGrowWithDatesAndLanguages(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	var statements atomic.Int32
	count := func(*gorm.DB) { statements.Add(1) }
	for _, err := range []error{
		h.store.Gorm.Callback().Query().After("gorm:query").Register("count", count),
		h.store.Gorm.Callback().Row().After("gorm:row").Register("count", count),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	h.page(t, "nb", "")
	few := statements.Swap(0)
	for i := range 5 {
		fixture.Session(t, h.store, h.place, h.next.StartsAt.AddDate(0, 0, 7*(i+1)))
		fixture.Partner(t, h.store, h.place)
	}
	statements.Store(0)
	h.page(t, "ar", "")
	if many := statements.Load(); few == 0 || many != few {
		t.Errorf("%d statements for one date, %d for six", few, many)
	}
}
