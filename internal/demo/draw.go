package demo

import (
	"encoding/binary"
	"math/rand/v2"
	"time"

	"github.com/google/uuid"
)

// draw is a random source that makes the same choices for the same seed.
type draw struct {
	*rand.Rand
	source *rand.ChaCha8
}

func newDraw(seed uint64, place int) draw {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	binary.LittleEndian.PutUint64(key[8:], uint64(place)) // an index
	source := rand.NewChaCha8(key)
	return draw{rand.New(source), source} // repeatable; no secret
}

// id returns a random UUID.
func (d draw) id() uuid.UUID {
	id, _ := uuid.NewRandomFromReader(d.source) // ChaCha8 never fails
	return id
}

// chance returns true with a probability of so many per cent.
func (d draw) chance(percent int) bool { return d.IntN(100) < percent }

// between returns a number from low to high, both included.
func (d draw) between(low, high int) int { return low + d.IntN(high-low+1) }

// before returns a time between three hours and three hours plus so many days before another.
func (d draw) before(at time.Time, days int) time.Time {
	return at.Add(-3*time.Hour - time.Duration(d.IntN(days*24*60))*time.Minute)
}

func pick[T any](d draw, from []T) T { return from[d.IntN(len(from))] }
