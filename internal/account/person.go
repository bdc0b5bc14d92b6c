package account

import (
	"github.com/google/uuid"

	"musikkforalle/internal/db"
)

// SignOutAll signs one person out of all devices, and deletes the devices on which nobody else is signed in. Only one
// field of o counts: the volunteer, else the member, else the family.
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

// side returns the column of the owner in the table devices, and the owner's id.
func (o Owner) side() (column string, id uuid.UUID) {
	switch {
	case o.Volunteer != uuid.Nil:
		return "volunteer_id", o.Volunteer
	case o.Member != uuid.Nil:
		return "member_id", o.Member
	}
	return "family_id", o.Family
}

// HandOver moves the devices and codes of the family from to the family into.
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

// DropCodes deletes the attempts to prove an address for the purposes.
func DropCodes(tx *db.Tx, email string, purposes ...Purpose) error {
	return tx.DB.Where("email = ? and purpose in ?", email, purposes).Delete(&Code{}).Error
}

// DropCodesOf deletes a family's attempts to prove an address.
func DropCodesOf(tx *db.Tx, family uuid.UUID) error {
	return tx.DB.Where("family_id = ?", family).Delete(&Code{}).Error
}
