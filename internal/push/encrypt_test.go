package push

import (
	"bytes"
	"crypto/ecdh"
	"encoding/binary"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	webpush "github.com/SherClockHolmes/webpush-go"
)

const fcm = "https://fcm.googleapis.com/fcm/send/abc"

func decode(t *testing.T, text string) []byte {
	t.Helper()
	raw, err := base64url.DecodeString(text)
	must(t, err)
	return raw
}

// S28: the example of RFC 8291, section 5 and appendix A.
func TestEncryptMatchesTheExampleOfTheRFC(t *testing.T) {
	to, err := Services{}.recipient(Subscription{
		Endpoint: fcm,
		P256dh:   "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
		Auth:     "BTBZMqHH6r4Tts7J_aSIgg",
	})
	must(t, err)
	var once oneTime
	once.key, err = ecdh.P256().NewPrivateKey(decode(t, "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"))
	must(t, err)
	copy(once.salt[:], decode(t, "DGv6ra1nlYgDCS1FRnbzlw"))
	text := []byte("When I grow up, I want to be a watermelon")

	body, err := to.seal(once, text, len(text)+overhead, 4096)

	must(t, err)
	want := "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8w" +
		"EqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
	if got := base64url.EncodeToString(body); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestEncryptedBodyIsPaddedInStepsAndCanBeRead(t *testing.T) {
	phone := newPhone(t, fcm)
	to, err := Services{}.recipient(phone.sub)
	must(t, err)
	steps := []struct{ plaintext, body, recordSize int }{
		{0, 512, 2048},
		{409, 512, 2048},
		{410, 1024, 2048},
		{SmallPayload, 2048, 2048},
		{SmallPayload + 1, 4096, 4096},
		{MaxPayload, 4096, 4096},
	}
	for _, step := range steps {
		text := bytes.Repeat([]byte("م")[:1], step.plaintext)
		body, err := to.encrypt(text)
		must(t, err)
		if len(body) != step.body {
			t.Errorf("%d bytes became %d, want %d", step.plaintext, len(body), step.body)
		}
		if size := binary.BigEndian.Uint32(body[16:]); int(size) != step.recordSize {
			t.Errorf("%d bytes: record size %d, want %d", step.plaintext, size, step.recordSize)
		}
		if !bytes.Equal(phone.read(t, body), text) {
			t.Errorf("%d bytes came back changed", step.plaintext)
		}
	}
	if _, err := to.encrypt(make([]byte, MaxPayload+1)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("one byte too many: %v", err)
	}
}

func TestNoTwoMessagesShareKeyOrSalt(t *testing.T) {
	to, err := Services{}.recipient(newPhone(t, fcm).sub)
	must(t, err)
	first, err := to.encrypt([]byte("hei"))
	must(t, err)
	second, err := to.encrypt([]byte("hei"))
	must(t, err)
	if bytes.Equal(first[:16], second[:16]) || bytes.Equal(first[21:86], second[21:86]) {
		t.Error("salt or key was used twice")
	}
}

// An established library is the oracle: the same phone reads both, and the requests say the same.
func TestRequestAgreesWithWebpushGo(t *testing.T) {
	phone := newPhone(t, fcm)
	private, public, err := GenerateKeys()
	must(t, err)
	theirs := &capture{}
	_, err = webpush.SendNotification(bytes.Clone(reminder().Payload), &webpush.Subscription{
		Endpoint: fcm, Keys: webpush.Keys{P256dh: phone.sub.P256dh, Auth: phone.sub.Auth},
	}, &webpush.Options{
		HTTPClient: theirs, Subscriber: strings.TrimPrefix(subject, "mailto:"), TTL: 3600, Topic: "reminder-1",
		Urgency: webpush.UrgencyHigh, VAPIDPublicKey: public, VAPIDPrivateKey: private,
	})
	must(t, err)

	pair, err := NewVAPID(private, public, subject)
	must(t, err)
	to, err := Services{}.recipient(phone.sub)
	must(t, err)
	ours, err := (&Sender{}).request(t.Context(), to, pair, reminder())
	must(t, err)

	for _, name := range []string{"Content-Encoding", "Content-Type", "TTL", "Urgency", "Topic"} {
		if got, want := ours.Header.Get(name), theirs.header.Get(name); got != want {
			t.Errorf("%s: %q, webpush-go says %q", name, got, want)
		}
	}
	if !bytes.Equal(phone.read(t, readAll(t, ours.Body)), phone.read(t, theirs.body)) {
		t.Error("the phone reads two different texts")
	}
	our, their := verify(t, ours.Header.Get("Authorization")), verify(t, theirs.header.Get("Authorization"))
	if our["aud"] != their["aud"] || our["sub"] != their["sub"] {
		t.Errorf("claims %v, webpush-go says %v", our, their)
	}
}

type capture struct {
	header http.Header
	body   []byte
}

func (c *capture) Do(request *http.Request) (*http.Response, error) {
	c.header = request.Header
	c.body, _ = io.ReadAll(request.Body)
	return &http.Response{StatusCode: http.StatusCreated, Body: http.NoBody}, nil
}
