package i18n_test

import (
	"testing"

	"musikkforalle/internal/i18n"
)

func TestPhone(t *testing.T) {
	t.Parallel()
	for written, want := range map[string]string{
		"67 17 48 80": "+4767174880", "+47 67174880": "+4767174880", "0047 67 17 48 80": "+4767174880", "+46 8 508 330 00": "+46850833000",
		"": "", "12": "", "ring oss": "", "00000000": "", "+47": "", "67 17 48 80 67 17 48 80": "",
	} {
		got, err := i18n.Phone(written)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%q became %q, %v", written, got, err)
		}
	}
}
