package i18n

import (
	"strings"

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

// PhoneText writes a Norwegian number in pairs, as it is read here, and leaves others in E.164.
func PhoneText(e164 string) string {
	digits, norwegian := strings.CutPrefix(e164, "+47")
	if !norwegian || len(digits) != 8 {
		return e164
	}
	return digits[:2] + " " + digits[2:4] + " " + digits[4:6] + " " + digits[6:]
}
