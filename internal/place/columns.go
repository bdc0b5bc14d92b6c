package place

import (
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

// columns are the changed columns of a place; bounds and patterns the contract has checked.
type columns map[string]any

func columnsOf(b *contract.PlaceSettingsChange) (columns, error) {
	set := columns{}
	for _, text := range []struct {
		field, column string
		value         *string
		most          int
	}{
		{"name", "name", b.Name, 80}, {"venue", "venue", b.Venue, 120}, {"street", "street", b.Street, 120}, {"town", "town", b.Town, 80},
	} {
		if err := set.text(text.field, text.column, text.value, text.most); err != nil {
			return nil, err
		}
	}
	setValue(set, "postcode", b.Postcode)
	setValue(set, "latitude", b.Latitude)
	setValue(set, "longitude", b.Longitude)
	setValue(set, "contact_email", b.ContactEmail)
	setValue(set, "organiser_email", b.OrganiserEmail)
	setValue(set, "remind_at", b.RemindAt)
	setValue(set, "morning_at", b.MorningAt)
	setValue(set, "ask_enabled", b.AskEnabled)
	setValue(set, "ask_days_before", b.AskDaysBefore)
	setValue(set, "ask_at", b.AskAt)
	setValue(set, "smaller_may_pass", b.SmallerMayPass)
	setValue(set, "give_back_hours", b.GiveBackHours)
	setValue(set, "certificate_months", b.CertificateMonths)
	setValue(set, "usual_start", b.UsualFrom)
	setValue(set, "usual_end", b.UsualTo)
	if b.OfferHoldMinutes != nil {
		set["offer_hold"] = gorm.Expr("make_interval(mins => ?)", *b.OfferHoldMinutes)
	}
	if b.UsualCapacity != nil {
		set["usual_capacity"] = gorm.Expr("nullif(?::int, 0)", *b.UsualCapacity)
	}
	if err := set.phone(b.ContactPhone); err != nil {
		return nil, err
	}
	return set, set.door(b.Door)
}

func setValue[T any](set columns, column string, value *T) {
	if value != nil {
		set[column] = *value
	}
}

// text puts words that every flyer renders; none of them can be empty.
func (set columns) text(field, column string, value *string, most int) error {
	if value == nil {
		return nil
	}
	text, err := i18n.Text{Field: field, Most: most, Needed: true}.Clean(*value)
	if err != nil {
		return err
	}
	set[column] = text
	return nil
}

func (set columns) phone(value *string) error {
	if value == nil {
		return nil
	}
	number, err := i18n.Phone(*value)
	if err != nil {
		return fault.Of(err).With(fault.Field{Field: "contactPhone", Rule: "phone"})
	}
	set["contact_phone"] = number
	return nil
}

func (set columns) door(value *contract.NewDoor) error {
	if value == nil {
		return nil
	}
	name, err := DoorName.Clean(value.Name)
	door := Door{Kind: string(value.Kind), Name: name, Lift: value.Lift}
	if err != nil || !door.Valid() {
		return ErrDoor.With(fault.Field{Field: "door", Rule: "name"})
	}
	set["door_kind"], set["door_name"], set["door_floor"], set["lift"] = door.Kind, name, value.Floor, door.Lift
	return nil
}
