package report

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/family"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	seasons "musikkforalle/internal/season"
	"musikkforalle/internal/seed"
	"musikkforalle/internal/session"
)

func TestReport(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.story()
	all := h.report(Filter{Place: h.Place.Slug})

	t.Run("TellsTheFirstReportsSentenceFromData", func(t *testing.T) {
		if got, want := lines(all, "results"), "Vi har nådd rundt 50 barn og unge, og 180–200 personer i alt."; !strings.HasPrefix(got, want) {
			t.Errorf("%s", got)
		}
		en := h.report(Filter{Place: h.Place.Slug, Lang: "en"})
		if got, want := lines(en, "results"), "We have reached about 50 children and young people, and 180–200 people in all."; !strings.HasPrefix(got, want) {
			t.Errorf("%s", got)
		}
	})
	for _, c := range []struct{ table, row, want string }{
		{"sessions", "planned", "4"}, {"sessions", "held", "3"}, {"sessions", "cancelled", "1"}, {"sessions", "cancelled.illness", "1"}, {"sessions", "moved.venue", "1"},
		{"goals", "sessions", "6"}, {"goals", "children", "40"},
		{"heads", "children", "53"}, {"heads", "young", "0"}, {"heads", "staff", "20, og få til i 1 sesong"},
		{"attendance", "total", "198"}, {"attendance", "average", "99"}, {"attendance", "largest", "167"},
		{"families", "first", "34, og få til i 1 sesong"}, {"families", "again", "6, og få til i 1 sesong"},
		{"languages", "so", "få (vises ikke)"}, {"languages", "ar", "10"},
		{"volunteers", "people", "5"}, {"volunteers", "hours", "13"},
	} {
		t.Run(c.table+"/"+c.row, func(t *testing.T) {
			if got := shown(all, c.table, c.row); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// The two places' first years, as they were printed: the sentence of their report comes out of the numbers.
func TestReportOfTheDemo(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	if err := seed.Demo(h.ctx, h.Store, time.Now()); err != nil {
		t.Fatal(err)
	}
	h.ctx = fixture.As(h.ctx, fixture.Member(t, h.Store, nil, place.Network))
	if got, want := lines(h.report(Filter{}), "results"), "Vi har nådd rundt 50 barn og unge, og 180–200 personer i alt."; !strings.HasPrefix(got, want) {
		t.Error(got)
	}
}

// P7, R15: months after erasure and retention it still adds up, letter for letter.
func TestReportOutlivesPeople(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.story()
	s := h.came("2019-01-26", "heads children", 8, "said_yes heads", 9)
	for range 3 {
		id := fixture.Family(t, h.Store, "nb")
		h.Exec("insert into answers (session_id, family_id, state, children) values (?, ?, 'coming', 3)", s.ID, id)
	}
	before, err := json.Marshal(h.report(Filter{Place: h.Place.Slug}))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := family.Forget(h.ctx, h.Store, "select id from families"); n != 3 || err != nil {
		t.Fatal(n, err)
	}
	after, err := json.Marshal(h.report(Filter{Place: h.Place.Slug}))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("%s\nis now\n%s, %v", before, after, err)
	}
}

func TestReportNotCounted(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.came("2019-01-26", "said_yes families", 12, "said_yes heads", 40)
	r := h.report(Filter{Place: h.Place.Slug, Year: 2019, Half: session.Spring})
	if got := lines(r, "results"); !strings.HasPrefix(got, "Ikke telt") {
		t.Error(got)
	}
	if got := shown(r, "said", "heads") + shown(r, "heads", "children"); got != "40not there" {
		t.Error(got)
	}
}

func TestReportPulse(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	s := h.came("2019-01-26")
	for _, p := range []struct {
		question, face string
		n              int
	}{{"joy", "good", 7}, {"joy", "bad", 2}, {"seen", "good", 4}} {
		h.Exec("insert into pulse_counts values (?, 'child', ?, ?, ?)", s.ID, p.question, p.face, p.n)
	}
	r := h.report(Filter{Place: h.Place.Slug})
	if got := shown(r, "pulse", "child.joy"); got != "78 %" {
		t.Error(got)
	}
	if got := shown(r, "pulse", "child.seen"); got != "not there" {
		t.Errorf("P9: four answers are told: %s", got)
	}
}

func TestReportScope(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.came("2018-01-27", "reach_year children", 20, "reach_season children", 20)
	h.came("2018-09-29", "reach_year children", 10, "reach_season children", 25, "heads children", 25)
	h.came("2019-01-26", "reach_year children", 30, "reach_ever children", 10, "heads children", 30)
	reached := func(f Filter) string {
		text, _, _ := strings.Cut(lines(h.report(f), "results"), ",")
		return text
	}
	for _, c := range []struct {
		name, want string
		filter     Filter
	}{
		{"ASeason", "Vi har nådd rundt 30 barn og unge", Filter{Place: h.Place.Slug, Year: 2018, Half: session.Autumn}},
		{"AYearCountsOnce", "Vi har nådd rundt 30 barn og unge", Filter{Place: h.Place.Slug, Year: 2018}},
		{"AllYearsCountOnce", "Vi har nådd rundt 10 barn og unge", Filter{Place: h.Place.Slug}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := reached(c.filter); got != c.want {
				t.Error(got)
			}
		})
	}
	t.Run("S10/AllPlacesAreForOrganisersOfAll", func(t *testing.T) {
		if _, err := h.api.GetReport(h.ctx, contract.GetReportRequestObject{}); !errors.Is(err, fault.ErrNotFound) {
			t.Error(err)
		}
		all := API{Store: h.Store}
		ctx := fixture.As(context.Background(), fixture.Member(t, h.Store, nil, place.Network))
		r, err := all.GetReport(ctx, contract.GetReportRequestObject{})
		if err != nil || len(r.(contract.GetReport200JSONResponse).Seasons) != 3 {
			t.Error(r, err)
		}
	})
	t.Run("B31/ASeasonNeedsItsYear", func(t *testing.T) {
		_, err := h.api.GetReport(h.ctx, contract.GetReportRequestObject{Params: Filter{Place: h.Place.Slug, Half: session.Spring}.params()})
		if !errors.Is(err, errSeason) {
			t.Error(err)
		}
	})
}

func TestClose(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	past, coming := h.came("2019-01-26"), fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 10))
	for _, c := range []struct {
		name   string
		season uuid.UUID
		ctx    context.Context
		want   error
	}{
		{"S11/AnotherPlacesDoesNotExist", past.SeasonID, fixture.As(h.ctx, fixture.Member(t, h.Store, fixture.Place(t, h.Store), place.Organiser)), fault.ErrNotFound},
		{"S10/NobodyMayNot", past.SeasonID, context.Background(), fault.ErrNobody},
		{"NotBeforeItIsOver", coming.SeasonID, h.ctx, errEarly},
		{"WhenItIsOver", past.SeasonID, h.ctx, nil},
		{"Once", past.SeasonID, h.ctx, seasons.ErrClosed},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := Close(c.ctx, h.Store, c.season); !errors.Is(err, c.want) {
				t.Errorf("%v, want %v", err, c.want)
			}
		})
	}
	r := h.report(Filter{Place: h.Place.Slug, Year: 2019, Half: session.Spring})
	if r.Seasons[0].ClosedAt == nil || r.Sections[4].Key != "corrections" {
		t.Errorf("%+v", r.Seasons)
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	f := Filter{Place: h.Place.Slug, Year: 2019}
	first, err := SetText(h.ctx, h.Store, f, Text{Section: "plans", Text: "  Flere steder.\r\nOg flere\u0007 til. "})
	if err != nil || first.Text != "Flere steder.\nOg flere til." || first.Version != 1 {
		t.Fatalf("%+v, %v", first, err)
	}
	t.Run("F21/NobodyWritesOverAnother", func(t *testing.T) {
		for _, read := range []int32{0, 7} {
			if _, err := SetText(h.ctx, h.Store, f, Text{Section: "plans", Text: "Mine", Version: read}); !errors.Is(err, errChanged) {
				t.Errorf("version %d: %v", read, err)
			}
		}
		if second, err := SetText(h.ctx, h.Store, f, Text{Section: "plans", Text: "Enda flere.", Version: 1}); err != nil || second.Version != 2 {
			t.Errorf("%+v, %v", second, err)
		}
	})
	t.Run("B36/TooLongIsRefused", func(t *testing.T) {
		if _, err := SetText(h.ctx, h.Store, f, Text{Section: "method", Text: strings.Repeat("å", sectionText.Most+1)}); fault.Of(err).Kind != fault.Invalid {
			t.Error(err)
		}
	})
	t.Run("StandsInTheReport", func(t *testing.T) {
		for _, s := range h.report(f).Sections {
			if s.Key == "plans" && s.Text.Text != "Enda flere." {
				t.Errorf("%+v", s.Text)
			}
		}
	})
	t.Run("TheModelAgreesWithTheSchema", func(t *testing.T) {
		if got, err := db.Agree(h.Store.Gorm, &Text{}); err != nil || len(got) != 0 {
			t.Error(got, err)
		}
	})
}
