package main

import (
	"context"

	"github.com/prometheus/client_golang/prometheus"

	"musikkforalle/internal/jobs"
	"musikkforalle/internal/mail"
	"musikkforalle/internal/push"
	"musikkforalle/internal/reminder"
)

// delivery holds what sends messages: web push, mail, and the courier that uses both.
type delivery struct {
	push push.API
	deps jobs.Deps
}

// openLetterbox starts a local mail server that prints mails, if this is a demo on this machine without SMTP_URL, so
// that sign-in codes can be tried without a provider.
func (p *program) openLetterbox() (err error) {
	if p.SMTP != "" || !p.Demo || p.Secure() {
		return nil
	}
	if p.letters, err = mail.OpenLetterbox(p.out); err == nil {
		p.SMTP = p.letters.URL()
	}
	return err
}

// deliveryOf sets up the push sender, the mailer and the courier. Without SMTP_URL there is no mailer.
func deliveryOf(ctx context.Context, p *program) (delivery, error) {
	keys, err := push.OpenKeys(ctx, p.store, p.VAPIDSubject)
	if err != nil {
		return delivery{}, err
	}
	services, err := push.NewServices(p.PushHosts...)
	if err != nil {
		return delivery{}, err
	}
	sender := push.NewSender(push.Settings{Keys: keys, Services: services, AllowLoopback: len(p.PushHosts) > 0})
	if err := p.openLetterbox(); err != nil {
		return delivery{}, err
	}
	var mailer *mail.Mailer
	if p.SMTP != "" {
		if mailer, err = mail.New(mail.Config{URL: p.SMTP, From: p.MailFrom}); err != nil {
			return delivery{}, err
		}
	}
	prometheus.MustRegister(reminder.Gauges{Store: p.store})
	courier := &reminder.Courier{
		Store: p.store, Push: sender, Mail: mailer, Base: p.BaseURL, Clock: &p.clocks,
		Metrics: reminder.NewMetrics(prometheus.DefaultRegisterer, &p.clocks),
	}
	return delivery{
		push: push.API{Store: p.store, Keys: keys, Services: services, Sender: sender, Base: p.BaseURL},
		deps: jobs.Deps{Courier: courier, Mailer: mailer},
	}, nil
}
