package seal_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/internal/seal"
)

func open(t *testing.T, path string) *seal.Ring {
	t.Helper()
	r, err := seal.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSeal(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "new", "keys")
	text, here := "et rolig hjørne", seal.At("wishes", "helps", uuid.New())
	ring := open(t, path)
	sealed, err := ring.Seal(here, &text)
	if err != nil || bytes.Contains(sealed, []byte("rolig")) {
		t.Fatalf("%q, %v", sealed, err)
	}
	t.Run("FileIsItsOwnersAlone", func(t *testing.T) {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v, %v", info.Mode(), err)
		}
	})
	t.Run("OpensWhereItBelongs", func(t *testing.T) {
		if got, err := open(t, path).Text(here, nil, sealed); err != nil || *got != text {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("NotInAnotherRowColumnOrWhenDamaged", func(t *testing.T) {
		for _, at := range []string{seal.At("wishes", "helps", uuid.New()), here[:7] + "allergies" + here[12:], ""} {
			if got, err := ring.Text(at, nil, sealed); err == nil {
				t.Errorf("opened as %q: %q", at, *got)
			}
		}
		for i := range sealed {
			damaged := bytes.Clone(sealed)
			damaged[i] ^= 1
			if _, err := ring.Text(here, nil, damaged); err == nil {
				t.Errorf("byte %d does not matter", i)
			}
		}
	})
	t.Run("TwiceTheSameTextLooksDifferent", func(t *testing.T) {
		if again, err := ring.Seal(here, &text); err != nil || bytes.Equal(again, sealed) {
			t.Error(err)
		}
	})
	t.Run("RunningServerLearnsOfANewKey", func(t *testing.T) {
		other := open(t, path)
		if err := other.Add(); err != nil {
			t.Fatal(err)
		}
		newer, err := other.Seal(here, &text)
		if err != nil || other.Active() == ring.Active() {
			t.Fatal(err)
		}
		if got, err := ring.Text(here, nil, newer); err != nil || *got != text || ring.Active() != other.Active() {
			t.Errorf("%v, %v", got, err)
		}
		if got, err := other.Text(here, nil, sealed); err != nil || *got != text {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("KeyOfAnotherRing", func(t *testing.T) {
		if _, err := open(t, filepath.Join(t.TempDir(), "keys")).Text(here, nil, sealed); !errors.Is(err, seal.ErrKey) {
			t.Errorf("%v", err)
		}
	})
	t.Run("ServersThatStartTogetherShareOneKey", func(t *testing.T) {
		shared := filepath.Join(t.TempDir(), "keys")
		var all sync.WaitGroup
		active := make([]string, 20)
		for i := range active {
			all.Go(func() {
				if r, err := seal.Open(shared); err == nil {
					active[i] = r.Active()
				}
			})
		}
		all.Wait()
		for _, id := range active {
			if id == "" || id != active[0] {
				t.Errorf("%q", active)
			}
		}
	})
	t.Run("NotARing", func(t *testing.T) {
		wrong := filepath.Join(t.TempDir(), "keys")
		for _, content := range []string{"", "x", "0102030 AAAA\n"} {
			if err := os.WriteFile(wrong, []byte(content), 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := seal.Open(wrong); err == nil {
				t.Errorf("%q is a ring", content)
			}
		}
	})
}
