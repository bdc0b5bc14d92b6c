package account

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/db"
	family "musikkforalle/internal/family/arrival"
	"musikkforalle/internal/fault"
	team "musikkforalle/internal/team/arrival"
	volunteer "musikkforalle/internal/volunteer/arrival"
)

// How long a device stays signed in. A family's phone is its only key, so use renews it without an end; who also sees
// others' shifts signs in again after a while, and a member of a team, who sees most, within the day (OWASP ASVS 5.0,
// 7.3).
const (
	DeviceLife     = 400 * 24 * time.Hour // without use; browsers cap a cookie's age at 400 days
	volunteerIdle  = 90 * 24 * time.Hour  // without use
	volunteerLife  = 365 * 24 * time.Hour // since the sign-in
	memberIdle     = 2 * time.Hour        // without use
	MemberLife     = 12 * time.Hour       // since the sign-in
	seenResolution = time.Hour            // seen_at is not written more often than this
	memberSeen     = time.Minute          // nor member_seen_at more often than this
)

// errInFlight: two first requests with one Idempotency-Key at the same moment. The app tries again and gets the answer.
var errInFlight = fault.New(fault.Conflict, "idempotency.in_flight")

// Device is a signed-in phone or computer.
type Device struct {
	ID           uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	TokenHash    []byte     `gorm:"not null"`
	FamilyID     *uuid.UUID `gorm:"type:uuid"`
	VolunteerID  *uuid.UUID `gorm:"type:uuid"`
	MemberID     *uuid.UUID `gorm:"type:uuid"`
	MemberKey    bool       `gorm:"not null"` // signed in with a passkey
	MemberSince  *time.Time
	MemberSeenAt *time.Time
	Label        string    `gorm:"not null"`
	Lang         *string   // in which the app is shown there; nil: as its family or volunteer
	CreatedAt    time.Time `gorm:"not null"`
	SeenAt       time.Time `gorm:"not null"`
	Renewed      bool      `gorm:"-"` // by this use: the cookie lives anew
}

// Known finds the device of a cookie. An unknown, revoked or long unused token gives ok = false. What is long is judged by
// the trusted time, so that a clock that is wrong signs nobody out.
func Known(ctx context.Context, store *db.Store, token string) (d Device, ok bool, err error) {
	var found []struct {
		Device
		Now time.Time
	}
	err = store.Gorm.WithContext(ctx).Raw("select *, trusted_now() as now from devices where token_hash = ?", Hash(token)).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return Device{}, false, err
	}
	d, now := found[0].Device, found[0].Now
	if d.expire(now); d.FamilyID == nil && d.VolunteerID == nil && d.MemberID == nil {
		return Device{}, false, nil
	}
	d.Renewed = now.Sub(d.SeenAt) > seenResolution
	if d.Renewed || d.MemberID != nil && now.Sub(*d.MemberSeenAt) > memberSeen {
		err = renew(store.Gorm.WithContext(ctx), d)
	}
	return d, true, err
}

// expire takes those from the device whose sign-in has expired.
func (d *Device) expire(now time.Time) {
	unused := now.Sub(d.SeenAt)
	if unused >= DeviceLife {
		d.FamilyID, d.VolunteerID, d.MemberID = nil, nil, nil
	}
	if unused > volunteerIdle || now.Sub(d.CreatedAt) > volunteerLife {
		d.VolunteerID = nil
	}
	if d.MemberID != nil && (now.Sub(*d.MemberSeenAt) > memberIdle || now.Sub(*d.MemberSince) > MemberLife) {
		d.MemberID = nil
	}
}

// MemberHolds reports whether a member's sign-in on a device is still valid. It does not renew the sign-in, because
// requests that a page makes by itself do not count as use.
func MemberHolds(ctx context.Context, store *db.Store, device, member uuid.UUID) (holds bool, err error) {
	err = store.Gorm.WithContext(ctx).Raw(`select exists (select from devices where id = ? and member_id = ? and member_key
		and member_seen_at > trusted_now() - make_interval(secs => ?) and member_since > trusted_now() - make_interval(secs => ?))`,
		device, member, memberIdle.Seconds(), MemberLife.Seconds()).Row().Scan(&holds)
	return holds, err
}

// renew records the use of a device by those who are signed in on it. A volunteer or member whose sign-in has expired
// is signed out of it.
func renew(g *gorm.DB, d Device) error {
	err := g.Exec("update devices set seen_at = trusted_now(), volunteer_id = ?, member_id = ?, member_seen_at = trusted_now() where id = ?",
		d.VolunteerID, d.MemberID, d.ID).Error
	if err == nil && d.FamilyID != nil {
		_, err = family.Seen(g, *d.FamilyID)
	}
	if err == nil && d.VolunteerID != nil {
		err = volunteer.Seen(g, *d.VolunteerID)
	}
	if err == nil && d.MemberID != nil {
		err = team.Seen(g, *d.MemberID)
	}
	return err
}

// Tx is store.Tx for work that may sign the caller in or out. If it fails, it restores the caller, so that no cookie
// changes.
func Tx(ctx context.Context, store *db.Store, fn func(*db.Tx) error) error {
	caller := From(ctx)
	before := *caller
	err := store.Tx(ctx, func(tx *db.Tx) error {
		*caller = before // also when it runs again
		return fn(tx)
	})
	if err != nil {
		*caller = before
	}
	return err
}

// Owner is who a device is signed in as; the zero value of a field leaves that side as it was. Key: the member proved
// it with a passkey.
type Owner struct {
	Family, Volunteer, Member uuid.UUID
	Key                       bool
}

// SignIn signs the calling device in as the owner, with a new token (a token never outlives a sign-in), and issues the
// cookie. The token is random, or derived from seed and the program's secret, so that a replayed first request gets the
// same cookie again. Fault: errInFlight if two requests with one seed run at the same moment.
func SignIn(ctx context.Context, tx *db.Tx, o Owner, seed string) error {
	c := From(ctx)
	token := NewToken()
	if seed != "" {
		var err error
		if token, err = seeded(ctx, tx, seed); err != nil {
			return err
		}
	}
	d := Device{ID: c.Device, TokenHash: Hash(token), Label: c.Label, CreatedAt: tx.Now, SeenAt: tx.Now}
	set := map[string]any{"token_hash": d.TokenHash, "seen_at": tx.Now, "label": c.Label}
	if o.Family != uuid.Nil {
		d.FamilyID, c.Family = &o.Family, o.Family
		set["family_id"] = o.Family
	}
	if o.Volunteer != uuid.Nil {
		d.VolunteerID, c.Volunteer = &o.Volunteer, o.Volunteer
		set["volunteer_id"], set["created_at"] = o.Volunteer, tx.Now
	}
	if o.Member != uuid.Nil {
		d.MemberID, d.MemberKey, d.MemberSince, d.MemberSeenAt = &o.Member, o.Key, &tx.Now, &tx.Now
		set["member_id"], set["member_key"], set["member_since"], set["member_seen_at"] = o.Member, o.Key, tx.Now, tx.Now
		c.isMember(o.Member, o.Key)
	}
	if c.Device != uuid.Nil {
		r := tx.DB.Model(&Device{}).Where("id = ?", c.Device).Updates(set)
		if r.Error != nil {
			return r.Error
		}
		if r.RowsAffected == 1 {
			c.Issue(token)
			return nil
		}
		d.ID = uuid.Nil
	}
	if err := tx.DB.Create(&d).Error; err != nil {
		if constraint, ok := db.Violation(err); ok && constraint == "devices_token_key" {
			return errInFlight
		}
		return err
	}
	c.Device = d.ID
	c.Issue(token)
	return nil
}

// Reissue sets the cookie of a replayed first request again, if that device is still signed in, and makes it the caller.
func Reissue(ctx context.Context, store *db.Store, seed string) error {
	var token string
	err := store.Tx(ctx, func(tx *db.Tx) (err error) {
		token, err = seeded(ctx, tx, seed)
		return err
	})
	if err != nil {
		return err
	}
	d, known, err := Known(ctx, store, token)
	if err != nil || !known {
		return err
	}
	From(ctx).Is(d)
	From(ctx).Issue(token)
	return nil
}

// SignOut signs the owner out of a device, and deletes the device if nobody else is signed in on it. It reports whether
// the owner was signed in on it. Only one field of o counts: the volunteer, else the member, else the family.
func SignOut(tx *db.Tx, o Owner, device uuid.UUID) (found bool, err error) {
	column, id := o.side()
	r := tx.DB.Exec("delete from devices where id = ? and "+column+" = ? and num_nonnulls(family_id, volunteer_id, member_id) = 1", device, id)
	if r.Error != nil || r.RowsAffected > 0 {
		return r.RowsAffected > 0, r.Error
	}
	r = tx.DB.Exec("update devices set "+column+" = null where id = ? and "+column+" = ?", device, id)
	return r.RowsAffected > 0, r.Error
}

// Speaks records in which language the app is shown on a device. The device's notices are in it from then on.
func Speaks(tx *db.Tx, device uuid.UUID, lang string) error {
	return tx.DB.Exec("update devices set lang = ? where id = ?", lang, device).Error
}

// LanguageOf returns in which language the app was last shown on a device, or nil if it did not say.
func LanguageOf(ctx context.Context, store *db.Store, device uuid.UUID) (lang *string, err error) {
	err = store.Gorm.WithContext(ctx).Raw("select lang from devices where id = ?", device).Scan(&lang).Error
	return lang, err
}
