package family

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/fault"
)

// GetMe implements GET /api/me: it returns who the caller is: the family with its coming answers, the devices, and whether
// the caller is a volunteer. For a caller without a cookie all of it is empty.
func (a API) GetMe(ctx context.Context, _ contract.GetMeRequestObject) (contract.GetMeResponseObject, error) {
	me, err := a.me(ctx)
	if err != nil {
		return nil, err
	}
	w := contract.GetMe200JSONResponse{Body: me}
	if me.Family != nil {
		w.Headers.ETag = new(db.Tag(me.Family.Version))
	}
	return w, nil
}

// ExportFamily implements GET /api/me/export: it returns all that is stored about the caller's family, past answers and
// notices included, as a file (GDPR art. 15 and 20). Fault: nobody.
func (a API) ExportFamily(ctx context.Context, _ contract.ExportFamilyRequestObject) (contract.ExportFamilyResponseObject, error) {
	id, err := account.FamilyOf(ctx)
	if err != nil {
		return nil, err
	}
	g := a.Store.Gorm.WithContext(ctx)
	w := contract.ExportFamily200JSONResponse{}
	w.Body.Visits = []contract.Visit{} // a family that was never counted has an empty list
	if w.Body.Me, err = a.me(ctx); err != nil {
		return nil, err
	}
	if w.Body.Past, err = answer.OfFamily(ctx, g, id, answer.Past); err != nil {
		return nil, err
	}
	if err := door.Visits(g, id).Scan(&w.Body.Visits).Error; err != nil {
		return nil, err
	}
	if err := g.Raw("select now()").Row().Scan(&w.Body.ExportedAt); err != nil {
		return nil, err
	}
	err = g.Raw("select kind, channel, state, due_at from reminders where recipient = ? order by due_at, id", id).Scan(&w.Body.Reminders).Error
	w.Headers.ContentDisposition = new(`attachment; filename="musikk-for-alle.json"`)
	return w, err
}

// me returns the caller's family, devices and coming answers, and whether the caller is a volunteer.
func (a API) me(ctx context.Context) (contract.Me, error) {
	caller := account.From(ctx)
	me := contract.Me{Devices: []contract.Device{}, Answers: []contract.Answer{}, Volunteer: caller.Volunteer != uuid.Nil}
	if caller.Family != uuid.Nil {
		f, err := get(a.Store.Gorm.WithContext(ctx), caller.Family)
		if err != nil {
			return me, err
		}
		me.Family = new(f.Wire())
		if me.Answers, err = answer.OfFamily(ctx, a.Store.Gorm, f.ID, answer.ToCome); err != nil {
			return me, err
		}
	}
	return me, a.Store.Gorm.WithContext(ctx).Raw(`select d.id, d.label, d.created_at, d.seen_at, d.lang,
			d.id = @device as current, p.device_id is not null as push
		from devices d left join push_subscriptions p on p.device_id = d.id
		where d.family_id = @family or d.volunteer_id = @volunteer order by current desc, d.seen_at desc`, map[string]any{
		"device": caller.Device, "family": caller.Family, "volunteer": caller.Volunteer}).Scan(&me.Devices).Error
}

// get returns a family with its place, or fault.ErrNobody if it was erased.
func get(g *gorm.DB, id uuid.UUID) (*Family, error) {
	var f Family
	err := g.Joins("Place").Where("families.id = ?", id).Take(&f).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNobody
	}
	if err != nil {
		return nil, err
	}
	err = g.Raw("select exists (select from family_calendars where family_id = ?)", id).Row().Scan(&f.HasCalendar)
	if err != nil {
		return nil, err
	}
	return &f, f.open(g)
}
