package door

// Span is the period within which a person counts once: at the first visit in it.
type Span string

// The spans, the widest first.
const (
	Ever   Span = "ever"
	Year   Span = "year"
	Season Span = "season"
)

// Spans lists all spans.
var Spans = []Span{Ever, Year, Season}

// The measures of session_counts. After each: what it counts, and its keys.
const (
	MeasureHeads       = "heads"       // people who came: heads.Kinds
	MeasureFamilies    = "families"    // families that came: KeyKnown, KeyFirst, KeyNew
	MeasureLanguage    = "language"    // families that came: codes of languages
	MeasureInterpreter = "interpreter" // interpreters asked for: codes of languages
	MeasureSaidYes     = "said_yes"    // answers at the end of the session: KeyFamilies, KeyHeads
	MeasureNoShow      = "no_show"     // of those, who did not come: KeyFamilies, KeyHeads
	MeasureVolunteers  = "volunteers"  // shifts taken: KeyHands, KeyMinutes, First of each span
)

// The keys of measures that are not by kind or by language.
const (
	KeyFamilies = "families"
	KeyHeads    = "heads"
	KeyKnown    = "known" // families whose row was tapped
	KeyFirst    = "first" // of the known, those who came for the first time ever
	KeyNew      = "new"   // families without the app
	KeyHands    = "hands"
	KeyMinutes  = "minutes"
)

// Reach returns the measure that counts families (KeyFamilies) and people (heads.Kinds) at their first visit in the
// span.
func (s Span) Reach() string { return "reach_" + string(s) }

// First returns the key, under MeasureVolunteers, of volunteers at their first shift in the span.
func (s Span) First() string { return "first_" + string(s) }

// Questions of the pulse, in the order in which they are asked, and the groups of people who are Asked.
var (
	Questions = []string{"belonging", "joy", "seen", "again"}
	Asked     = []string{"child", "family"}
)

// numbers holds the counts of a session under the names that named returns.
type numbers map[string]int32

// named joins a measure and a key to one name.
func named(measure, key string) string { return measure + "." + key }

// of returns one number, or 0 if it is not stored.
func (n numbers) of(measure, key string) int32 { return n[named(measure, key)] }
