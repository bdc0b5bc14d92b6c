package account

import (
	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// SignOutAll ends all sign-ins of one person: of o the first field that is set. Devices that are nobody else's go; others
// stay signed in as who they also are.
func SignOutAll(tx *db.Tx, o Owner) error {
	column, id := o.side()
	if err := tx.DB.Exec("delete from devices where "+column+" = ? and num_nonnulls(family_id, volunteer_id, member_id) = 1", id).Error; err != nil {
		return err
	}
	set := map[string]any{column: nil}
	if column == "member_id" {
		set["member_key"] = false
	}
	return tx.DB.Model(&Device{}).Where(column+" = ?", id).Updates(set).Error
}

// side is the column of who signs out, and the id in it.
func (o Owner) side() (column string, id uuid.UUID) {
	switch {
	case o.Volunteer != uuid.Nil:
		return "volunteer_id", o.Volunteer
	case o.Member != uuid.Nil:
		return "member_id", o.Member
	}
	return "family_id", o.Family
}

// HandOver gives the devices and open codes of one family to another.
func HandOver(tx *db.Tx, from, into uuid.UUID) error {
	for _, sql := range []string{
		"update devices set family_id = ? where family_id = ?",
		"update email_codes set family_id = ? where family_id = ?",
	} {
		if err := tx.DB.Exec(sql, into, from).Error; err != nil {
			return err
		}
	}
	return nil
}

// DropCodes deletes the attempts for these purposes to prove an address.
func DropCodes(tx *db.Tx, email string, purposes ...Purpose) error {
	return tx.DB.Where("email = ? and purpose in ?", email, purposes).Delete(&Code{}).Error
}

// DropCodesOf deletes the attempts of a family to prove an address.
func DropCodesOf(tx *db.Tx, family uuid.UUID) error {
	return tx.DB.Where("family_id = ?", family).Delete(&Code{}).Error
}
