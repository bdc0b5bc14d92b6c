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

// testLife is how long the push service keeps a test notification.
const testLife = 10 * time.Minute

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

// languageOf returns the language of the device, else of the family or volunteer that it belongs to.
func languageOf(ctx context.Context, store *db.Store, device uuid.UUID) (lang string, err error) {
	err = store.Gorm.WithContext(ctx).Raw(`select coalesce(d.lang, f.lang, v.lang, 'nb') from devices d
		left join families f on f.id = d.family_id left join volunteers v on v.id = d.volunteer_id where d.id = ?`, device).Scan(&lang).Error
	return lang, err
}
