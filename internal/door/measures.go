package door

// Span is the period within which a person counts once: at the first visit in it.
type Span string

// The spans, the widest first.
const (
	Ever   Span = "ever"
	Year   Span = "year"
	Season Span = "season"
)

// Spans are all of them.
var Spans = []Span{Ever, Year, Season}

// The measures of session_counts: what a session came to, as numbers only.
const (
	MeasureHeads       = "heads"       // who came, by kind (heads.Kinds)
	MeasureFamilies    = "families"    // that came: KeyKnown, KeyFirst, KeyNew
	MeasureLanguage    = "language"    // families that came, by language
	MeasureInterpreter = "interpreter" // asked for, by language
	MeasureSaidYes     = "said_yes"    // KeyFamilies, KeyHeads
	MeasureNoShow      = "no_show"     // KeyFamilies, KeyHeads
	MeasureVolunteers  = "volunteers"  // KeyHands, KeyMinutes, First of each span
)

// The keys of measures that are not by kind or by language.
const (
	KeyFamilies = "families"
	KeyHeads    = "heads"
	KeyKnown    = "known" // whose row was tapped
	KeyFirst    = "first" // here for the first time ever
	KeyNew      = "new"   // counted without the app
	KeyHands    = "hands"
	KeyMinutes  = "minutes"
)

// Reach is the measure of families (KeyFamilies) and heads by kind at their first visit in the span.
func (s Span) Reach() string { return "reach_" + string(s) }

// First is the key of volunteers at their first shift in the span.
func (s Span) First() string { return "first_" + string(s) }

// The questions of the pulse in the order in which they are asked, and who is asked.
var (
	Questions = []string{"belonging", "joy", "seen", "again"}
	Asked     = []string{"child", "family"}
)

// numbers are what is known of a session, by the names that named gives.
type numbers map[string]int32

// named is a measure and a key as one name.
func named(measure, key string) string { return measure + "." + key }

// of is one number; zero where nothing is known.
func (n numbers) of(measure, key string) int32 { return n[named(measure, key)] }
