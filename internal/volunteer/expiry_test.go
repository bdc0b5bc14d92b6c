package volunteer

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"musikkforalle/internal/audit"
	"musikkforalle/internal/mail"
)

// shown stores a certificate that runs out in so many days.
func (h *hall) shown(t *testing.T, days int) uuid.UUID {
	t.Helper()
	v := h.volunteer(t)
	on := time.Now().AddDate(0, 0, days).AddDate(0, -int(h.place.CertificateMonths), 0)
	wants(t, AskCertificate(t.Context(), h.store, audit.CommandLine, v, "instruments", on), nil)
	wants(t, ShowCertificate(t.Context(), h.store, audit.CommandLine, v, "instruments", on, "Grete"), nil)
	return v
}

func (h *hall) warn(t *testing.T) int {
	t.Helper()
	told, err := WarnOfCertificates(context.Background(), h.store)
	if err != nil {
		t.Fatal(err)
	}
	return told
}

// letters is a mail server that keeps what it is given, or answers that it is busy.
type letters struct {
	all    []mail.Message
	answer mail.Outcome
}

func (l *letters) Send(_ context.Context, m mail.Message) mail.Result {
	l.all = append(l.all, m)
	return mail.Result{Outcome: l.answer}
}

// deliver works on the jobs that were queued.
func (h *hall) deliver(t *testing.T, office *letters) (errs []error) {
	t.Helper()
	for _, job := range h.jobs(t) {
		switch job.Kind {
		case CertificateEnds{}.Kind():
			worker := &CertificateEndsWorker{Store: h.store, Mailer: office}
			errs = append(errs, worker.Work(t.Context(), readJob[CertificateEnds](t, job)))
		case CertificatesEnding{}.Kind():
			worker := &CertificatesEndingWorker{Store: h.store, Mailer: office}
			errs = append(errs, worker.Work(t.Context(), readJob[CertificatesEnding](t, job)))
		}
	}
	return errs
}

func readJob[T river.JobArgs](t *testing.T, row *rivertype.JobRow) *river.Job[T] {
	t.Helper()
	job := &river.Job[T]{JobRow: row}
	if err := json.Unmarshal(row.EncodedArgs, &job.Args); err != nil {
		t.Fatal(err)
	}
	return job
}

func newRegister(t *testing.T) *hall {
	t.Helper()
	t.Parallel()
	h := newHall(t)
	h.exec(t, "insert into tasks (place_id, task, hands, needs_certificate) values (?, 'instruments', 1, true)", h.place.ID)
	return h
}

func TestCertificatesThatRunOut(t *testing.T) {
	t.Parallel()
	t.Run("P11_AreToldOf60And14DaysBefore", func(t *testing.T) {
		h := newRegister(t)
		for days, want := range map[int]int{62: 0, 55: 1, 10: 1, -2: 0} {
			h.exec(t, "delete from volunteers")
			h.shown(t, days)
			if got := h.warn(t); got != want {
				t.Errorf("%d days before %d are told, want %d", days, got, want)
			}
		}
	})
	t.Run("F5_OfTwoServersOneTellsAndEachNoticeIsGivenOnce", func(t *testing.T) {
		h := newRegister(t)
		v := h.shown(t, 55)
		var both sync.WaitGroup
		told := make([]int, 4)
		for i := range told {
			both.Go(func() { told[i], _ = WarnOfCertificates(context.Background(), h.store) })
		}
		both.Wait()
		if all := told[0] + told[1] + told[2] + told[3]; all != 1 || len(h.jobs(t)) != 2 {
			t.Errorf("%d told, %d mails, want one to the volunteer and one to the organisers", all, len(h.jobs(t)))
		}
		h.exec(t, "update certificates set asked_on = asked_on - 45, shown_on = shown_on - 45 where volunteer_id = ?", v)
		if got := h.warn(t) + h.warn(t); got != 1 {
			t.Errorf("14 days before %d are told, want 1", got)
		}
	})
	t.Run("OfATaskThatNeedsNoneNothingIsSaid", func(t *testing.T) {
		h := newRegister(t)
		h.shown(t, 55)
		h.exec(t, "update tasks set needs_certificate = false")
		if got := h.warn(t); got != 0 {
			t.Errorf("%d are told", got)
		}
	})
	t.Run("TheVolunteerReadsItInTheOwnLanguage_TheOrganisersReadWhose", func(t *testing.T) {
		h := newRegister(t)
		v := h.shown(t, 55)
		h.exec(t, "update volunteers set lang = 'en', name = 'Kari' where id = ?", v)
		h.warn(t)
		office := &letters{answer: mail.Accepted}
		for _, err := range h.deliver(t, office) {
			wants(t, err, nil)
		}
		if len(office.all) != 2 || office.all[0].Subject != "Your police certificate runs out soon" || !strings.Contains(office.all[0].Text, h.place.ContactEmail) ||
			office.all[1].To != h.place.OrganiserEmail || !strings.Contains(office.all[1].Text, "Kari: Hjelpe med instrumenter, ") {
			t.Errorf("mails are %+v", office.all)
		}
	})
	t.Run("F10_WhoHasShownAnotherOrLeftIsNotTold", func(t *testing.T) {
		h := newRegister(t)
		renewed, left := h.shown(t, 55), h.shown(t, 55)
		h.warn(t)
		wants(t, AskCertificate(t.Context(), h.store, audit.CommandLine, renewed, "instruments", time.Now()), nil)
		wants(t, ShowCertificate(t.Context(), h.store, audit.CommandLine, renewed, "instruments", time.Now(), "Grete"), nil)
		wants(t, Leave(t.Context(), h.store, audit.By{Actor: "member", Place: h.place.ID}, left), nil)
		office := &letters{answer: mail.Accepted}
		for _, err := range h.deliver(t, office) {
			wants(t, err, nil)
		}
		if len(office.all) != 0 {
			t.Errorf("mails are %+v", office.all)
		}
	})
	t.Run("F16_ABusyMailServerIsTriedAgainAndARefusalIsNot", func(t *testing.T) {
		h := newRegister(t)
		h.shown(t, 55)
		h.warn(t)
		for _, err := range h.deliver(t, &letters{answer: mail.Retry}) {
			wants(t, err, errNotice)
		}
		for _, err := range h.deliver(t, &letters{answer: mail.Permanent}) {
			wants(t, err, river.JobCancel(nil))
		}
	})
}
