package family

import (
	"strings"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/i18n"
)

// readPhone returns the number in E.164, or nil for an empty text.
func readPhone(text string) (*string, error) {
	if strings.TrimSpace(text) == "" {
		return nil, nil // no number is an answer: it forgets the one that there was
	}
	number, err := i18n.Phone(text)
	if err != nil {
		return nil, fault.Of(err).With(fault.Field{Field: "phone", Rule: "phone"})
	}
	return &number, nil
}
