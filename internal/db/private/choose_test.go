//go:build unix

package private

import (
	"errors"
	"strings"
	"testing"
)

func TestChooseBin(t *testing.T) {
	t.Run("NoProgramsSaysHowToInstallThem", func(t *testing.T) {
		_, err := chooseBin(nil, 0)
		if !errors.Is(err, ErrNoBinaries) || !strings.Contains(err.Error(), "install") || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("NewClusterTakesThePreferred", func(t *testing.T) {
		if bin, err := chooseBin([]string{"/first", "/second"}, 0); bin != "/first" || err != nil {
			t.Errorf("got %q, %v", bin, err)
		}
	})
	t.Run("ExistingClusterNeedsItsOwnVersion", func(t *testing.T) {
		if _, err := chooseBin(FindBin(), 9); err == nil || !strings.Contains(err.Error(), "PostgreSQL 9") {
			t.Errorf("got %v", err)
		}
	})
}
