package reminder

import (
	"math/rand/v2"
	"time"

	"musikkforalle/internal/ledger"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/push"
)

// verdict is what becomes of a claimed row.
type verdict struct {
	letter   *letter
	state    ledger.State
	reason   string
	wait     time.Duration // until the next try, when it stays due
	reaction push.Reaction // of an attempt by push
	pause    time.Duration // how long the service wants to be left alone
}

func settled(l *letter, state ledger.State, reason string) verdict {
	return verdict{letter: l, state: state, reason: reason}
}

// judge decides without sending: what is over, no longer true, or has no address any more.
func judge(l *letter) (v verdict, decided bool) {
	switch {
	case l.OverAt.Sub(l.Now) < time.Second:
		return settled(l, ledger.Expired, "started first"), true
	case !l.Expected:
		return settled(l, ledger.Withdrawn, "no longer true"), true
	case l.Channel == ledger.ByPush && l.Endpoint == "":
		return settled(l, ledger.Gone, "no subscription"), true
	case l.Channel == ledger.ByMail && l.Email == nil:
		return settled(l, ledger.Gone, "no address"), true
	}
	return verdict{}, false
}

// afterPush turns the answer of a push service into what becomes of the row.
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

// afterMail does the same for a mail server. An address that it will never take is a failure of that address alone.
func afterMail(l *letter, r mail.Result) verdict {
	switch r.Outcome {
	case mail.Accepted:
		return settled(l, ledger.Sent, "")
	case mail.Permanent:
		return settled(l, ledger.Failed, r.Reason)
	}
	return verdict{letter: l, state: ledger.Due, reason: r.Reason, wait: l.untilOver(l.backoff())}
}

// released gives a row back untouched: the lease was nearly over, the service is to be left alone, or the program stops.
func released(l *letter) verdict { return verdict{letter: l, state: ledger.Due, reason: "released"} }

func (l *letter) backoff() time.Duration { return push.Backoff(int(l.Attempts), rand.Float64) }

// untilOver lets the last try fall on the end, where the row is noted as expired.
func (l *letter) untilOver(wait time.Duration) time.Duration {
	return min(wait, max(l.OverAt.Sub(l.Now), 0))
}
