package family

import (
	"errors"
	"testing"

	"musikkforalle/internal/fault"
)

func TestReadPhone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"412 34 567": "+4741234567", "+47 41 23 45 67": "+4741234567", "0046 70 123 45 67": "+46701234567", "  ": "",
	} {
		got, err := readPhone(text)
		if err != nil || got == nil && want != "" || got != nil && *got != want {
			t.Errorf("%q: %v, %v; want %q", text, got, err, want)
		}
	}
	for _, bad := range []string{"12", "ring meg", "+47 1", "4123456789012345", "=1+1"} {
		if _, err := readPhone(bad); err == nil || !errors.Is(err, fault.New(fault.Invalid, "invalid")) {
			t.Errorf("%q: %v", bad, err)
		}
	}
}
