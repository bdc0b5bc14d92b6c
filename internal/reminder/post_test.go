package reminder

import (
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"musikkforalle/internal/fixture"
	"musikkforalle/internal/mail"
)

// postOffice is a mail server on this machine that keeps what it takes.
type postOffice struct {
	address string
	mu      sync.Mutex
	taken   []envelope
}

type envelope struct{ to, letter string }

func newPostOffice(t *testing.T) *postOffice {
	t.Helper()
	o := &postOffice{}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &counter{office: o}, nil }))
	server.Domain = "post.example"
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	o.address = listener.Addr().String()
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return o
}

func (o *postOffice) mailer(t *testing.T) *mail.Mailer {
	t.Helper()
	m, err := mail.New(mail.Config{URL: "smtp://" + o.address + "?tls=none", From: "Musikk for alle <post@dissimilis.no>", Timeout: 5 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func (o *postOffice) got() []envelope {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]envelope(nil), o.taken...)
}

// counter is where one client is served.
type counter struct {
	office *postOffice
	to     string
}

func (c *counter) Mail(string, *smtp.MailOptions) error { return nil }

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "full") {
		return &smtp.SMTPError{Code: 550, Message: "no such box"}
	}
	c.to = to
	return nil
}

func (c *counter) Data(letter io.Reader) error {
	text, err := io.ReadAll(letter)
	if err != nil {
		return err
	}
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.taken = append(c.office.taken, envelope{c.to, string(text)})
	return nil
}

func (c *counter) Reset()        { c.to = "" }
func (c *counter) Logout() error { return nil }

func TestMail(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	office := newPostOffice(t)
	h.courier.Mail = office.mailer(t)
	for _, address := range []string{"a@example.org", "b@example.org", "full@example.org"} {
		h.Exec("update families set email = ?, lang = 'ar' where id = ?", address, h.family(0))
	}
	h.plan()
	h.sweep()
	h.wantStates(map[string]int{"day_before sent": 2, "day_before failed": 1})
	got := office.got()
	if len(got) != 2 {
		t.Fatalf("%d mails arrived", len(got))
	}
	for _, part := range []string{"Content-Language: ar", "List-Unsubscribe: <https://musikk.example/ar/me>", "multipart/alternative", "Message-ID: <reminder-"} {
		if !strings.Contains(got[0].letter, part) {
			t.Errorf("the mail lacks %q:\n%s", part, got[0].letter)
		}
	}
}

func TestMailToAPersonWithoutADevice(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	office := newPostOffice(t)
	h.courier.Mail = office.mailer(t)
	shift := fixture.AddShift(t, h.Store, h.session)
	v := fixture.Volunteer(t, h.Store, h.Place)
	h.Exec("insert into shift_hands (shift_id, volunteer_id) values (?, ?)", shift.ID, v)
	h.plan()
	h.sweep()
	h.wantStates(map[string]int{"shift_day_before sent": 1})
	if got := office.got(); len(got) != 1 || !strings.Contains(got[0].letter, "/nb/volunteer") {
		t.Errorf("mails: %+v", got)
	}
}
