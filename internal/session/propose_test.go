package session

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPropose(t *testing.T) {
	t.Parallel()
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	day := func(text string) time.Time {
		at, err := time.ParseInLocation(time.DateOnly, text, oslo)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	proposed := func(from, to string) (days []string) {
		for _, at := range Propose(day(from), day(to)) {
			days = append(days, at.Format(time.DateOnly))
		}
		return days
	}

	t.Run("SkipsChristmasAndTheFirstOfMay", func(t *testing.T) {
		want := []string{"2026-12-05", "2027-01-09", "2027-02-06", "2027-03-06", "2027-04-03", "2027-05-08"}
		if diff := cmp.Diff(want, proposed("2026-11-29", "2027-05-31")); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("SkipsTheEveOfEaster", func(t *testing.T) {
		want := []string{"2027-02-27", "2027-04-03", "2027-04-24"}
		if diff := cmp.Diff(want, proposed("2027-02-22", "2027-04-30")); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("SkipsTheEveOfWhitsun", func(t *testing.T) {
		want := []string{"2027-04-17", "2027-05-22", "2027-06-19"}
		if diff := cmp.Diff(want, proposed("2027-04-12", "2027-06-30")); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("NothingFitsBetweenTwoSaturdays", func(t *testing.T) {
		if days := proposed("2027-02-07", "2027-02-12"); len(days) != 0 {
			t.Errorf("got %v", days)
		}
	})
	t.Run("IsNeverAHolidayNorTwiceTheSameDay", func(t *testing.T) {
		var before time.Time
		for _, at := range Propose(day("2026-01-31"), day("2076-01-01")) {
			if at.Weekday() != time.Saturday || at.Hour() != 0 || away(at) || !at.After(before) {
				t.Errorf("proposed %v after %v", at, before)
			}
			before = at
		}
	})
}

func TestEaster(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"2018-04-01", "2019-04-21", "2024-03-31", "2026-04-05", "2027-03-28", "2035-03-25", "2038-04-25"} {
		on, err := time.Parse(time.DateOnly, want)
		if err != nil {
			t.Fatal(err)
		}
		if got := easter(on.Year(), time.UTC); !got.Equal(on) {
			t.Errorf("Easter of %d is %s, not %s", on.Year(), got.Format(time.DateOnly), want)
		}
	}
}
