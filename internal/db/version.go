package db

import (
	"strconv"
	"strings"
)

// Tag is the ETag of a row's version.
func Tag(version int32) string { return `"v` + strconv.Itoa(int(version)) + `"` }

// Seen returns the version in an If-Match header (F21), or -1, which no row has, for a tag that Tag never made.
func Seen(ifMatch string) int32 {
	digits, ours := strings.CutPrefix(strings.TrimPrefix(ifMatch, "W/"), `"v`)
	digits, whole := strings.CutSuffix(digits, `"`)
	version, err := strconv.ParseUint(digits, 10, 31)
	if !ours || !whole || err != nil {
		return -1
	}
	return int32(version)
}
