package retention

import (
	"context"
	"log/slog"
	"time"

	"gorm.io/gorm/clause"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

// AllowRetention implements POST /api/places/{place}/retention/{kind}/allow: an organiser of all places has looked at what is
// stopped, and it may be deleted. Faults: nobody, not_found and retention.going.
func (a API) AllowRetention(ctx context.Context, r contract.AllowRetentionRequestObject) (contract.AllowRetentionResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	_, member, err := place.OfTeam(ctx, g, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	network, err := place.OrganisesAll(g, member)
	if err != nil {
		return nil, err
	}
	if !network {
		return nil, fault.ErrNotFound
	}
	return contract.AllowRetention204Response{}, Allow(ctx, a.Store, r.Kind, audit.Member(member))
}

// The most that may reach its time at once, in batches of a rule: a part of what is kept, and at a small place a few.
const (
	mostPercent = 5
	mostFew     = 5
)

// Stop says that more of a kind reached its time at once than ageing explains: nothing of it is deleted until the numbers are
// normal again, or somebody has looked.
type Stop struct {
	Kind    string    `gorm:"primaryKey"`
	Due     int32     `gorm:"not null"`
	Kept    int32     `gorm:"not null"`
	Since   time.Time `gorm:"not null"`
	Allowed *int32    // so many may go: somebody has looked
}

// TableName returns the name of the stops' table, for GORM.
func (Stop) TableName() string { return "ageing_stops" }

var errGoing = fault.New(fault.Conflict, "retention.going", "nothing of that kind is stopped")

// Allow lets a stopped rule delete what was due when it was stopped, because somebody has looked. Fault: retention.going.
func Allow(ctx context.Context, store *db.Store, kind string, by audit.By) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		r := tx.DB.Exec("update ageing_stops set allowed = due where kind = ? and allowed is distinct from due", kind)
		if r.Error != nil {
			return r.Error
		}
		if r.RowsAffected == 0 {
			return errGoing
		}
		return audit.Write(tx, audit.Entry{Action: "retention.allowed", By: by, Detail: map[string]any{"kind": kind}})
	})
}

// Stopped is the rules that are stopped and that nobody has allowed to go on.
type Stopped []Stop

// Stops lists them.
func Stops(ctx context.Context, store *db.Store) (all Stopped, err error) {
	err = store.Gorm.WithContext(ctx).Where("allowed is null").Order("kind").Find(&all).Error
	return all, err
}

func (all Stopped) wire(kind string, network bool) *contract.RetentionStop {
	for _, s := range all {
		if s.Kind == kind {
			return &contract.RetentionStop{Since: s.Since, MayAllow: network}
		}
	}
	return nil
}

// stop reports whether the rule may delete nothing now, because too much is due at once. It notes and tells when that begins,
// and when the numbers are normal again.
func (r rule) stop(ctx context.Context, store *db.Store) (stopped bool, err error) {
	if r.key == "" && r.batch == "" {
		return false, nil
	}
	var n struct{ Kept, Due int32 }
	if err := store.Gorm.WithContext(ctx).Raw(r.atOnce()).Scan(&n).Error; err != nil {
		return false, err
	}
	most := max(n.Kept*mostPercent/100, mostFew)
	err = store.Tx(ctx, func(tx *db.Tx) error {
		if n.Due <= most {
			return r.goOn(ctx, tx)
		}
		stopped, err = r.hold(ctx, tx, Stop{Kind: r.kind, Due: n.Due, Kept: n.Kept, Since: tx.Now}, most)
		return err
	})
	return stopped, err
}

func (r rule) goOn(ctx context.Context, tx *db.Tx) error {
	ended := tx.DB.Where("kind = ?", r.kind).Delete(&Stop{})
	if ended.RowsAffected > 0 {
		slog.InfoContext(ctx, "deletion goes on: no more is due at once than ageing explains", "kind", r.kind)
	}
	return ended.Error
}

// hold notes the stop, unless so many were allowed to go.
func (r rule) hold(ctx context.Context, tx *db.Tx, now Stop, most int32) (stopped bool, err error) {
	begun := tx.DB.Clauses(clause.OnConflict{DoNothing: true}).Create(&now)
	if begun.Error != nil {
		return false, begun.Error
	}
	if begun.RowsAffected > 0 {
		slog.ErrorContext(ctx, "deletion is stopped: more is due at once than ageing explains; look, then `musikkforalle retention allow KIND`",
			"kind", r.kind, "due", now.Due, "kept", now.Kept)
		return true, audit.Write(tx, audit.Entry{Action: "retention.stopped", By: audit.By{Actor: audit.ByProgram},
			Detail: map[string]any{"kind": r.kind}})
	}
	var before Stop
	if err := tx.DB.Where("kind = ?", r.kind).Take(&before).Error; err != nil {
		return false, err
	}
	if before.Allowed != nil && now.Due <= *before.Allowed+most {
		return false, nil
	}
	return true, tx.DB.Model(&before).Updates(map[string]any{"due": now.Due, "kept": now.Kept, "allowed": nil}).Error
}
