package family

import (
	"strings"

	"github.com/nyaruka/phonenumbers"

	"musikkforalle/internal/fault"
)

// home is the country of numbers that are written without one.
const home = "NO"

// readPhone makes E.164 of a number as people write it; nil for none.
func readPhone(text string) (*string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil //nolint:nilnil // no number is an answer: it forgets the one that there was
	}
	number, err := phonenumbers.Parse(text, home)
	if err != nil || !phonenumbers.IsValidNumber(number) {
		return nil, fault.New(fault.Invalid, "invalid").With(fault.Field{Field: "phone", Rule: "phone"})
	}
	return new(phonenumbers.Format(number, phonenumbers.E164)), nil
}
