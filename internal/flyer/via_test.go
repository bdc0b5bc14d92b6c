package flyer

import (
	"context"
	"testing"

	"musikkforalle/internal/paper"
)

func TestVia(t *testing.T) {
	t.Parallel()
	ctx, h := context.Background(), newHall(t)
	h.exec(t, "insert into distributors (place_id, via, name) values (?, 'ahus', 'Ahus')", h.place.ID)

	t.Run("StaysInTheCodeAndInTheOtherLanguages", func(t *testing.T) {
		code, err := paper.QR(base + "/ar/p/" + h.place.Slug + "?via=ahus")
		if err != nil {
			t.Fatal(err)
		}
		mustSay(t, h.page(t, "ar", "ahus"), code, `/nb/p/`+h.place.Slug+`/flyer?via=ahus"`, `/flyer.pdf?via=ahus"`)
		mustNotSay(t, h.page(t, "ar", ""), "via=")
	})
	t.Run("IsCountedOnceAnOpening", func(t *testing.T) {
		for range 3 {
			if err := h.shelf.CountVia(ctx, h.place.Slug, "ahus"); err != nil {
				t.Fatal(err)
			}
		}
		var opens []int
		if err := h.store.Gorm.Raw("select opens from via_counts where day = (now() at time zone 'Europe/Oslo')::date").Scan(&opens).Error; err != nil {
			t.Fatal(err)
		}
		if len(opens) != 1 || opens[0] != 3 {
			t.Errorf("got %v, want one day with 3", opens)
		}
	})
	t.Run("UnknownIsIgnored", func(t *testing.T) {
		for _, slug := range []string{h.place.Slug, "ingen"} {
			if err := h.shelf.CountVia(ctx, slug, "ukjent"); err != nil {
				t.Error(err)
			}
		}
		var rows int
		if err := h.store.Gorm.Raw("select count(*) from via_counts").Scan(&rows).Error; err != nil || rows != 1 {
			t.Errorf("%d rows, %v", rows, err)
		}
	})
}
