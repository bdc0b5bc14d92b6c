package editing

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// bundle is a place whose season has a flyer with a Norwegian source and a machine-translated Arabic text, with an
// organiser and two translators.
type bundle struct {
	*fixture.World
	api                        API
	next                       *session.Session
	flyer                      uuid.UUID
	organiser, reader, another context.Context
}

var source = flyer.Words{Title: "Musikk for alle", What: "Vi spiller. Vi synger.", Who: "Alle barn.", Happens: "Vafler.", Thanks: ""}

func newBundle(t *testing.T) *bundle {
	t.Helper()
	b := &bundle{World: fixture.New(t)}
	b.api = API{Store: b.Store, BaseURL: "http://localhost:8080"}
	b.next = fixture.Session(t, b.Store, b.Place, time.Now().AddDate(0, 0, 10))
	b.organiser = fixture.As(t.Context(), b.Member(place.Organiser))
	b.reader = fixture.As(t.Context(), b.Member(place.Translator))
	b.another = fixture.As(t.Context(), b.Member(place.Translator))
	f := flyer.Flyer{PlaceID: b.Place.ID, SeasonID: b.next.SeasonID, SourceLang: "nb", SourceRevision: 1}
	b.create(&f)
	b.flyer = f.ID
	b.create(&flyer.Text{FlyerID: f.ID, Lang: "nb", Words: source, SourceRevision: 1, Revision: 1})
	b.create(&flyer.Text{FlyerID: f.ID, Lang: "ar", Words: flyer.Words{Title: "موسيقى", What: "نعزف. نغني."}, SourceRevision: 1, Revision: 1, Machine: true})
	return b
}

func (b *bundle) create(row any) {
	b.Helper()
	b.Must(b.Store.Gorm.Create(row).Error)
}

func (b *bundle) read(ctx context.Context, lang string) contract.FlyerText {
	b.Helper()
	r, err := b.api.GetFlyerText(ctx, contract.GetFlyerTextRequestObject{Flyer: b.flyer, Lang: lang})
	b.Must(err)
	return r.(contract.GetFlyerText200JSONResponse).Body
}

func (b *bundle) save(ctx context.Context, lang, version string, words flyer.Words) error {
	body := wireOf(words)
	_, err := b.api.SaveFlyerDraft(ctx, contract.SaveFlyerDraftRequestObject{
		Flyer: b.flyer, Lang: lang, Body: &body, Params: contract.SaveFlyerDraftParams{IfMatch: version},
	})
	return err
}

func (b *bundle) publish(ctx context.Context, lang, version string, revision int32) error {
	_, err := b.api.PublishFlyerText(ctx, contract.PublishFlyerTextRequestObject{
		Flyer: b.flyer, Lang: lang, Params: contract.PublishFlyerTextParams{IfMatch: version},
		Body: &contract.NewPublication{SourceRevision: revision},
	})
	return err
}

// rewrite saves words as a draft and publishes them.
func (b *bundle) rewrite(ctx context.Context, lang string, revision int32, words flyer.Words) {
	b.Helper()
	b.Must(b.save(ctx, lang, `"v0"`, words))
	b.Must(b.publish(ctx, lang, `"v1"`, revision))
}

func (b *bundle) confirm(ctx context.Context, revision int32) error {
	_, err := b.api.ConfirmFlyerReading(ctx, contract.ConfirmFlyerReadingRequestObject{
		Flyer: b.flyer, Lang: "ar", Body: &contract.NewReading{Revision: revision},
	})
	return err
}

func (b *bundle) mustState(ctx context.Context, lang string, state contract.FlyerStateState, review contract.FlyerStateReview) {
	b.Helper()
	if s := b.read(ctx, lang).Status; s.State != state || s.Review != review {
		b.Errorf("%s is %s, %s; want %s, %s", lang, s.State, s.Review, state, review)
	}
}

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &Draft{}, &reading{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}

func TestDraft(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	words := flyer.Words{Title: "موسيقى", What: "نعزف معًا. نغني."}
	if err := b.save(b.reader, "ar", `"v0"`, words); err != nil {
		t.Fatal(err)
	}
	t.Run("IsKeptAndNotPublic", func(t *testing.T) {
		text := b.read(b.another, "ar")
		if text.Draft == nil || text.Draft.Words.What != words.What || text.Draft.Mine || text.Text.What == words.What || !text.Status.Drafted {
			t.Errorf("%+v", text.Draft)
		}
		if pairs := text.Fields[1].Pairs; len(pairs) != 2 || pairs[0].Source != "Vi spiller. " || pairs[0].Text != "نعزف معًا. " {
			t.Errorf("pairs are %+v", pairs)
		}
	})
	t.Run("F21_SavedMeanwhile", func(t *testing.T) {
		b.Wants(b.save(b.another, "ar", `"v0"`, words), ErrDraftChanged)
		b.Wants(b.publish(b.another, "ar", `"v0"`, 1), ErrDraftChanged)
	})
	t.Run("B33_WhatTurnsTheDirection", func(t *testing.T) {
		err := b.save(b.reader, "ar", `"v1"`, flyer.Words{Title: "a\u202eb"})
		if f := fault.Of(err); f.Kind != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Field != "title" {
			t.Error(err)
		}
	})
	t.Run("S10_TranslatorsKeepToTheirLanguage", func(t *testing.T) {
		for _, lang := range []string{"nb", "so", "xx"} {
			b.Wants(b.save(b.reader, lang, `"v0"`, words), fault.ErrNotFound)
		}
		b.Wants(b.save(b.Context(), "ar", `"v1"`, words), fault.ErrNobody)
		elsewhere := fixture.As(t.Context(), fixture.Member(t, b.Store, fixture.Place(t, b.Store), place.Organiser))
		b.Wants(b.save(elsewhere, "ar", `"v1"`, words), fault.ErrNotFound)
	})
	t.Run("CanBeThrownAway", func(t *testing.T) {
		for range 2 {
			if _, err := b.api.DropFlyerDraft(b.reader, contract.DropFlyerDraftRequestObject{Flyer: b.flyer, Lang: "ar"}); err != nil {
				t.Fatal(err)
			}
		}
		if b.read(b.reader, "ar").Draft != nil {
			t.Error("there is a draft")
		}
		if n := b.Number("select count(*) from audit where action in ('flyer.drafted', 'flyer.draft_dropped')"); n != 2 {
			t.Errorf("%d lines in the audit", n)
		}
	})
}
