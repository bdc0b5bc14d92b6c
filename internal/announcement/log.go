package announcement

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/ledger"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// ListAnnouncements implements GET /api/places/{place}/announcements: it answers the latest, with what became of them.
func (a API) ListAnnouncements(ctx context.Context, r contract.ListAnnouncementsRequestObject) (contract.ListAnnouncementsResponseObject, error) {
	p, _, err := place.OfTeam(ctx, a.Store.Gorm, r.Place, place.Organiser)
	if err != nil {
		return nil, err
	}
	list, err := log(a.Store.Gorm.WithContext(ctx), "n.place_id = ?", p.ID)
	return contract.ListAnnouncements200JSONResponse(list), err
}

// GetAnnouncement implements GET /api/announcements/{announcement}: it answers one, with what became of it.
func (a API) GetAnnouncement(ctx context.Context, r contract.GetAnnouncementRequestObject) (contract.GetAnnouncementResponseObject, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	w, err := one(a.Store.Gorm.WithContext(ctx), r.Announcement, member)
	return contract.GetAnnouncement200JSONResponse(w), err
}

// logged is an announcement as the organiser's log shows it.
type logged struct {
	Announcement `gorm:"embedded"`
	ByName       string
	PartnerName  *string
	Texts        []Text         `gorm:"serializer:json"`
	Outcomes     map[string]int `gorm:"serializer:json"` // number of people by outcome
}

// logQuery counts people, not rows: a person with two phones counts once.
const logQuery = `select n.*, coalesce(m.name, '') as by_name, p.name as partner_name,
	(select coalesce(jsonb_agg(jsonb_build_object('Lang', t.lang, 'Text', t.text, 'Machine', t.machine) order by t.lang <> 'nb', t.lang), '[]')
	   from announcement_texts t where t.announcement_id = n.id) as texts,
	(select coalesce(jsonb_object_agg(outcome, people), '{}') from (
		select outcome, count(*) as people from (
			select case when bool_or(r.state = 'sent' and r.channel = 'push') then 'sent'
			            when bool_or(r.state = 'sent' and r.channel = 'mail') then 'mailed'
			            when bool_or(r.state = 'sent') then 'called'
			            when bool_or(r.state = 'due') then 'due'
			            when bool_or(r.state = 'expired') then 'expired'
			            when bool_or(r.state = 'failed') then 'failed'
			            when bool_or(r.state = 'gone') then 'unreachable'
			            else 'withdrawn' end as outcome
			  from reminders r
			 where n.state = 'left' and not (r.channel = 'call' and r.state = 'withdrawn')
			   and case when n.revision is null then r.about = n.id
			            else r.about = n.session_id and r.revision = n.revision
			             and r.kind in ? end
			 group by r.recipient) told
		 group by outcome) counted) as outcomes
	from announcements n
	left join members m on m.id = n.created_by
	left join partners p on p.id = n.partner_id
	where `

// log returns announcements, the newest first.
func log(g *gorm.DB, where string, args ...any) ([]contract.Announcement, error) {
	var all []logged
	if err := g.Raw(logQuery+where+" order by n.created_at desc, n.id limit 50", append([]any{ledger.Changes}, args...)...).Scan(&all).Error; err != nil {
		return nil, err
	}
	sessions, err := sessionsOf(g, all)
	if err != nil {
		return nil, err
	}
	list := make([]contract.Announcement, len(all))
	for i := range all {
		list[i] = all[i].wire(sessions)
	}
	return list, nil
}

// one is an announcement of one of the member's places.
func one(g *gorm.DB, id, member uuid.UUID) (contract.Announcement, error) {
	list, err := log(g, "n.id = ? and member_may(?, n.place_id, '{organiser}')", id, member)
	if err == nil && len(list) == 0 {
		err = fault.ErrNotFound
	}
	if err != nil {
		return contract.Announcement{}, err
	}
	return list[0], nil
}

// sessionsOf reads the sessions that announcements are about, as they are now.
func sessionsOf(g *gorm.DB, all []logged) (map[uuid.UUID]contract.SessionBrief, error) {
	var ids []uuid.UUID
	for _, l := range all {
		if l.SessionID != nil {
			ids = append(ids, *l.SessionID)
		}
	}
	var sessions []session.Session
	if err := g.InnerJoins("Place").Where("sessions.id in ?", ids).Find(&sessions).Error; err != nil {
		return nil, err
	}
	briefs := map[uuid.UUID]contract.SessionBrief{}
	for i := range sessions {
		briefs[sessions[i].ID] = session.Brief(&sessions[i])
	}
	return briefs, nil
}

func (l *logged) wire(sessions map[uuid.UUID]contract.SessionBrief) contract.Announcement {
	w := contract.Announcement{
		Id: l.ID, Kind: contract.AnnouncementKind(l.Kind), Audience: contract.Audience(l.Audience), State: contract.AnnouncementState(l.State),
		Partner: l.PartnerName, StartsAt: l.StartsAt, CreatedAt: l.CreatedAt, LeavesAt: l.LeavesAt, By: l.ByName,
		Texts: make([]contract.AnnouncementText, len(l.Texts)), Arrival: l.arrival(),
	}
	if l.Refusal != "" {
		w.Refusal = &l.Refusal
	}
	if l.Reason != nil {
		w.Reason = new(contract.Reason(*l.Reason))
	}
	if l.SessionID != nil {
		w.Session = new(sessions[*l.SessionID])
	}
	for i, t := range l.Texts {
		w.Texts[i] = contract.AnnouncementText{Lang: contract.Lang(t.Lang), Text: t.Text, Machine: t.Machine}
	}
	return w
}

// arrival completes the outcomes with the people who have no row in the ledger yet. They count as waiting, because rows for
// all who can be reached are planned at once.
func (l *logged) arrival() contract.Arrival {
	n := func(outcome string) int32 { return int32(l.Outcomes[outcome]) }
	a := contract.Arrival{
		Due: n("due"), Sent: n("sent"), Mailed: n("mailed"), Called: n("called"), Failed: n("failed"), Expired: n("expired"),
		Unreachable: n("unreachable"), Withdrawn: n("withdrawn"),
	}
	planned := a.Due + a.Sent + a.Mailed + a.Called + a.Failed + a.Expired + a.Unreachable + a.Withdrawn
	if planned == 0 && l.ExpiresAt.After(time.Now()) {
		a.Due, planned = l.Told-l.Unreached, l.Told-l.Unreached
	}
	a.Unreachable += max(l.Told-planned, 0)
	return a
}
