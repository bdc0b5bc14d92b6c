// Package limit holds every rate limit of the program in one list, and counts tries against it. It owns the table rates.
package limit

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// Limit is how many tries are allowed within a span.
type Limit struct {
	Name string // of the counter; also its row in docs/rules.md
	Most int
	Per  string // what shares one counter
	Span time.Duration
}

// The rate limits. Those of typed codes follow OWASP ASVS 5.0, 6.6; a hall full of families shares one network.
var (
	Writes        = Limit{"write", 1200, "network", time.Minute}
	CodesNetwork  = Limit{"code network", 20, "network", time.Hour}
	CodesAddress  = Limit{"code address", 5, "e-mail address", time.Hour}
	Links         = Limit{"link", 20, "network", time.Hour}
	PartnerCodes  = Limit{"partner code", 10, "volunteer", time.Hour}
	Ceremonies    = Limit{"passkey", 30, "network", 5 * time.Minute}
	Pulses        = Limit{"pulse", 300, "network", time.Hour}
	Notifications = Limit{"push test", 10, "device", time.Hour}
	Drawings      = Limit{"drawing", 120, "network", 10 * time.Minute}
	Files         = Limit{"sheet or picture", 12000, "network", time.Minute}
)

// All lists the limits.
var All = []Limit{Writes, CodesNetwork, CodesAddress, Links, PartnerCodes, Ceremonies, Pulses, Notifications, Drawings, Files}

// Count counts a try of whoever and fails with fault.ErrTooMany past the limit. One upsert counts for all servers; only a
// hash of who tried is stored.
func (l Limit) Count(ctx context.Context, store *db.Store, whoever string) error {
	hash := sha256.Sum256([]byte(l.Name + " " + whoever))
	var n int
	err := store.Gorm.WithContext(ctx).Raw(`insert into rates as r (key, window_start, n)
		values (?, date_bin(make_interval(secs => ?), now(), 'epoch'), 1)
		on conflict (key, window_start) do update set n = r.n + 1 returning n`,
		base64.RawURLEncoding.EncodeToString(hash[:12]), l.Span.Seconds()).Scan(&n).Error
	if err == nil && n > l.Most {
		return fault.ErrTooMany
	}
	return err
}
