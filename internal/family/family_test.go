package family

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
)

func TestModelAgreesWithTheSchema(t *testing.T) {
	b := newBundle(t)
	differences, err := db.Agree(b.Store.Gorm, &Family{})
	b.Must(err)
	for _, d := range differences {
		t.Error(d)
	}
}

func TestPhone(t *testing.T) {
	b := newBundle(t)
	p := b.phone(uuid.Nil)
	_, err := b.api.CreateFamily(p.ctx, contract.CreateFamilyRequestObject{Body: &contract.FamilyChange{Phone: new("412 34 567")}})
	b.Must(err)
	file, err := b.api.ExportFamily(p.ctx, contract.ExportFamilyRequestObject{})
	b.Must(err)
	if got := file.(contract.ExportFamily200JSONResponse).Body.Me.Family.Phone; got == nil || *got != "+4741234567" {
		t.Errorf("P5: the file has %v", got)
	}
	_, err = b.api.UpdateFamily(p.ctx, contract.UpdateFamilyRequestObject{Params: contract.UpdateFamilyParams{IfMatch: `"v2"`}, Body: &contract.FamilyChange{Phone: new("")}})
	b.Must(err)
	if n := b.Number("select count(*) from families where phone is null"); n != 1 {
		t.Error("P5: an empty number forgets the one that there was")
	}
}

func TestMe(t *testing.T) {
	t.Parallel()
	t.Run("NobodyYet", func(t *testing.T) {
		b := newBundle(t)
		got, err := b.api.GetMe(b.phone(uuid.Nil).ctx, contract.GetMeRequestObject{})
		b.Must(err)
		if me := got.(contract.GetMe200JSONResponse); me.Body.Family != nil || me.Body.Devices == nil || me.Headers.ETag != nil {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("P3_LanguageIsEnough", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(uuid.Nil)
		_, err := b.api.CreateFamily(p.ctx, contract.CreateFamilyRequestObject{Body: &contract.FamilyChange{Lang: new(contract.Ti)}})
		b.Must(err)
		if _, ok := p.Issued(); !ok {
			t.Error("no cookie was issued")
		}
		// A second tap makes no second family.
		_, err = b.api.CreateFamily(p.ctx, contract.CreateFamilyRequestObject{Body: &contract.FamilyChange{Place: &b.Place.Slug}})
		b.Must(err)
		got, err := b.api.GetMe(p.ctx, contract.GetMeRequestObject{})
		b.Must(err)
		me := got.(contract.GetMe200JSONResponse).Body
		if me.Family.Lang != contract.Ti || *me.Family.Place != b.Place.Slug || len(me.Devices) != 1 || !me.Devices[0].Current {
			t.Errorf("me is %+v", me)
		}
	})
	t.Run("F23_SignedOutDeviceMakesNoFamily", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(uuid.Nil)
		p.Stale = true
		_, err := b.api.CreateFamily(p.ctx, contract.CreateFamilyRequestObject{Body: &contract.FamilyChange{}})
		if !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	update := func(b *bundle, p phone, c contract.FamilyChange, ifMatch string) (contract.UpdateFamily200JSONResponse, error) {
		r := contract.UpdateFamilyRequestObject{Body: &c, Params: contract.UpdateFamilyParams{IfMatch: ifMatch}}
		got, err := b.api.UpdateFamily(p.ctx, r)
		if err != nil {
			return contract.UpdateFamily200JSONResponse{}, err
		}
		return got.(contract.UpdateFamily200JSONResponse), nil
	}
	t.Run("OnlyWhatIsGivenChanges", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		_, err := update(b, p, contract.FamilyChange{RemindAt: new("18:30"), Usual: &contract.Company{Children: 2}}, `"v1"`)
		b.Must(err)
		now, err := update(b, p, contract.FamilyChange{Nickname: new(" Rødstrupe\u202e\u0000 ")}, `"v2"`)
		b.Must(err)
		if f := now.Body; f.Nickname != "Rødstrupe" || *f.RemindAt != "18:30" || f.Usual.Children != 2 || f.Version != 3 {
			t.Errorf("family is %+v", f)
		}
		now, err = update(b, p, contract.FamilyChange{RemindAt: new("")}, `"v3"`)
		b.Must(err)
		if now.Body.RemindAt != nil {
			t.Error("the place's own time was not chosen")
		}
	})
	t.Run("F21_StaleIfMatch", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		first, err := update(b, p, contract.FamilyChange{Discreet: new(true)}, `"v1"`)
		b.Must(err)
		if *first.Headers.ETag != `"v2"` {
			t.Errorf("ETag is %s", *first.Headers.ETag)
		}
		for _, stale := range []string{`"v1"`, `"v99999999999"`, "nonsense", "", "*", `"v0"`, `W/"v1"`} {
			if _, err := update(b, p, contract.FamilyChange{Discreet: new(false)}, stale); !errors.Is(err, ErrChanged) {
				t.Errorf("%s: %v", stale, err)
			}
		}
		_, err = update(b, p, contract.FamilyChange{Discreet: new(false)}, *first.Headers.ETag)
		b.Must(err)
	})
	t.Run("UnknownPlaceIsRefused", func(t *testing.T) {
		b := newBundle(t)
		_, err := update(b, b.phone(b.family()), contract.FamilyChange{Place: new("ingensteds")}, `"v1"`)
		if fault.Of(err).Kind != fault.Invalid {
			t.Error(err)
		}
	})
}

func TestDevices(t *testing.T) {
	t.Parallel()
	signOut := func(b *bundle, p phone, device uuid.UUID) error {
		_, err := b.api.SignOutDevice(p.ctx, contract.SignOutDeviceRequestObject{Device: device})
		return err
	}
	t.Run("OwnClearsTheCookieOthersDoNot", func(t *testing.T) {
		b := newBundle(t)
		family := b.family()
		here, there := b.phone(family), b.phone(family)
		b.Must(signOut(b, here, there.Device))
		if here.Cleared() {
			t.Error("signing another phone out cleared this one's cookie")
		}
		b.Must(signOut(b, here, here.Device))
		if !here.Cleared() || b.Number("select count(*) from devices") != 0 {
			t.Error("still signed in")
		}
	})
	t.Run("B40_AnothersDeletedAndRandomAreTheSame", func(t *testing.T) {
		b := newBundle(t)
		family := b.family()
		here, gone, other := b.phone(family), b.phone(family), b.phone(b.family())
		b.Must(signOut(b, here, gone.Device))
		for _, device := range []uuid.UUID{other.Device, gone.Device, uuid.New()} {
			if err := signOut(b, here, device); !errors.Is(err, fault.ErrNotFound) {
				t.Error(err)
			}
		}
	})
	t.Run("ASecondParentsCalendarDoesNotEndTheFirstOnes", func(t *testing.T) {
		b := newBundle(t)
		family := b.family()
		var tokens []string
		for range 2 {
			made, err := b.api.CreateCalendar(b.phone(family).ctx, contract.CreateCalendarRequestObject{
				Params: contract.CreateCalendarParams{For: contract.CreateCalendarParamsForFamily}})
			b.Must(err)
			url := made.(contract.CreateCalendar201JSONResponse).Url
			tokens = append(tokens, strings.TrimSuffix(url[strings.LastIndex(url, "/")+1:], ".ics"))
		}
		for _, token := range tokens {
			if _, err := answer.Feed(t.Context(), b.Store, "https://musikk.example.org", token); err != nil {
				t.Errorf("a parent's calendar: %v", err)
			}
		}
		b.Exec("delete from devices where id = (select device_id from family_calendars where hash = ?)", account.Hash(tokens[0]))
		if _, err := answer.Feed(t.Context(), b.Store, "https://musikk.example.org", tokens[0]); err == nil {
			t.Error("the calendar of a phone that was signed out goes on")
		}
	})
	t.Run("CalendarAddressIsNewEachTime", func(t *testing.T) {
		b := newBundle(t)
		p := b.phone(b.family())
		ask := contract.CreateCalendarRequestObject{Params: contract.CreateCalendarParams{For: contract.CreateCalendarParamsForFamily}}
		first, err := b.api.CreateCalendar(p.ctx, ask)
		b.Must(err)
		second, err := b.api.CreateCalendar(p.ctx, ask)
		b.Must(err)
		url := second.(contract.CreateCalendar201JSONResponse).Url
		if first.(contract.CreateCalendar201JSONResponse).Url == url || !strings.HasPrefix(url, "webcal://musikk.example.org/calendar/family/") {
			t.Errorf("address is %s", url)
		}
		token := strings.TrimSuffix(url[strings.LastIndex(url, "/")+1:], ".ics")
		if b.Number("select count(*) from family_calendars where hash = ? and family_id = ?", account.Hash(token), p.Caller.Family) != 1 ||
			b.Number("select count(*) from family_calendars") != 1 {
			t.Error("the address is not the family's, or the one before did not end")
		}
		ask.Params.For = contract.CreateCalendarParamsForVolunteer
		if _, err := b.api.CreateCalendar(p.ctx, ask); !errors.Is(err, fault.ErrNobody) {
			t.Error(err)
		}
	})
}

func TestErasingLeavesTheVolunteerSignedIn(t *testing.T) {
	b := newBundle(t)
	p := b.phone(b.family())
	p.Volunteer = fixture.Volunteer(t, b.Store, b.Place, "nb")
	b.Exec("update devices set volunteer_id = ?", p.Volunteer)
	_, err := b.api.EraseFamily(p.ctx, contract.EraseFamilyRequestObject{})
	b.Must(err)
	if p.Cleared() || b.Number("select count(*) from devices where family_id is null") != 1 {
		t.Error("the volunteer was signed out")
	}
}
