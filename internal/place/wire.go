package place

import "musikkforalle/api/contract"

// Wire is the place as the contract sends it, without what belongs to its season: sessions and flyer.
func Wire(p *Place, partners []Partner) contract.Place {
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
	w.Partners = sized(w.Partners, len(partners))
	for i, partner := range partners {
		w.Partners[i].Name, w.Partners[i].Role = partner.Name, contract.PlacePartnersRole(partner.Credit())
	}
	return w
}

// sized makes a list of a type that the contract leaves without a name.
func sized[T any](_ []T, n int) []T { return make([]T, n) }
