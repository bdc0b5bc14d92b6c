package web

import (
	"context"
	"testing"
)

// KeptAnswers returns how many public answers are cached.
func (s *Server) KeptAnswers() int {
	n, _ := s.public.kept.Size()
	return n
}

// DropPublic empties the cache, as a change in the database does.
func (s *Server) DropPublic() { s.public.drop("") }

// What was read before a change is not cached after it.
func TestWhatIsOldIsNotKept(t *testing.T) {
	t.Parallel()
	p := newPublic()
	p.life = -1 // every read fetches anew
	for _, change := range []func(string){func(string) {}, p.drop} {
		k, err := p.read(t.Context(), "key", func(context.Context) ([]byte, error) { change(""); return []byte("text"), nil })
		if err != nil || string(k.body) != "text" {
			t.Fatalf("%q, %v", k.body, err)
		}
	}
	if n, _ := p.kept.Size(); n != 0 {
		t.Errorf("%d answers are kept", n)
	}
}
