package volunteer

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"musikkforalle/internal/mail"
)

func TestPasskeyNotice(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	v := h.volunteer()
	for name, test := range map[string]struct {
		volunteer uuid.UUID
		result    mail.Outcome
		sent      int
		fails     bool
	}{
		"IsMailed":                    {v, mail.Accepted, 1, false},
		"F16_IsTriedAgainWhileDown":   {v, mail.Retry, 1, true},
		"F10_IsNotSentToAnErasedOne":  {uuid.New(), mail.Accepted, 0, false},
		"IsGivenUpWhenRefusedForGood": {v, mail.Permanent, 1, true},
	} {
		t.Run(name, func(t *testing.T) {
			post := &post{result: test.result}
			job := &river.Job[PasskeyAdded]{JobRow: &rivertype.JobRow{ID: 7, Kind: PasskeyAdded{}.Kind(), CreatedAt: time.Now()}, Args: PasskeyAdded{Volunteer: test.volunteer}}
			err := (&PasskeyAddedWorker{Store: h.Store, Mailer: post}).Work(context.Background(), job)
			if len(post.sent) != test.sent || (err != nil) != test.fails {
				t.Fatalf("sent %v, %v", post.sent, err)
			}
			if err != nil && strings.Contains(err.Error(), "@") {
				t.Errorf("the error tells the address: %v", err)
			}
			for _, m := range post.sent {
				if m.Subject != "Ny tilgangsnøkkel" || m.Lang != "nb" || !strings.HasPrefix(m.MessageID, "passkey_added-7-") {
					t.Errorf("sent %+v", m)
				}
			}
		})
	}
}

// post is a mail server that gives one answer.
type post struct {
	result mail.Outcome
	sent   []mail.Message
}

func (p *post) Send(_ context.Context, m mail.Message) mail.Result {
	p.sent = append(p.sent, m)
	return mail.Result{Outcome: p.result, Reason: "said so"}
}
