package place

import (
	"context"

	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
)

// API implements the contract's operations on the settings of a place.
type API struct {
	Store *db.Store
}

// GetPlaceSettings implements GET /api/places/{place}/settings.
func (a API) GetPlaceSettings(ctx context.Context, r contract.GetPlaceSettingsRequestObject) (contract.GetPlaceSettingsResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	p, _, err := OfTeam(ctx, g, r.Place, Organiser)
	if err != nil {
		return nil, err
	}
	settings, err := readSettings(g, p)
	return contract.GetPlaceSettings200JSONResponse(settings), err
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
