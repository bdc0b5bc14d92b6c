package saturday

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
	"musikkforalle/internal/retention"
)

func (b *bundle) open(ctx context.Context) (contract.OpenHelps200JSONResponse, error) {
	r, err := b.api.OpenHelps(ctx, contract.OpenHelpsRequestObject{Session: b.session.ID})
	if err != nil {
		return nil, err
	}
	return r.(contract.OpenHelps200JSONResponse), nil
}

// P2: what helps a child is read by the leader of that day, knowingly, and gone afterwards.
func TestHelps(t *testing.T) {
	t.Parallel()
	t.Run("P2_OpenedKnowinglyAndNotedInTheAudit", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, time.Hour)
		family := b.family("so", answer.Company{Children: 2, Parents: 1})
		b.Exec("update families set nickname = 'Tiger' where id = ?", family)
		b.wishes(family, "", "", "et rolig rom")
		waits := fixture.Family(t, b.Store, "nb")
		b.answer(waits, answer.Waiting, answer.Company{Children: 1})
		b.wishes(waits, "", "", "venter")
		for _, role := range []place.Role{place.Organiser, place.Instructor, place.Network} {
			got, err := b.open(b.as(role))
			b.Must(err)
			want := contract.OpenHelps200JSONResponse{{Text: "et rolig rom", Family: "Tiger", Lang: "so", Company: contract.Headcount{Children: 2, Parents: 1}}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(role, diff)
			}
		}
		noted := b.Number(`select count(distinct actor_id) from audit where action = 'helps.opened' and actor = 'member'
			and session_id = ? and place_id = ? and detail = '{}'`, b.session.ID, b.Place.ID)
		if noted != 3 {
			t.Errorf("%d openings are noted, want 3", noted)
		}
	})
	t.Run("S12_NotByAnyoneElse", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, time.Hour)
		elsewhere := fixture.Member(t, b.Store, fixture.Place(t, b.Store), place.Organiser)
		for who, ctx := range map[string]context.Context{
			"a translator": b.as(place.Translator), "another place's organiser": fixture.As(context.Background(), elsewhere),
		} {
			if _, err := b.open(ctx); !errors.Is(err, fault.ErrNotFound) {
				t.Errorf("%s: %v", who, err)
			}
		}
		if _, err := b.open(context.Background()); !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
		if n := b.Number("select count(*) from audit"); n != 0 {
			t.Errorf("%d openings are noted", n)
		}
	})
	t.Run("P2_ErasedAfterwards", func(t *testing.T) {
		t.Parallel()
		b := newBundle(t, -3*time.Hour)
		b.wishes(b.family("nb", answer.Company{Children: 1}), "", "egg", "et rolig rom")
		if err := retention.Run(context.Background(), b.Store); err != nil {
			t.Fatal(err)
		}
		if s := b.screen(b.as(place.Organiser)); s.Helps != 0 || len(s.Allergies) != 0 || s.Families.Coming != 1 {
			t.Errorf("%+v", s)
		}
	})
}

func TestWhenHelpsMayBeOpened(t *testing.T) {
	t.Parallel()
	b := newBundle(t, time.Hour)
	ctx := b.as(place.Instructor)
	for _, c := range []struct{ name, session string }{
		{"NotYet", "starts_at = now() + interval '50 hours', ends_at = now() + interval '52 hours'"},
		{"NotAfterTheEnd", "starts_at = now() - interval '2 hours', ends_at = now()"},
		{"NotWhenCancelled", "starts_at = now() + interval '1 hour', ends_at = now() + interval '3 hours', status = 'cancelled'"},
	} {
		t.Run("P2_"+c.name, func(t *testing.T) {
			b.Exec("update sessions set " + c.session)
			if _, err := b.open(ctx); !errors.Is(err, ErrNotNow) {
				t.Error(err)
			}
		})
	}
	t.Run("P2_FromTheDayBeforeByTheClocksOfThePlace", func(t *testing.T) {
		s := *b.session
		s.StartsAt = time.Date(2026, 3, 29, 9, 30, 0, 0, time.UTC) // the clocks went forward that night
		if got, want := helpsFrom(&s), time.Date(2026, 3, 27, 23, 0, 0, 0, time.UTC); !got.Equal(want) {
			t.Errorf("from %s, want %s", got.UTC(), want)
		}
	})
}
