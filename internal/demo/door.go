package demo

import (
	"maps"
	"slices"
	"time"
)

// arrive makes the row of a family that arrived at the door.
func (h *hall) arrive(s *saturday, f *family) {
	at := s.StartsAt.Add(time.Duration(h.between(-10, 25)) * time.Minute)
	h.arrivalRows = append(h.arrivalRows, rowOf(f.usual, h.id(), s.ID, f.id, f.lang, true, at, h.id()))
}

// strangers makes taps for families without the app.
func (h *hall) strangers(s *saturday) {
	for range h.IntN(4) {
		at := s.StartsAt.Add(time.Duration(h.between(0, 40)) * time.Minute)
		h.tapRows = append(h.tapRows, rowOf(h.company(), h.id(), s.ID, 1, pick(h.draw, languages), at, at))
	}
}

// visit makes the anonymous data of a past session: families without the app, faces and a note.
func (h *hall) visit(s *saturday) {
	if !s.held() {
		return
	}
	h.strangers(s)
	h.faces(s)
	h.noteRows = append(h.noteRows, []any{s.ID, pick(h.draw, notes), s.StartsAt.Add(3 * time.Hour)})
}

// faces makes the answers to the pulse, most of them good.
func (h *hall) faces(s *saturday) {
	for _, who := range []string{"family", "child"} {
		for _, question := range []string{"belonging", "joy", "seen", "again"} {
			given := map[string]int{}
			for range h.between(6, 16) {
				face := "good"
				if n := h.IntN(100); n < 5 {
					face = "bad"
				} else if n < 25 {
					face = "middling"
				}
				given[face]++
			}
			for _, face := range slices.Sorted(maps.Keys(given)) {
				h.pulseRows = append(h.pulseRows, []any{s.ID, who, question, face, given[face]})
			}
		}
	}
}
