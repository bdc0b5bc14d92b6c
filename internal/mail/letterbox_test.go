package mail

import (
	"bytes"
	"context"
	"strings"
	"testing"
)

func TestLetterbox(t *testing.T) {
	var shown bytes.Buffer
	box, err := OpenLetterbox(&shown)
	must(t, err)
	defer func() { must(t, box.Close()) }()
	mailer, err := New(Config{URL: box.URL(), From: "Musikk for alle <post@example.org>"})
	must(t, err)
	text := "اكتب هذا الرمز: 1234 5678\nوهو صالح لعشر دقائق."
	result := mailer.Send(context.Background(), Message{To: "amina@example.org", Subject: "رمزك", Text: text, HTML: "<p>x</p>", Lang: "ar", Dir: "rtl"})
	if result.Outcome != Accepted {
		t.Fatal(result)
	}
	for _, part := range []string{"amina@example.org: رمزك", "    اكتب هذا الرمز: 1234 5678", "    وهو صالح"} {
		if !strings.Contains(shown.String(), part) {
			t.Errorf("%q is not shown in %q", part, shown.String())
		}
	}
}
