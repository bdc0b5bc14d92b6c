package mail

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/textproto"
	"slices"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

const (
	// mailsPerConnection is how many mails share a connection; servers end longer ones on their own.
	mailsPerConnection = 50
	// serviceClosing is the reply code of a server that is closing the connection (RFC 5321, section 3.8).
	serviceClosing = 421
)

// Outcome classifies one attempt.
type Outcome int

// The outcomes of an attempt.
const (
	// Retry: the server could not be reached or answered 4xx.
	Retry Outcome = iota
	// Accepted: the server has taken the mail; that it was delivered is not known.
	Accepted
	// Permanent: the server answered 5xx, or Validate refused the mail.
	Permanent
)

// String returns the outcome's name for logs and metrics.
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
	Bounced bool // Permanent, because there is no such mailbox
}

// noMailbox are the reply codes that refuse an address for good (RFC 5321, section 4.2.3, and RFC 7504); others of 5xx refuse
// this mail.
var noMailbox = []int{510, 511, 521, 550, 551, 553, 556}

// Mailer sends mails through one server. Safe for concurrent use; each call opens its own connection.
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

// SendAll makes one attempt for each mail, fifty to a connection, and returns the results in the same order. A refused
// mail does not stop the others. If the server cannot be reached, the rest is not tried and gets Retry.
func (m *Mailer) SendAll(ctx context.Context, messages []Message) []Result {
	results := make([]Result, len(messages))
	var line *connection
	defer func() { line.hangUp() }()
	for i, message := range messages {
		letter, err := m.server.compose(message)
		if err != nil {
			results[i] = Result{Outcome: Permanent, Reason: "message_invalid"}
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
		return Result{Outcome: Accepted, Reason: "accepted"}
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

// codeOf returns the server's reply code to one mail, or 0 if the network failed first.
func codeOf(err error) int {
	refusal, _ := errors.AsType[*gomail.SendError](err)
	return refusal.ErrorCode()
}

func classify(code int) Result {
	switch {
	case code == 0:
		return Result{Outcome: Retry, Reason: "network"}
	case code >= 500:
		return Result{Permanent, "smtp_" + strconv.Itoa(code), slices.Contains(noMailbox, code)}
	}
	return Result{Outcome: Retry, Reason: "smtp_" + strconv.Itoa(code)}
}

// unreachable returns Retry for a server that refused the connection or the sign-in, whatever its code: the mail is not
// the cause.
func unreachable(err error) Result {
	if refusal, ok := errors.AsType[*textproto.Error](err); ok {
		return Result{Outcome: Retry, Reason: "connect_" + strconv.Itoa(refusal.Code)}
	}
	return Result{Outcome: Retry, Reason: "connect"}
}
