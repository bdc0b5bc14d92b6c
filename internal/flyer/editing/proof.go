package editing

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/paper"
)

// Proof is a rendering of a text that is not public yet, for its writers.
type Proof struct {
	Body []byte
	Type string // of the content
}

// proofs maps the forms of a proof to how they are made.
var proofs = map[string]struct {
	kind string
	make func(*flyer.Proof, context.Context) ([]byte, error)
}{
	"html":   {"text/html; charset=utf-8", (*flyer.Proof).Page},
	"pdf":    {"application/pdf", (*flyer.Proof).PDF},
	"png":    {"image/png", (*flyer.Proof).Share},
	"a4.png": {"image/png", (*flyer.Proof).Sheet},
}

// Proof renders the draft of a language, or the public text if there is no draft, as a page ("html"), A4 sheet ("pdf",
// "a4.png") or picture to share ("png"). Faults: fault.ErrNobody without a member's sign-in; fault.ErrNotFound for
// another form and for a flyer or language that the caller may not write.
func (a API) Proof(ctx context.Context, id uuid.UUID, lang, form string) (Proof, error) {
	way, known := proofs[form]
	if !known {
		return Proof{}, fault.ErrNotFound
	}
	s, err := spreadOf(ctx, a.Store, id, lang)
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
	body, err := a.Press.Print(ctx, paper.Unkept(func(ctx context.Context) ([]byte, error) { return way.make(p, ctx) }), nil)
	return Proof{body, way.kind}, err
}
