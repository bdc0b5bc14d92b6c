package season

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestRead(t *testing.T) {
	t.Parallel()
	spring := []string{"2019-01-26", "2019-03-02", "2019-03-30"}
	for name, c := range map[string]struct {
		text   string
		days   []string
		unread []string
	}{
		"AsTheFlyerHasThem":      {"26. jan / 2. mars / 30. mars", spring, nil},
		"Numbers":                {"26.1, 2.3. 30.3", spring, nil},
		"NumbersWithSlashes":     {"26/1, 2/3-19 og 30/3-2019", spring, nil},
		"ISO":                    {"2019-01-26\n2019-03-02\n2019-03-30", spring, nil},
		"WithWeekdays":           {"lør 26. januar\nLaurdag 2. mars\nLørdag den 30. mars", spring, nil},
		"English":                {"Sat 26 January, March 2nd and 30th of March 2019", spring, nil},
		"EnglishWithYears":       {"January 26, 2019; March 2, 2019; March 30, 2019", spring, nil},
		"DaysOfOneMonth":         {"26. jan., 2. og 30. mars", spring, nil},
		"WithHours":              {"26. jan kl. 11.30–13.30, 2. mars 11:30-13:30, 30. mars kl 11", spring, nil},
		"OfAnotherYear":          {"26.01.19 2.3.2019 30. mars 2019", spring, nil},
		"AYearThatIsTheNextDate": {"26. jan 2019-03-02, 30.3.", spring, nil},
		"DoublesAndDisorder":     {"30.3 2.3 26.1 2. mars", spring, nil},
		"WhatIsNoDate":           {"Våren: 26. jan, 2. mars, sankthans, 30. mars (ikke påsken)", spring, []string{"Våren:", "sankthans", "(ikke påsken)"}},
		"B31_NoSuchDay":          {"26. jan, 29. februar, 2. mars, 31.4, 30. mars, 0.1, 12.13.", spring, []string{"29. februar", "31.4", "0.1", "12.13."}},
		"ADayWithoutItsMonth":    {"26. jan, 2. mars, 30. mars og 5.", spring, []string{"5"}},
		"NumbersThatAreNoDays":   {"3 eller 4, 26. jan, 85 vafler / 2. mars, 30. mars", spring, []string{"3 eller 4", "85 vafler"}},
		"Nothing":                {" \n, / ", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			days, unread := Read(c.text, 2019)
			if diff := cmp.Diff(c.days, written(days)); diff != "" {
				t.Errorf("days: %s", diff)
			}
			if diff := cmp.Diff(c.unread, unread); diff != "" {
				t.Errorf("unread: %s", diff)
			}
		})
	}
}

func written(days []time.Time) (dates []string) {
	for _, d := range days {
		dates = append(dates, d.Format(time.DateOnly))
	}
	return dates
}

// For any text, Read ends, returns each day once and in order, and returns no empty unread part (B26, B36).
func TestReadAnything(t *testing.T) {
	t.Parallel()
	bits := rapid.SampledFrom([]string{"26", ".", " ", "/", "-", "1", "mars", "jan", "2019", "og", ",", "\n", "lør", "kl", ":", "29. feb", "\xff", "\u0000", "٢", "🧇", "Å"})
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.Map(rapid.SliceOf(bits), func(all []string) string { return strings.Join(all, "") })).Draw(t, "text")
		days, unread := Read(text, rapid.IntRange(2017, 2100).Draw(t, "year"))
		for i := 1; i < len(days); i++ {
			if !days[i].After(days[i-1]) {
				t.Errorf("%v follows %v", days[i], days[i-1])
			}
		}
		if slices.ContainsFunc(unread, func(bit string) bool { return strings.TrimSpace(bit) == "" }) {
			t.Errorf("unread: %q", unread)
		}
	})
}

// Dates in any of the notations, with any separator, are read correctly.
func TestReadWhatWasWritten(t *testing.T) {
	t.Parallel()
	names := strings.Fields("januar februar mars april mai juni juli august september oktober november desember")
	english := strings.Fields("Jan Feb March Apr May June July Aug Sept Oct Nov December")
	notation := []func(time.Time) string{
		func(d time.Time) string { return d.Format("2006-01-02") },
		func(d time.Time) string { return d.Format("2.1.2006") },
		func(d time.Time) string { return d.Format("2.1.") },
		func(d time.Time) string { return d.Format("2/1-06") },
		func(d time.Time) string { return fmt.Sprintf("lørdag %d. %s", d.Day(), names[d.Month()-1]) },
		func(d time.Time) string {
			return fmt.Sprintf("%d %s %d", d.Day(), strings.ToUpper(names[d.Month()-1][:3]), d.Year())
		},
		func(d time.Time) string { return fmt.Sprintf("Saturday, %s %d", english[d.Month()-1], d.Day()) },
	}
	separators := rapid.SampledFrom([]string{", ", "\n", " / ", "; ", " og ", " and ", " & ", " • ", ",\n"})
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(2017, 2099).Draw(t, "year")
		var want []string
		var text strings.Builder
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 364), 1, 12).Draw(t, "days") {
			d := time.Date(year, 1, 1+n, 0, 0, 0, 0, time.UTC)
			want = append(want, d.Format(time.DateOnly))
			text.WriteString(rapid.SampledFrom(notation).Draw(t, "notation")(d) + separators.Draw(t, "separator"))
		}
		slices.Sort(want)
		days, unread := Read(text.String(), year)
		if diff := cmp.Diff(slices.Compact(want), written(days)); diff != "" || len(unread) > 0 {
			t.Errorf("%q: %s, unread %q", text.String(), diff, unread)
		}
	})
}
