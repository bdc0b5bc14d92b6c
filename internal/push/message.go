package push

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Urgency is the Urgency header: whether a phone on low battery should wake up (RFC 8030, section 5.3).
type Urgency string

// The urgencies of RFC 8030. A reminder that is due uses High.
const (
	UrgencyVeryLow Urgency = "very-low"
	UrgencyLow     Urgency = "low"
	UrgencyNormal  Urgency = "normal"
	UrgencyHigh    Urgency = "high"
)

const (
	// maxTTL is the longest time that push services keep a message; they shorten anything longer.
	maxTTL   = 28 * 24 * time.Hour
	maxTopic = 32
)

// Message is the content of one push. Sending does not modify it, so one message may be sent to many subscriptions at once.
type Message struct {
	Payload []byte
	// TTL is how long the push service keeps the message for a phone that is off: the time left until it is stale.
	TTL time.Duration
	// Urgency is normal when empty.
	Urgency Urgency
	// Topic, when set, lets a later message replace this one while the phone is off: the same on every retry.
	Topic string
}

// Validate refuses what a push service would refuse or silently drop: a message without a TTL
// is lost when the phone happens to be off.
func (m Message) Validate() error {
	switch {
	case len(m.Payload) > MaxPayload:
		return ErrTooLarge
	case m.TTL < time.Second || m.TTL > maxTTL:
		return ErrTTL
	case len(m.Topic) > maxTopic || strings.ContainsFunc(m.Topic, notURLSafe):
		return ErrTopic
	}
	switch m.Urgency {
	case "", UrgencyVeryLow, UrgencyLow, UrgencyNormal, UrgencyHigh:
		return nil
	}
	return ErrUrgency
}

func (m Message) header(authorization string) http.Header {
	header := http.Header{
		"Authorization":    {authorization},
		"Content-Encoding": {"aes128gcm"},
		"Content-Type":     {"application/octet-stream"},
		"Ttl":              {strconv.Itoa(int(m.TTL / time.Second))},
		"Urgency":          {string(UrgencyNormal)},
	}
	if m.Urgency != "" {
		header["Urgency"] = []string{string(m.Urgency)}
	}
	if m.Topic != "" {
		header["Topic"] = []string{m.Topic}
	}
	return header
}

// notURLSafe matches what is outside the base64url alphabet, which RFC 8030, section 5.4, requires of a topic.
func notURLSafe(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-' && r != '_'
}
