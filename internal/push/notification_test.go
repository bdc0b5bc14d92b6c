package push

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func saturday() Notification {
	return Notification{Title: "I morgen", Body: "Musikk for alle, 11:30", Lang: "nb", Dir: "ltr", Tag: "s1",
		Navigate: "https://musikk.example/nb/s/1"}
}

func TestPayloadIsTheDeclarativeForm(t *testing.T) {
	badge := 0
	n := saturday()
	n.Icon, n.AppBadge, n.Data = "https://musikk.example/icon.png", &badge, map[string]string{"kind": "reminder"}
	n.Actions = []Action{{"map", "Kart <3", "https://musikk.example/nb/p/drammen"}}
	payload, err := n.Payload()
	must(t, err)
	want := `{"web_push":8030,"notification":{"title":"I morgen","body":"Musikk for alle, 11:30","lang":"nb","dir":"ltr",` +
		`"tag":"s1","navigate":"https://musikk.example/nb/s/1","icon":"https://musikk.example/icon.png","app_badge":0,` +
		`"actions":[{"action":"map","title":"Kart <3","navigate":"https://musikk.example/nb/p/drammen"}],` +
		`"data":{"kind":"reminder"}},"app_badge":0}`
	if diff := cmp.Diff(want, string(payload)); diff != "" {
		t.Error(diff)
	}
}

func TestLongBodyIsCutBetweenWords(t *testing.T) {
	bodies := map[string]string{
		"arabic":       strings.Repeat("صباح الموسيقى للجميع ", 400),
		"tigrinya":     strings.Repeat("ሙዚቃ ንኹሉ ", 600),
		"quotes":       strings.Repeat(`"\`+"\n", 3000),
		"emoji":        strings.Repeat("🎵", 10_000),
		"one word":     strings.Repeat("a", 9000),
		"broken UTF-8": strings.Repeat("a\xff", 5000),
	}
	for name, body := range bodies {
		n := saturday()
		n.Body = body
		for limit, fit := range map[int]func() ([]byte, error){MaxPayload: n.Payload, SmallPayload: n.Shorten} {
			payload, err := fit()
			must(t, err)
			if len(payload) > limit || len(payload) < limit-60 {
				t.Errorf("%s: %d bytes for a limit of %d", name, len(payload), limit)
			}
			var got wire
			must(t, json.Unmarshal(payload, &got))
			kept, cut := strings.CutSuffix(got.Notification.Body, ellipsis)
			if !cut || !utf8.ValidString(kept) || strings.HasSuffix(kept, " ") {
				t.Errorf("%s ends in %q", name, kept[max(0, len(kept)-12):])
			}
		}
	}
}

func TestShortBodyIsLeftAlone(t *testing.T) {
	whole, err := saturday().Payload()
	must(t, err)
	short, err := saturday().Shorten()
	must(t, err)
	if string(whole) != string(short) {
		t.Error("a notification that fits was changed")
	}
}

func TestNotificationWithoutRoomForABody(t *testing.T) {
	n := saturday()
	n.Tag = ""
	empty, err := n.encode("")
	must(t, err)
	n.Tag = strings.Repeat("t", SmallPayload-len(empty)-len(`"tag":"",`))
	payload, err := n.Shorten()
	must(t, err)
	if len(payload) != SmallPayload || strings.Contains(string(payload), "body") {
		t.Errorf("%d bytes", len(payload))
	}
	n.Tag += "t"
	if _, err := n.Shorten(); !errors.Is(err, ErrTooLarge) {
		t.Errorf("too large without a body: %v", err)
	}
}

func TestNotificationThatSafariWouldDropIsRefused(t *testing.T) {
	for name, spoil := range map[string]func(*Notification){
		"no title":          func(n *Notification) { n.Title = " " },
		"no address":        func(n *Notification) { n.Navigate = "" },
		"relative address":  func(n *Notification) { n.Navigate = "/nb/s/1" },
		"script address":    func(n *Notification) { n.Navigate = "javascript:alert(1)" },
		"relative icon":     func(n *Notification) { n.Icon = "icon.png" },
		"direction":         func(n *Notification) { n.Dir = "left" },
		"action, no title":  func(n *Notification) { n.Actions = []Action{{"a", "", n.Navigate}} },
		"action, no target": func(n *Notification) { n.Actions = []Action{{"a", "b", ""}} },
	} {
		n := saturday()
		spoil(&n)
		if _, err := n.Payload(); !errors.Is(err, ErrNotification) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
