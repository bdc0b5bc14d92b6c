package push

import (
	"bytes"
	"encoding/json"
	"net/url"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// declarative is the number of the RFC that makes Safari read a payload by itself, without our service worker.
const declarative = 8030

const (
	// ellipsis ends a body that was shortened.
	ellipsis = "…"
	// longWord is how many bytes of a broken word are dropped at most to end on a whole one.
	longWord = 40
)

// Notification is what a phone shows. It may be read by whoever holds the phone: no child's name, nothing that
// tells of a disability.
type Notification struct {
	Title string // required
	Body  string
	Lang  string // BCP 47
	Dir   string // ltr, rtl or auto
	Tag   string // a notification with the same tag replaces this one: the same on every retry

	Navigate string // where a tap leads: required, absolute
	Icon     string // absolute
	Silent   bool
	Actions  []Action
	Data     any  // for the service worker, as JSON; nil leaves it out
	AppBadge *int // the number on the app's icon; nil leaves it alone, 0 clears it
}

// Action is a button under a notification.
type Action struct {
	Name     string `json:"action"`
	Title    string `json:"title"`
	Navigate string `json:"navigate"` // absolute
}

// wire is the form of the Push API's declarative messages; the service worker of other browsers unwraps it.
type wire struct {
	WebPush      int        `json:"web_push"`
	Notification wireDetail `json:"notification"`
	AppBadge     *int       `json:"app_badge,omitempty"`
}

type wireDetail struct {
	Title    string   `json:"title"`
	Body     string   `json:"body,omitempty"`
	Lang     string   `json:"lang,omitempty"`
	Dir      string   `json:"dir,omitempty"`
	Tag      string   `json:"tag,omitempty"`
	Navigate string   `json:"navigate"`
	Icon     string   `json:"icon,omitempty"`
	Silent   bool     `json:"silent,omitempty"`
	AppBadge *int     `json:"app_badge,omitempty"`
	Actions  []Action `json:"actions,omitempty"`
	Data     any      `json:"data,omitempty"`
}

// Payload is the notification as JSON of at most MaxPayload bytes; a long body is cut between words.
func (n Notification) Payload() ([]byte, error) { return n.fit(MaxPayload) }

// Shorten is the notification in the size that every phone takes, for the one retry after TooLarge.
func (n Notification) Shorten() ([]byte, error) { return n.fit(SmallPayload) }

func (n Notification) fit(limit int) ([]byte, error) {
	if !n.valid() {
		return nil, ErrNotification
	}
	payload, err := n.encode(n.Body)
	if err != nil || len(payload) <= limit {
		return payload, err
	}
	if payload, err = n.encode(""); err != nil || len(payload) > limit {
		return nil, ErrTooLarge
	}
	// Escapes make the length of the JSON differ from that of the text, so look for the longest text that fits.
	tooLong := sort.Search(len(n.Body), func(length int) bool {
		payload, err := n.encode(cut(n.Body, length))
		return err != nil || len(payload) > limit
	})
	if tooLong == 0 {
		return payload, nil
	}
	return n.encode(cut(n.Body, tooLong-1))
}

func (n Notification) encode(body string) ([]byte, error) {
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false) // nobody puts this into a page, and each escape costs six bytes
	err := encoder.Encode(wire{declarative, wireDetail{
		Title: n.Title, Body: body, Lang: n.Lang, Dir: n.Dir, Tag: n.Tag, Navigate: n.Navigate, Icon: n.Icon,
		Silent: n.Silent, AppBadge: n.AppBadge, Actions: n.Actions, Data: n.Data,
	}, n.AppBadge})
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), err
}

// valid holds what Safari asks for; a notification that breaks it is dropped there without a word.
func (n Notification) valid() bool {
	switch n.Dir {
	case "", "ltr", "rtl", "auto":
	default:
		return false
	}
	for _, action := range n.Actions {
		if action.Name == "" || action.Title == "" || !absolute(action.Navigate) {
			return false
		}
	}
	return strings.TrimSpace(n.Title) != "" && absolute(n.Navigate) && (n.Icon == "" || absolute(n.Icon))
}

func absolute(address string) bool {
	parsed, err := url.Parse(address)
	return err == nil && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http")
}

// cut keeps at most length bytes of a text, whole characters, and whole words when there are spaces nearby.
func cut(text string, length int) string {
	if length >= len(text) {
		return text
	}
	for length > 0 && !utf8.RuneStart(text[length]) {
		length--
	}
	kept := text[:length]
	if space := strings.LastIndexFunc(kept, unicode.IsSpace); space > max(0, len(kept)-longWord) {
		kept = kept[:space]
	}
	return strings.TrimRightFunc(kept, unicode.IsSpace) + ellipsis
}
