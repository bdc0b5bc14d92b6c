package reminder

import (
	"strings"

	"musikkforalle/internal/i18n"
)

// sayForOrganiser writes an announcement: a sentence in every language, and the organiser's own words if there are any.
func (l *letter) sayForOrganiser(house []any) words {
	c := l.catalogue()
	if l.Kind == News {
		return words{c.T("page.place.title", house...), l.withOwn()}
	}
	kind := "push." + string(l.Kind)
	return words{c.T(kind+".title", house...), l.withOwn(c.T(kind+".body", house...))}
}

// why is the organiser's ready-made reason for a change.
func (l *letter) why() string {
	if l.ChangedFor == "" {
		return ""
	}
	return l.catalogue().T("reason." + l.ChangedFor)
}

// withOwn adds the organiser's own words, and in the reader's language what the reader must know of them: that a machine
// translated them, or that they are in Norwegian only.
func (l *letter) withOwn(sentences ...string) string {
	c := l.catalogue()
	switch {
	case l.OwnText == "":
	case l.OwnMachine:
		sentences = append(sentences, l.OwnText, c.T("push.machine"))
	case l.OwnLang == l.Lang || l.Lang == "nn":
		sentences = append(sentences, l.OwnText)
	default:
		sentences = append(sentences, i18n.Isolate(l.OwnText), c.T("push.norwegian"))
	}
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// leadsThere says whether the reader may be looking for the way.
func (l *letter) leadsThere() bool {
	switch l.Kind {
	case Cancelled, ShiftCancelled, News, Thanks:
		return false
	}
	return true
}
