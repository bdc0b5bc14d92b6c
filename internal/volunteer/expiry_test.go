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
func (h *hall) shown(days int) uuid.UUID {
	h.Helper()
	v := h.volunteer()
	on := time.Now().AddDate(0, 0, days).AddDate(0, -int(h.Place.CertificateMonths), 0)
	h.Wants(AskCertificate(h.Context(), h.Store, audit.CommandLine, v, "instruments", on), nil)
	h.Wants(ShowCertificate(h.Context(), h.Store, audit.CommandLine, v, "instruments", on, "Grete"), nil)
	return v
}

func (h *hall) warn() int {
	h.Helper()
	told, err := WarnOfCertificates(context.Background(), h.Store)
	if err != nil {
		h.Fatal(err)
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
func (h *hall) deliver(office *letters) (errs []error) {
	h.Helper()
	for _, job := range h.jobs() {
		switch job.Kind {
		case CertificateEnds{}.Kind():
			worker := &CertificateEndsWorker{Store: h.Store, Mailer: office}
			errs = append(errs, worker.Work(h.Context(), readJob[CertificateEnds](h, job)))
		case CertificatesEnding{}.Kind():
			worker := &CertificatesEndingWorker{Store: h.Store, Mailer: office}
			errs = append(errs, worker.Work(h.Context(), readJob[CertificatesEnding](h, job)))
		}
	}
	return errs
}

func readJob[T river.JobArgs](t testing.TB, row *rivertype.JobRow) *river.Job[T] {
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
	h.Exec("insert into tasks (place_id, task, hands, needs_certificate) values (?, 'instruments', 1, true)", h.Place.ID)
	return h
}

func TestCertificatesThatRunOut(t *testing.T) {
	t.Parallel()
	t.Run("P11_AreToldOf60And14DaysBefore", func(t *testing.T) {
		h := newRegister(t)
		for days, want := range map[int]int{62: 0, 55: 1, 10: 1, -2: 0} {
			h.Exec("delete from volunteers")
			h.shown(days)
			if got := h.warn(); got != want {
				t.Errorf("%d days before %d are told, want %d", days, got, want)
			}
		}
	})
	t.Run("F5_OfTwoServersOneTellsAndEachNoticeIsGivenOnce", func(t *testing.T) {
		h := newRegister(t)
		v := h.shown(55)
		var both sync.WaitGroup
		told := make([]int, 4)
		for i := range told {
			both.Go(func() { told[i], _ = WarnOfCertificates(context.Background(), h.Store) })
		}
		both.Wait()
		if all := told[0] + told[1] + told[2] + told[3]; all != 1 || len(h.jobs()) != 2 {
			t.Errorf("%d told, %d mails, want one to the volunteer and one to the organisers", all, len(h.jobs()))
		}
		h.Exec("update certificates set asked_on = asked_on - 45, shown_on = shown_on - 45 where volunteer_id = ?", v)
		if got := h.warn() + h.warn(); got != 1 {
			t.Errorf("14 days before %d are told, want 1", got)
		}
	})
	t.Run("OfATaskThatNeedsNoneNothingIsSaid", func(t *testing.T) {
		h := newRegister(t)
		h.shown(55)
		h.Exec("update tasks set needs_certificate = false")
		if got := h.warn(); got != 0 {
			t.Errorf("%d are told", got)
		}
	})
	t.Run("TheVolunteerReadsItInTheOwnLanguage_TheOrganisersReadWhose", func(t *testing.T) {
		h := newRegister(t)
		v := h.shown(55)
		h.Exec("update volunteers set lang = 'en', name = 'Kari' where id = ?", v)
		h.warn()
		office := &letters{answer: mail.Accepted}
		for _, err := range h.deliver(office) {
			h.Wants(err, nil)
		}
		if len(office.all) != 2 || office.all[0].Subject != "Your police certificate runs out soon" || !strings.Contains(office.all[0].Text, h.Place.ContactEmail) ||
			office.all[1].To != h.Place.OrganiserEmail || !strings.Contains(office.all[1].Text, "Kari: Hjelpe med instrumenter, ") {
			t.Errorf("mails are %+v", office.all)
		}
	})
	t.Run("F10_WhoHasShownAnotherOrLeftIsNotTold", func(t *testing.T) {
		h := newRegister(t)
		renewed, left := h.shown(55), h.shown(55)
		h.warn()
		h.Wants(AskCertificate(t.Context(), h.Store, audit.CommandLine, renewed, "instruments", time.Now()), nil)
		h.Wants(ShowCertificate(t.Context(), h.Store, audit.CommandLine, renewed, "instruments", time.Now(), "Grete"), nil)
		h.Wants(Leave(t.Context(), h.Store, audit.By{Actor: "member", Place: h.Place.ID}, left), nil)
		office := &letters{answer: mail.Accepted}
		for _, err := range h.deliver(office) {
			h.Wants(err, nil)
		}
		if len(office.all) != 0 {
			t.Errorf("mails are %+v", office.all)
		}
	})
	t.Run("F16_ABusyMailServerIsTriedAgainAndARefusalIsNot", func(t *testing.T) {
		h := newRegister(t)
		h.shown(55)
		h.warn()
		for _, err := range h.deliver(&letters{answer: mail.Retry}) {
			h.Wants(err, errNotice)
		}
		for _, err := range h.deliver(&letters{answer: mail.Permanent}) {
			h.Wants(err, river.JobCancel(nil))
		}
	})
}
