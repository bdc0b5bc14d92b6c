package saturday

import (
	"context"
	"time"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/session"
)

// helpsFrom returns the earliest time at which the families' notes on what helps may be opened: the start of the day
// before, in the place's time zone.
func helpsFrom(s *session.Session) time.Time {
	return dayOf(s).AddDate(0, 0, -1)
}

// OpenHelps implements POST /api/sessions/{session}/helps/open: what the families wrote for the leader of that day (P2).
// That it was opened, and by whom, is in the audit before anybody reads it.
func (a API) OpenHelps(ctx context.Context, r contract.OpenHelpsRequestObject) (contract.OpenHelpsResponseObject, error) {
	helps := contract.OpenHelps200JSONResponse{}
	err := a.Store.Tx(ctx, func(tx *db.Tx) error {
		s, member, err := session.OfTeam(ctx, tx.DB, r.Session, leaders...)
		if err != nil {
			return err
		}
		if tx.Now.Before(helpsFrom(s)) || !tx.Now.Before(s.EndsAt) || s.Status != session.Open {
			return ErrNotNow
		}
		if err := readHelps(tx, s.ID, &helps); err != nil {
			return err
		}
		return audit.Write(tx, audit.Entry{Action: "helps.opened", By: audit.Member(member).At(s.PlaceID), Session: s.ID})
	})
	return helps, err
}

// readHelps returns the texts in alphabetical order, which reveals nothing about the families.
func readHelps(tx *db.Tx, id uuid.UUID, helps *contract.OpenHelps200JSONResponse) error {
	var rows []struct {
		Text    string
		Family  string
		Lang    contract.Lang
		Company contract.Headcount `gorm:"embedded"`
	}
	err := tx.DB.Raw(`select w.helps as text, f.nickname as family, f.lang, `+heads.Columns("a")+`
		from wishes w join answers a using (session_id, family_id) join families f on f.id = a.family_id
		where w.session_id = ? and a.state = 'coming' and w.helps is not null order by w.helps, f.id`, id).Scan(&rows).Error
	for _, row := range rows {
		*helps = append(*helps, contract.Help{Text: row.Text, Family: row.Family, Lang: row.Lang, Company: row.Company})
	}
	return err
}
