package push

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"net/http"
	"testing"

	webpush "github.com/SherClockHolmes/webpush-go"
)

// The three ways to prepare one reminder, without the network: `go test -bench Prepare ./internal/push`.
// The floor is the arithmetic that RFC 8291 cannot do without: one key pair and one key agreement per message.

var text = bytes.Repeat([]byte("x"), 180)

func BenchmarkPrepareFloor(b *testing.B) {
	phone := newPhone(b, fcm)
	for b.Loop() {
		key, err := ecdh.P256().GenerateKey(rand.Reader)
		must(b, err)
		_, err = key.ECDH(phone.key.PublicKey())
		must(b, err)
	}
}

func BenchmarkPrepareOurs(b *testing.B) {
	phone, pair, sender := newPhone(b, fcm), newVAPID(b), &Sender{}
	message := reminder()
	message.Payload = text
	b.ReportAllocs()
	for b.Loop() {
		to, err := sender.services.recipient(phone.sub)
		must(b, err)
		_, err = sender.request(b.Context(), to, pair, message)
		must(b, err)
	}
}

func BenchmarkPrepareWebpushGo(b *testing.B) {
	phone := newPhone(b, fcm)
	options := webpushOptions(b)
	options.HTTPClient = discard{}
	b.ReportAllocs()
	for b.Loop() {
		_, err := webpush.SendNotification(bytes.Clone(text), phone.webpush(), options)
		must(b, err)
	}
}

// The same with a push service on this machine: `go test -bench Send ./internal/push`.

func BenchmarkSendOurs(b *testing.B) {
	service := newPushService(b, answer(http.StatusCreated))
	sender, phone, message := service.sender(b), newPhone(b, service.URL+"/abc"), reminder()
	message.Payload = text
	b.RunParallel(func(loop *testing.PB) {
		for loop.Next() {
			if got := sender.Send(b.Context(), phone.sub, message); got.Reaction != Accepted {
				b.Error(got)
			}
		}
	})
}

func BenchmarkSendWebpushGo(b *testing.B) {
	service := newPushService(b, answer(http.StatusCreated))
	phone, options := newPhone(b, service.URL+"/abc"), webpushOptions(b)
	options.HTTPClient = service.sender(b).client
	b.RunParallel(func(loop *testing.PB) {
		for loop.Next() {
			answer, err := webpush.SendNotification(bytes.Clone(text), phone.webpush(), options)
			if err != nil {
				b.Error(err)
				return
			}
			_ = answer.Body.Close()
		}
	})
}

type discard struct{}

func (discard) Do(*http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusCreated, Body: http.NoBody}, nil
}

func webpushOptions(b *testing.B) *webpush.Options {
	b.Helper()
	private, public, err := GenerateKeys()
	must(b, err)
	return &webpush.Options{
		Subscriber: "post@dissimilis.no", TTL: 3600, VAPIDPublicKey: public, VAPIDPrivateKey: private,
	}
}

func (p *phone) webpush() *webpush.Subscription {
	return &webpush.Subscription{Endpoint: p.sub.Endpoint, Keys: webpush.Keys{P256dh: p.sub.P256dh, Auth: p.sub.Auth}}
}
