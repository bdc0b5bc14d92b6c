package entry

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/answer"
	"musikkforalle/internal/heads"
	"musikkforalle/internal/place"
	"musikkforalle/internal/session"
)

// most bounds a list; a hall that holds more families than this has other tools.
const most = 500

// ListAnswers implements GET /api/sessions/{session}/answers: it lists the answers to a session for the organisers of its
// place, with the least by which who is on the telephone is found: a nickname, the language, the people and the time.
func (a API) ListAnswers(ctx context.Context, r contract.ListAnswersRequestObject) (contract.ListAnswersResponseObject, error) {
	g := a.Store.Gorm.WithContext(ctx)
	s, _, err := session.OfTeam(ctx, g, r.Session, place.Organiser)
	if err != nil {
		return nil, err
	}
	found, count, err := answersTo(g, s.ID)
	if err != nil {
		return nil, err
	}
	w := contract.ListAnswers200JSONResponse{Count: int32(count), Answers: make([]contract.FamilyAnswer, len(found))}
	for i := range found {
		w.Answers[i] = found[i].wire()
	}
	return w, nil
}

// listed is an answer as organisers see it.
type listed struct {
	FamilyID       uuid.UUID
	Nickname, Lang string
	State          string
	answer.Company `gorm:"embedded"`
	UpdatedAt      time.Time
	Version        int32
	HasWishes      bool
}

var columns = `a.family_id, f.nickname, f.lang, a.state, ` + heads.Columns("a") + `, a.updated_at, a.version,
	` + answer.HasWishes + ` as has_wishes`

// answersTo returns the answers to a session: those with a nickname by name, then the others by language and time; and how
// many there are in all.
func answersTo(g *gorm.DB, id uuid.UUID) (found []listed, count int64, err error) {
	if err := g.Table("answers").Where("session_id = ?", id).Count(&count).Error; err != nil {
		return nil, 0, err
	}
	err = g.Raw("select "+columns+` from answers a join families f on f.id = a.family_id where a.session_id = ?
		order by f.nickname = '', folded(f.nickname) collate "C", f.lang, a.created_at, f.id limit ?`, id, most).Scan(&found).Error
	return found, count, err
}

// answerOf returns a family's answer to a session.
func answerOf(g *gorm.DB, id, family uuid.UUID) (l listed, err error) {
	err = g.Raw("select "+columns+" from answers a join families f on f.id = a.family_id where a.session_id = ? and a.family_id = ?", id, family).Scan(&l).Error
	return l, err
}

func (l *listed) wire() contract.FamilyAnswer {
	w := contract.FamilyAnswer{
		Id: l.FamilyID, Lang: contract.Lang(l.Lang), State: contract.FamilyAnswerState(l.State),
		Company: contract.Company(l.Company), At: l.UpdatedAt, Version: l.Version, HasWishes: l.HasWishes,
	}
	if l.Nickname != "" {
		w.Nickname = &l.Nickname
	}
	return w
}
