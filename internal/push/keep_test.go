package push_test

import (
	"context"
	"crypto/ecdh"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/fixture"
	"musikkforalle/internal/pgtest"
	"musikkforalle/internal/push"
)

// desk is the API with a push service that answers with status.
type desk struct {
	*testing.T
	push.API
	url    string
	status atomic.Int32
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{T: t}
	d.status.Store(http.StatusCreated)
	service := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(int(d.status.Load())) }))
	t.Cleanup(service.Close)
	d.url = service.URL
	services, err := push.NewServices(service.URL)
	d.must(err)
	d.Store = pgtest.New(t)
	d.Keys, err = push.OpenKeys(t.Context(), d.Store, "mailto:post@dissimilis.no")
	d.must(err)
	roots := x509.NewCertPool()
	roots.AddCert(service.Certificate())
	d.Services, d.Base = services, "https://musikk.example"
	d.Sender = push.NewSender(push.Settings{Keys: d.Keys, Services: services, AllowLoopback: true, RootCAs: roots})
	t.Cleanup(d.Sender.Close)
	return d
}

func (d *desk) must(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// phone is the context of a new device of a new family.
func (d *desk) phone() context.Context {
	d.Helper()
	family := fixture.Family(d, d.Store, "nb")
	return account.With(d.Context(), &account.Caller{Device: fixture.FamilyDevice(d, d.Store, family), Family: family})
}

func (d *desk) subscription(path string) *contract.PushSubscription {
	d.Helper()
	key, err := ecdh.P256().GenerateKey(rand.Reader)
	d.must(err)
	auth := make([]byte, 16)
	rand.Read(auth)
	encode := base64.RawURLEncoding.EncodeToString
	return &contract.PushSubscription{Endpoint: d.url + path, P256dh: encode(key.PublicKey().Bytes()), Auth: encode(auth)}
}

func (d *desk) set(phone context.Context, s *contract.PushSubscription) error {
	_, err := d.SetPush(phone, contract.SetPushRequestObject{Body: s})
	return err
}

func (d *desk) test(phone context.Context) error {
	_, err := d.TestPush(phone, contract.TestPushRequestObject{})
	return err
}

func (d *desk) state(phone context.Context) contract.GetPush200JSONResponse {
	d.Helper()
	response, err := d.GetPush(phone, contract.GetPushRequestObject{})
	d.must(err)
	return response.(contract.GetPush200JSONResponse)
}

func TestSubscribing(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	t.Run("NobodyGetsTheKeyAndKeepsNothing", func(t *testing.T) {
		if s := d.state(t.Context()); s.Key != d.Keys.Current().PublicKey() || s.Subscribed {
			t.Errorf("%+v", s)
		}
		if err := d.set(t.Context(), d.subscription("/a")); !errors.Is(err, fault.ErrNobody) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("IsKeptRenewedAndForgotten", func(t *testing.T) {
		phone := d.phone()
		d.must(d.set(phone, d.subscription("/b")))
		first := d.state(phone)
		d.must(d.set(phone, d.subscription("/c")))
		second := d.state(phone)
		if !first.Subscribed || !second.Subscribed || *first.EndpointHash == *second.EndpointHash || len(*first.EndpointHash) != 16 {
			t.Errorf("%+v, then %+v", first, second)
		}
		_, err := d.DeletePush(phone, contract.DeletePushRequestObject{})
		d.must(err)
		if d.state(phone).Subscribed {
			t.Error("still subscribed")
		}
	})
	t.Run("SameBrowserSignedInAnewTakesItsSubscriptionAlong", func(t *testing.T) {
		before, after, s := d.phone(), d.phone(), d.subscription("/d")
		d.must(d.set(before, s))
		d.must(d.set(after, s))
		if d.state(before).Subscribed || !d.state(after).Subscribed {
			t.Error("the subscription did not move")
		}
	})
	t.Run("UnknownServiceIsRefused", func(t *testing.T) {
		s := d.subscription("/e")
		s.Endpoint = "https://attacker.example/fcm.googleapis.com"
		if err := d.set(d.phone(), s); !errors.Is(err, push.ErrNotAllowed) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("F14/KeyOffTheCurveIsRefused", func(t *testing.T) {
		s := d.subscription("/f")
		s.P256dh = "B" + s.P256dh[2:] + "A"
		if err := d.set(d.phone(), s); !errors.Is(err, push.ErrBadKeys) {
			t.Errorf("got %v", err)
		}
	})
}

func TestTestNotification(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	for status, want := range map[int]error{201: nil, 500: push.ErrUnreachable, 403: push.ErrUnreachable, 410: push.ErrGone} {
		phone := d.phone()
		d.must(d.set(phone, d.subscription("/"+uuid.NewString())))
		d.status.Store(int32(status))
		if err := d.test(phone); !errors.Is(err, want) && (want != nil || err != nil) {
			t.Errorf("%d: got %v", status, err)
		}
		if kept := d.state(phone).Subscribed; kept != (status != 410) {
			t.Errorf("%d: subscribed %t", status, kept)
		}
	}
	if err := d.test(d.phone()); !errors.Is(err, push.ErrNoneHere) {
		t.Errorf("without a subscription: %v", err)
	}
}

func TestKeysAreMadeOnceAndKept(t *testing.T) {
	t.Parallel()
	store := pgtest.New(t)
	names := make(chan string, 4)
	for range cap(names) {
		go func() {
			keys, err := push.OpenKeys(t.Context(), store, "mailto:post@dissimilis.no")
			if err != nil {
				t.Error(err)
				names <- ""
				return
			}
			names <- keys.Current().PublicKey()
		}()
	}
	first := <-names
	for range cap(names) - 1 {
		if name := <-names; name != first {
			t.Error("two servers made two pairs")
		}
	}
}

func TestStoredAgreesWithTheSchema(t *testing.T) {
	t.Parallel()
	got, err := db.Agree(pgtest.New(t).Gorm, &push.Stored{})
	if err != nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}
