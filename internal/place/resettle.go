package place

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

// The faults of settings.
var (
	ErrChanged   = fault.New(fault.Precondition, "place.changed", "another organiser changed the settings meanwhile")
	ErrHours     = fault.New(fault.Invalid, "place.hours", "the usual end must follow the usual start")
	ErrDoor      = fault.New(fault.Invalid, "place.door", "the door lacks the name that its sentence needs")
	ErrTaskHours = fault.New(fault.Invalid, "place.task_hours", "a task would end before it starts")
	ErrTaskTwice = fault.New(fault.Invalid, "place.task_twice", "a task stands twice in the list")
)

// UpdatePlaceSettings implements PATCH /api/places/{place}/settings.
func (a API) UpdatePlaceSettings(ctx context.Context, r contract.UpdatePlaceSettingsRequestObject) (contract.UpdatePlaceSettingsResponseObject, error) {
	set, err := columnsOf(r.Body)
	if err != nil {
		return nil, err
	}
	w, err := Resettle(ctx, a.Store, r.Place, r.Params.IfMatch, func(tx *db.Tx, p *Place) ([]string, error) {
		fields := slices.Sorted(maps.Keys(set))
		if r.Body.Tasks != nil {
			fields = append(fields, "tasks")
			if err := replaceTasks(tx, p.ID, *r.Body.Tasks); err != nil {
				return nil, err
			}
		}
		if len(set) > 0 {
			if err := update(tx, p.ID, set); err != nil {
				return nil, err
			}
		}
		return fields, tasksFit(tx, p.ID)
	})
	return contract.UpdatePlaceSettings200JSONResponse(w), err
}

// Resettle locks the place's row, checks that the organiser has seen its latest settings (F21), makes the change, and
// writes version and audit with it. The change returns the names of the fields that it set; the audit keeps the names,
// not the values. Faults: ErrChanged, fault.ErrNotFound for whoever does not organise the place, and those of the
// change.
func Resettle(ctx context.Context, store *db.Store, slug, ifMatch string, change func(*db.Tx, *Place) (fields []string, err error)) (contract.PlaceSettings, error) {
	var w contract.PlaceSettings
	err := store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := OfTeam(ctx, tx.DB.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}), slug, Organiser)
		if err != nil {
			return err
		}
		if db.Seen(ifMatch) != p.Version {
			return ErrChanged
		}
		fields, err := change(tx, p)
		if err != nil {
			return err
		}
		if err := tx.DB.Exec("update places set version = version + 1 where id = ?", p.ID).Error; err != nil {
			return err
		}
		entry := audit.Entry{Action: "place.settings", By: audit.Member(member).At(p.ID), Detail: map[string]any{"fields": fields}}
		if err := audit.Write(tx, entry); err != nil {
			return err
		}
		if err := Changed(tx, p.Slug); err != nil {
			return err
		}
		var now Place
		if err := tx.DB.Where("id = ?", p.ID).Take(&now).Error; err != nil {
			return err
		}
		w, err = readSettings(tx.DB, &now)
		return err
	})
	return w, err
}

func update(tx *db.Tx, id uuid.UUID, set columns) error {
	err := tx.DB.Model(&Place{}).Where("id = ?", id).Updates(map[string]any(set)).Error
	if constraint, _ := db.Violation(err); constraint == "places_usual_check" {
		return ErrHours.With(fault.Field{Field: "usualTo", Rule: "after"})
	}
	return err
}

// replaceTasks replaces the place's tasks. Saturdays that are planned already keep their shifts.
func replaceTasks(tx *db.Tx, id uuid.UUID, tasks []contract.PlaceTask) error {
	if err := tx.DB.Exec("delete from tasks where place_id = ?", id).Error; err != nil {
		return err
	}
	for _, t := range tasks {
		err := tx.DB.Exec(`insert into tasks (place_id, task, hands, starts_before, ends_after, needs_certificate)
			values (?, ?, ?, make_interval(mins => ?), make_interval(mins => ?), ?)`,
			id, string(t.Task), t.Hands, t.StartsBefore, t.EndsAfter, t.NeedsCertificate).Error
		if constraint, _ := db.Violation(err); constraint == "tasks_pkey" {
			return ErrTaskTwice.With(fault.Field{Field: "tasks." + string(t.Task), Rule: "twice"})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tasksFit refuses a task that would end before it starts on a usual Saturday.
func tasksFit(tx *db.Tx, id uuid.UUID) error {
	var task sql.NullString
	err := tx.DB.Raw(`select min(t.task) from tasks t join places p on p.id = t.place_id
		where p.id = ? and (p.usual_end - p.usual_start) + t.starts_before + t.ends_after <= '0'`, id).Row().Scan(&task)
	if err == nil && task.Valid {
		return ErrTaskHours.With(fault.Field{Field: "tasks." + task.String, Rule: "hours"})
	}
	return err
}

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
	put(set, "postcode", b.Postcode)
	put(set, "latitude", b.Latitude)
	put(set, "longitude", b.Longitude)
	put(set, "contact_email", b.ContactEmail)
	put(set, "organiser_email", b.OrganiserEmail)
	put(set, "remind_at", b.RemindAt)
	put(set, "morning_at", b.MorningAt)
	put(set, "ask_enabled", b.AskEnabled)
	put(set, "ask_days_before", b.AskDaysBefore)
	put(set, "ask_at", b.AskAt)
	put(set, "smaller_may_pass", b.SmallerMayPass)
	put(set, "give_back_hours", b.GiveBackHours)
	put(set, "certificate_months", b.CertificateMonths)
	put(set, "usual_start", b.UsualFrom)
	put(set, "usual_end", b.UsualTo)
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

func put[T any](set columns, column string, value *T) {
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
