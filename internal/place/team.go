package place

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
)

// Role is what a member of a place's team may do there.
type Role string

// The roles. A network organiser may do at every place what an organiser may at one.
const (
	Organiser  Role = "organiser"  // everything at the place
	Instructor Role = "instructor" // sees Saturday's numbers and needs
	Translator Role = "translator" // the flyers, in one language
	Network    Role = "network"    // organiser of all places
)

// Roles are written to PostgreSQL as a text[]; their names need no quotes there.
type Roles []Role

// String is the array's notation.
func (r Roles) String() string {
	names := make([]string, len(r))
	for i, role := range r {
		names[i] = string(role)
	}
	return "{" + strings.Join(names, ",") + "}"
}

// OfTeam returns the place if the caller has one of the roles there, and who the caller is. Faults: fault.ErrNobody
// without a member's sign-in, and fault.ErrNotFound for every other place.
func OfTeam(ctx context.Context, g *gorm.DB, slug string, roles ...Role) (*Place, uuid.UUID, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, uuid.Nil, err
	}
	var p Place
	err = g.WithContext(ctx).Where("slug = ? and member_may(?, id, ?::text[])", slug, member, Roles(roles).String()).Take(&p).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, uuid.Nil, fault.ErrNotFound
	}
	return &p, member, err
}

// OrganisesAll reports whether the member organises all places.
func OrganisesAll(g *gorm.DB, member uuid.UUID) (yes bool, err error) {
	err = g.Raw("select member_may(?, null, '{organiser}')", member).Row().Scan(&yes)
	return yes, err
}
