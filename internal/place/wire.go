package place

import "musikkforalle/api/contract"

// Wire is the place as the contract sends it, without what other packages know of it: partners, sessions
// and flyer.
func Wire(p *Place) contract.Place {
	w := contract.Place{
		Slug: p.Slug, Name: p.Name, Venue: p.Venue, Street: p.Street, Postcode: p.Postcode, Town: p.Town,
		Latitude: p.Latitude, Longitude: p.Longitude, Door: p.Door().Wire(), TimeZone: p.TimeZone,
		Contact:        contract.Contact{Email: p.ContactEmail, Phone: p.ContactPhone},
		Sessions:       []contract.SessionBrief{},
		FlyerLanguages: []string{},
	}
	w.Reminders.DayBeforeAt = p.RemindAt.HHMM()
	w.Reminders.MorningAt = p.MorningAt.HHMM()
	w.Reminders.AskDaysBefore = int32(p.AskDaysBefore)
	return w
}
