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
)

// The faults of settings.
var (
	ErrChanged   = fault.New(fault.Precondition, "place.changed", "another organiser changed the settings meanwhile")
	ErrHours     = fault.New(fault.Invalid, "place.hours", "the usual end must follow the usual start")
	ErrDoor      = fault.New(fault.Invalid, "place.door", "the door lacks the name that its sentence needs")
	ErrTaskHours = fault.New(fault.Invalid, "place.task_hours", "a task would end before it starts")
	ErrTaskTwice = fault.New(fault.Invalid, "place.task_twice", "a task stands twice in the list")
)

// API implements the contract's operations on the settings of a place.
type API struct {
	Store *db.Store
}

// GetPlaceSettings implements GET /api/places/{place}/settings: it returns the settings of a place to its organisers. Faults:
// nobody and not_found.
func (a API) GetPlaceSettings(ctx context.Context, r contract.GetPlaceSettingsRequestObject) (contract.GetPlaceSettingsResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := OfTeam(ctx, g, r.Place, Organiser)
	if err != nil {
		return nil, err
	}
	settings, err := readSettings(g, p)
	return contract.GetPlaceSettings200JSONResponse(settings), err
}

// UpdatePlaceSettings implements PATCH /api/places/{place}/settings: it changes the settings of a place that are set in the
// request, for its organisers, and returns all of them. Faults: nobody, not_found, invalid, place.changed, place.hours,
// place.door, place.task_hours and place.task_twice.
func (a API) UpdatePlaceSettings(ctx context.Context, r contract.UpdatePlaceSettingsRequestObject) (contract.UpdatePlaceSettingsResponseObject, error) {
	w, err := UpdateSettings(ctx, a.Store, r.Place, db.Seen(r.Params.IfMatch), r.Body)
	return contract.UpdatePlaceSettings200JSONResponse(w), err
}

// UpdateSettings stores the settings that are set and returns all of the place's.
func UpdateSettings(ctx context.Context, store *db.Store, slug string, seen int32, wanted *contract.PlaceSettingsChange) (contract.PlaceSettings, error) {
	set, err := columnsOf(wanted)
	if err != nil {
		return contract.PlaceSettings{}, err
	}
	return EditSettings(ctx, store, slug, seen, func(tx *db.Tx, p *Place) ([]string, error) {
		fields := slices.Sorted(maps.Keys(set))
		if wanted.Tasks != nil {
			fields = append(fields, "tasks")
			if err := replaceTasks(tx, p.ID, *wanted.Tasks); err != nil {
				return nil, err
			}
		}
		if len(set) > 0 {
			if err := update(tx, p.ID, set); err != nil {
				return nil, err
			}
		}
		if err := requireTaskHours(tx, p.ID); err != nil {
			return nil, err
		}
		return fields, tx.Enqueue(ctx, SettingsChanged{Place: p.ID})
	})
}

// SettingsChanged is the job that applies new settings of a place to its sessions, which may have waiting lists.
type SettingsChanged struct {
	Place uuid.UUID `json:"place"`
}

// Kind names the job in the queue.
func (SettingsChanged) Kind() string { return "place_settings_changed" }

// EditSettings locks the place's row, checks that the organiser has seen its latest settings (F21), makes the change, and
// writes version and audit with it. The change returns the names of the fields that it set; the audit keeps the names,
// not the values. Faults: ErrChanged, fault.ErrNotFound for whoever does not organise the place, and those of the
// change.
func EditSettings(ctx context.Context, store *db.Store, slug string, seen int32, change func(*db.Tx, *Place) (fields []string, err error)) (contract.PlaceSettings, error) {
	var w contract.PlaceSettings
	err := store.Tx(ctx, func(tx *db.Tx) error {
		p, member, err := OfTeam(ctx, tx.DB.Clauses(clause.Locking{Strength: clause.LockingStrengthUpdate}), slug, Organiser)
		if err != nil {
			return err
		}
		if seen != p.Version {
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

// update writes changed columns of a place.
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

// requireTaskHours refuses a task that would end before it starts on a usual Saturday.
func requireTaskHours(tx *db.Tx, id uuid.UUID) error {
	var task sql.NullString
	err := tx.DB.Raw(`select min(t.task) from tasks t join places p on p.id = t.place_id
		where p.id = ? and (p.usual_end - p.usual_start) + t.starts_before + t.ends_after <= '0'`, id).Row().Scan(&task)
	if err == nil && task.Valid {
		return ErrTaskHours.With(fault.Field{Field: "tasks." + task.String, Rule: "hours"})
	}
	return err
}

const tasksQuery = `select task, hands, (extract(epoch from starts_before) / 60)::int as starts_before,
		(extract(epoch from ends_after) / 60)::int as ends_after, needs_certificate
	from tasks where place_id = ? order by tasks.starts_before desc, task`

// readSettings returns the place's data, and the defaults for its Saturdays.
func readSettings(g *gorm.DB, p *Place) (contract.PlaceSettings, error) {
	w := contract.PlaceSettings{
		Version: p.Version, Slug: p.Slug, Name: p.Name, Venue: p.Venue, Street: p.Street, Postcode: p.Postcode, Town: p.Town,
		Latitude: p.Latitude, Longitude: p.Longitude, Door: p.Door().Wire(),
		ContactEmail: p.ContactEmail, ContactPhone: p.ContactPhone, OrganiserEmail: p.OrganiserEmail,
		RemindAt: p.RemindAt.HHMM(), MorningAt: p.MorningAt.HHMM(),
		AskEnabled: p.AskEnabled, AskDaysBefore: int32(p.AskDaysBefore), AskAt: p.AskAt.HHMM(),
		SmallerMayPass: p.SmallerMayPass, GiveBackHours: int32(p.GiveBackHours), CertificateMonths: int32(p.CertificateMonths),
		UsualFrom: p.UsualStart.HHMM(), UsualTo: p.UsualEnd.HHMM(), Tasks: []contract.PlaceTask{},
	}
	if p.UsualCapacity != nil {
		w.UsualCapacity = *p.UsualCapacity
	}
	if err := g.Raw("select (extract(epoch from offer_hold) / 60)::int from places where id = ?", p.ID).Row().Scan(&w.OfferHoldMinutes); err != nil {
		return w, err
	}
	return w, g.Raw(tasksQuery, p.ID).Scan(&w.Tasks).Error
}
