package reminder

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"musikkforalle/internal/i18n"
	"musikkforalle/internal/mail"
)

// mailText is the content of a mail, rendered both as plain text and as HTML.
type mailText struct {
	Title, Body string
	Facts       []fact
	Links       []link
	Why         string
	Stop        *link
}

type fact struct{ Label, Text string }

type link struct {
	Text, URL string
	Main      bool // an answer: rendered as a button
}

var mailPage = template.Must(template.New("mail").Parse(`<h1 style="font-size:1.4rem">{{.Title}}</h1>
{{with .Body}}<p>{{.}}</p>
{{end}}{{if .Facts}}<dl>
{{range .Facts}}<dt style="font-weight:bold">{{.Label}}</dt><dd style="margin:0 0 .5rem"><bdi>{{.Text}}</bdi></dd>
{{end}}</dl>
{{end}}{{range .Links}}<p><a href="{{.URL}}"{{if .Main}} style="display:inline-block;padding:.8rem 1.4rem;border-radius:.5rem;background:#1d4ed8;color:#fff;text-decoration:none"{{end}}>{{.Text}}</a></p>
{{end}}{{with .Why}}<p style="font-size:.875rem">{{.}}{{with $.Stop}} <a href="{{.URL}}">{{.Text}}</a>{{end}}</p>
{{end}}`))

// mail renders the notice as a mail, for a person without a reachable device.
func (l *letter) mail(base string) (mail.Message, error) {
	c, text := l.catalogue(), l.mailText(base)
	var html strings.Builder
	if err := mailPage.Execute(&html, text); err != nil {
		return mail.Message{}, fmt.Errorf("write mail: %w", err)
	}
	m := mail.Message{
		To: *l.Email, Subject: text.Title, Text: text.plain(),
		HTML: template.HTML(html.String()), // written by the template above
		Lang: c.HTMLLang(), Dir: c.Dir(), Discreet: l.Discreet, MessageID: fmt.Sprintf("reminder-%d", l.ID),
	}
	if text.Stop != nil && strings.HasPrefix(base, "https:") {
		m.ListUnsubscribe = text.Stop.URL
	}
	return m, nil
}

func (l *letter) mailText(base string) mailText {
	c, said := l.catalogue(), l.say()
	text := mailText{Title: said.Title, Body: said.Body}
	if l.Kind.Told().To == "place" {
		return text
	}
	if !l.Discreet && slices.Contains(l.Kind.Told().Mail, "facts") {
		text.Facts = l.facts()
	}
	text.Links = l.links(base)
	text.Why = c.T("mail.why")
	text.Stop = &link{Text: c.T("mail.stop"), URL: base + "/" + c.Code + l.settingsPath()}
	return text
}

func (l *letter) settingsPath() string {
	if l.RecipientKind == "volunteer" {
		return "/volunteer"
	}
	return "/me"
}

func (l *letter) facts() []fact {
	c := l.catalogue()
	address := fmt.Sprintf("%s, %s, %s %s", l.Venue, l.Street, l.Postcode, l.Town)
	return []fact{
		{c.T("mail.when"), c.Date(l.start()) + " " + c.Time(l.start())},
		{c.T("mail.where"), i18n.Isolate(address)},
		{c.T("mail.door"), l.door().Text(c)},
	}
}

func (l *letter) links(base string) []link {
	c := l.catalogue()
	var links []link
	for _, name := range l.buttons() {
		if name != "directions" {
			links = append(links, link{Text: c.T("mail.button." + name), URL: l.answerPage(base, name), Main: true})
		}
	}
	links = append(links, link{Text: c.T("mail.button.open"), URL: l.page(base)})
	if !l.Discreet && slices.Contains(l.Kind.Told().Mail, "way") {
		links = append(links, link{Text: c.T("mail.button.directions"), URL: l.directions()})
	}
	return links
}

func (t mailText) plain() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", t.Title)
	if t.Body != "" {
		fmt.Fprintf(&b, "%s\n\n", t.Body)
	}
	for _, f := range t.Facts {
		fmt.Fprintf(&b, "%s: %s\n", f.Label, f.Text)
	}
	for _, l := range t.Links {
		fmt.Fprintf(&b, "\n%s:\n%s\n", l.Text, l.URL)
	}
	if t.Stop != nil {
		fmt.Fprintf(&b, "\n-- \n%s %s: %s\n", t.Why, t.Stop.Text, t.Stop.URL)
	}
	return b.String()
}
