package place_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/place"
)

// settings is a place whose organiser changes what it is set to.
type settings struct {
	*fixture.World
	api place.API
	ctx context.Context // the organiser who calls
}

func newSettings(t *testing.T) *settings {
	t.Helper()
	t.Parallel()
	w := &settings{World: fixture.New(t)}
	w.api, w.ctx = place.API{Store: w.Store}, w.As(place.Organiser)
	return w
}

func (w *settings) change(change contract.PlaceSettingsChange, of int32) (contract.PlaceSettings, error) {
	got, err := w.api.UpdatePlaceSettings(w.ctx, contract.UpdatePlaceSettingsRequestObject{Place: w.Place.Slug,
		Params: contract.UpdatePlaceSettingsParams{IfMatch: fmt.Sprintf(`"v%d"`, of)}, Body: &change})
	if err != nil {
		return contract.PlaceSettings{}, err
	}
	return contract.PlaceSettings(got.(contract.UpdatePlaceSettings200JSONResponse)), nil
}

func TestSettings(t *testing.T) {
	w := newSettings(t)
	read := func() contract.PlaceSettings {
		got, err := w.api.GetPlaceSettings(w.ctx, contract.GetPlaceSettingsRequestObject{Place: w.Place.Slug})
		w.Must(err)
		return contract.PlaceSettings(got.(contract.GetPlaceSettings200JSONResponse))
	}
	before := read()
	t.Run("OnlyTheFieldsGivenChange", func(t *testing.T) {
		floor := int32(2)
		now, err := w.change(contract.PlaceSettingsChange{
			Venue: new("  G60\nscene "), ContactPhone: new("67 17 48 80"), UsualFrom: new("12:00"), UsualCapacity: new(int32(40)), OfferHoldMinutes: new(int32(90)),
			Door: &contract.NewDoor{Kind: "street", Name: "Fabrikkgata", Floor: &floor, Lift: true},
		}, before.Version)
		w.Must(err)
		want := before
		want.Version++
		want.Venue, want.ContactPhone, want.UsualFrom, want.UsualCapacity, want.OfferHoldMinutes = "G60 scene", "+4767174880", "12:00", 40, 90
		want.Door = contract.Door{Kind: "street", Name: "Fabrikkgata", Floor: &floor, Lift: true}
		if diff := cmp.Diff(want, now); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(now, read()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("F21_TwoOrganisersAtOnce", func(t *testing.T) {
		_, err := w.change(contract.PlaceSettingsChange{Name: new("Et annet sted")}, before.Version)
		w.Refused(err, "place.changed")
	})
	t.Run("B_RefusedWithTheField", func(t *testing.T) {
		v := read().Version
		task := func(before, after int32) *[]contract.PlaceTask {
			return &[]contract.PlaceTask{{Task: contract.TaskWaffles, Hands: 1, StartsBefore: before, EndsAfter: after}}
		}
		twice := append(*task(0, 0), *task(0, 0)...)
		for name, c := range map[string]struct {
			change contract.PlaceSettingsChange
			code   string
		}{
			"NothingButSpaces":     {contract.PlaceSettingsChange{Venue: new(" \u200b ")}, "invalid"},
			"TooLong":              {contract.PlaceSettingsChange{Name: new(strings.Repeat("å", 81))}, "invalid"},
			"NoTelephoneNumber":    {contract.PlaceSettingsChange{ContactPhone: new("ring oss")}, "invalid"},
			"ADoorWithoutItsName":  {contract.PlaceSettingsChange{Door: &contract.NewDoor{Kind: "street"}}, "place.door"},
			"EndBeforeStart":       {contract.PlaceSettingsChange{UsualFrom: new("14:00")}, "place.hours"},
			"ATaskThatEndsTooSoon": {contract.PlaceSettingsChange{Tasks: task(-60, -60)}, "place.task_hours"},
			"ATaskTwice":           {contract.PlaceSettingsChange{Tasks: &twice}, "place.task_twice"},
		} {
			_, err := w.change(c.change, v)
			if rule := w.Refused(err, c.code); rule == "" {
				t.Errorf("%s: no field is named", name)
			}
		}
		if read().Version != v {
			t.Error("something was kept")
		}
	})
	t.Run("TheAuditSaysWhichFieldsAndNotWhat", func(t *testing.T) {
		got := w.Lines("select detail::text from audit where action = 'place.settings'")
		want := `{"fields": ["contact_phone", "door_floor", "door_kind", "door_name", "lift", "offer_hold", "usual_capacity", "usual_start", "venue"]}`
		if diff := cmp.Diff([]string{want}, got); diff != "" {
			t.Error(diff)
		}
	})
}
