package passkey_test

import (
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/passkey"
	"musikkforalle/internal/pgtest"
)

// The ceremonies are tested with the people whose they are: packages volunteer and team.
func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &passkey.Key{}, &passkey.Challenge{})
	if err != nil || len(differences) > 0 {
		t.Errorf("%q, %v", differences, err)
	}
}
