package web

import (
	"fmt"
	"testing"
	"time"
)

// S21, R13: guessed addresses cannot fill the memory, and do not keep real ones out for longer than they live.
func TestPublicIsBounded(t *testing.T) {
	p := newPublic()
	flyer := make([]byte, 1<<20)
	for i := range 200 {
		p.keep(fmt.Sprint(i), keptBytes{body: flyer, until: time.Now().Add(-time.Second)}, 0)
		if p.size > maxBytes {
			t.Fatalf("%d bytes are kept", p.size)
		}
	}
	p.keep("real", keptBytes{body: flyer, until: time.Now().Add(time.Minute)}, 0)
	if _, ok := p.kept["real"]; !ok {
		t.Error("what is too old keeps a new answer out")
	}
	sum := 0
	for _, k := range p.kept {
		sum += k.size()
	}
	if sum != p.size {
		t.Errorf("%d bytes are kept, %d are counted", sum, p.size)
	}
	p.drop("")
	if p.size != 0 || len(p.kept) != 0 {
		t.Error("dropping leaves something")
	}
}
