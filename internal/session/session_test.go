package session_test

import (
	"testing"

	"musikkforalle/internal/db"
	"musikkforalle/internal/partner"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

func TestModelsAgreeWithTheSchema(t *testing.T) {
	t.Parallel()
	differences, err := db.Agree(pgtest.New(t).Gorm, &place.Place{}, &partner.Partner{}, &session.Season{}, &session.Session{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range differences {
		t.Error(d)
	}
}
