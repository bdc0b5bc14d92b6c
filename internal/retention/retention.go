package retention

import (
	"context"
	"errors"
	"fmt"
	"time"

	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
)

// notice is how long before the end of its time a row is marked, and for how long the program must have run with trusted
// clocks since, as counted by no clock that can be set, before the row is deleted.
const notice = 3 * 24 * time.Hour

// Run deletes what has reached the end of its retention period. It runs hourly, while the clocks can be trusted, and several
// servers may run it at once. If one rule fails, the others still run.
// What a session came to is added up before what it is added up from goes.
func Run(ctx context.Context, store *db.Store) error {
	var failed []error
	if _, err := door.SumUp(ctx, store); err != nil {
		failed = append(failed, err)
	}
	for _, r := range rules {
		if err := r.follow(ctx, store); err != nil {
			failed = append(failed, fmt.Errorf("%s: %w", r.kind, err))
		}
	}
	return errors.Join(failed...)
}

// follow deletes by the rule unless the cap stops it. What cannot be had again is marked first; the mark of a row goes when
// the row is used again, so that it is not due any more, or is gone.
func (r rule) follow(ctx context.Context, store *db.Store) error {
	if stopped, err := r.stop(ctx, store); err != nil || stopped {
		return err
	}
	g := store.Gorm.WithContext(ctx)
	if r.key != "" {
		err := g.Exec("insert into ageing (kind, row_hash, ran) select ?, s.row_hash, c.ran from ("+r.soon()+") s cross join clock c on conflict do nothing", r.kind).Error
		if err != nil {
			return err
		}
	}
	if err := r.remove(ctx, store); err != nil || r.key == "" {
		return err
	}
	return g.Exec("delete from ageing m where m.kind = ? and m.row_hash not in ("+r.soon()+")", r.kind).Error
}

func (r rule) remove(ctx context.Context, store *db.Store) error {
	if r.erase != nil {
		_, err := r.erase(ctx, store, r.which())
		return err
	}
	return store.Gorm.WithContext(ctx).Exec(r.deletion()).Error
}
