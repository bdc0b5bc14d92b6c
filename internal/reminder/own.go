package reminder

import (
	"strings"

	"musikkforalle/internal/i18n"
)

// why returns the text of the organiser's reason for a change. A cancellation states it in its body instead.
func (l *letter) why() string {
	if l.ChangedFor == "" || l.Kind == Cancelled || l.Kind == ShiftCancelled {
		return ""
	}
	return l.catalogue().T("reason." + l.ChangedFor)
}

// withOwn adds the organiser's own words, with a note in the reader's language if a machine translated them or if they are
// in Norwegian only.
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
