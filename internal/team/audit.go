package team

import (
	"context"
	"strconv"
	"time"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/place"
)

const auditPage = 50

// entry is an audit entry with the name and the time that its ids refer to now. Names are looked up on reading, so that
// an erased member has none.
type entry struct {
	ID       int64
	At       time.Time
	Actor    string
	Action   string
	Who      *string
	StartsAt *time.Time
}

// ListAudit implements GET /api/places/{place}/audit: it shows an organiser who changed what at the place, and how the
// members of its team came and went.
func (a API) ListAudit(ctx context.Context, r contract.ListAuditRequestObject) (contract.ListAuditResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	before := int64(1<<63 - 1)
	if r.Params.Cursor != nil {
		if before, err = strconv.ParseInt(*r.Params.Cursor, 10, 64); err != nil {
			return nil, fault.New(fault.BadRequest, "bad_request")
		}
	}
	var entries []entry
	err = a.Store.Gorm.WithContext(ctx).Raw(`select a.id, a.at, a.actor, a.action, m.name as who, s.starts_at
		from audit a left join members m on m.id = a.actor_id left join sessions s on s.id = a.session_id
		where a.id < @before and (a.place_id = @place or s.place_id = @place
			or a.actor = 'member' and a.place_id is null and a.session_id is null
				and a.actor_id in (select member_id from roles where place_id = @place))
		order by a.id desc limit @most`, map[string]any{"before": before, "place": p.ID, "most": auditPage + 1}).Scan(&entries).Error
	return contract.ListAudit200JSONResponse(auditOf(entries)), err
}

func auditOf(entries []entry) contract.AuditPage {
	w := contract.AuditPage{}
	if len(entries) > auditPage {
		entries = entries[:auditPage]
		w.Next = new(strconv.FormatInt(entries[auditPage-1].ID, 10))
	}
	w.Entries = make([]contract.AuditEntry, len(entries))
	for n, e := range entries {
		w.Entries[n] = contract.AuditEntry{
			Id: strconv.FormatInt(e.ID, 10), At: e.At, Actor: contract.AuditEntryActor(e.Actor), Who: e.Who, Action: e.Action, Session: e.StartsAt,
		}
	}
	return w
}
