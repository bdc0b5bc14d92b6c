package volunteer

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"github.com/riverqueue/river/rivertype"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/limit"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	differences, err := db.Agree(store.Gorm, &Volunteer{}, &Task{}, &ShiftSlot{}, &ShiftHand{}, &Certificate{})
	if err != nil || len(differences) > 0 {
		t.Errorf("%q, %v", differences, err)
	}
}

// hall is a place with a session in ten days and the volunteer's part of the contract.
type hall struct {
	store   *db.Store
	place   *place.Place
	session *session.Session
	api     API
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{store: pgtest.New(t)}
	h.place = fixture.Place(t, h.store)
	h.session = fixture.Session(t, h.store, h.place, time.Now().AddDate(0, 0, 10))
	h.api = API{Store: h.store, BaseURL: "https://musikk.example"}
	return h
}

func (h *hall) shift(t *testing.T, change ...func(*fixture.Shift)) uuid.UUID {
	t.Helper()
	return fixture.AddShift(t, h.store, h.session, change...).ID
}

func (h *hall) volunteer(t *testing.T) uuid.UUID {
	t.Helper()
	return fixture.Volunteer(t, h.store, h.place, "nb", "so")
}

func (h *hall) take(volunteer, shift uuid.UUID) error {
	_, err := Take(context.Background(), h.store, volunteer, shift)
	return err
}

// seen is the shift as the volunteer's list shows it.
func (h *hall) seen(t *testing.T, volunteer, shift uuid.UUID) contract.Shift {
	t.Helper()
	response, err := h.api.ListShifts(as(volunteer), contract.ListShiftsRequestObject{})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range response.(contract.ListShifts200JSONResponse) {
		if s.Id == shift {
			return s
		}
	}
	t.Fatalf("the list lacks shift %s", shift)
	return contract.Shift{}
}

func (h *hall) count(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := h.store.Gorm.Raw(sql, args...).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

// jobs are those in the queue, as they were inserted: kind and arguments.
func (h *hall) jobs(t *testing.T) (all []*rivertype.JobRow) {
	t.Helper()
	rows, err := h.store.Gorm.Raw("select kind, args from river_job order by id").Rows()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		job := &rivertype.JobRow{CreatedAt: time.Now()}
		if err := rows.Scan(&job.Kind, &job.EncodedArgs); err != nil {
			t.Fatal(err)
		}
		all = append(all, job)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func (h *hall) exec(t *testing.T, sql string, args ...any) {
	t.Helper()
	if err := h.store.Gorm.Exec(sql, args...).Error; err != nil {
		t.Fatal(err)
	}
}

func as(volunteer uuid.UUID) context.Context {
	return account.With(context.Background(), &account.Caller{Volunteer: volunteer, Label: "Chrome, Android"})
}

func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}

func blocked(s contract.Shift) string {
	if s.Blocked == nil {
		return ""
	}
	return string(*s.Blocked)
}

func TestProfile(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer(t)
	patch := func(c contract.VolunteerChange) (contract.Volunteer, error) {
		response, err := h.api.UpdateVolunteer(as(v), contract.UpdateVolunteerRequestObject{Body: &c})
		if err != nil {
			return contract.Volunteer{}, err
		}
		return contract.Volunteer(response.(contract.UpdateVolunteer200JSONResponse)), nil
	}
	t.Run("ChangesOnlyWhatIsGiven", func(t *testing.T) {
		got, err := patch(contract.VolunteerChange{
			Name: new("  Zahra\u202e A\u0308 "), Speaks: &[]contract.Lang{"prs", "nb", "prs"}, RemindAt: new("18:30"), Place: &h.place.Slug,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got.Name != "Zahra Ä" || *got.RemindAt != "18:30" || *got.Place != h.place.Slug || got.Lang != "nb" {
			t.Errorf("got %+v", got)
		}
		if diff := cmp.Diff([]contract.Lang{"prs", "nb"}, got.Speaks); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("EmptyTimeIsThePlaces", func(t *testing.T) {
		if got, err := patch(contract.VolunteerChange{RemindAt: new("")}); err != nil || got.RemindAt != nil || got.Name == "" {
			t.Errorf("got %+v, %v", got, err)
		}
	})
	t.Run("B33_NameOfNothingIsRefused", func(t *testing.T) {
		_, err := patch(contract.VolunteerChange{Name: new("\u202e\u200b")})
		wants(t, err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("UnknownPlaceIsRefused", func(t *testing.T) {
		_, err := patch(contract.VolunteerChange{Place: new("ingensteds")})
		wants(t, err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("IsFoundByAddress", func(t *testing.T) {
		h.exec(t, "update volunteers set email = 'zahra@example.org' where id = ?", v)
		if got, err := ByEmail(context.Background(), h.store, " Zahra@example.org"); err != nil || got.ID != v {
			t.Errorf("got %v, %v", got.ID, err)
		}
		_, err := ByEmail(context.Background(), h.store, "andre@example.org")
		wants(t, err, fault.ErrNotFound)
	})
	t.Run("NobodyIsRefused", func(t *testing.T) {
		_, err := h.api.GetVolunteer(context.Background(), contract.GetVolunteerRequestObject{})
		wants(t, err, fault.ErrNobody)
		_, err = h.api.ListShifts(context.Background(), contract.ListShiftsRequestObject{})
		wants(t, err, fault.ErrNobody)
	})
}

func TestJoinPartner(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer(t)
	theirs := fixture.Partner(t, h.store, h.place)
	code, err := partner.NewCode(context.Background(), h.store, h.place.Slug, theirs.Name)
	if err != nil {
		t.Fatal(err)
	}
	join := func(code string) (contract.JoinPartnerResponseObject, error) {
		return h.api.JoinPartner(as(v), contract.JoinPartnerRequestObject{Body: &contract.PartnerCode{Code: code}})
	}
	t.Run("B40_CodeOfAnUnknownPartnerIsNotFound", func(t *testing.T) {
		_, err := partner.NewCode(context.Background(), h.store, fixture.Place(t, h.store).Slug, theirs.Name)
		wants(t, err, fault.ErrNotFound)
	})
	t.Run("UnknownCode", func(t *testing.T) {
		_, err := join("ikke-koden")
		wants(t, err, ErrNoPartner)
	})
	t.Run("CodeReadFromPaper", func(t *testing.T) {
		response, err := join(" " + code[:4] + "-" + code[4:])
		if err != nil {
			t.Fatal(err)
		}
		if got := response.(contract.JoinPartner200JSONResponse); *got.Partner != theirs.Name {
			t.Errorf("joined %q", *got.Partner)
		}
	})
	t.Run("GuessingIsLimited", func(t *testing.T) {
		for range limit.PartnerCodes.Most {
			_, err = join("gjetning")
		}
		wants(t, err, fault.ErrTooMany)
	})
}
