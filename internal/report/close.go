package report

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	seasons "musikkforalle/internal/season"
)

// errEarly refuses to close the report of a season that is not over, or not added up.
var errEarly = fault.New(fault.Conflict, "report.early", "a session of the season is not over, or not added up")

// CloseReport implements POST /api/seasons/{season}/close: it closes the report of a season for good.
func (a API) CloseReport(ctx context.Context, r contract.CloseReportRequestObject) (contract.CloseReportResponseObject, error) {
	if err := Close(ctx, a.Store, r.Season); err != nil {
		return nil, err
	}
	return contract.CloseReport204Response{}, nil
}

// Close closes a season's report for good: from then on nothing that was counted changes. What turns out to be wrong
// later is written as a correction. Faults: fault.ErrNotFound, season.ErrClosed, report.early.
func Close(ctx context.Context, store *db.Store, id uuid.UUID) error {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return err
	}
	return store.Tx(ctx, func(tx *db.Tx) error {
		var of struct {
			PlaceID       uuid.UUID
			Closed, Early bool
		}
		found := tx.DB.Raw(`select place_id, closed_at is not null as closed,
				exists (select from sessions s where s.season_id = sn.id and s.status = 'open'
					and not exists (select from door_sums d where d.session_id = s.id))
				or not exists (select from sessions s where s.season_id = sn.id) as early
			from seasons sn where id = ? and status = 'published' and member_may(?, place_id, '{organiser}') for update`, id, member).Scan(&of)
		switch {
		case found.Error != nil:
			return found.Error
		case found.RowsAffected == 0:
			return fault.ErrNotFound
		case of.Closed:
			return seasons.ErrClosed
		case of.Early:
			return errEarly
		}
		if err := seasons.Close(tx, id); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{
			Action: "report.closed", By: audit.Member(member).At(of.PlaceID),
			Detail: map[string]any{"season": id},
		})
	})
}
