package demo

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

// write stores what organisers have written of the seasons that have begun, and their goals.
func (h *hall) write(ctx context.Context, tx *db.Tx) error {
	for section, text := range reported {
		if _, err := tx.Pgx.Exec(ctx, `insert into report_texts (place_id, year, part, section, text)
			select place_id, year, half, $2, $3 from seasons n where place_id = $1 and `+begun+` on conflict do nothing`, h.place.ID, section, text); err != nil {
			return err
		}
	}
	for goal, target := range aims {
		if _, err := tx.Pgx.Exec(ctx, `insert into season_goals (season_id, goal, target)
			select id, $2, $3 from seasons n where place_id = $1 and `+begun+` on conflict do nothing`, h.place.ID, goal, target); err != nil {
			return err
		}
	}
	return nil
}

// begun is the condition that season n has a past session made by this demo, unlike the printed season.
const begun = `exists (select from sessions s where s.season_id = n.id and s.starts_at < now()
	and not exists (select from door_sums d where d.session_id = s.id))`

// openFlyers makes the daily counts of how often each distributor's QR code was opened.
func (h *hall) openFlyers(ctx context.Context, tx *db.Tx) error {
	rows, err := tx.Pgx.Query(ctx, "select id from distributors where place_id = $1 order by via", h.place.ID)
	if err != nil {
		return err
	}
	channels, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return err
	}
	for _, channel := range channels {
		for days := h.between(1, 20); days < 300; days += h.between(1, 40) {
			h.flyerRows = append(h.flyerRows, []any{channel, h.now.AddDate(0, 0, -days), h.between(1, 4)})
		}
	}
	return nil
}
