package announcement

import (
	"cmp"
	"context"
	"slices"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
	"musikkforalle/internal/reminder"
	"musikkforalle/internal/session"
)

const (
	// newsLife and thanksLife are how long a message is still delivered to a phone that was off.
	newsLife   = 3 * 24 * time.Hour
	thanksLife = 7 * 24 * time.Hour
)

// ownWords is the rule for an organiser's own words.
var ownWords = i18n.Text{Field: "texts", Most: 500, Needed: true}

// draft is an announcement that is not stored yet, with its words.
type draft struct {
	Announcement
	place *place.Place
	texts []Text
}

// newDraft reads what an organiser wants to tell at a place now. The session and the partner must be the place's. It only reads.
func newDraft(ctx context.Context, tx *db.Tx, slug string, b *contract.NewAnnouncement) (*draft, error) {
	p, member, err := place.OfTeam(ctx, tx.DB, slug, place.Organiser)
	if err != nil {
		return nil, err
	}
	d := &draft{place: p, Announcement: Announcement{
		PlaceID: p.ID, SessionID: b.Session, Kind: ledger.Kind(b.Kind), Audience: string(b.Audience), PartnerID: b.Partner,
		StartsAt: b.StartsAt, EndsAt: b.EndsAt, Seen: b.Revision, CreatedBy: &member, CreatedAt: tx.Now, LeavesAt: tx.Now.Add(undoTime), State: Waiting,
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
	return d, d.belongs(tx)
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
	isChange := slices.Contains(ledger.Changes, d.Kind)
	switch {
	case (d.Audience == Partner) != (d.PartnerID != nil),
		(d.Kind == ledger.Moved) != (d.StartsAt != nil), (d.StartsAt == nil) != (d.EndsAt == nil),
		d.Kind != ledger.Door && d.DoorKind != nil, !isChange && (d.Reason != nil || d.Seen != nil):
		return false
	case isChange:
		return d.SessionID != nil && d.Audience == Coming && (d.Kind != ledger.Cancelled || d.Reason != nil)
	case d.Kind == ledger.News:
		return len(d.texts) > 0 && (d.SessionID != nil || d.Audience != Coming && d.Audience != OnShift)
	case d.Kind == ledger.Hands:
		return d.SessionID != nil && (d.Audience == Volunteers || d.Audience == Partner)
	}
	return d.SessionID != nil && d.Audience == OnShift
}

// belongs refuses a session or partner of another place, and sets the announcement's expiry.
func (d *draft) belongs(tx *db.Tx) error {
	if d.PartnerID != nil {
		found := tx.DB.Where("id = ? and place_id = ?", *d.PartnerID, d.PlaceID).Limit(1).Find(&[]partner.Partner{})
		if found.Error != nil || found.RowsAffected == 0 {
			return cmp.Or(found.Error, error(fault.ErrNotFound))
		}
	}
	d.ExpiresAt = d.LeavesAt.Add(newsLife)
	if d.SessionID == nil {
		return nil
	}
	s, err := session.ReadPublished(tx, *d.SessionID)
	if err != nil {
		return err
	}
	if s.PlaceID != d.PlaceID {
		return fault.ErrNotFound
	}
	switch d.Kind {
	case ledger.Moved:
		d.ExpiresAt = *d.StartsAt
	case ledger.Cancelled, ledger.Door, ledger.Hands:
		d.ExpiresAt = s.StartsAt
	case ledger.Thanks:
		d.ExpiresAt = d.LeavesAt.Add(thanksLife)
	}
	return nil
}

// suppose refuses what could not be sent now, and returns whom and what the announcement would change. It only reads.
func (d *draft) suppose(tx *db.Tx) (reminder.Supposed, error) {
	s := reminder.Supposed{Kind: d.Kind, Audience: d.Audience, Place: d.PlaceID, Partner: d.PartnerID, Expires: d.ExpiresAt}
	if d.SessionID == nil {
		return s, nil
	}
	change, is := d.change()
	if !is {
		return s, d.supposeMessage(tx, &s)
	}
	var waits bool
	err := tx.DB.Raw("select exists (select from announcements where session_id = ? and state = ? and kind in ?)",
		*d.SessionID, Waiting, ledger.Changes).Row().Scan(&waits)
	if err != nil {
		return s, err
	}
	if waits {
		return s, ErrWaiting
	}
	if s.Was, s.Is, err = change.Try(tx, *d.SessionID); err != nil {
		return s, err
	}
	return s, d.asSeen(s.Was)
}

func (d *draft) supposeMessage(tx *db.Tx, s *reminder.Supposed) error {
	about, err := session.ReadPublished(tx, *d.SessionID)
	if err != nil {
		return err
	}
	s.Was, s.Is = about, about
	return d.possible(about, tx.Now)
}
