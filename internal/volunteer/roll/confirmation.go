package roll

import (
	"bytes"
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
	"musikkforalle/internal/volunteer"
)

// GetHoursOfVolunteer implements GET /api/places/{place}/volunteers/{volunteer}/hours.pdf: it confirms to a volunteer, as a PDF
// for organisers to hand over, the hours at the place.
func (a API) GetHoursOfVolunteer(ctx context.Context, r contract.GetHoursOfVolunteerRequestObject) (contract.GetHoursOfVolunteerResponseObject, error) {
	p, _, err := a.requireVolunteer(ctx, r.Place, r.Volunteer)
	if err != nil {
		return nil, err
	}
	w, err := a.confirmation(ctx, r.Volunteer, p.ID)
	return contract.GetHoursOfVolunteer200ApplicationpdfResponse{PaperApplicationpdfResponse: w}, err
}

// GetHours implements GET /api/volunteer/hours.pdf: it confirms to the calling volunteer the hours at every place.
func (a API) GetHours(ctx context.Context, _ contract.GetHoursRequestObject) (contract.GetHoursResponseObject, error) {
	id, err := account.VolunteerOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := a.confirmation(ctx, id, uuid.Nil)
	return contract.GetHours200ApplicationpdfResponse{PaperApplicationpdfResponse: w}, err
}

// work is what a volunteer worked at one place.
type work struct {
	Place place.Place
	Hours []volunteer.Hours
}

// confirmation writes what the volunteer worked, at one place or with uuid.Nil at every place.
func (a API) confirmation(ctx context.Context, id, at uuid.UUID) (w contract.PaperApplicationpdfResponse, err error) {
	g := a.Store.Gorm.WithContext(ctx)
	var who struct{ Name, Email string }
	if err := g.Raw("select name, email from volunteers where id = ?", id).Scan(&who).Error; err != nil {
		return w, err
	}
	if who.Name == "" {
		who.Name = who.Email
	}
	worked, err := volunteer.Worked(ctx, a.Store, id, at)
	if err != nil {
		return w, err
	}
	byPlace := map[uuid.UUID][]volunteer.Hours{}
	for _, h := range worked {
		byPlace[h.PlaceID] = append(byPlace[h.PlaceID], h)
	}
	var places []place.Place
	err = g.Where("id = ? or id in (select place_id from hands_held where volunteer_id = ? and ?)", at, id, at == uuid.Nil).
		Order("name").Find(&places).Error
	if err != nil {
		return w, err
	}
	works := make([]work, len(places))
	for i, p := range places {
		works[i] = work{p, byPlace[p.ID]}
	}
	pdf, err := a.Press.Print(ctx, paper.Unkept(func(context.Context) ([]byte, error) { return pdfOf(who.Name, works, time.Now()) }), nil)
	w.Body, w.ContentLength = bytes.NewReader(pdf), int64(len(pdf))
	w.Headers.ContentDisposition = new(`attachment; filename="musikk-for-alle-timer.pdf"`)
	return w, err
}

// pdfOf sets the confirmation in Norwegian, and then the same in English.
func pdfOf(name string, works []work, now time.Time) ([]byte, error) {
	nb, en := i18n.Get("nb"), i18n.Get("en")
	d := paper.New(nb.Code, nb.T("volunteer.paper.title")+" · "+en.T("volunteer.paper.title"))
	for _, c := range []*i18n.Catalogue{nb, en} {
		if len(works) == 0 {
			d.Text(c.T("volunteer.paper.none", "name", name))
		}
		for _, w := range works {
			w.write(d, c, name, now)
		}
	}
	return d.PDF()
}

func (w *work) write(d *paper.Doc, c *i18n.Catalogue, name string, now time.Time) {
	zone := w.Place.Location()
	d.Heading(c.T("volunteer.paper.at", "place", w.Place.Name))
	if len(w.Hours) == 0 {
		d.Text(c.T("volunteer.paper.none", "name", name))
	} else {
		first, last := w.Hours[0].StartsAt.In(zone), w.Hours[len(w.Hours)-1].StartsAt.In(zone)
		rows, minutes := w.rows(c)
		d.Text(c.T("volunteer.paper.body", "name", name, "from", c.DateYear(first), "to", c.DateYear(last),
			"n", len(w.Hours), "hours", duration(c, minutes)))
		d.Table([]string{c.T("volunteer.paper.date"), c.T("volunteer.paper.clock"), c.T("volunteer.paper.task"), c.T("volunteer.paper.hours")},
			append(rows, []string{c.T("volunteer.paper.sum"), "", "", duration(c, minutes)}))
	}
	d.Text(c.T("volunteer.paper.by", "place", w.Place.Name, "address", w.Place.Address(),
		"email", w.Place.ContactEmail, "phone", w.Place.ContactPhone, "date", c.DateYear(now.In(zone))))
	d.Space(6)
}

// rows returns the shifts as table rows, in the place's time zone, and the sum of their minutes.
func (w *work) rows(c *i18n.Catalogue) (rows [][]string, minutes int) {
	zone := w.Place.Location()
	for _, h := range w.Hours {
		start, end := h.StartsAt.In(zone), h.EndsAt.In(zone)
		rows = append(rows, []string{
			c.DateYear(start), c.Time(start) + "–" + c.Time(end), c.T("task." + h.Task), duration(c, h.Minutes),
		})
		minutes += h.Minutes
	}
	return rows, minutes
}

const minutesOfHour = 60

// duration formats minutes as hours and minutes: "2 t 30 min".
func duration(c *i18n.Catalogue, minutes int) string {
	hours, rest := minutes/minutesOfHour, minutes%minutesOfHour
	if rest == 0 {
		return c.T("volunteer.time", "h", hours)
	}
	return c.T("volunteer.time.part", "h", hours, "m", rest)
}
