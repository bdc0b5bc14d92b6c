package editing

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
)

// Proof is what a writer is shown of a text before it is public.
type Proof struct {
	Body []byte
	Type string // of the content
}

// proofs are the ways to look at a text.
var proofs = map[string]struct {
	kind string
	make func(*flyer.Proof) ([]byte, error)
}{
	"html":   {"text/html; charset=utf-8", (*flyer.Proof).Page},
	"pdf":    {"application/pdf", (*flyer.Proof).PDF},
	"png":    {"image/png", (*flyer.Proof).Share},
	"a4.png": {"image/png", (*flyer.Proof).Sheet},
}

// Proof shows the draft of a language, else the public text, as page ("html"), A4 ("pdf", "a4.png") or share picture ("png"),
// to who may write it. Everything else is fault.ErrNotFound.
func (a API) Proof(ctx context.Context, id uuid.UUID, lang, form string) (Proof, error) {
	way, known := proofs[form]
	if !known {
		return Proof{}, fault.ErrNotFound
	}
	s, err := a.spread(ctx, id, lang)
	if err != nil {
		return Proof{}, err
	}
	text := s.text
	if s.draft.Version > 0 {
		text.Words, text.Readers, text.Machine = s.draft.Words, 0, false
	}
	p, err := flyer.NewShelf(a.Store, a.BaseURL).Proof(ctx, id, text)
	if err != nil {
		return Proof{}, err
	}
	body, err := way.make(p)
	return Proof{body, way.kind}, err
}
