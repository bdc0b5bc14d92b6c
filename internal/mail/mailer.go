package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

const (
	// mailsPerConnection is how many mails share a connection; servers end longer ones on their own.
	mailsPerConnection = 50
	// serviceClosing is a server that is about to hang up (RFC 5321, section 3.8).
	serviceClosing = 421
)

// Outcome is what became of one attempt.
type Outcome int

// The outcomes of an attempt.
const (
	// Retry: the server is away, or asks to come back (4xx).
	Retry Outcome = iota
	// Accepted by the server, which is not yet read by a person.
	Accepted
	// Permanent: the server will never take this mail (5xx), or it may not be sent at all.
	Permanent
)

// String names the outcome in logs and metrics.
func (o Outcome) String() string {
	switch o {
	case Retry:
		return "retry"
	case Accepted:
		return "accepted"
	case Permanent:
		return "permanent"
	}
	return "unknown"
}

// Result is the outcome of one attempt with a short reason that is safe to log: no address, no text of a server.
type Result struct {
	Outcome Outcome
	Reason  string
}

// Mailer sends mails by one server. Safe for concurrent use; each call has its own connection.
type Mailer struct {
	server *server
}

// New checks the settings. It does not connect: the program must start while the mail server is away.
func New(config Config) (*Mailer, error) {
	server, err := parseConfig(config)
	if err != nil {
		return nil, err
	}
	return &Mailer{server}, nil
}

// Send makes one attempt to hand over one mail.
func (m *Mailer) Send(ctx context.Context, message Message) Result {
	return m.SendAll(ctx, []Message{message})[0]
}

// SendAll makes one attempt for each mail, fifty to a connection, and returns a result for each in the same order.
// A mail that is refused holds up no other; when the server cannot be reached, the rest is not tried.
func (m *Mailer) SendAll(ctx context.Context, messages []Message) []Result {
	results := make([]Result, len(messages))
	var line *connection
	defer func() { line.hangUp() }()
	for i, message := range messages {
		letter, err := m.server.compose(message)
		if err != nil {
			results[i] = Result{Permanent, "message_invalid"}
			continue
		}
		if line.spent() {
			line.hangUp()
			if line, err = m.server.connect(ctx); err != nil {
				fill(results[i:], unreachable(err))
				return results
			}
		}
		results[i] = line.send(letter)
	}
	return results
}

func fill(results []Result, with Result) {
	for i := range results {
		results[i] = with
	}
}

// connection is one conversation with the server, closed when its context ends.
type connection struct {
	client  *gomail.Client
	session *smtp.Client
	socket  net.Conn
	release func() bool
	left    int // mails that this connection may still carry
}

func (s *server) connect(ctx context.Context) (*connection, error) {
	line := &connection{left: mailsPerConnection}
	client, err := gomail.NewClient(s.host, s.options(func(dialCtx context.Context, network, address string) (net.Conn, error) {
		socket, err := s.dial(dialCtx, network, address)
		if err == nil {
			line.socket = socket
			line.release = context.AfterFunc(ctx, func() { _ = socket.Close() })
		}
		return socket, err
	})...)
	if err != nil {
		return nil, err
	}
	line.client = client
	if line.session, err = client.DialToSMTPClientWithContext(ctx); err != nil {
		line.hangUp()
		return nil, err
	}
	return line, nil
}

func (s *server) options(dial gomail.DialContextFunc) []gomail.Option {
	options := []gomail.Option{
		gomail.WithPort(s.port), gomail.WithHELO(s.domain()), gomail.WithTimeout(s.timeout),
		gomail.WithTLSConfig(s.tls), gomail.WithDialContextFunc(dial), gomail.WithoutNoop(),
	}
	switch s.security {
	case startTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case implicitTLS:
		options = append(options, gomail.WithSSL())
	case noTLS:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.user != "" {
		options = append(options, gomail.WithUsername(s.user), gomail.WithPassword(s.password),
			gomail.WithOpportunisticSMTPAuth(gomail.SMTPAuthPlain, gomail.SMTPAuthLogin))
	}
	return options
}

func (s *server) dial(ctx context.Context, network, address string) (net.Conn, error) {
	dialer := &net.Dialer{Timeout: s.timeout}
	if s.security == implicitTLS {
		return (&tls.Dialer{NetDialer: dialer, Config: s.tls}).DialContext(ctx, network, address)
	}
	return dialer.DialContext(ctx, network, address)
}

func (c *connection) send(letter *gomail.Msg) Result {
	c.left--
	err := c.client.SendWithSMTPClient(c.session, letter)
	if letter.IsDelivered() {
		if err != nil { // taken, but the conversation broke down right after
			c.left = 0
		}
		return Result{Accepted, "accepted"}
	}
	code := codeOf(err)
	if code == 0 || code == serviceClosing {
		c.left = 0
	}
	return classify(code)
}

func (c *connection) spent() bool { return c == nil || c.left <= 0 }

func (c *connection) hangUp() {
	if c == nil || c.socket == nil {
		return
	}
	c.release()
	if c.session != nil {
		_ = c.socket.SetDeadline(time.Now().Add(time.Second)) // a polite QUIT must not cost what the mail did not
		_ = c.session.Quit()
	}
	_ = c.socket.Close()
}

// codeOf is the server's answer to one mail, or zero when the network failed first.
func codeOf(err error) int {
	refusal, _ := errors.AsType[*gomail.SendError](err)
	return refusal.ErrorCode()
}

func classify(code int) Result {
	switch {
	case code == 0:
		return Result{Retry, "network"}
	case code >= 500:
		return Result{Permanent, "smtp_" + strconv.Itoa(code)}
	}
	return Result{Retry, "smtp_" + strconv.Itoa(code)}
}

// unreachable is for a server that did not let us in: whatever its code, no mail is to blame.
func unreachable(err error) Result {
	if refusal, ok := errors.AsType[*textproto.Error](err); ok {
		return Result{Retry, "connect_" + strconv.Itoa(refusal.Code)}
	}
	return Result{Retry, "connect"}
}
