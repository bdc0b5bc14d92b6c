package demo

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/heads"
	"musikkforalle/internal/i18n"
)

// rowOf returns a row that ends with the columns of the company.
func rowOf(company heads.Heads, begin ...any) []any { return append(begin, company.Values()...) }

// family is one that was made up, with how it behaves.
type family struct {
	id       uuid.UUID
	lang     string
	nickname string
	usual    heads.Heads
	joined   int // first Saturday that it hears of
	faithful int // per cent of the sessions to which it comes
	created  time.Time
	seen     time.Time
}

// makeFamilies makes families that join one after the other over the past Saturdays.
func (h *hall) makeFamilies(n int) {
	h.families = make([]family, n)
	for i := range h.families {
		f := family{id: h.id(), lang: languageOf(i), usual: h.company(), faithful: h.between(35, 85)}
		if h.chance(40) {
			f.nickname = pick(h.draw, nicknames[f.lang])
		}
		if !h.chance(35) {
			f.joined = h.IntN(h.over + 1)
		}
		h.families[i] = f
	}
}

// company is a family with its child or young person; one in twenty is a residence with its staff.
func (h *hall) company() heads.Heads {
	if h.chance(5) {
		return heads.Heads{Young: h.some(2, 3), Staff: h.some(1, 2)}
	}
	c := heads.Heads{Children: 1, Parents: h.some(1, 2)}
	if h.chance(20) {
		c.Children, c.Young = 0, 1
	} else if h.chance(15) {
		c.Children = 2
	}
	if h.chance(45) {
		c.Siblings = h.some(1, 2)
	}
	if h.chance(15) {
		c.Supporters = 1
	}
	return c
}

// some returns a number of people from low to high, both included.
func (h *hall) some(low, high int) int32 { return int32(h.between(low, high)) }

// answers makes the answers of all families that have joined by that session; some give none.
func (h *hall) answers(number int) {
	s := &h.saturdays[number]
	if s.ahead >= answered {
		return
	}
	for i := range h.families {
		f := &h.families[i]
		if f.joined <= number {
			h.answer(s, f, f.joined == number && s.ahead < 0)
		}
	}
}

// answer is what one family says to one Saturday. A newcomer comes for sure.
func (h *hall) answer(s *saturday, f *family, newcomer bool) {
	state := h.says(s, f, newcomer)
	if state == "" {
		return
	}
	at, with, waiting := h.before(s.StartsAt, 12), f.usual, (*time.Time)(nil)
	if s.ahead >= 0 {
		at = h.before(h.now, 9)
	}
	f.note(at)
	switch state {
	case "waiting":
		waiting = &at
	case "not_coming":
		with = heads.Heads{}
	}
	h.answerRows = append(h.answerRows, rowOf(with, s.ID, f.id, state, waiting, at, at))
	if state != "not_coming" {
		h.wish(s, f, at)
	}
	if state == "coming" && s.held() && h.chance(92) {
		h.arrive(s, f)
	}
}

// says returns the state of a family's answer, or "" if it gives none.
func (h *hall) says(s *saturday, f *family, newcomer bool) (state string) {
	comes := f.faithful
	if s.ahead > 0 {
		comes /= s.ahead + 1 // the later it is, the fewer have answered
	}
	if newcomer || h.chance(comes) {
		return h.seat(s, f.usual.Sum(), newcomer)
	}
	if s.ahead > 0 || h.chance(50) {
		return ""
	}
	return "not_coming"
}

// seat gives a family its seats, or has it wait, by the rule of answer_set. Where several wait already, nobody asks.
func (h *hall) seat(s *saturday, wanted int, newcomer bool) (state string) {
	const patient = 3
	switch {
	case s.Capacity == nil, s.waiting == 0 && s.taken+wanted <= int(*s.Capacity):
		s.taken += wanted
		return "coming"
	case newcomer, wanted > int(*s.Capacity), s.waiting == patient:
		return ""
	}
	s.waiting++
	return "waiting"
}

// note records a time at which a family was active, as its first or last if it is.
func (f *family) note(at time.Time) {
	if f.created.IsZero() || at.Before(f.created) {
		f.created = at
	}
	if at.After(f.seen) {
		f.seen = at
	}
}

// wish is what some families would like that day. What helps the child comes with the consent that its page asks for.
func (h *hall) wish(s *saturday, f *family, at time.Time) {
	var interpreter, allergies, helps, lang, wording *string
	var consent *time.Time
	if f.lang != "nb" && h.chance(20) {
		interpreter = &f.lang
	}
	if h.chance(15) {
		allergies = new(pick(h.draw, allergiesToo))
	}
	if h.chance(12) {
		helps, lang, consent = new(pick(h.draw, helpful)), &f.lang, &at
		wording = new(i18n.Get(f.lang).T("wishes.consent"))
	}
	if interpreter != nil || allergies != nil || helps != nil {
		h.wishRows = append(h.wishRows, []any{s.ID, f.id, interpreter, allergies, helps, consent, lang, wording})
	}
}

// keepFamilies makes the rows of families, once it is known when each was heard of. One that never was joined today.
func (h *hall) keepFamilies() {
	for i := range h.families {
		f := &h.families[i]
		if f.created.IsZero() {
			f.note(h.before(h.now, 2))
		}
		h.familyRows = append(h.familyRows, rowOf(f.usual, f.id, h.place.ID, f.lang, f.nickname, f.created, f.seen))
	}
}
