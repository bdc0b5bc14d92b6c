package db

import (
	"math"
	"testing"
)

// An If-Match repeats a tag that was given, strong or as a proxy weakened it; every other one names no version (F21).
func TestSeen(t *testing.T) {
	for _, version := range []int32{0, 1, 12, math.MaxInt32} {
		if Seen(Tag(version)) != version || Seen("W/"+Tag(version)) != version {
			t.Errorf("version %d is not seen in %s", version, Tag(version))
		}
	}
	for _, never := range []string{"", "*", "v1", `"1"`, `"v"`, `"v1`, `"v-1"`, `"v2147483648"`, `"v1", "v2"`} {
		if n := Seen(never); n != -1 {
			t.Errorf("%s is seen as version %d", never, n)
		}
	}
}
