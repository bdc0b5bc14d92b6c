package demo

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
)

// volunteer is one that was made up.
type volunteer struct {
	id        uuid.UUID
	partner   *uuid.UUID // whose hand it is
	certified bool
	busy      uuid.UUID // last session of which it has taken a shift: one each, so that no hours overlap
}

// shift is a task at a session, with the slots that a partner owns.
type shift struct {
	ID          uuid.UUID
	Session     uuid.UUID
	Task        string
	Needed      int
	Certificate bool
	Partner     *uuid.UUID
	Slots       int
}

// makeVolunteers makes volunteers and has them take shifts.
func (h *hall) makeVolunteers(ctx context.Context, tx *db.Tx, families int) error {
	shifts, err := h.readShifts(ctx, tx)
	if err != nil {
		return err
	}
	volunteers := h.volunteers(max(8, families/4), shifts)
	saturdays := map[uuid.UUID]*saturday{}
	for i := range h.saturdays {
		saturdays[h.saturdays[i].ID] = &h.saturdays[i]
	}
	for _, sh := range shifts {
		if s := saturdays[sh.Session]; s.ahead < answered {
			h.staff(&sh, s, volunteers, 90-25*(s.ahead+1))
		}
	}
	return nil
}

func (h *hall) readShifts(ctx context.Context, tx *db.Tx) ([]shift, error) {
	rows, err := tx.Pgx.Query(ctx, `select sh.id, sh.session_id, sh.task, sh.needed, sh.needs_certificate, x.partner_id, coalesce(x.slots, 0)
		  from shifts sh join sessions s on s.id = sh.session_id left join shift_slots x on x.shift_id = sh.id
		 where s.place_id = $1 and s.status = 'open' and not exists (select from door_sums d where d.session_id = s.id)
		 order by s.starts_at, sh.needs_certificate desc, sh.task`, h.place.ID)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[shift])
}

// volunteers makes some; one in four belongs to the partner that owns slots, one in three has shown a certificate.
func (h *hall) volunteers(n int, shifts []shift) []volunteer {
	var partner *uuid.UUID
	certificates := map[string]bool{}
	for _, sh := range shifts {
		if sh.Partner != nil {
			partner = sh.Partner
		}
		if sh.Certificate {
			certificates[sh.Task] = true
		}
	}
	all := make([]volunteer, n)
	for i := range all {
		v := volunteer{id: h.id()}
		if i%4 == 3 {
			v.partner = partner
		}
		speaks := []string{"nb"}
		if h.chance(40) {
			speaks = append(speaks, pick(h.draw, languages[1:]))
		}
		created := h.now.AddDate(0, -pastMonths-1, h.IntN(20))
		email := fmt.Sprintf("%s-%d@demo.invalid", h.place.Slug, i+1) // an address that can never exist (RFC 2606)
		h.volunteerRows = append(h.volunteerRows, []any{v.id, h.place.ID, v.partner, h.name(), speaks, email, "none", created, h.before(h.now, 20)})
		if v.certified = i%3 == 0; v.certified {
			for task := range certificates {
				asked := h.now.AddDate(-1, 0, -20)
				h.certificateRows = append(h.certificateRows, []any{v.id, task, asked, asked.AddDate(0, 0, 14), "Ola Nordmann"})
			}
		}
		all[i] = v
	}
	return all
}

// staff fills a shift with willing volunteers as far as there are any: a partner's slots with the partner's people, the
// others with anyone else.
func (h *hall) staff(sh *shift, s *saturday, volunteers []volunteer, willing int) {
	owned, free := min(sh.Slots, sh.Needed), sh.Needed-min(sh.Slots, sh.Needed)
	for _, i := range h.Perm(len(volunteers)) {
		v := &volunteers[i]
		if v.busy == sh.Session || sh.Certificate && !v.certified || !h.chance(willing) {
			continue
		}
		left, of := &free, (*uuid.UUID)(nil)
		if v.partner != nil && sh.Partner != nil && *v.partner == *sh.Partner {
			left, of = &owned, v.partner
		}
		if *left == 0 {
			continue
		}
		*left--
		v.busy = sh.Session
		taken := h.before(s.StartsAt, 20)
		if taken.After(h.now) {
			taken = h.before(h.now, 10)
		}
		h.handRows = append(h.handRows, []any{sh.ID, v.id, of, taken})
	}
}
