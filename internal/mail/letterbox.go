package mail

import (
	"cmp"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
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
	listener, err := net.Listen("tcp", "127.0.0.1:0") // binds at once
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
	text, err := plainText(textproto.MIMEHeader(message.Header), message.Body)
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

// plainText returns the first text/plain body: the mail itself, or a part of it at any depth.
func plainText(header textproto.MIMEHeader, body io.Reader) (string, error) {
	kind, params, err := mime.ParseMediaType(cmp.Or(header.Get("Content-Type"), "text/plain"))
	if err != nil {
		return "", fmt.Errorf("mail: letterbox: content type: %w", err)
	}
	switch {
	case kind == "text/plain":
		return decoded(header, body)
	case !strings.HasPrefix(kind, "multipart/"):
		return "", errNoText
	}
	parts := multipart.NewReader(body, params["boundary"])
	for {
		part, err := parts.NextRawPart()
		if errors.Is(err, io.EOF) {
			return "", errNoText
		} else if err != nil {
			return "", err
		}
		if text, err := plainText(part.Header, part); !errors.Is(err, errNoText) {
			return text, err
		}
	}
}

// errNoText is the error for a mail without a text/plain body.
var errNoText = errors.New("mail: letterbox: the mail has no plain text")

// decoded undoes the Content-Transfer-Encoding (RFC 2045, section 6).
func decoded(header textproto.MIMEHeader, body io.Reader) (string, error) {
	switch strings.ToLower(header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, err := io.ReadAll(body)
	return string(text), err
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(strings.ReplaceAll(text, "\r", "")), "\n", "\n    ")
}

// quiet discards the SMTP server's own log.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
