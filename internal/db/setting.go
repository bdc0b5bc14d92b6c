package db

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
)

// Setting reads a generated value of the program (such as a key) into dest. The first call generates and stores it. If
// several servers start together, all get the value that was stored first.
func Setting(ctx context.Context, tx *Tx, name string, dest any, create func() (any, error)) error {
	raw, err := readSetting(ctx, tx, name)
	if errors.Is(err, pgx.ErrNoRows) {
		raw, err = keepSetting(ctx, tx, name, create)
	}
	if err != nil {
		return fmt.Errorf("setting %s: %w", name, err)
	}
	return json.Unmarshal(raw, dest)
}

func readSetting(ctx context.Context, tx *Tx, name string) (raw []byte, err error) {
	err = tx.Pgx.QueryRow(ctx, "select value from settings where name = $1", name).Scan(&raw)
	return raw, err
}

func keepSetting(ctx context.Context, tx *Tx, name string, create func() (any, error)) ([]byte, error) {
	value, err := create()
	if err != nil {
		return nil, err
	}
	raw, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	if _, err := tx.Pgx.Exec(ctx, "insert into settings (name, value) values ($1, $2) on conflict (name) do nothing", name, raw); err != nil {
		return nil, err
	}
	return readSetting(ctx, tx, name)
}
