// Package config is the program's one set of settings, read from the environment and checked at the start.
package config

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/caarlos0/env/v11"
)

// Config is every setting. A name that ends in _FILE names a file that holds the value, for secrets.
type Config struct {
	Addr     string `env:"ADDR" envDefault:"127.0.0.1:8080"`     // host:port to listen on
	OpsAddr  string `env:"OPS_ADDR" envDefault:"127.0.0.1:8081"` // metrics; never public. "off": none
	BaseURL  string `env:"BASE_URL"`                             // public address, for every link that leaves the program
	DataDir  string `env:"DATA_DIR"`                             // of the private PostgreSQL; empty: the system's usual place
	KeysFile string `env:"KEYS_FILE"`                            // keys of sealed values; empty: beside the data folder
	Database string `env:"DATABASE_URL,unset"`                   // empty: the program starts its own PostgreSQL
	DBFile   string `env:"DATABASE_URL_FILE"`                    // file with DATABASE_URL
	Conns    int32  `env:"DATABASE_CONNS" envDefault:"12"`       // connections of the one pool
	SMTP     string `env:"SMTP_URL,unset"`                       // smtp://user:password@host:port; empty: no mail
	SMTPFile string `env:"SMTP_URL_FILE"`                        // file with SMTP_URL
	MailFrom string `env:"MAIL_FROM" envDefault:"Musikk for alle <musikkforalle@localhost>"`

	VAPIDSubject string   `env:"VAPID_SUBJECT" envDefault:"mailto:post@dissimilis.no"` // whom push services may write to
	PushHosts    []string `env:"PUSH_EXTRA_HOSTS"`                                     // extra push hosts, for tests: host:port

	TrustedProxies []string      `env:"TRUSTED_PROXIES"`                  // addresses whose X-Forwarded-For counts
	Demo           bool          `env:"DEMO"`                             // fill an empty database with the two real places
	DevDist        string        `env:"DEV_DIST"`                         // folder with a build of the web app, in place of the one within; `make dev` only
	Workers        bool          `env:"WORKERS" envDefault:"true"`        // send reminders from this process
	LogLevel       string        `env:"LOG_LEVEL" envDefault:"info"`      // debug, info, warn or error
	RequestTimeout time.Duration `env:"REQUEST_TIMEOUT" envDefault:"10s"` // of one request, database included
}

// Read takes the settings from the environment, checks them and fills in what follows from others.
func Read() (Config, error) {
	var c Config
	if err := env.Parse(&c); err != nil {
		return c, err
	}
	var err error
	if c.Database, err = fromFile(c.Database, c.DBFile); err != nil {
		return c, err
	}
	if c.SMTP, err = fromFile(c.SMTP, c.SMTPFile); err != nil {
		return c, err
	}
	if c.BaseURL == "" {
		c.BaseURL = "http://" + loopback(c.Addr)
	}
	c.BaseURL = strings.TrimRight(c.BaseURL, "/")
	return c, c.check()
}

func (c Config) check() error {
	var faults []error
	u, err := url.Parse(c.BaseURL)
	if err != nil || u.Host == "" || u.Path != "" || (u.Scheme != "http" && u.Scheme != "https") {
		faults = append(faults, errors.New("BASE_URL must be an address such as https://musikk.example.no"))
	} else if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		faults = append(faults, errors.New("BASE_URL must be https; http is for 127.0.0.1 and localhost only"))
	}
	if _, _, err := net.SplitHostPort(c.Addr); err != nil {
		faults = append(faults, fmt.Errorf("ADDR must be host:port: %w", err))
	}
	if c.DevDist != "" && (!c.Demo || c.Secure() || !isLoopback(hostOf(c.Addr))) {
		faults = append(faults, errors.New("DEV_DIST is for a demo on this machine: it needs DEMO=true, a loopback ADDR and no https"))
	}
	for _, p := range c.TrustedProxies {
		if _, err := netip.ParsePrefix(p); err != nil {
			if _, err := netip.ParseAddr(p); err != nil {
				faults = append(faults, fmt.Errorf("TRUSTED_PROXIES: %q is not an address or network", p))
			}
		}
	}
	return errors.Join(faults...)
}

// Secure reports whether BaseURL is https.
func (c Config) Secure() bool { return strings.HasPrefix(c.BaseURL, "https://") }

func fromFile(value, file string) (string, error) {
	if value != "" || file == "" {
		return value, nil
	}
	raw, err := os.ReadFile(file)
	return strings.TrimSpace(string(raw)), err
}

func loopback(addr string) string {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return addr
	}
	if host == "" || host == "0.0.0.0" || host == "::" || host == "127.0.0.1" {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}

func hostOf(addr string) string {
	host, _, _ := net.SplitHostPort(addr) // checked above
	return host
}

func isLoopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
