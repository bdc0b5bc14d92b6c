package main

import (
	"context"
	"fmt"

	"musikkforalle/internal/reminder"
	"musikkforalle/pwa"
)

// finding is one line of the doctor's output: what was checked, its state, and what that costs.
type finding struct{ what, how, costs string }

// doctor prints what is configured, what is missing and what that costs.
func doctor(ctx context.Context, p *program, _ []string) error {
	if err := p.open(ctx); err != nil {
		return err
	}
	findings := append([]finding{{"version", version(), ""}}, append(p.settings(), p.web())...)
	keys, err := p.keysFinding(ctx)
	if err != nil {
		return err
	}
	findings = append(findings, keys)
	ledger, err := reminder.Account(ctx, p.store)
	if err != nil {
		return err
	}
	findings = append(findings, ledgerFinding(ledger), p.clockFinding(ctx))
	stopped, err := p.stops(ctx)
	if err != nil {
		return err
	}
	findings = append(findings, stopped...)
	return p.print(findings...)
}

func (p *program) print(findings ...finding) error {
	for _, f := range findings {
		if _, err := fmt.Fprintf(p.out, "%-10s %s\n", f.what, f.how); err != nil {
			return err
		}
		if f.costs != "" {
			if _, err := fmt.Fprintf(p.out, "%-10s → %s\n", "", f.costs); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p *program) settings() []finding {
	database := finding{"database", "DATABASE_URL", ""}
	if p.Database == "" {
		database = finding{"database", "our own PostgreSQL", "back up the data folder, or use a database of yours for several servers"}
	}
	address := finding{"address", p.BaseURL, ""}
	if !p.Secure() {
		address.costs = "not https: no push and no installing on other devices than this one"
	}
	mail := finding{"mail", "set", ""}
	if p.SMTP == "" {
		mail = finding{"mail", "SMTP_URL is not set", "no mail reminders, no sign-in codes: volunteers cannot sign in, nobody can join a team"}
	}
	push := finding{"push", "VAPID keys are kept in the database; subject " + p.VAPIDSubject, ""}
	workers := finding{"workers", "this process sends reminders", ""}
	if !p.Workers {
		workers = finding{"workers", "WORKERS is false", "this process sends nothing: another one must"}
	}
	return []finding{database, address, mail, push, workers}
}

func (p *program) web() finding {
	build, err := pwa.ReadBuild()
	if err != nil {
		return finding{"web app", err.Error(), "run make build"}
	}
	return finding{"web app", "version " + build.Version, ""}
}

func ledgerFinding(l reminder.Ledger) finding {
	f := finding{"reminders", fmt.Sprintf("%d planned: %d sent, %d waiting, %d gone, %d withdrawn, %d expired, %d failed; %d people can be reached by nothing",
		l.Total, l.Sent, l.Waiting, l.Gone, l.Withdrawn, l.Expired, l.Failed, l.Unreachable), ""}
	if !l.Balanced() {
		f.costs = "the ledger does not add up: somebody may wait for nothing"
	}
	return f
}
