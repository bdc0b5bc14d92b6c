package mail

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
)

// deliver sends a message through a real conversation and returns the letter as its reader's program sees it.
func deliver(t *testing.T, message Message) *mail.Message {
	t.Helper()
	office := newPostOffice(t, false)
	if got := office.mailer(t, "", "").Send(t.Context(), message); got.Outcome != Accepted {
		t.Fatalf("got %+v", got)
	}
	letter, err := mail.ReadMessage(strings.NewReader(office.last(t).letter))
	must(t, err)
	return letter
}

// parts returns the bodies of a multipart letter by content type.
func parts(t *testing.T, letter *mail.Message) map[string]string {
	t.Helper()
	kind, parameters, err := mime.ParseMediaType(letter.Header.Get("Content-Type"))
	must(t, err)
	if kind != "multipart/alternative" {
		t.Fatalf("the letter is %s", kind)
	}
	found := map[string]string{}
	reader := multipart.NewReader(letter.Body, parameters["boundary"])
	for {
		part, err := reader.NextPart()
		if errors.Is(err, io.EOF) {
			return found
		}
		must(t, err)
		text, err := io.ReadAll(part)
		must(t, err)
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		must(t, err)
		found[kind] = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
}

func TestLetterInArabic(t *testing.T) {
	subject := "غدًا: موسيقى للجميع في لورنسكوغ، السبت ٢٦ يناير الساعة ١١:٣٠، مرحبًا بكم جميعًا"
	letter := deliver(t, Message{
		To: "amina@example.org", Subject: subject, Lang: "ar", Dir: "rtl",
		Text: "مرحبًا بكم", HTML: "<h1>مرحبًا بكم</h1>",
	})
	got, err := new(mime.WordDecoder).DecodeHeader(letter.Header.Get("Subject"))
	must(t, err)
	if got != subject {
		t.Errorf("the subject became %q", got)
	}
	if got := letter.Header.Get("Content-Language"); got != "ar" {
		t.Errorf("the language is %q", got)
	}
	bodies := parts(t, letter)
	if bodies["text/plain"] != "مرحبًا بكم" {
		t.Errorf("the text became %q", bodies["text/plain"])
	}
	for _, want := range []string{`<html lang="ar" dir="rtl">`, "<h1>مرحبًا بكم</h1>", "<title>" + subject + "</title>"} {
		if !strings.Contains(bodies["text/html"], want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestLetterHeaders(t *testing.T) {
	message := reminder("amina@example.org")
	message.MessageID = "reminder-1"
	message.ListUnsubscribe = "https://musikk.example/nb/me"
	header := deliver(t, message).Header
	for name, want := range map[string]string{
		"From":             `"Musikk for alle" <post@dissimilis.no>`,
		"To":               "<amina@example.org>",
		"Auto-Submitted":   "auto-generated",
		"Message-Id":       "<reminder-1@dissimilis.no>",
		"List-Unsubscribe": "<https://musikk.example/nb/me>",
		"User-Agent":       "",
		"X-Mailer":         "",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if _, err := header.Date(); err != nil {
		t.Errorf("date: %v", err)
	}
}

// P8: a list of mails shows the sender's name, which names the activity.
func TestDiscreetLetterHasNoSendersName(t *testing.T) {
	message := reminder("amina@example.org")
	message.Discreet = true
	if got := deliver(t, message).Header.Get("From"); got != "<post@dissimilis.no>" {
		t.Errorf("from %s", got)
	}
}

func TestLetterWithoutIDGetsANewOne(t *testing.T) {
	first := deliver(t, reminder("amina@example.org")).Header.Get("Message-Id")
	second := deliver(t, reminder("amina@example.org")).Header.Get("Message-Id")
	if first == second || !strings.HasSuffix(first, "@dissimilis.no>") {
		t.Errorf("%s and %s", first, second)
	}
}

// A text cannot end the letter and go on as commands to the server.
func TestLetterKeepsALineWithADot(t *testing.T) {
	message := reminder("amina@example.org")
	message.Text = "Hei\n.\nMAIL FROM:<attacker@example.org>\n.. og mer"
	text, err := io.ReadAll(quotedprintable.NewReader(deliver(t, message).Body))
	must(t, err)
	if got := strings.TrimSuffix(strings.ReplaceAll(string(text), "\r\n", "\n"), "\n"); got != message.Text {
		t.Errorf("the text became %q", got)
	}
}

// B34: no header is written by whoever fills in a form.
func TestMessageRefusesHeaderInjection(t *testing.T) {
	fields := map[string]func(*Message) *string{
		"to":          func(m *Message) *string { return &m.To },
		"subject":     func(m *Message) *string { return &m.Subject },
		"language":    func(m *Message) *string { return &m.Lang },
		"unsubscribe": func(m *Message) *string { return &m.ListUnsubscribe },
		"id":          func(m *Message) *string { return &m.MessageID },
	}
	for name, field := range fields {
		for _, tail := range []string{"\r\nBcc: all@example.org", "\nX: y", "\r", "\x00", "\u0085", "\u2028X: y", "\xff"} {
			message := reminder("amina@example.org")
			*field(&message) += tail
			if err := message.Validate(); !errors.Is(err, ErrHeader) {
				t.Errorf("%s with %q: %v", name, tail, err)
			}
		}
	}
}

func TestMessageIsValidated(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Message)
		want   error
	}{
		"nobody":        {func(m *Message) { m.To = "" }, ErrRecipient},
		"two people":    {func(m *Message) { m.To = "a@example.org, b@example.org" }, ErrRecipient},
		"with a name":   {func(m *Message) { m.To = "Amina <a@example.org>" }, ErrRecipient},
		"id with @":     {func(m *Message) { m.MessageID = "a@b" }, ErrHeader},
		"direction":     {func(m *Message) { m.Dir = `rtl" onload="` }, ErrDirection},
		"script link":   {func(m *Message) { m.ListUnsubscribe = "javascript:alert(1)" }, ErrUnsubscribe},
		"two links":     {func(m *Message) { m.ListUnsubscribe = "https://a.example>,<https://b.example" }, ErrUnsubscribe},
		"no subject":    {func(m *Message) { m.Subject = " " }, ErrEmpty},
		"no text":       {func(m *Message) { m.Text = "" }, ErrEmpty},
		"a mailto link": {func(m *Message) { m.ListUnsubscribe = "mailto:post@dissimilis.no" }, nil},
		"right to left": {func(m *Message) { m.Dir = "rtl" }, nil},
	} {
		message := reminder("amina@example.org")
		c.change(&message)
		if err := message.Validate(); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}
