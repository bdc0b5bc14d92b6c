package season

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	oslo, err := time.LoadLocation("Europe/Oslo")
	if err != nil {
		t.Fatal(err)
	}
	at, err := time.ParseInLocation(time.DateOnly, text, oslo)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// schools lists the school holidays of Oslo in 2026 and 2027.
func schools(t *testing.T) []SchoolHoliday {
	return []SchoolHoliday{
		{Kind: "summer", FirstDay: day(t, "2026-06-20"), LastDay: day(t, "2026-08-16")},
		{Kind: "autumn", FirstDay: day(t, "2026-09-28"), LastDay: day(t, "2026-10-02")},
		{Kind: "winter", FirstDay: day(t, "2027-02-20"), LastDay: day(t, "2027-02-28")},
	}
}

func TestPropose(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		from, to string
		school   []SchoolHoliday
		want     []string
		skipped  []string
	}{
		"SkipsChristmas": {"2026-11-29", "2027-04-05", nil,
			[]string{"2026-12-05", "2027-01-09", "2027-02-06", "2027-03-06", "2027-04-03"}, []string{"2027-01-02 christmas"}},
		"SkipsTheHolidaysOfMay": {"2027-04-03", "2027-05-31", nil,
			[]string{"2027-04-03", "2027-05-22"}, []string{"2027-05-01 labour_day", "2027-05-08 ascension", "2027-05-15 whitsun"}},
		"SkipsTheEveOfEaster": {"2027-02-22", "2027-04-30", nil,
			[]string{"2027-02-27", "2027-04-03", "2027-04-24"}, []string{"2027-03-27 easter"}},
		"SkipsSchoolHolidays": {"2027-01-23", "2027-02-28", schools(t),
			[]string{"2027-01-23"}, []string{"2027-02-27 school_winter"}},
		"BeginsWhenTheHolidaysAreOver": {"2026-07-01", "2026-09-30", schools(t),
			[]string{"2026-08-22", "2026-09-26"}, []string{"2026-07-04 school_summer", "2026-07-11 school_summer", "2026-07-18 school_summer",
				"2026-07-25 school_summer", "2026-08-01 school_summer", "2026-08-08 school_summer", "2026-08-15 school_summer"}},
		"AMonthOfHolidaysHasNone": {"2026-05-23", "2026-08-31", append(schools(t), SchoolHoliday{Kind: "other", FirstDay: day(t, "2026-08-17"), LastDay: day(t, "2026-08-30")}),
			[]string{"2026-05-30"}, nil},
		"NothingFitsBetweenTwoSaturdays": {"2027-02-07", "2027-02-12", nil, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			p := Propose(day(t, c.from), day(t, c.to), c.school)
			var days, skipped []string
			for _, at := range p.Days {
				days = append(days, at.Format(time.DateOnly))
			}
			for _, s := range p.Skipped {
				skipped = append(skipped, fmt.Sprintf("%s %s", s.Day.Format(time.DateOnly), s.Notes[0]))
			}
			if diff := cmp.Diff(c.want, days); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.skipped, skipped); c.skipped != nil && diff != "" {
				t.Error(diff)
			}
		})
	}
	t.Run("IsNeverAHolidayNorLessThanTwoWeeksApart", func(t *testing.T) {
		var before time.Time
		for _, at := range Propose(day(t, "2026-01-31"), day(t, "2076-01-01"), nil).Days {
			if at.Weekday() != time.Saturday || at.Hour() != 0 || publicHoliday(at) != "" || at.Before(before.AddDate(0, 0, apart)) {
				t.Errorf("proposed %v after %v", at, before)
			}
			before = at
		}
	})
}

// The Saturdays of lov om helligdager, and the weekends that it makes long.
func TestPublicHoliday(t *testing.T) {
	t.Parallel()
	for date, want := range map[string]Note{
		"2026-12-26": Christmas, "2027-01-02": Christmas, "2028-01-01": Christmas, "2026-12-19": "", "2027-01-09": "",
		"2019-04-20": Easter, "2019-04-13": "", "2019-04-27": "",
		"2027-05-01": LabourDay, "2026-05-02": LabourDay, "2028-04-29": LabourDay,
		"2025-05-17": ConstitutionDay, "2024-05-18": Whitsun, "2021-05-15": Ascension, "2027-05-15": Whitsun, "2032-05-15": Whitsun, "2030-05-18": ConstitutionDay,
		"2027-05-08": Ascension, "2019-05-25": "", "2019-03-02": "",
	} {
		if got := publicHoliday(day(t, date)); got != want {
			t.Errorf("%s is %q, not %q", date, got, want)
		}
	}
}

func TestEaster(t *testing.T) {
	t.Parallel()
	for _, want := range []string{"2018-04-01", "2019-04-21", "2024-03-31", "2026-04-05", "2027-03-28", "2035-03-25", "2038-04-25"} {
		if got := easter(day(t, want).Year()).Format(time.DateOnly); got != want {
			t.Errorf("Easter is on %s, not %s", got, want)
		}
	}
}
