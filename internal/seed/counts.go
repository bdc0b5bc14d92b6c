package seed

import (
	"github.com/google/uuid"

	"musikkforalle/internal/db"
	"musikkforalle/internal/door"
	"musikkforalle/internal/heads"
)

// morning holds the counts of a session: who came by kind, and who of them came for the first time.
type morning struct {
	came, newcomers       [6]int // in the order of heads.Kinds
	known, first, without int    // families with the app, those of them for the first time, families without it
}

// mornings are made up. As in the real first years, about 50 children and 180–200 people in all came to the two places.
var mornings = []morning{
	{came: [6]int{10, 2, 20, 9, 3, 2}, newcomers: [6]int{10, 2, 20, 9, 3, 2}, known: 9, first: 9, without: 5},
	{came: [6]int{14, 3, 22, 8, 4, 2}, newcomers: [6]int{6, 1, 9, 3, 1, 0}, known: 14, first: 4, without: 3},
	{came: [6]int{11, 2, 17, 7, 3, 3}, newcomers: [6]int{2, 0, 3, 1, 0, 1}, known: 12, first: 2},
	{came: [6]int{15, 4, 24, 10, 4, 2}, newcomers: [6]int{4, 1, 6, 3, 1, 0}, known: 15, first: 3, without: 1},
	{came: [6]int{13, 3, 20, 8, 3, 2}, newcomers: [6]int{1, 0, 2, 1, 0, 0}, known: 14, first: 1},
	{came: [6]int{10, 2, 15, 6, 2, 2}, known: 11},
}

// measures returns the morning's rows of session_counts, by measure and key.
func (m morning) measures(number int) map[[2]string]int {
	all := map[[2]string]int{
		{door.MeasureFamilies, door.KeyKnown}: m.known, {door.MeasureFamilies, door.KeyFirst}: m.first, {door.MeasureFamilies, door.KeyNew}: m.without,
		{door.MeasureLanguage, "nb"}: m.known - 6, {door.MeasureLanguage, "ar"}: 4, {door.MeasureLanguage, "so"}: 2,
		{door.MeasureInterpreter, "ar"}: number % 2, {door.MeasureVolunteers, door.KeyHands}: 5, {door.MeasureVolunteers, door.KeyMinutes}: 5 * 150,
		{door.MeasureSaidYes, door.KeyFamilies}: m.known + 1, {door.MeasureSaidYes, door.KeyHeads}: 3 * (m.known + 1), {door.MeasureNoShow, door.KeyFamilies}: 1, {door.MeasureNoShow, door.KeyHeads}: 3,
	}
	for _, span := range door.Spans {
		all[[2]string{span.Reach(), door.KeyFamilies}] = m.first + m.without
		all[[2]string{door.MeasureVolunteers, span.First()}] = 1
		if number == 0 {
			all[[2]string{door.MeasureVolunteers, span.First()}] = 5
		}
		for i, kind := range heads.Kinds {
			all[[2]string{span.Reach(), kind}] = m.newcomers[i]
		}
	}
	for i, kind := range heads.Kinds {
		all[[2]string{door.MeasureHeads, kind}] = m.came[i]
	}
	return all
}

// addCounts stores the counts and the pulse of a session that is over, and marks it as folded.
func addCounts(tx *db.Tx, session uuid.UUID, number int) error {
	for at, n := range mornings[number%len(mornings)].measures(number) {
		if err := tx.DB.Exec("insert into session_counts (session_id, measure, key, n) values (?, ?, ?, ?)", session, at[0], at[1], n).Error; err != nil {
			return err
		}
	}
	if err := tx.DB.Exec(`insert into pulse_counts (session_id, who, question, face, n)
		select ?, 'child', q.question, f.face, f.n from (values ('belonging'), ('joy'), ('seen'), ('again')) q (question)
		 cross join (values ('good', 7), ('middling', 2)) f (face, n)`, session).Error; err != nil {
		return err
	}
	return tx.DB.Exec("insert into door_sums (session_id, folded_at) values (?, now())", session).Error
}
