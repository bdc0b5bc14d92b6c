package session

import (
	"musikkforalle/api/contract"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/place"
)

// Brief converts a session to the contract's type. The session must have its place.
func Brief(s *Session) contract.SessionBrief {
	door, usual := s.Door(), s.Place.Door()
	b := contract.SessionBrief{
		Id: s.ID, StartsAt: s.StartsAt, EndsAt: s.EndsAt, Status: contract.SessionBriefStatus(s.Status),
		MovedFrom: s.MovedFrom, Door: door.Wire(), Revision: s.Revision,
	}
	if s.Reason != nil {
		reason := contract.Reason(*s.Reason)
		b.Reason = &reason
	}
	if !door.Same(usual) {
		b.DoorIsNew = new(true)
	}
	if s.Capacity != nil {
		b.SeatsLeft = s.SeatsOpen()
		b.Waiting = new(s.FamiliesWaiting > 0)
	}
	return b
}

func briefs(sessions []Session) []contract.SessionBrief {
	wire := make([]contract.SessionBrief, len(sessions))
	for i := range sessions {
		wire[i] = Brief(&sessions[i])
	}
	return wire
}

func (p *page) wire(coming []Session) contract.Place {
	w := place.Wire(&p.Place)
	partner.Describe(&w, p.Partners)
	w.Sessions = briefs(coming)
	w.FlyerLanguages = p.FlyerLanguages
	if p.Half != "" {
		w.Season = &contract.Season{Year: int32(p.Year), Half: contract.SeasonHalf(p.Half)}
	}
	return w
}
