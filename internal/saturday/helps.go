package saturday

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/session"
)

// OpenHelps implements POST /api/sessions/{session}/helps/open: it returns what families wrote that helps their child, for the
// leaders of that day (P2). That it was opened, and by whom, is in the audit before anybody reads it. Faults: nobody,
// not_found, and helps.not_now earlier than the day before and after the session.
func (a API) OpenHelps(ctx context.Context, r contract.OpenHelpsRequestObject) (contract.OpenHelpsResponseObject, error) {
	helps, err := OpenHelps(ctx, a.Store, r.Session)
	return contract.OpenHelps200JSONResponse(helps), err
}

// OpenHelps reads what helps the children of a session for the calling member, and writes the audit entry.
func OpenHelps(ctx context.Context, store *db.Store, id uuid.UUID) (helps []contract.Help, err error) {
	err = store.Tx(ctx, func(tx *db.Tx) error {
		s, member, err := session.OfTeam(ctx, tx.DB, id, leaders...)
		if err != nil {
			return err
		}
		if tx.Now.Before(helpsFrom(s)) || !tx.Now.Before(s.EndsAt) || s.Status != session.Open {
			return ErrNotNow
		}
		if helps, err = readHelps(tx, s.ID); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "helps.opened", By: audit.Member(member).At(s.PlaceID), Session: s.ID})
	})
	return helps, err
}

// helpsFrom returns the earliest time at which the families' notes on what helps may be opened: the start of the day
// before, in the place's time zone.
func helpsFrom(s *session.Session) time.Time {
	return dayOf(s).AddDate(0, 0, -1)
}

// readHelps returns the texts in alphabetical order, which reveals nothing about the families.
func readHelps(tx *db.Tx, id uuid.UUID) ([]contract.Help, error) {
	var rows []struct {
		Wishes  answer.Wishes `gorm:"embedded"`
		Family  string
		Lang    contract.Lang
		Company contract.Headcount `gorm:"embedded"`
	}
	err := tx.DB.Raw(`select w.id, w.helps, w.helps_sealed, f.nickname as family, f.lang, `+heads.Columns("a")+`
		from wishes w join answers a using (session_id, family_id) join families f on f.id = a.family_id
		where w.session_id = ? and a.state = 'coming' and (w.helps is not null or w.helps_sealed is not null) order by f.id`, id).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	helps := make([]contract.Help, len(rows))
	for i, row := range rows {
		if err := row.Wishes.Open(tx.DB); err != nil {
			return nil, err
		}
		helps[i] = contract.Help{Text: *row.Wishes.Helps, Family: row.Family, Lang: row.Lang, Company: row.Company}
	}
	slices.SortStableFunc(helps, func(a, b contract.Help) int { return strings.Compare(a.Text, b.Text) })
	return helps, nil
}
