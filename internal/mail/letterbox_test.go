package mail

import (
	"bytes"
	"context"
	"net/smtp"
	"strings"
	"testing"
)

// openedLetterbox is a letterbox with what it has printed, and a mailer that sends to it.
func openedLetterbox(t *testing.T) (*Letterbox, *bytes.Buffer, *Mailer) {
	t.Helper()
	shown := new(bytes.Buffer)
	box, err := OpenLetterbox(shown)
	must(t, err)
	t.Cleanup(func() { must(t, box.Close()) })
	mailer, err := New(Config{URL: box.URL(), From: "Musikk for alle <post@example.org>"})
	must(t, err)
	return box, shown, mailer
}

func wantShown(t *testing.T, shown string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(shown, part) {
			t.Errorf("%q is not shown in %q", part, shown)
		}
	}
}

func TestLetterbox(t *testing.T) {
	t.Parallel()
	text := "اكتب هذا الرمز: 1234 5678\nوهو صالح لعشر دقائق."
	for name, m := range map[string]Message{
		"ShowsTheTextBesideHTML":   {HTML: "<p>x</p>"},
		"ShowsAMailOfPlainText":    {},
		"ShowsAMailWithEveryField": {HTML: "<p>x</p>", Discreet: true, MessageID: "a1", ListUnsubscribe: "https://example.org/stop"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, shown, mailer := openedLetterbox(t)
			m.To, m.Subject, m.Text, m.Lang, m.Dir = "amina@example.org", "رمزك", text, "ar", "rtl"
			if result := mailer.Send(context.Background(), m); result.Outcome != Accepted {
				t.Fatal(result)
			}
			wantShown(t, shown.String(), "amina@example.org: رمزك", "    اكتب هذا الرمز: 1234 5678", "    وهو صالح")
		})
	}
}

// Mails in the other forms that RFC 2045 allows are shown as well.
func TestLetterboxForms(t *testing.T) {
	t.Parallel()
	for name, mail := range map[string]string{
		"Base64":             "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nS29kZW4gZXIgMTIzNC4=\r\n",
		"NoContentType":      "\r\nKoden er 1234.\r\n",
		"SevenBit":           "Content-Type: text/plain\r\n\r\nKoden er 1234.\r\n",
		"TextInsideNestings": "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--i\r\nContent-Type: text/plain\r\n\r\nKoden er 1234.\r\n--i--\r\n--o--\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			box, shown, _ := openedLetterbox(t)
			err := smtp.SendMail(box.listener.Addr().String(), nil, "post@example.org", []string{"amina@example.org"}, []byte("Subject: Kode\r\n"+mail))
			must(t, err)
			wantShown(t, shown.String(), "amina@example.org: Kode", "    Koden er 1234.")
		})
	}
}
