package editing

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/flyer"
)

func TestPublish(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	t.Run("NothingToPublish", func(t *testing.T) {
		b.Wants(b.publish(b.organiser, "so", `"v0"`, 1), ErrNoText)
	})
	t.Run("ATitleIsNeeded", func(t *testing.T) {
		if err := b.save(b.organiser, "so", `"v0"`, flyer.Words{What: "Waan ciyaarnaa."}); err != nil {
			t.Fatal(err)
		}
		b.Wants(b.publish(b.organiser, "so", `"v1"`, 1), ErrNoTitle)
	})
	t.Run("AMachinesTextUntilAPersonHasWritten", func(t *testing.T) {
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerMachine)
		b.rewrite(b.reader, "ar", 1, flyer.Words{Title: "الموسيقى للجميع", What: "نعزف معًا. نغني."})
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerUnread)
		if b.read(b.reader, "ar").Draft != nil {
			t.Error("the draft is still there")
		}
	})
	t.Run("TwoSpeakersReadIt", func(t *testing.T) {
		b.Wants(b.confirm(b.reader, 2), ErrOwnText)
		b.Wants(b.confirm(b.another, 1), ErrTextChanged)
		for range 2 {
			if err := b.confirm(b.another, 2); err != nil {
				t.Fatal(err)
			}
		}
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerReadOnce)
		if err := b.confirm(b.organiser, 2); err != nil {
			t.Fatal(err)
		}
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerReadTwice)
		text := b.read(b.another, "ar")
		if len(text.Readers) != 2 || !text.Readers[0].Me || text.MayRead {
			t.Errorf("readers %+v, may read again: %v", text.Readers, text.MayRead)
		}
	})
	t.Run("TheSameWordsKeepTheirReaders", func(t *testing.T) {
		if err := b.publish(b.reader, "ar", `"v0"`, 1); err != nil {
			t.Fatal(err)
		}
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerReadTwice)
	})
	if n := b.Number("select count(*) from audit where action in ('flyer.published', 'flyer.read') and actor = 'member'"); n != 4 {
		t.Errorf("%d lines in the audit, want 2 of publishing and 2 of reading", n)
	}
}

func TestChangeOfTheSource(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	if err := b.confirm(b.reader, 1); err != nil {
		t.Fatal(err)
	}
	changed := source
	changed.What = "Vi spiller. Vi danser. Vi synger høyt."
	b.rewrite(b.organiser, "nb", 1, changed)

	t.Run("MakesTranslationsOutdatedAndUnread", func(t *testing.T) {
		b.mustState(b.organiser, "ar", contract.FlyerOutdated, contract.FlyerMachine)
		b.mustState(b.organiser, "nb", contract.FlyerIsSource, contract.FlyerNoReview)
		b.Wants(b.confirm(b.another, 1), ErrTextOutdated)
	})
	t.Run("ShowsWhatHasChanged", func(t *testing.T) {
		want := []contract.SentenceChange{{Was: "Vi synger.", Now: "Vi danser. "}, {Was: "", Now: "Vi synger høyt."}}
		if diff := cmp.Diff(want, b.read(b.reader, "ar").Fields[1].Changes); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("IsNotForWhoSawAnOlderOne", func(t *testing.T) {
		b.Wants(b.publish(b.reader, "ar", `"v0"`, 1), ErrSourceChanged)
	})
	t.Run("ATranslationMayStillHold", func(t *testing.T) {
		if err := b.publish(b.reader, "ar", `"v0"`, 2); err != nil {
			t.Fatal(err)
		}
		b.mustState(b.organiser, "ar", contract.FlyerCurrent, contract.FlyerMachine)
	})
	t.Run("SavedWithoutAChangeIsNone", func(t *testing.T) {
		b.rewrite(b.organiser, "nb", 2, changed)
		if text := b.read(b.organiser, "nb"); text.SourceRevision != 2 {
			t.Errorf("revision %d", text.SourceRevision)
		}
	})
}
