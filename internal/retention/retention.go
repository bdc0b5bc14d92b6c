package retention

import (
	"context"
	"errors"
	"fmt"

	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
)

// Run deletes what has reached the end of its retention period. It runs hourly, and several servers may run it at once. If
// one rule fails, the others still run.
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

func (r rule) follow(ctx context.Context, store *db.Store) error {
	if r.erase != nil {
		_, err := r.erase(ctx, store, r.people())
		return err
	}
	return store.Gorm.WithContext(ctx).Exec(r.deletion()).Error
}
