package flyer

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/internal/fixture"
)

func TestDemo(t *testing.T) {
	t.Parallel()
	ctx, h := context.Background(), newHall(t)
	texts, err := demoTexts()
	if err != nil {
		t.Fatal(err)
	}
	h.exec(t, "update flyer_texts set title = 'Ours', readers = 2 where lang = 'ar'")
	h.exec(t, "delete from flyer_texts where lang = 'lett'")
	own := fixture.Season(t, h.store, h.place, h.next.StartsAt.AddDate(1, 0, 0))
	h.exec(t, "insert into flyers (place_id, season_id) values (?, ?)", h.place.ID, own.ID)
	h.exec(t, `insert into flyer_texts (flyer_id, lang, title, what, who, happens, thanks)
		select id, 'nb', 'Egen tekst', '', '', '', '' from flyers where season_id = ?`, own.ID)

	rows := func() (rows []string) {
		t.Helper()
		if err := h.store.Gorm.Raw("select x::text from flyers x union all select x::text from flyer_texts x order by 1").Scan(&rows).Error; err != nil {
			t.Fatal(err)
		}
		return rows
	}
	if err := Demo(ctx, h.store); err != nil {
		t.Fatal(err)
	}
	first := rows()

	t.Run("AddsWhatIsMissing", func(t *testing.T) {
		if want := 2 + len(texts) + 1; len(first) != want {
			t.Errorf("%d rows, want two flyers, every text, and the own one: %d", len(first), want)
		}
	})
	t.Run("NeverOverwritesNorTranslatesAnotherText", func(t *testing.T) {
		var kept []string
		err := h.store.Gorm.Raw("select title || ' ' || readers from flyer_texts where title in ('Ours', 'Egen tekst') order by 1").Scan(&kept).Error
		if diff := cmp.Diff([]string{"Egen tekst 0", "Ours 2"}, kept); err != nil || diff != "" {
			t.Error(err, diff)
		}
	})
	t.Run("AgainChangesNothing", func(t *testing.T) {
		if err := Demo(ctx, h.store); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(first, rows()); diff != "" {
			t.Error(diff)
		}
	})
}
