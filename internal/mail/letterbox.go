package mail

import (
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Letterbox is an SMTP server on loopback that prints every mail, so that a demo needs no mail provider. It stores
// nothing.
type Letterbox struct {
	server   *smtp.Server
	listener net.Listener
}

const letterLimit = 1 << 20 // bytes of one mail

// OpenLetterbox listens on a free loopback port and writes the plain text of each mail to out.
func OpenLetterbox(out io.Writer) (*Letterbox, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") //nolint:noctx // binds at once
	if err != nil {
		return nil, fmt.Errorf("mail: letterbox: %w", err)
	}
	server := smtp.NewServer(&slot{out: out})
	server.Domain, server.MaxMessageBytes = "localhost", letterLimit
	server.ReadTimeout, server.WriteTimeout = 10*time.Second, 10*time.Second
	server.ErrorLog = quiet{}
	go func() { _ = server.Serve(listener) }() // ends with Close
	return &Letterbox{server, listener}, nil
}

// URL returns the SMTP address of the letterbox, for Config.URL.
func (l *Letterbox) URL() string { return "smtp://" + l.listener.Addr().String() + "?tls=none" }

// Close stops listening.
func (l *Letterbox) Close() error { return l.server.Close() }

// slot is the SMTP backend; it prints one mail at a time.
type slot struct {
	mu  sync.Mutex
	out io.Writer
}

// NewSession implements smtp.Backend.
func (s *slot) NewSession(*smtp.Conn) (smtp.Session, error) { return &letter{slot: s}, nil }

type letter struct {
	slot *slot
	to   string
}

// Mail implements smtp.Session and accepts any sender.
func (*letter) Mail(string, *smtp.MailOptions) error { return nil }

// Rcpt implements smtp.Session and remembers the recipient.
func (l *letter) Rcpt(to string, _ *smtp.RcptOptions) error {
	l.to = to
	return nil
}

// Data implements smtp.Session and prints the subject and the plain text.
func (l *letter) Data(r io.Reader) error {
	message, err := mail.ReadMessage(r)
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(message.Header.Get("Subject"))
	if err != nil {
		return err
	}
	text, err := plainText(message)
	if err != nil {
		return err
	}
	l.slot.mu.Lock()
	defer l.slot.mu.Unlock()
	_, err = fmt.Fprintf(l.slot.out, "\n  ✉ %s: %s\n\n%s\n", l.to, subject, indent(text))
	return err
}

// Reset implements smtp.Session and clears the recipient.
func (l *letter) Reset() { l.to = "" }

// Logout implements smtp.Session.
func (*letter) Logout() error { return nil }

// plainText finds the part for people without HTML; our mails always have one.
func plainText(message *mail.Message) (string, error) {
	_, params, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		return "", err
	}
	parts := multipart.NewReader(message.Body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			return "", err
		}
		if kind, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); kind == "text/plain" {
			text, err := io.ReadAll(quotedprintable.NewReader(part))
			return string(text), err
		}
	}
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n", "\n    ")
}

// quiet discards the SMTP server's own log.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
