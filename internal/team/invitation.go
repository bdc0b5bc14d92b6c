package team

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/place"
)

// ErrInvitationOver refuses an invitation that was used or withdrawn meanwhile, or is older than a week.
var ErrInvitationOver = fault.New(fault.Conflict, "team.invitation_over")

const invitationLife = 7 * 24 * time.Hour

// memberName is the rule for the name by which a team knows a member.
var memberName = i18n.Text{Field: "name", Most: 80, Needed: true}

// Invitation gives one role, once, to whoever has its link.
type Invitation struct {
	ID        uuid.UUID  `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	CodeHash  []byte     `gorm:"not null"`
	PlaceID   *uuid.UUID `gorm:"type:uuid"`
	Role      place.Role `gorm:"not null"`
	Lang      *string
	InvitedBy *uuid.UUID `gorm:"type:uuid"` // nil: on the command line
	CreatedAt time.Time  `gorm:"not null"`
	ExpiresAt time.Time  `gorm:"not null"`
	UsedAt    *time.Time
}

// Offer is the role that an invitation gives, as people name it.
type Offer struct {
	Place string // its slug; empty for a role over all places
	Role  place.Role
	Lang  string // the language of a translator; empty for other roles
}

// Invite implements POST /api/team/invitations: it makes an invitation to a place that the caller organises, or to all
// places if the caller organises all.
func (a API) Invite(ctx context.Context, r contract.InviteRequestObject) (contract.InviteResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	o := Offer{Role: place.Role(r.Body.Role)}
	if r.Body.Place != nil {
		o.Place = *r.Body.Place
	}
	if r.Body.Lang != nil {
		o.Lang = *r.Body.Lang
	}
	if err := a.mayInvite(ctx, member, o); err != nil {
		return nil, err
	}
	if err := o.check(); err != nil {
		return nil, err
	}
	at, err := placeOf(a.Store.Gorm.WithContext(ctx), o)
	if err != nil {
		return nil, err
	}
	w, err := invite(ctx, a.Store, a.BaseURL, o, at, member)
	return contract.Invite201JSONResponse(w), err
}

// WithdrawInvitation implements DELETE /api/places/{place}/team/invitations/{invitation}: it makes an open invitation
// to the place useless.
func (a API) WithdrawInvitation(ctx context.Context, r contract.WithdrawInvitationRequestObject) (contract.WithdrawInvitationResponseObject, error) {
	p, member, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	return contract.WithdrawInvitation204Response{}, Withdraw(ctx, a.Store, audit.Member(member).At(p.ID), r.Invitation)
}

// mayInvite returns a fault unless the member organises the offer's place, or all places if it names none.
func (a API) mayInvite(ctx context.Context, member uuid.UUID, o Offer) error {
	if o.Place != "" {
		_, _, err := place.OfTeam(ctx, a.Store.Gorm, o.Place, place.Organiser)
		return err
	}
	yes, err := place.OrganisesAll(a.Store.Gorm.WithContext(ctx), member)
	if err == nil && !yes {
		err = fault.ErrForbidden
	}
	return err
}

// Withdraw deletes an open invitation to the place of by. Fault: fault.ErrNotFound.
func Withdraw(ctx context.Context, store *db.Store, by audit.By, invitation uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		gone := tx.DB.Where("id = ? and place_id = ? and used_at is null", invitation, by.Place).Delete(&Invitation{})
		if gone.Error != nil {
			return gone.Error
		}
		if gone.RowsAffected == 0 {
			return fault.ErrNotFound
		}
		return audit.Write(tx, audit.Entry{Action: "invitation.withdrawn", By: by})
	})
}

// check returns an invalid fault, with the field, unless role, place and language fit together.
func (o Offer) check() error {
	bad := func(field string) error {
		return fault.New(fault.Invalid, "invalid").With(fault.Field{Field: field, Rule: "fits_role"})
	}
	if !slices.Contains([]place.Role{place.Organiser, place.Instructor, place.Translator, place.Network}, o.Role) {
		return bad("role")
	}
	if (o.Role == place.Network) != (o.Place == "") {
		return bad("place")
	}
	if o.Role == place.Translator && !i18n.Known(o.Lang) && o.Lang != i18n.Easy || o.Role != place.Translator && o.Lang != "" {
		return bad("lang")
	}
	return nil
}

// Invite stores an invitation made on the command line and returns its link. Faults: fault.ErrNotFound for an unknown
// place; "invalid" if the offer's parts do not fit together.
func Invite(ctx context.Context, store *db.Store, baseURL string, o Offer) (link string, err error) {
	if err := o.check(); err != nil {
		return "", err
	}
	at, err := placeOf(store.Gorm.WithContext(ctx), o)
	if err != nil {
		return "", err
	}
	w, err := invite(ctx, store, baseURL, o, at, uuid.Nil)
	return w.Url, err
}

// placeOf returns the id of the offer's place, or nil for all places. Fault: fault.ErrNotFound.
func placeOf(g *gorm.DB, o Offer) (*uuid.UUID, error) {
	if o.Place == "" {
		return nil, nil // all places are none in particular
	}
	var p place.Place
	err := g.Where("slug = ?", o.Place).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, fault.ErrNotFound
	}
	return &p.ID, err
}

// FirstLink invites an organiser of the first place if the database has no member, and returns the link. Otherwise it
// returns "".
func FirstLink(ctx context.Context, store *db.Store, baseURL string) (link string, err error) {
	var slugs []string
	err = store.Gorm.WithContext(ctx).Raw(`select slug from places where not exists (select from members)
		order by created_at, name desc limit 1`).Scan(&slugs).Error
	if err != nil || len(slugs) == 0 {
		return "", err
	}
	return Invite(ctx, store, baseURL, Offer{Place: slugs[0], Role: place.Organiser})
}

// invite stores an invitation and its audit entry and returns the link. Only a hash of the code is stored, so the link
// cannot be shown again.
func invite(ctx context.Context, store *db.Store, baseURL string, o Offer, at *uuid.UUID, by uuid.UUID) (w contract.InvitationLink, err error) {
	code := account.NewToken()
	i := Invitation{CodeHash: account.Hash(code), PlaceID: at, Role: o.Role}
	entry := audit.Entry{Action: "member.invited", By: audit.CommandLine, Detail: map[string]any{"role": o.Role}}
	if o.Lang != "" {
		i.Lang = &o.Lang
	}
	if at != nil {
		entry.Place = *at
	}
	if by != uuid.Nil {
		i.InvitedBy, entry.Actor, entry.ID = &by, audit.ByMember, by
	}
	err = store.Tx(ctx, func(tx *db.Tx) error {
		i.CreatedAt, i.ExpiresAt = tx.Now, tx.Now.Add(invitationLife)
		if err := tx.DB.Create(&i).Error; err != nil {
			return err
		}
		return audit.Write(tx, entry)
	})
	return contract.InvitationLink{Url: baseURL + "/nb/team/join#" + code, ExpiresAt: i.ExpiresAt}, err
}
