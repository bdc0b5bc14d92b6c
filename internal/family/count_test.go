package family

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// families stores so many families of the place that read the language and are reached by the statement.
func (b *bundle) several(n int, lang, reached string) {
	b.Helper()
	for i := range n {
		f := fixture.Family(b, b.Store, lang)
		b.Exec("update families set place_id = ? where id = ?", b.Place.ID, f)
		switch reached {
		case "push":
			b.Exec(`insert into push_subscriptions (device_id, endpoint, service, p256dh, auth, vapid_key) values (?, ?, 'x', '', '', '')`,
				fixture.FamilyDevice(b, b.Store, f), uuid.NewString())
		case "mail":
			b.Exec("update families set email = ? where id = ?", fmt.Sprintf("%s-%d@example.org", lang, i), f)
		case "phone":
			b.Exec("update families set phone = '+4799999999' where id = ?", f)
		}
	}
}

func (b *bundle) numbers() (w contract.FamilyNumbers, told string) {
	b.Helper()
	w = contract.FamilyNumbers(fixture.OK[contract.CountFamilies200JSONResponse](b)(
		b.api.CountFamilies(fixture.As(context.Background(), fixture.Member(b, b.Store, b.Place, place.Organiser)), contract.CountFamiliesRequestObject{Place: b.Place.Slug})))
	add := func(what string, n *int32) {
		if told += what; n != nil {
			told += fmt.Sprint(*n)
		}
		told += " "
	}
	add("all", w.Known)
	for _, row := range w.ByLanguage {
		add(string(row.Lang), row.N)
	}
	for _, row := range w.ByReach {
		add(string(row.Reach), row.N)
	}
	return w, told
}

func TestFamilies(t *testing.T) {
	t.Parallel()
	t.Run("P9_SmallNumbersAndWhatWouldGiveThemAwayAreNotTold", func(t *testing.T) {
		b := newBundle(t)
		b.several(8, "nb", "push")
		b.several(6, "ar", "mail")
		b.several(2, "ti", "phone")
		if _, told := b.numbers(); told != "all16 nb8 ar ti push8 mail phone none0 " {
			t.Errorf("told %s", told)
		}
	})
	t.Run("P9_APlaceWithAHandfulIsToldNothing", func(t *testing.T) {
		b := newBundle(t)
		b.several(4, "nb", "push")
		if _, told := b.numbers(); told != "all nb push mail0 phone0 none0 " {
			t.Errorf("told %s", told)
		}
	})
	t.Run("WhoAnsweredBelongsAndIsCountedOnce", func(t *testing.T) {
		b := newBundle(t)
		b.several(6, "nb", "")
		b.Exec("insert into answers (session_id, family_id, state, parents) select ?, id, 'coming', 1 from families limit 1", b.session.ID)
		b.Exec("update sessions set families_coming = 7")
		answered := fixture.Family(t, b.Store, "nb")
		b.Exec("insert into answers (session_id, family_id, state) values (?, ?, 'not_coming')", b.session.ID, answered)
		fixture.Family(t, b.Store, "nb") // of no place
		fixture.Session(t, b.Store, fixture.Place(t, b.Store), time.Now().AddDate(0, 0, 1))
		w, told := b.numbers()
		if told != "all7 nb7 push0 mail0 phone0 none7 " || *w.Coming != 7 || w.Next.Id != b.session.ID {
			t.Errorf("told %s, next %v", told, w.Next)
		}
	})
}
