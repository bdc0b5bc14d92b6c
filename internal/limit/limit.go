// Package limit holds every rate limit of the program in one list, and counts tries against it. It owns the table rates.
package limit

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"time"

	"gorm.io/gorm"

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

// The rate limits. Those of typed codes follow OWASP ASVS 5.0, 6.6. A hall full of families and volunteers shares one network, a
// stranger may know an address: neither may keep anybody else from signing in.
var (
	Writes        = Limit{"write", 1200, "network", time.Minute}
	Families      = Limit{"new family", 60, "network", time.Hour}
	Seats         = Limit{"seats of strangers", 24, "network and session", 24 * time.Hour}
	Codes         = Limit{"code", 5, "device and e-mail address", time.Hour}
	CodesNear     = Limit{"code near", 30, "network and e-mail address", time.Hour}
	CodesAddress  = Limit{"code address", 60, "e-mail address", time.Hour}
	CodesNetwork  = Limit{"code network", 300, "network", time.Hour}
	Links         = Limit{"link", 300, "network", time.Hour}
	PartnerCodes  = Limit{"partner code", 10, "volunteer", time.Hour}
	Ceremonies    = Limit{"passkey", 300, "network", 5 * time.Minute}
	Pulses        = Limit{"pulse", 300, "network", time.Hour}
	Notifications = Limit{"push test", 10, "device", time.Hour}
	Drawings      = Limit{"drawing", 120, "network", 10 * time.Minute}
	Files         = Limit{"sheet or picture", 12000, "network", time.Minute}
)

// All lists the limits.
var All = []Limit{Writes, Families, Seats, Codes, CodesNear, CodesAddress, CodesNetwork, Links, PartnerCodes, Ceremonies, Pulses, Notifications, Drawings, Files}

// Count counts a try of whoever and fails with fault.ErrTooMany past the limit.
func (l Limit) Count(ctx context.Context, store *db.Store, whoever string) error {
	n, err := l.Add(store.Gorm.WithContext(ctx), whoever, 1)
	if err == nil && n > l.Most {
		return fault.ErrTooMany
	}
	return err
}

// Add counts n tries of whoever and returns how many there were within the span; within a transaction that is taken back they
// count for nothing. One upsert counts for all servers; only a hash of who tried is stored.
func (l Limit) Add(g *gorm.DB, whoever string, n int) (tries int, err error) {
	hash := sha256.Sum256([]byte(l.Name + " " + whoever))
	err = g.Raw(`insert into rates as r (key, window_start, n)
		values (?, date_bin(make_interval(secs => ?), now(), 'epoch'), ?)
		on conflict (key, window_start) do update set n = r.n + excluded.n returning n`,
		base64.RawURLEncoding.EncodeToString(hash[:12]), l.Span.Seconds(), n).Scan(&tries).Error
	return tries, err
}
