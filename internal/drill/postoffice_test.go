package drill

import (
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// postOffice is a mail server on this machine that can be closed and opened.
type postOffice struct {
	testing.TB
	address string
	server  *smtp.Server

	mu    sync.Mutex
	taken map[string]int // mails by recipient
}

// newPostOffice has an address and is closed.
func newPostOffice(t testing.TB) *postOffice {
	t.Helper()
	return &postOffice{TB: t, address: freeAddress(t), taken: map[string]int{}}
}

func (o *postOffice) setting() string { return "SMTP_URL=smtp://" + o.address + "?tls=none" }

func (o *postOffice) open() {
	o.Helper()
	listener, err := net.Listen("tcp", o.address)
	must(o.TB, err)
	o.server = smtp.NewServer(o)
	o.server.Domain = "post.example"
	o.server.ReadTimeout, o.server.WriteTimeout = 10*time.Second, 10*time.Second
	go func() { _ = o.server.Serve(listener) }()
	o.Cleanup(func() { _ = o.server.Close() })
}

func (o *postOffice) mails() (recipients, all int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, n := range o.taken {
		all += n
	}
	return len(o.taken), all
}

// NewSession serves one connection.
func (o *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return &counter{office: o}, nil }

// counter takes one mail after the other.
type counter struct {
	office *postOffice
	to     string
}

func (c *counter) Mail(string, *smtp.MailOptions) error      { return nil }
func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error { c.to = to; return nil }
func (c *counter) Reset()                                    {}
func (c *counter) Logout() error                             { return nil }
func (c *counter) Data(letter io.Reader) error {
	if _, err := io.Copy(io.Discard, letter); err != nil {
		return err
	}
	c.office.mu.Lock()
	defer c.office.mu.Unlock()
	c.office.taken[c.to]++
	return nil
}
