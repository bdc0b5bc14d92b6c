package roll

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/volunteer"
)

// AskCertificate implements PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/asked: it notes that a certificate was
// asked for.
func (a API) AskCertificate(ctx context.Context, r contract.AskCertificateRequestObject) (contract.AskCertificateResponseObject, error) {
	p, by, err := a.requireVolunteer(ctx, r.Place, r.Volunteer)
	if err != nil {
		return nil, err
	}
	if err := volunteer.AskCertificate(ctx, a.Store, by, r.Volunteer, string(r.Task), r.Body.On.Time); err != nil {
		return nil, err
	}
	known, err := a.certificates(ctx, r.Volunteer, p.ID)
	return contract.AskCertificate200JSONResponse(known), err
}

// ShowCertificate implements PUT /api/places/{place}/volunteers/{volunteer}/certificates/{task}/shown: it notes that a certificate was
// shown, when and to whom: to the caller where nobody is named.
func (a API) ShowCertificate(ctx context.Context, r contract.ShowCertificateRequestObject) (contract.ShowCertificateResponseObject, error) {
	p, by, err := a.requireVolunteer(ctx, r.Place, r.Volunteer)
	if err != nil {
		return nil, err
	}
	var to string
	if r.Body.To != nil {
		to = *r.Body.To
	} else if to, err = a.nameOf(ctx, by.ID); err != nil {
		return nil, err
	}
	if err := volunteer.ShowCertificate(ctx, a.Store, by, r.Volunteer, string(r.Task), r.Body.On.Time, to); err != nil {
		return nil, err
	}
	known, err := a.certificates(ctx, r.Volunteer, p.ID)
	return contract.ShowCertificate200JSONResponse(known), err
}

// ListCertificates implements GET /api/places/{place}/certificates: it lists the notes on certificates, the most urgent
// first.
func (a API) ListCertificates(ctx context.Context, r contract.ListCertificatesRequestObject) (contract.ListCertificatesResponseObject, error) {
	p, _, err := a.organises(ctx, r.Place)
	if err != nil {
		return nil, err
	}
	var rows []registered
	err = a.Store.Gorm.WithContext(ctx).Raw(`select v.id as volunteer_id, v.name, c.task, c.needed, c.state,
			c.asked_on::text, c.shown_on::text, c.shown_to, c.valid_until::text
		from volunteers v cross join lateral certificates_at(v.id, @place) c
		where v.id in (select volunteer_id from certificates)
		  and exists (select from place_volunteers pv where pv.place_id = @place and pv.volunteer_id = v.id)
		  and c.state <> 'none'
		order by array_position('{out,ending,asked,shown}'::text[], c.state), c.valid_until, c.asked_on, folded(v.name), v.id limit @most`,
		map[string]any{"place": p.ID, "most": maxRegister}).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	w := make(contract.ListCertificates200JSONResponse, len(rows))
	for i := range rows {
		w[i].Volunteer, w[i].Name = rows[i].VolunteerID, rows[i].Name
		if w[i].Certificate, err = rows[i].Known.wire(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// nameOf returns the member's name, or the e-mail address, cut to 80 characters, if the member has no name.
func (a API) nameOf(ctx context.Context, member uuid.UUID) (name string, err error) {
	err = a.Store.Gorm.WithContext(ctx).Raw("select coalesce(nullif(name, ''), left(email, 80)) from members where id = ?", member).Row().Scan(&name)
	return name, err
}

func (a API) certificates(ctx context.Context, id, placeID uuid.UUID) ([]contract.CertificateState, error) {
	var known []certificate
	err := a.Store.Gorm.WithContext(ctx).Raw(`select task, needed, state, asked_on::text, shown_on::text, shown_to, valid_until::text
		from certificates_at(?, ?) order by task`, id, placeID).Scan(&known).Error
	if err != nil {
		return nil, err
	}
	return wireCertificates(known)
}

// The register is read as a whole; a place with more notes than this sees the most urgent ones.
const maxRegister = 500

// registered is a line of the register.
type registered struct {
	VolunteerID uuid.UUID
	Name        string
	Known       certificate `gorm:"embedded"`
}
