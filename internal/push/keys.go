package push

// Keys are the VAPID pairs of this server. A browser's subscription works only with the pair it was made with
// (RFC 8292, section 4.2), so a pair that is replaced is kept until the subscriptions made with it are gone.
type Keys struct {
	current *VAPID
	byName  map[string]*VAPID
}

// NewKeys takes the pair for new subscriptions and, after a rotation, those still needed by older ones.
func NewKeys(current *VAPID, older ...*VAPID) *Keys {
	keys := &Keys{current, map[string]*VAPID{current.public: current}}
	for _, pair := range older {
		keys.byName[pair.public] = pair
	}
	return keys
}

// Current is the pair that new subscriptions are made with.
func (k *Keys) Current() *VAPID { return k.current }

// Find returns the pair with this public key, base64url. An empty key means the current pair.
func (k *Keys) Find(publicKey string) (*VAPID, error) {
	if publicKey == "" {
		return k.current, nil
	}
	if pair, ok := k.byName[publicKey]; ok {
		return pair, nil
	}
	return nil, ErrKeyUnknown
}
