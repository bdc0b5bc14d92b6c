package team_test

import (
	"context"
	"regexp"
	"testing"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/place"
	"musikkforalle/internal/team"
)

// postbox is a fake mail server that answers as the test sets.
type postbox struct {
	outcome mail.Outcome
	mails   []mail.Message
}

func (p *postbox) Send(_ context.Context, m mail.Message) mail.Result {
	p.mails = append(p.mails, m)
	return mail.Result{Outcome: p.outcome, Reason: "said so"}
}

// hall is a place with the team's operations and a fake mail server.
type hall struct {
	*fixture.World
	box *postbox
	api team.API
}

func newHall(t *testing.T) *hall {
	t.Helper()
	t.Parallel()
	h := &hall{World: fixture.New(t), box: &postbox{outcome: mail.Accepted}}
	h.api = team.API{Store: h.Store, BaseURL: fixture.Site}
	return h
}

func as(member uuid.UUID) context.Context { return fixture.As(context.Background(), member) }

// browser returns a caller on a device on which nobody is signed in, and its context.
func browser() (context.Context, *account.Caller) {
	c := &account.Caller{Network: uuid.NewString(), Browser: account.Hash(uuid.NewString()), Label: "Chrome, Linux"}
	return account.With(context.Background(), c), c
}

// invite returns the code of an invitation to the place.
func (h *hall) invite(role place.Role) string {
	h.Helper()
	offer := team.Offer{Place: h.Place.Slug, Role: role}
	if role == place.Translator {
		offer.Lang = "ar"
	}
	link, err := team.Invite(context.Background(), h.Store, fixture.Site, offer)
	h.Must(err)
	return link[len(fixture.Site+"/nb/team/join#"):]
}

// accept accepts an invitation under a name and address, and returns the id of the attempt.
func (h *hall) accept(ctx context.Context, code, email string) (uuid.UUID, error) {
	r, err := h.api.AcceptInvitation(ctx, contract.AcceptInvitationRequestObject{
		Code: code, Body: &contract.Acceptance{Name: "Kari", Email: email, Lang: "nn"}})
	if err != nil {
		return uuid.Nil, err
	}
	return r.(contract.AcceptInvitation202JSONResponse).Id, nil
}

var codePattern = regexp.MustCompile(`\d{4} \d{4}`)

// mailed sends the mail of an attempt and returns the code in it, or "" if no mail is sent.
func (h *hall) mailed(attempt uuid.UUID) string {
	h.Helper()
	before := len(h.box.mails)
	worker := &account.CodeWorker{Store: h.Store, Mailer: h.box}
	h.Must(worker.Work(context.Background(), &river.Job[account.CodeArgs]{Args: account.CodeArgs{ID: attempt}}))
	if len(h.box.mails) == before {
		return ""
	}
	return codePattern.FindString(h.box.mails[before].Text)
}

func (h *hall) typeCode(ctx context.Context, attempt uuid.UUID, code string) error {
	_, err := h.api.UseTeamCode(ctx, contract.UseTeamCodeRequestObject{Id: attempt, Body: &contract.TypedCode{Code: code}})
	return err
}

// askCode begins a recovery.
func (h *hall) askCode(ctx context.Context, email string) uuid.UUID {
	h.Helper()
	r, err := h.api.SendTeamCode(ctx, contract.SendTeamCodeRequestObject{Body: &contract.Email{Email: email, Lang: "nb"}})
	h.Must(err)
	return r.(contract.SendTeamCode202JSONResponse).Id
}

func (h *hall) emailOf(member uuid.UUID) string {
	h.Helper()
	return h.Text("select email from members where id = ?", member)
}

// told returns the notices that wait to be mailed, as "what: to", in order.
func (h *hall) told() []string {
	h.Helper()
	return h.Lines(`select (args->>'what') || ': ' || m.email from river_job j join members m on m.id = (args->>'to')::uuid
		where kind = 'team_notice' order by j.id, m.email`)
}

// notice runs the worker for one notice.
func (h *hall) notice(n team.Notice) error {
	worker := &team.NoticeWorker{Store: h.Store, Mailer: h.box}
	return worker.Work(context.Background(), &river.Job[team.Notice]{JobRow: &rivertype.JobRow{ID: 7}, Args: n})
}
