package push

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/limit"
)

// API implements the operations of the contract's tag "push". Sender and Keys are nil where push is not configured.
type API struct {
	Store    *db.Store
	Keys     *Keys
	Services Services
	Sender   *Sender
	Base     string // public address, for links and icons
}

// The faults of web push.
var (
	ErrNotAllowed  = fault.New(fault.Invalid, "push.not_allowed", "not an address of a push service")
	ErrBadKeys     = fault.New(fault.Invalid, "push.bad_keys", "the keys of the subscription cannot be used")
	ErrNoneHere    = fault.New(fault.NotFound, "push.none")
	ErrGone        = fault.New(fault.Conflict, "push.gone", "the push service no longer knows this device")
	ErrUnreachable = fault.New(fault.Unavailable, "push.unreachable")
)

const (
	testLife = 10 * time.Minute
)

// GetPush implements GET /api/me/push: it tells the key to subscribe with, and whether this device is subscribed.
func (a API) GetPush(ctx context.Context, _ contract.GetPushRequestObject) (contract.GetPushResponseObject, error) {
	var state contract.GetPush200JSONResponse
	if a.Keys != nil {
		state.Key = a.Keys.Current().PublicKey()
	}
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return state, nil
	}
	s, err := stored(ctx, a.Store, device)
	if errors.Is(err, errNone) {
		return state, nil
	}
	if err != nil {
		return nil, err
	}
	hash := s.endpointHash()
	state.Subscribed, state.EndpointHash = true, &hash
	return state, nil
}

// SetPush implements PUT /api/me/push: it keeps or renews the subscription of the calling device.
func (a API) SetPush(ctx context.Context, r contract.SetPushRequestObject) (contract.SetPushResponseObject, error) {
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return nil, fault.ErrNobody
	}
	if a.Keys == nil {
		return nil, ErrNotAllowed
	}
	sub, err := ParseSubscription(a.Services, r.Body.Endpoint, r.Body.P256dh, r.Body.Auth)
	if err != nil {
		return nil, unusable(err)
	}
	err = keep(ctx, a.Store, Stored{
		DeviceID: device, Endpoint: sub.Endpoint, Service: a.Services.Group(sub.Endpoint),
		P256dh: sub.P256dh, Auth: sub.Auth, VapidKey: a.Keys.Current().PublicKey(),
	})
	if err != nil {
		return nil, err
	}
	return contract.SetPush204Response{}, nil
}

// unusable maps what ParseSubscription refuses to the two answers of the contract.
func unusable(err error) error {
	if errors.Is(err, ErrKey) || errors.Is(err, ErrAuth) {
		return ErrBadKeys.Wrap(err)
	}
	return ErrNotAllowed.Wrap(err)
}

// DeletePush implements DELETE /api/me/push: it forgets the subscription of the calling device; there need not be one.
func (a API) DeletePush(ctx context.Context, _ contract.DeletePushRequestObject) (contract.DeletePushResponseObject, error) {
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return nil, fault.ErrNobody
	}
	if err := forget(ctx, a.Store, device); err != nil {
		return nil, err
	}
	return contract.DeletePush204Response{}, nil
}

// TestPush implements POST /api/me/push/test: it sends a notification to the calling device at once and answers what
// became of it.
func (a API) TestPush(ctx context.Context, _ contract.TestPushRequestObject) (contract.TestPushResponseObject, error) {
	device := account.From(ctx).Device
	if device == uuid.Nil {
		return nil, fault.ErrNobody
	}
	if err := limit.Notifications.Count(ctx, a.Store, device.String()); err != nil {
		return nil, err
	}
	s, err := stored(ctx, a.Store, device)
	if errors.Is(err, errNone) {
		return nil, ErrNoneHere
	}
	if err != nil {
		return nil, err
	}
	if a.Sender == nil {
		return nil, ErrUnreachable
	}
	if err := a.test(ctx, s); err != nil {
		return nil, err
	}
	return contract.TestPush204Response{}, nil
}

func (a API) test(ctx context.Context, s *Stored) error {
	lang, err := languageOf(ctx, a.Store, s.DeviceID)
	if err != nil {
		return err
	}
	payload, err := testNotice(i18n.Get(lang), a.Base).Payload()
	if err != nil {
		return err
	}
	result := a.Sender.Send(ctx, s.Subscription(), Message{
		Payload: payload, TTL: testLife, Urgency: UrgencyHigh, Topic: "test",
	})
	switch result.Reaction {
	case Accepted:
		return nil
	case Gone:
		if err := gone(ctx, a.Store, s); err != nil {
			return err
		}
		return ErrGone
	}
	slog.WarnContext(ctx, "test notification not accepted", "service", s.Service, "reaction", result.Reaction.String(), "reason", result.Reason)
	return ErrUnreachable
}

func testNotice(c *i18n.Catalogue, base string) Notification {
	return Notification{
		Title: c.T("push.test.title"), Body: c.T("push.test.body"), Lang: c.HTMLLang(), Dir: c.Dir(), Tag: "test",
		Navigate: base + "/" + c.Code + "/me",
	}
}

// languageOf returns the language of the family or volunteer that the device belongs to.
func languageOf(ctx context.Context, store *db.Store, device uuid.UUID) (lang string, err error) {
	err = store.Gorm.WithContext(ctx).Raw(`select coalesce(f.lang, v.lang, 'nb') from devices d
		left join families f on f.id = d.family_id left join volunteers v on v.id = d.volunteer_id where d.id = ?`, device).Scan(&lang).Error
	return lang, err
}
