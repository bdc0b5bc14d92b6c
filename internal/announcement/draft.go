package announcement

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

const (
	// undoTime is how long an announcement can be undone before it is sent.
	undoTime = 8 * time.Second
	// newsLife and thanksLife are how long a message is still delivered to a phone that was off.
	newsLife   = 3 * 24 * time.Hour
	thanksLife = 7 * 24 * time.Hour
)

// ownWords is the rule for an organiser's own words.
var ownWords = i18n.Text{Field: "texts", Most: 500, Needed: true}

// draft is an announcement that is not stored yet, with its words.
type draft struct {
	Announcement
	texts []Text
}

// newDraft reads what an organiser wants to tell at a place. The session and the partner must be the place's.
func newDraft(ctx context.Context, store *db.Store, p *place.Place, member uuid.UUID, b *contract.NewAnnouncement) (*draft, error) {
	d := &draft{Announcement: Announcement{
		PlaceID: p.ID, SessionID: b.Session, Kind: string(b.Kind), Audience: string(b.Audience), PartnerID: b.Partner,
		StartsAt: b.StartsAt, EndsAt: b.EndsAt, Seen: b.Revision, CreatedBy: &member, State: Waiting,
	}}
	if b.Reason != nil {
		d.Reason = new(string(*b.Reason))
	}
	if err := d.readDoor(b); err != nil {
		return nil, err
	}
	if err := d.readTexts(b.Texts); err != nil {
		return nil, err
	}
	if !d.complete() {
		return nil, ErrIncomplete
	}
	return d, d.belongs(ctx, store, p)
}

func (d *draft) readDoor(b *contract.NewAnnouncement) error {
	if b.Door == nil {
		return nil
	}
	name, err := place.DoorName.Clean(b.Door.Name)
	if err != nil {
		return err
	}
	d.DoorKind, d.DoorName = new(string(b.Door.Kind)), name
	if b.Door.Floor != nil {
		d.DoorFloor = new(int16(*b.Door.Floor))
	}
	return nil
}

func (d *draft) readTexts(texts []contract.AnnouncementText) error {
	norwegian := len(texts) == 0
	for _, given := range texts {
		text, err := ownWords.Clean(given.Text)
		if err != nil {
			return err
		}
		twice := slices.ContainsFunc(d.texts, func(t Text) bool { return t.Lang == string(given.Lang) })
		if twice {
			return fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "texts", Rule: "unique"})
		}
		norwegian = norwegian || given.Lang == contract.Nb
		d.texts = append(d.texts, Text{Lang: string(given.Lang), Text: text, Machine: given.Machine})
	}
	if !norwegian {
		return ErrNorwegian
	}
	return nil
}

// complete reports whether the draft has the fields that its kind needs, and no others.
func (d *draft) complete() bool {
	isChange := d.Kind == Moved || d.Kind == Cancelled || d.Kind == Door
	switch {
	case (d.Audience == Partner) != (d.PartnerID != nil),
		(d.Kind == Moved) != (d.StartsAt != nil), (d.StartsAt == nil) != (d.EndsAt == nil),
		d.Kind != Door && d.DoorKind != nil, !isChange && (d.Reason != nil || d.Seen != nil):
		return false
	case isChange:
		return d.SessionID != nil && d.Audience == Coming && (d.Kind != Cancelled || d.Reason != nil)
	case d.Kind == News:
		return len(d.texts) > 0 && (d.SessionID != nil || d.Audience != Coming && d.Audience != OnShift)
	case d.Kind == Hands:
		return d.SessionID != nil && (d.Audience == Volunteers || d.Audience == Partner)
	}
	return d.SessionID != nil && d.Audience == OnShift
}

// belongs refuses a session or partner of another place, and sets the announcement's expiry.
func (d *draft) belongs(ctx context.Context, store *db.Store, p *place.Place) error {
	if d.PartnerID != nil {
		found := store.Gorm.WithContext(ctx).Where("id = ? and place_id = ?", *d.PartnerID, p.ID).Limit(1).Find(&[]partner.Partner{})
		if found.Error != nil || found.RowsAffected == 0 {
			return firstOf(found.Error, fault.ErrNotFound)
		}
	}
	if d.SessionID == nil {
		return nil
	}
	s, err := session.Get(ctx, store, *d.SessionID)
	if err != nil || s.PlaceID != p.ID {
		return firstOf(err, fault.ErrNotFound)
	}
	switch d.Kind {
	case Moved:
		d.ExpiresAt = *d.StartsAt
	case Cancelled, Door, Hands:
		d.ExpiresAt = s.StartsAt
	}
	return nil
}

// life returns how long a message is valid that does not expire with the start of a session.
func (d *draft) life() time.Duration {
	if d.Kind == Thanks {
		return thanksLife
	}
	return newsLife
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
