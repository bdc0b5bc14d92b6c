// Package mail sends mails by SMTP and classifies the outcome of each attempt: accepted, retry, or permanent.
// Texts come from the caller, which takes them from package i18n.
package mail

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Errors of New. They never repeat the URL, which may hold a password.
var (
	ErrURL       = errors.New("mail: the server must be smtp://user:password@host:port?tls=starttls|implicit|none")
	ErrPlaintext = errors.New("mail: tls=none is only for a server on this machine")
	ErrFrom      = errors.New("mail: the sender must be one address, such as Musikk for alle <post@example.org>")
)

const defaultTimeout = 15 * time.Second

// Config configures a Mailer.
type Config struct {
	// URL is smtp://user:password@host:port?tls=…; tls is starttls (the default, and then required), implicit,
	// or none, which only a server on this machine may have.
	URL string
	// From is the sender that people see.
	From string
	// Timeout bounds each of connecting and sending one mail; zero means 15 seconds.
	Timeout time.Duration
	// RootCAs replaces the system's certificate authorities, for tests.
	RootCAs *x509.CertPool
}

// security is the TLS mode of a connection.
type security string

const (
	startTLS    security = "starttls"
	implicitTLS security = "implicit"
	noTLS       security = "none"
)

var defaultPort = map[security]int{startTLS: 587, implicitTLS: 465, noTLS: 25}

// server is a parsed Config.
type server struct {
	host, user, password string
	port                 int
	security             security
	tls                  *tls.Config
	from                 *mail.Address
	timeout              time.Duration
}

func parseConfig(config Config) (*server, error) {
	address, err := url.Parse(config.URL)
	if err != nil || address.Scheme != "smtp" || address.Hostname() == "" || strings.Trim(address.Path, "/") != "" {
		return nil, ErrURL
	}
	s := &server{host: address.Hostname(), user: address.User.Username(), timeout: config.Timeout}
	s.password, _ = address.User.Password()
	if s.security = security(address.Query().Get("tls")); s.security == "" {
		s.security = startTLS
	}
	port, known := defaultPort[s.security]
	if !known {
		return nil, ErrURL
	}
	if s.port = port; address.Port() != "" {
		if s.port, err = strconv.Atoi(address.Port()); err != nil {
			return nil, ErrURL
		}
	}
	if s.security == noTLS && !thisMachine(s.host) {
		return nil, ErrPlaintext
	}
	if s.from, err = mail.ParseAddress(config.From); err != nil || !singleLine(config.From) {
		return nil, ErrFrom
	}
	if s.timeout == 0 {
		s.timeout = defaultTimeout
	}
	s.tls = &tls.Config{ServerName: s.host, MinVersion: tls.VersionTLS12, RootCAs: config.RootCAs}
	return s, nil
}

// domain returns the name for HELO and for message ids: the sender's domain, so that neither reveals the host name.
func (s *server) domain() string {
	return s.from.Address[strings.LastIndexByte(s.from.Address, '@')+1:]
}

func thisMachine(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
