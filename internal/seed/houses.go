package seed

import (
	"fmt"

	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
)

// The facts are those of the flyer "Musikk for alle", spring 2019, without its private names and numbers.

func lorenskog() house {
	p := shared()
	p.Slug, p.Name = "lorenskog", "Lørenskog"
	p.Venue, p.Street, p.Postcode, p.Town = "Fjellhamar fritidsklubb", "Marcus Thranes vei 85", "1472", "Fjellhamar"
	p.Latitude, p.Longitude = 59.9420, 10.9925
	p.DoorKind, p.DoorName = place.PavilionDoor, "Fjellhamarhallen"
	return house{
		place: p,
		partners: []partner.Partner{
			{Name: "Helse og omsorg, Lørenskog kommune", Role: partner.With},
			{Name: "Kultur, Lørenskog kommune", Role: partner.With},
			{Name: "Lørenskog Røde Kors", Role: partner.Thanks},
			{Name: "Afghansk kvinneforening", Role: partner.Thanks},
		},
		distributors: []distributor{
			{"ahus", "Akershus universitetssykehus"},
			{"ullevaal", "Ullevål sykehus"},
			{"lorenskog-kommune", "Lørenskog kommune"},
			{"rode-kors", "Lørenskog Røde Kors"},
		},
		tasks:   tasks(4, false),
		slots:   []slots{{partner: "Lørenskog Røde Kors", task: "waffles", hands: 2}},
		history: []string{"2019-01-26", "2019-03-02", "2019-03-30", "2019-04-27", "2019-05-25"},
	}
}

func drammen() house {
	p := shared()
	p.Slug, p.Name = "drammen", "Drammen"
	p.Venue, p.Street, p.Postcode, p.Town = "G60 scene", "Grønland 60", "3045", "Drammen"
	p.Latitude, p.Longitude = 59.7397, 10.1946
	p.DoorKind, p.DoorName, p.DoorFloor, p.Lift = place.StreetDoor, "Fabrikkgata", new(int16(2)), true
	return house{
		place:    p,
		partners: []partner.Partner{{Name: "Megabandet", Role: partner.With}},
		distributors: []distributor{
			{"drammen-sykehus", "Drammen sykehus"},
			{"ullevaal", "Ullevål sykehus"},
		},
		tasks:     tasks(3, true),
		history:   []string{"2019-01-19", "2019-02-09", "2019-03-09", "2019-04-06", "2019-05-11", "2019-06-15"},
		capacity:  new(int32(40)),
		firstWeek: 1,
	}
}

// madeUp is a place that does not exist, for trying out how the program bears many.
func madeUp(number int) house {
	p := shared()
	p.Slug, p.Name = fmt.Sprintf("sted-%d", number), fmt.Sprintf("Sted %d", number)
	p.Venue, p.Street, p.Postcode, p.Town = "Kulturhuset", fmt.Sprintf("Storgata %d", number), "0001", p.Name
	p.Latitude, p.Longitude = 59+float64(number%100)/10, 8+float64(number%30)/10
	p.ContactEmail, p.OrganiserEmail = "post@demo.invalid", "post@demo.invalid"
	return house{
		place:        p,
		partners:     []partner.Partner{{Name: "Kommunen", Role: partner.With}, {Name: "Røde Kors", Role: partner.Thanks}},
		distributors: []distributor{{"kommunen", "Kommunen"}, {"sykehuset", "Sykehuset"}},
		tasks:        tasks(3, number%2 == 0),
		slots:        []slots{{partner: "Røde Kors", task: "waffles", hands: 1}},
		firstWeek:    number % 3,
	}
}

func shared() place.Place {
	p := place.New()
	p.ContactEmail, p.ContactPhone, p.OrganiserEmail = "post@dissimilis.no", "+4767174880", "post@dissimilis.no"
	return p
}

// tasks are those of a music morning: an hour of music, then waffles. Whoever helps with the instruments may be alone
// with a child; where that happens, a police certificate is asked for (politiregisterforskriften § 34-1).
func tasks(waffles int16, aloneWithChild bool) []task {
	return []task{
		{name: "set_up", hands: 2, before: "1 hour", after: "-2 hours"},
		{name: "welcome", hands: 1, before: "30 minutes", after: "-90 minutes"},
		{name: "interpret", hands: 1, before: "15 minutes", after: "0"},
		{name: "instruments", hands: 2, before: "0", after: "-1 hour", certificate: aloneWithChild},
		{name: "waffles", hands: waffles, before: "-30 minutes", after: "0"},
		{name: "clear_away", hands: 2, before: "-105 minutes", after: "45 minutes"},
	}
}
