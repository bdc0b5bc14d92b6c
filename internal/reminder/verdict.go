package reminder

import (
	"math/rand/v2"
	"time"

	"musikkforalle/internal/ledger"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/push"
)

// verdict is the result for a claimed row.
type verdict struct {
	letter   *letter
	state    ledger.State
	reason   string
	wait     time.Duration // until the next attempt, if it stays due
	reaction push.Reaction // of an attempt by push
	pause    time.Duration // that the service asked for
	bounced  bool          // the mail server knows no such address
}

// triesOfAChange is after how many failed attempts, about two minutes, a change of a session climbs to the next channel before
// its moment has come.
const triesOfAChange = 6

// inVain reports whether the next channel is to be tried now: what changed must be known soon, also days before.
func (v verdict) inVain() bool {
	return v.state == ledger.Due && v.letter.Kind.Told().Change && v.letter.Attempts >= triesOfAChange
}

// told reports whether no other channel is needed. That a push service has taken a change is not enough: the phone may lie in
// a drawer. Its reader gets a mail too, if nobody has used the app by then.
func (v verdict) told() bool {
	return v.state == ledger.Sent && (v.letter.Channel != ledger.ByPush || !v.letter.Kind.Told().Change)
}

func settled(l *letter, state ledger.State, reason string) verdict {
	return verdict{letter: l, state: state, reason: reason}
}

// judge gives a verdict without sending to rows that have expired, are no longer true, or have no address any more.
func judge(l *letter) (v verdict, decided bool) {
	switch {
	case l.OverAt.Sub(l.Now) < time.Second:
		return settled(l, ledger.Expired, "started first"), true
	case !l.Expected:
		return settled(l, ledger.Withdrawn, "no longer true"), true
	case l.Pushed:
		return settled(l, ledger.Withdrawn, "told by push"), true
	case l.Channel == ledger.ByPush && l.Endpoint == "":
		return settled(l, ledger.Gone, "no subscription"), true
	case l.Channel == ledger.ByMail && l.Email == nil:
		return settled(l, ledger.Gone, "no address"), true
	}
	return verdict{}, false
}

// afterPush converts the result of a push into a verdict.
func afterPush(l *letter, r push.Result) verdict {
	v := verdict{letter: l, state: ledger.Due, reason: r.Reason, reaction: r.Reaction}
	switch r.Reaction {
	case push.Accepted:
		v.state, v.reason = ledger.Sent, ""
	case push.Gone:
		v.state = ledger.Gone
	case push.Bad, push.TooLarge:
		v.state = ledger.Failed
	case push.Refused:
		v.wait, v.pause = l.backoff(), refusedPause
	case push.Later:
		v.wait, v.pause = r.RetryAfter, min(r.RetryAfter, longestPause)
	case push.Retry:
		v.wait = max(r.RetryAfter, l.backoff())
	}
	v.wait = l.untilOver(v.wait)
	return v
}

// afterMail converts the outcome of a mail into a verdict. An address that is refused for good fails alone.
func afterMail(l *letter, r mail.Result) verdict {
	switch r.Outcome {
	case mail.Accepted:
		return settled(l, ledger.Sent, "")
	case mail.Permanent:
		v := settled(l, ledger.Failed, r.Reason)
		v.bounced = r.Bounced
		return v
	}
	return verdict{letter: l, state: ledger.Due, reason: r.Reason, wait: l.untilOver(l.backoff())}
}

// released leaves a row due without an attempt: the lease was nearly over, the service is paused, or the program stops.
func released(l *letter) verdict { return verdict{letter: l, state: ledger.Due, reason: "released"} }

func (l *letter) backoff() time.Duration { return push.Backoff(int(l.Attempts), rand.Float64) }

// untilOver shortens a wait so that the last attempt falls on the row's expiry.
func (l *letter) untilOver(wait time.Duration) time.Duration {
	return min(wait, max(l.OverAt.Sub(l.Now), 0))
}
