package web

import (
	"bytes"
	"net/netip"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// proxies are the networks whose X-Forwarded-For counts.
type proxies []netip.Prefix

// proxiesOf reads addresses and networks; package config has checked them.
func proxiesOf(listed []string) proxies {
	var all proxies
	for _, text := range listed {
		p, err := netip.ParsePrefix(text)
		if err != nil {
			a, err := netip.ParseAddr(text)
			if err != nil {
				continue
			}
			p = netip.PrefixFrom(a, a.BitLen())
		}
		all = append(all, p)
	}
	return all
}

// client returns the right-most address of X-Forwarded-For that is not one of our proxies; a client can forge what is left
// of it.
func (p proxies) client(c *fiber.Ctx) netip.Addr {
	from := addressOf(c.Context().RemoteAddr().String())
	forwarded := strings.Split(string(bytes.Join(c.Request().Header.PeekAll(fiber.HeaderXForwardedFor), []byte(","))), ",")
	for _, text := range slices.Backward(forwarded) {
		if !p.trust(from) {
			return from
		}
		next := addressOf(strings.TrimSpace(text))
		if !next.IsValid() {
			return from
		}
		from = next
	}
	return from
}

func (p proxies) trust(a netip.Addr) bool {
	return slices.ContainsFunc(p, func(n netip.Prefix) bool { return n.Contains(a) })
}

// addressOf parses an address with or without a port. For anything else the result is not valid.
func addressOf(text string) netip.Addr {
	if a, err := netip.ParseAddrPort(text); err == nil {
		return a.Addr().Unmap().WithZone("")
	}
	a, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{}
	}
	return a.Unmap().WithZone("")
}

// network returns the caller's network for rate limits: the /24 of an IPv4 address, the /56 of an IPv6 address.
func network(a netip.Addr) string {
	bits := 56
	if a.Is4() {
		bits = 24
	}
	p, err := a.Prefix(bits)
	if err != nil {
		return "unknown"
	}
	return p.String()
}
