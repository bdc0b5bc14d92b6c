package i18n

import (
	"github.com/nyaruka/phonenumbers"

	"musikkforalle/internal/fault"
)

// Phone makes a number as people write it E.164, as it is kept: "67 17 48 80" becomes "+4767174880". A number without a
// country is Norwegian. One that nobody can have is fault "invalid".
func Phone(s string) (string, error) {
	number, err := phonenumbers.Parse(s, "NO")
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return "", fault.New(fault.Invalid, "invalid", "no telephone number").Wrap(err)
	}
	return phonenumbers.Format(number, phonenumbers.E164), nil
}
