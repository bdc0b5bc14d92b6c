package push

// Error is a refused input. Its code is stable between versions, so that a caller can map it to a fault.
// Its text never holds an endpoint, a key or any other part of the input.
type Error struct {
	Code string
	Text string
}

func (e *Error) Error() string { return "push: " + e.Text }

// Errors of ParseSubscription.
var (
	ErrEndpoint       = &Error{"push_endpoint_invalid", "the endpoint is not a plain https address"}
	ErrEndpointLength = &Error{"push_endpoint_too_long", "the endpoint is longer than 2048 bytes"}
	ErrService        = &Error{"push_service_unknown", "the endpoint belongs to no push service on the list"}
	ErrKey            = &Error{"push_key_invalid", "p256dh is not a point on the curve P-256"}
	ErrAuth           = &Error{"push_auth_invalid", "auth is not 16 bytes"}
)

// Errors of Message.Validate and Notification.Payload.
var (
	ErrTooLarge     = &Error{"push_too_large", "the payload does not fit in one record"}
	ErrTTL          = &Error{"push_ttl_invalid", "the time to live is not between one second and 28 days"}
	ErrTopic        = &Error{"push_topic_invalid", "the topic is not at most 32 URL-safe characters"}
	ErrUrgency      = &Error{"push_urgency_invalid", "the urgency is none of RFC 8030"}
	ErrNotification = &Error{"push_notification_invalid", "a notification needs a title, a known direction and absolute addresses"}
)

// Errors of the server's settings: NewVAPID, NewServices, NewSender.
var (
	ErrKeyPair    = &Error{"push_key_pair_invalid", "the VAPID keys are not a pair"}
	ErrKeyUnknown = &Error{"push_key_unknown", "the subscription was made with a key that this server does not have"}
	ErrSubject    = &Error{"push_subject_invalid", "the VAPID subject must be a mailto: or https: address that people outside can reach, not localhost"}
	ErrTestHost   = &Error{"push_host_invalid", "an extra push host must be host, host:port or an origin"}
)
