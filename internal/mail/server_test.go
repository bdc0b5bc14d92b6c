package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// postOffice is a real mail server on this machine that keeps what it takes.
type postOffice struct {
	address string
	roots   *x509.CertPool

	mu          sync.Mutex
	connections int
	taken       []envelope

	onRecipient func(to string) error
	onData      func() error
}

type envelope struct {
	from, to, letter string
}

// newPostOffice listens with STARTTLS, or with TLS from the first byte.
func newPostOffice(t *testing.T, implicit bool) *postOffice {
	t.Helper()
	web := httptest.NewTLSServer(nil) // for its certificate
	t.Cleanup(web.Close)
	office := &postOffice{
		roots:       x509.NewCertPool(),
		onRecipient: func(string) error { return nil },
		onData:      func() error { return nil },
	}
	office.roots.AddCert(web.Certificate())

	server := smtp.NewServer(office)
	server.Domain = "post.example"
	server.TLSConfig = &tls.Config{Certificates: web.TLS.Certificates, MinVersion: tls.VersionTLS12}
	server.AllowInsecureAuth = true // as development servers do; our own rule is what is tested
	server.ErrorLog = silent{}
	server.ReadTimeout, server.WriteTimeout = 10*time.Second, 10*time.Second
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	office.address = listener.Addr().String()
	if implicit {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return office
}

func (o *postOffice) mailer(t *testing.T, credentials, query string) *Mailer {
	t.Helper()
	mailer, err := New(Config{
		URL: "smtp://" + credentials + o.address + query, From: "Musikk for alle <post@dissimilis.no>",
		Timeout: 5 * time.Second, RootCAs: o.roots,
	})
	must(t, err)
	return mailer
}

func (o *postOffice) NewSession(conn *smtp.Conn) (smtp.Session, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.connections++
	return &counter{office: o}, nil
}

func (o *postOffice) last(t *testing.T) envelope {
	t.Helper()
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.taken) == 0 {
		t.Fatal("no mail was taken")
	}
	return o.taken[len(o.taken)-1]
}

// counter is where one client is served.
type counter struct {
	office *postOffice
	open   envelope
}

func (c *counter) AuthMechanisms() []string { return []string{sasl.Plain} }

func (c *counter) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "musikk" || password != "p@ss:word" {
			return &smtp.SMTPError{Code: 535, Message: "no"}
		}
		return nil
	}), nil
}

func (c *counter) Mail(from string, _ *smtp.MailOptions) error {
	c.open.from = from
	return nil
}

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.open.to = to
	return c.office.onRecipient(to)
}

func (c *counter) Data(letter io.Reader) error {
	text, err := io.ReadAll(letter)
	if err != nil {
		return err
	}
	if err := c.office.onData(); err != nil {
		return err
	}
	c.open.letter = string(text)
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.taken = append(c.office.taken, c.open)
	return nil
}

func (c *counter) Reset()        { c.open = envelope{} }
func (c *counter) Logout() error { return nil }

type silent struct{}

func (silent) Printf(string, ...any) {}
func (silent) Println(...any)        {}

func answers(code int) error { return &smtp.SMTPError{Code: code, Message: "said by the test"} }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t *testing.T, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
}
