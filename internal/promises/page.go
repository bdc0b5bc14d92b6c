package promises

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

const intro = `# What the program promises, and the tests that show it

Comments, commits and tests name these rules by their number. The rules stand in ` + "`internal/promises/rules.txt`" + `; this page
is written by ` + "`go generate ./internal/promises`" + ` from them, from the tests that name them, and from ` + "`docs/drills.json`" + `, where
` + "`make drill`" + ` notes what the fault drills measured with their full number of rounds. A test fails when a number is named that is
not defined, when no test names a rule, and when this page is out of date.
`

// listed is how many tests of a rule are named; the others are counted.
const listed = 5

// Page is docs/promises.md. notShown says why no test shows a rule yet.
func Page(rules []Rule, references []Reference, figures map[string]Figure, notShown map[string]string) string {
	tests := map[string][]string{}
	for _, r := range references {
		if link := link(r); r.IsTest() && !slices.Contains(tests[r.Number], link) {
			tests[r.Number] = append(tests[r.Number], link)
		}
	}
	var page strings.Builder
	page.WriteString(intro)
	group := ""
	for _, r := range rules {
		if r.Group != group {
			group = r.Group
			fmt.Fprintf(&page, "\n## %s\n| | rule | shown by | last full drill |\n|---|---|---|---|\n", group)
		}
		shown := strings.Join(tests[r.Number][:min(listed, len(tests[r.Number]))], ", ")
		if more := len(tests[r.Number]) - listed; more > 0 {
			shown += fmt.Sprintf(" and %d more", more)
		}
		if why, missing := notShown[r.Number]; missing {
			shown = "**not shown:** " + why
		}
		drill := ""
		if f, ok := figures[r.Number]; ok {
			drill = f.Date + ": " + f.Figure
		}
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", r.Number, cell(r.Text), shown, cell(drill))
	}
	return page.String()
}

// link leads to the file of a test, under the test's name.
func link(r Reference) string {
	name := path.Base(r.File)
	switch {
	case strings.HasPrefix(r.Test, "Test"):
		name = "`" + path.Base(path.Dir(r.File)) + "." + r.Test + "`"
	case r.Test != "":
		name = "“" + cell(r.Test) + "”"
	}
	return fmt.Sprintf("[%s](../%s)", name, r.File)
}

// cell keeps a text within its cell of a table.
func cell(text string) string {
	return strings.NewReplacer("|", `\|`, "[", `\[`, "]", `\]`, "_", `\_`, "\n", " ").Replace(text)
}
