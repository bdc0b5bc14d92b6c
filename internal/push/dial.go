package push

import (
	"errors"
	"net/netip"
	"syscall"
)

// errNotPublic is the error of a dial to an address that is not on the public internet.
var errNotPublic = errors.New("push: the address is not public")

// notPublic lists the prefixes that netip counts as global unicast although they are not public (IANA special-purpose
// registries), or that embed an IPv4 address in an IPv6 one.
var notPublic = []netip.Prefix{
	netip.MustParsePrefix("0.0.0.0/8"),
	netip.MustParsePrefix("100.64.0.0/10"),
	netip.MustParsePrefix("192.0.0.0/24"),
	netip.MustParsePrefix("192.0.2.0/24"),
	netip.MustParsePrefix("192.88.99.0/24"),
	netip.MustParsePrefix("198.18.0.0/15"),
	netip.MustParsePrefix("198.51.100.0/24"),
	netip.MustParsePrefix("203.0.113.0/24"),
	netip.MustParsePrefix("240.0.0.0/4"),
	netip.MustParsePrefix("::/96"),
	netip.MustParsePrefix("64:ff9b:1::/48"),
	netip.MustParsePrefix("100::/64"),
	netip.MustParsePrefix("2001::/23"),
	netip.MustParsePrefix("2001:db8::/32"),
	netip.MustParsePrefix("2002::/16"),
	netip.MustParsePrefix("fec0::/10"),
}

// nat64 is the prefix by which an IPv6-only network reaches IPv4 (RFC 6052); the last four bytes are the IPv4 address.
var nat64 = netip.MustParsePrefix("64:ff9b::/96")

// publicOnly refuses non-public addresses. It runs after DNS resolution and just before the connect, so a second
// resolution cannot change the address (DNS rebinding).
func publicOnly(allowLoopback bool) func(network, address string, _ syscall.RawConn) error {
	return func(_, address string, _ syscall.RawConn) error {
		target, err := netip.ParseAddrPort(address)
		if err != nil {
			return errNotPublic
		}
		if allowLoopback && target.Addr().Unmap().IsLoopback() {
			return nil
		}
		if !isPublic(target.Addr()) {
			return errNotPublic
		}
		return nil
	}
}

func isPublic(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	if nat64.Contains(address) {
		bytes := address.As16()
		address = netip.AddrFrom4([4]byte(bytes[12:]))
	}
	if !address.IsGlobalUnicast() || address.IsPrivate() {
		return false
	}
	for _, prefix := range notPublic {
		if prefix.Contains(address) {
			return false
		}
	}
	return true
}
