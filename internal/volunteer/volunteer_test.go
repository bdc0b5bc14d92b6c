package volunteer

import (
	"context"
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
	*fixture.World
	session *session.Session
	api     API
}

func newHall(t *testing.T) *hall {
	t.Helper()
	h := &hall{World: fixture.New(t)}
	h.session = fixture.Session(t, h.Store, h.Place, time.Now().AddDate(0, 0, 10))
	h.api = API{Store: h.Store, BaseURL: "https://musikk.example"}
	return h
}

func (h *hall) shift(change ...func(*fixture.Shift)) uuid.UUID {
	h.Helper()
	return fixture.AddShift(h, h.Store, h.session, change...).ID
}

func (h *hall) volunteer() uuid.UUID { return h.Volunteer("nb", "so") }

func (h *hall) take(volunteer, shift uuid.UUID) error {
	_, err := Take(context.Background(), h.Store, volunteer, shift)
	return err
}

// seen is the shift as the volunteer's list shows it.
func (h *hall) seen(volunteer, shift uuid.UUID) contract.Shift {
	h.Helper()
	response, err := h.api.ListShifts(as(volunteer), contract.ListShiftsRequestObject{})
	if err != nil {
		h.Fatal(err)
	}
	for _, s := range response.(contract.ListShifts200JSONResponse) {
		if s.Id == shift {
			return s
		}
	}
	h.Fatalf("the list lacks shift %s", shift)
	return contract.Shift{}
}

// jobs are those in the queue, as they were inserted: kind and arguments.
func (h *hall) jobs() (all []*rivertype.JobRow) {
	h.Helper()
	rows, err := h.Store.Gorm.Raw("select kind, args from river_job order by id").Rows()
	if err != nil {
		h.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		job := &rivertype.JobRow{CreatedAt: time.Now()}
		if err := rows.Scan(&job.Kind, &job.EncodedArgs); err != nil {
			h.Fatal(err)
		}
		all = append(all, job)
	}
	if err := rows.Err(); err != nil {
		h.Fatal(err)
	}
	return all
}

func as(volunteer uuid.UUID) context.Context {
	return account.With(context.Background(), &account.Caller{Volunteer: volunteer, Label: "Chrome, Android"})
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
	v := h.volunteer()
	patch := func(c contract.VolunteerChange) (contract.Volunteer, error) {
		response, err := h.api.UpdateVolunteer(as(v), contract.UpdateVolunteerRequestObject{Body: &c})
		if err != nil {
			return contract.Volunteer{}, err
		}
		return contract.Volunteer(response.(contract.UpdateVolunteer200JSONResponse)), nil
	}
	t.Run("ChangesOnlyWhatIsGiven", func(t *testing.T) {
		got, err := patch(contract.VolunteerChange{
			Name: new("  Zahra\u202e A\u0308 "), Speaks: &[]contract.Lang{"prs", "nb", "prs"}, RemindAt: new("18:30"), Place: &h.Place.Slug,
		})
		if err != nil {
			t.Fatal(err)
		}
		if got.Name != "Zahra Ä" || *got.RemindAt != "18:30" || *got.Place != h.Place.Slug || got.Lang != "nb" {
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
		h.Wants(err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("UnknownPlaceIsRefused", func(t *testing.T) {
		_, err := patch(contract.VolunteerChange{Place: new("ingensteds")})
		h.Wants(err, fault.New(fault.Invalid, "invalid"))
	})
	t.Run("IsFoundByAddress", func(t *testing.T) {
		h.Exec("update volunteers set email = 'zahra@example.org' where id = ?", v)
		if got, err := ByEmail(context.Background(), h.Store, " Zahra@example.org"); err != nil || got.ID != v {
			t.Errorf("got %v, %v", got.ID, err)
		}
		_, err := ByEmail(context.Background(), h.Store, "andre@example.org")
		h.Wants(err, fault.ErrNotFound)
	})
	t.Run("NobodyIsRefused", func(t *testing.T) {
		_, err := h.api.GetVolunteer(context.Background(), contract.GetVolunteerRequestObject{})
		h.Wants(err, fault.ErrNobody)
		_, err = h.api.ListShifts(context.Background(), contract.ListShiftsRequestObject{})
		h.Wants(err, fault.ErrNobody)
	})
}

func TestJoinPartner(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer()
	theirs := fixture.Partner(t, h.Store, h.Place)
	code, err := partner.NewCode(context.Background(), h.Store, h.Place.Slug, theirs.Name)
	if err != nil {
		t.Fatal(err)
	}
	join := func(code string) (contract.JoinPartnerResponseObject, error) {
		return h.api.JoinPartner(as(v), contract.JoinPartnerRequestObject{Body: &contract.PartnerCode{Code: code}})
	}
	t.Run("B40_CodeOfAnUnknownPartnerIsNotFound", func(t *testing.T) {
		_, err := partner.NewCode(context.Background(), h.Store, fixture.Place(t, h.Store).Slug, theirs.Name)
		h.Wants(err, fault.ErrNotFound)
	})
	t.Run("UnknownCode", func(t *testing.T) {
		_, err := join("ikke-koden")
		h.Wants(err, ErrNoPartner)
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
		h.Wants(err, fault.ErrTooMany)
	})
}
