package web

import (
	"bufio"
	"context"
	"net"
	"testing"
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/saturday"
)

// ends says whether a stream ends by itself.
func ends(l *liveStream, reader net.Conn, read bool) bool {
	if read {
		go func() { _, _ = bufio.NewReader(reader).WriteTo(nowhere{}) }()
	}
	done := make(chan struct{})
	go func() { l.run(bufio.NewWriter(l.conn)); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(10 * time.Second):
		return false
	}
}

type nowhere struct{}

func (nowhere) Write(p []byte) (int, error) { return len(p), nil }

func TestLiveStreamEnds(t *testing.T) {
	t.Parallel()
	stream := func(t *testing.T) (*liveStream, net.Conn) {
		t.Helper()
		screen, err := saturday.NewScreens().Add(uuid.New(), uuid.New())
		if err != nil {
			t.Fatal(err)
		}
		ours, theirs := net.Pipe()
		t.Cleanup(func() { _, _ = ours.Close(), theirs.Close() })
		return &liveStream{screen: screen, conn: ours, stopping: make(chan struct{}), holds: func() bool { return true },
			every: time.Millisecond, patience: time.Minute}, theirs
	}
	t.Run("S8 WhenTheSignInNoLongerHolds", func(t *testing.T) {
		t.Parallel()
		l, reader := stream(t)
		beats := 0
		l.holds = func() bool { beats++; return beats < 5 }
		if !ends(l, reader, true) || beats != 5 {
			t.Errorf("goes on after %d beats", beats)
		}
	})
	t.Run("F2 WhenTheServerStops", func(t *testing.T) {
		t.Parallel()
		l, reader := stream(t)
		stopping := make(chan struct{})
		l.stopping, l.every = stopping, time.Hour
		close(stopping)
		if !ends(l, reader, true) {
			t.Error("goes on")
		}
	})
	t.Run("F12 WhenNobodyReads", func(t *testing.T) {
		t.Parallel()
		l, reader := stream(t)
		l.patience = 10 * time.Millisecond
		if !ends(l, reader, false) {
			t.Error("waits for ever")
		}
	})
}

// S8: who was signed out, lost the role or has not been here for hours sees nothing new.
func TestLiveStreamHolds(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	s := &Server{Store: store, API: joined{saturdayAPI: saturday.API{Store: store}}}
	p := fixture.Place(t, store)
	session := fixture.Session(t, store, p, time.Now().Add(time.Hour)).ID
	for name, after := range map[string]struct {
		sql   string
		holds bool
	}{
		"Holds":        {"select 1", true},
		"SignedOut":    {"delete from devices", false},
		"NoLongerRole": {"delete from roles", false},
		"Idle":         {"update devices set member_seen_at = now() - interval '3 hours'", false},
		"TooOld":       {"update devices set member_since = now() - interval '13 hours'", false},
		"CodeOnly":     {"update devices set member_key = false", false},
	} {
		t.Run("S8 "+name, func(t *testing.T) {
			member := fixture.Member(t, store, p, place.Instructor)
			who := &account.Caller{Member: member, Device: fixture.MemberDevice(t, store, member)}
			if err := store.Gorm.WithContext(context.Background()).Exec(after.sql).Error; err != nil {
				t.Fatal(err)
			}
			if s.stillHolds(who, session) != after.holds {
				t.Errorf("holds: %v", !after.holds)
			}
		})
	}
}
