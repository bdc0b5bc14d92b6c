package reminder

import (
	"strings"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/ledger"
)

// why returns the text of the organiser's reason for a change. A cancellation states it in its body instead.
func (n *Notice) why(kind ledger.Kind) string {
	if n.ChangedFor == "" || kind == ledger.Cancelled || kind == ledger.ShiftCancelled {
		return ""
	}
	return n.catalogue().T("reason." + n.ChangedFor)
}

// withOwn adds the organiser's own words, with a note in the reader's language if a machine translated them or if they are
// in Norwegian only.
func (n *Notice) withOwn(sentences ...string) string {
	c := n.catalogue()
	switch {
	case n.OwnText == "":
	case n.OwnMachine:
		sentences = append(sentences, n.OwnText, c.T("push.machine"))
	case n.OwnLang == n.Lang || n.Lang == "nn":
		sentences = append(sentences, n.OwnText)
	default:
		sentences = append(sentences, i18n.Isolate(n.OwnText), c.T("push.norwegian"))
	}
	var said []string
	for _, s := range sentences {
		if s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}
