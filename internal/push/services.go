package push

import (
	"net"
	"net/netip"
	"net/url"
	"strings"
)

// Services is the list of push services that this server posts to. An endpoint comes from a browser, so from anyone:
// whatever is not on the list is refused, when a subscription is saved and again when it is used.
// The zero value holds the services of Chrome, Edge, Firefox and Safari.
type Services struct {
	extra []service
}

// service is one entry: a host and its subdomains, at one scheme and port.
type service struct {
	scheme, host, port string
}

var builtIn = []service{
	{"https", "fcm.googleapis.com", "443"},
	{"https", "jmt17.google.com", "443"},
	{"https", "updates.push.services.mozilla.com", "443"},
	{"https", "web.push.apple.com", "443"},
	{"https", "notify.windows.com", "443"},
}

// NewServices adds hosts for tests to the built-in list. Each is "host", "host:port" or an origin;
// only an origin that says http:// opens plain HTTP.
func NewServices(extra ...string) (Services, error) {
	var list Services
	for _, entry := range extra {
		if !strings.Contains(entry, "://") {
			entry = "https://" + entry
		}
		origin, err := url.Parse(entry)
		if err != nil || origin.Hostname() == "" || strings.TrimSuffix(origin.Path, "/") != "" || origin.User != nil {
			return Services{}, ErrTestHost
		}
		if origin.Scheme != "https" && origin.Scheme != "http" {
			return Services{}, ErrTestHost
		}
		list.extra = append(list.extra, service{origin.Scheme, strings.ToLower(origin.Hostname()), portOf(origin)})
	}
	return list, nil
}

// Group returns the name of the push service that an endpoint belongs to, or "" if it belongs to none.
// Messages are queued by group, so that a slow service does not delay the others (F12).
func (s Services) Group(endpoint string) string {
	address, err := s.parse(endpoint)
	if err != nil {
		return ""
	}
	return s.find(address).name()
}

func (s Services) find(address *url.URL) *service {
	for _, list := range [][]service{builtIn, s.extra} {
		for i := range list {
			if list[i].serves(address) {
				return &list[i]
			}
		}
	}
	return nil
}

func (s *service) serves(address *url.URL) bool {
	if address.Scheme != s.scheme || portOf(address) != s.port {
		return false
	}
	host := address.Hostname()
	if host == s.host {
		return true
	}
	_, notName := netip.ParseAddr(s.host)
	return notName != nil && strings.HasSuffix(host, "."+s.host)
}

func (s *service) name() string {
	if s.scheme == "https" && s.port == "443" {
		return s.host
	}
	return net.JoinHostPort(s.host, s.port)
}

func portOf(address *url.URL) string {
	if port := address.Port(); port != "" {
		return port
	}
	if address.Scheme == "http" {
		return "80"
	}
	return "443"
}
