package mail

import (
	"crypto/rand"
	"errors"
	"html/template"
	"net/mail"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"
)

// Errors of Message.Validate.
var (
	ErrRecipient   = errors.New("mail: the recipient must be one bare address")
	ErrHeader      = errors.New("mail: a header holds a line break or another control character")
	ErrDirection   = errors.New("mail: the direction must be ltr or rtl")
	ErrUnsubscribe = errors.New("mail: the address to unsubscribe at must begin with https or mailto")
	ErrEmpty       = errors.New("mail: a mail needs a subject and a text")
)

// Message is one mail to one person, in the language that person reads.
type Message struct {
	To      string
	Subject string
	Text    string
	HTML    template.HTML // what goes inside <body>, already escaped; empty for a mail of plain text
	Lang    string        // BCP 47
	Dir     string        // ltr or rtl; empty means ltr

	// Discreet omits the sender's name, because mail programs show it in their list and it names the activity (P8).
	Discreet bool

	// ListUnsubscribe, when set, is where the reader can end such mails: a page of ours or a mailto: address.
	ListUnsubscribe string
	// MessageID is the left half of the Message-ID: the same on every retry, so that a mail that was accepted
	// after all is recognised as a duplicate. Empty means a new one for every attempt.
	MessageID string
}

// document declares language and direction, which screen readers and right-to-left scripts depend on.
var document = template.Must(template.New("mail").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{.Dir}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Subject}}</title></head>
<body style="font:1rem/1.5 sans-serif;max-width:36rem;margin:1rem auto;padding:0 1rem">
{{.HTML}}
</body>
</html>
`))

// Validate refuses line breaks in header fields (B34, header injection) and fields that a mail cannot do without.
func (m Message) Validate() error {
	for _, header := range []string{m.To, m.Subject, m.Lang, m.ListUnsubscribe, m.MessageID} {
		if !singleLine(header) {
			return ErrHeader
		}
	}
	if address, err := mail.ParseAddress(m.To); err != nil || address.Address != m.To {
		return ErrRecipient
	}
	if strings.ContainsAny(m.MessageID, "<>@ ") {
		return ErrHeader
	}
	if m.Dir != "" && m.Dir != "ltr" && m.Dir != "rtl" {
		return ErrDirection
	}
	if m.ListUnsubscribe != "" && !unsubscribeAddress(m.ListUnsubscribe) {
		return ErrUnsubscribe
	}
	if strings.TrimSpace(m.Subject) == "" || strings.TrimSpace(m.Text) == "" {
		return ErrEmpty
	}
	return nil
}

// compose builds the mail. It omits the User-Agent header and asks automatic responders not to answer
// (RFC 3834, section 5).
func (s *server) compose(m Message) (*gomail.Msg, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	if m.Dir == "" {
		m.Dir = "ltr"
	}
	if m.MessageID == "" {
		m.MessageID = rand.Text()
	}
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	from := *s.from
	if m.Discreet {
		from.Name = ""
	}
	letter.FromMailAddress(&from)
	if err := letter.To(m.To); err != nil {
		return nil, ErrRecipient
	}
	letter.Subject(m.Subject)
	letter.SetMessageIDWithValue(m.MessageID + "@" + s.domain())
	letter.SetGenHeader("Auto-Submitted", "auto-generated")
	if m.Lang != "" {
		letter.SetGenHeader(gomail.HeaderContentLang, m.Lang)
	}
	if m.ListUnsubscribe != "" {
		letter.SetListUnsubscribe(m.ListUnsubscribe)
	}
	letter.SetBodyString(gomail.TypeTextPlain, m.Text)
	if m.HTML == "" {
		return letter, nil
	}
	var page strings.Builder
	if err := document.Execute(&page, m); err != nil {
		return nil, err
	}
	letter.AddAlternativeString(gomail.TypeTextHTML, page.String())
	return letter, nil
}

func singleLine(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	})
}

func unsubscribeAddress(text string) bool {
	address, err := url.Parse(text)
	if err != nil || strings.ContainsAny(text, "<>, ") {
		return false
	}
	return address.Scheme == "https" && address.Host != "" || address.Scheme == "mailto" && address.Opaque != ""
}
