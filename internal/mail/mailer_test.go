package mail

import (
	"context"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"
)

func reminder(to string) Message {
	return Message{To: to, Subject: "I morgen", Text: "Musikk for alle i morgen kl. 11.30.", Lang: "nb"}
}

func TestSendByEveryKindOfConnection(t *testing.T) {
	for name, c := range map[string]struct {
		implicit           bool
		credentials, query string
	}{
		"STARTTLS by default":     {false, "", ""},
		"STARTTLS with password":  {false, "musikk:p%40ss%3Aword@", "?tls=starttls"},
		"implicit TLS":            {true, "", "?tls=implicit"},
		"implicit, password":      {true, "musikk:p%40ss%3Aword@", "?tls=implicit"},
		"plain, this machine":     {false, "", "?tls=none"},
		"plain with password too": {false, "musikk:p%40ss%3Aword@", "?tls=none"},
	} {
		t.Run(name, func(t *testing.T) {
			office := newPostOffice(t, c.implicit)
			result := office.mailer(t, c.credentials, c.query).Send(t.Context(), reminder("amina@example.org"))
			if result != (Result{Outcome: Accepted, Reason: "accepted"}) {
				t.Fatalf("got %+v", result)
			}
			if got := office.last(t); got.from != "post@dissimilis.no" || got.to != "amina@example.org" {
				t.Errorf("from %s to %s", got.from, got.to)
			}
		})
	}
}

// S28: without a trusted certificate nothing is said.
func TestSendIsNotReadOnTheWay(t *testing.T) {
	office := newPostOffice(t, false)
	distrusting := office.mailer(t, "", "")
	distrusting.server.tls.RootCAs = nil
	if got := distrusting.Send(t.Context(), reminder("amina@example.org")); got != (Result{Outcome: Retry, Reason: "connect"}) {
		t.Errorf("an unknown certificate: %+v", got)
	}
	bare := listen(t, func(conn net.Conn) {
		_, _ = io.WriteString(conn, "220 post.example ESMTP\r\n")
		_, _ = conn.Read(make([]byte, 512))
		_, _ = io.WriteString(conn, "250 post.example\r\n")
		_, _ = io.Copy(io.Discard, conn)
	})
	mailer, err := New(Config{URL: "smtp://" + bare, From: "post@dissimilis.no", Timeout: 5 * time.Second})
	must(t, err)
	if got := mailer.Send(t.Context(), reminder("amina@example.org")); got != (Result{Outcome: Retry, Reason: "connect"}) {
		t.Errorf("a server without STARTTLS: %+v", got)
	}
}

func TestSendReadsTheAnswer(t *testing.T) {
	office := newPostOffice(t, false)
	mailer := office.mailer(t, "", "")
	for code, want := range map[int]Result{
		421: {Outcome: Retry, Reason: "smtp_421"}, 450: {Outcome: Retry, Reason: "smtp_450"}, 452: {Outcome: Retry, Reason: "smtp_452"},
		550: {Permanent, "smtp_550", true}, 552: {Outcome: Permanent, Reason: "smtp_552"}, 554: {Outcome: Permanent, Reason: "smtp_554"},
	} {
		office.onRecipient = func(string) error { return answers(code) }
		if got := mailer.Send(t.Context(), reminder("amina@example.org")); got != want {
			t.Errorf("%d to the recipient: %+v", code, got)
		}
		office.onRecipient = func(string) error { return nil }
		office.onData = func() error { return answers(code) }
		if got := mailer.Send(t.Context(), reminder("amina@example.org")); got != want {
			t.Errorf("%d to the letter: %+v", code, got)
		}
		office.onData = func() error { return nil }
	}
}

// A wrong password of ours must not make people's mails undeliverable.
func TestSendRetriesWhenTheServerDoesNotLetUsIn(t *testing.T) {
	office := newPostOffice(t, false)
	got := office.mailer(t, "musikk:wrong@", "").Send(t.Context(), reminder("amina@example.org"))
	if got != (Result{Outcome: Retry, Reason: "connect_535"}) {
		t.Errorf("got %+v", got)
	}
}

// F16: the mail server is down, and every mail waits without each waiting in turn.
func TestSendAllStopsWhenTheServerIsDown(t *testing.T) {
	office := newPostOffice(t, false)
	mailer := office.mailer(t, "", "")
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	must(t, err)
	must(t, listener.Close())
	_, err = fmt.Sscan(port, &mailer.server.port)
	must(t, err)
	for i, got := range mailer.SendAll(t.Context(), []Message{reminder("a@example.org"), reminder("b@example.org")}) {
		if got != (Result{Outcome: Retry, Reason: "connect"}) {
			t.Errorf("mail %d: %+v", i, got)
		}
	}
}

func TestSendGivesUpOnASlowServer(t *testing.T) {
	silent := listen(t, func(conn net.Conn) { _, _ = io.Copy(io.Discard, conn) })
	mailer, err := New(Config{URL: "smtp://" + silent, From: "post@dissimilis.no", Timeout: 100 * time.Millisecond})
	must(t, err)
	if got := mailer.Send(t.Context(), reminder("amina@example.org")); got != (Result{Outcome: Retry, Reason: "connect"}) {
		t.Errorf("got %+v", got)
	}
}

func TestSendEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	silent := listen(t, func(conn net.Conn) {
		cancel()
		_, _ = io.Copy(io.Discard, conn)
	})
	mailer, err := New(Config{URL: "smtp://" + silent, From: "post@dissimilis.no", Timeout: time.Minute})
	must(t, err)
	if got := mailer.Send(ctx, reminder("amina@example.org")); got != (Result{Outcome: Retry, Reason: "connect"}) {
		t.Errorf("got %+v", got)
	}
}

func TestSendAllSharesConnections(t *testing.T) {
	office := newPostOffice(t, false)
	office.onRecipient = func(to string) error {
		if strings.HasPrefix(to, "gone") {
			return answers(550)
		}
		return nil
	}
	messages := make([]Message, 2*mailsPerConnection+10)
	for i := range messages {
		messages[i] = reminder(fmt.Sprintf("%d@example.org", i))
	}
	messages[3].To = "gone@example.org"
	messages[5].Subject = "I morgen\r\nBcc: all@example.org"

	results := office.mailer(t, "", "").SendAll(t.Context(), messages)

	for i, got := range results {
		want := Result{Outcome: Accepted, Reason: "accepted"}
		switch i {
		case 3:
			want = Result{Permanent, "smtp_550", true}
		case 5:
			want = Result{Outcome: Permanent, Reason: "message_invalid"}
		}
		if got != want {
			t.Errorf("mail %d: %+v", i, got)
		}
	}
	if office.connections < 3 || len(office.taken) != len(messages)-2 {
		t.Errorf("%d mails in %d connections", len(office.taken), office.connections)
	}
}

func TestSendAllGoesOnAfterAServerHangsUp(t *testing.T) {
	office := newPostOffice(t, false)
	office.onRecipient = func(to string) error {
		if strings.HasPrefix(to, "full") {
			return answers(421)
		}
		return nil
	}
	messages := []Message{reminder("full@example.org"), reminder("amina@example.org")}
	results := office.mailer(t, "", "").SendAll(t.Context(), messages)
	if results[0].Outcome != Retry || results[1].Outcome != Accepted {
		t.Errorf("got %+v", results)
	}
}

func TestOutcomeNames(t *testing.T) {
	for outcome, name := range map[Outcome]string{Retry: "retry", Accepted: "accepted", Permanent: "permanent", 9: "unknown"} {
		if outcome.String() != name {
			t.Errorf("%d is called %s", outcome, outcome)
		}
	}
}

func listen(t *testing.T, serve func(net.Conn)) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				serve(conn)
			}()
		}
	}()
	return listener.Addr().String()
}
