package push

import (
	"net/netip"
	"testing"
)

// S26: whatever a name resolves to, nothing inside our own network is dialled.
func TestDialRefusesWhatIsNotPublic(t *testing.T) {
	guard := publicOnly(false)
	refused := []string{
		"127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
		"192.0.0.1", "198.18.0.1", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "2001::1",
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::",
	}
	for _, address := range refused {
		if guard("tcp", netip.AddrPortFrom(netip.MustParseAddr(address), 443).String(), nil) == nil {
			t.Errorf("%s would be dialled", address)
		}
	}
	for _, address := range []string{"142.250.74.10", "17.188.143.34", "2a00:1450:400f::200a", "64:ff9b::8efa:4a0a"} {
		if err := guard("tcp", netip.AddrPortFrom(netip.MustParseAddr(address), 443).String(), nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	if guard("tcp", "fcm.googleapis.com:443", nil) == nil {
		t.Error("a name was taken for an address")
	}
}

func TestDialAllowsLoopbackOnlyWhenTold(t *testing.T) {
	guard := publicOnly(true)
	for _, address := range []string{"127.0.0.1:8443", "[::1]:8443"} {
		if err := guard("tcp", address, nil); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"10.0.0.1:443", "169.254.169.254:80", "192.168.1.1:443"} {
		if guard("tcp", address, nil) == nil {
			t.Errorf("%s would be dialled", address)
		}
	}
}

// A name on the list that DNS points to this machine gets as far as the dialler and no further.
func TestDialRefusesNameThatResolvesToLoopback(t *testing.T) {
	services, err := NewServices("localhost:9")
	must(t, err)
	sender := NewSender(Settings{Keys: NewKeys(newVAPID(t)), Services: services})
	defer sender.Close()
	result := sender.Send(t.Context(), newPhone(t, "https://localhost:9/abc").sub, reminder())
	if result != (Result{Reaction: Retry, Reason: "address_not_public"}) {
		t.Errorf("got %+v", result)
	}
}
