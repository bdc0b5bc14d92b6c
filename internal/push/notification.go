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

// declarative marks the payload as a declarative push message, which Safari shows without our service worker.
const declarative = 8030

const (
	// ellipsis is appended to a body that was shortened.
	ellipsis = "…"
	// longWord is the most bytes that cut drops in order to end on a whole word.
	longWord = 40
)

// Notification is what a phone shows on its lock screen (P8): it must hold no child's name and nothing that reveals a
// disability.
type Notification struct {
	Title string // required
	Body  string
	Lang  string // BCP 47
	Dir   string // ltr, rtl or auto
	Tag   string // a notification with the same tag replaces this one: the same on every retry
	// Renotify lets a notification that replaces another sound and show again.
	Renotify bool

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

// wire is the JSON of a declarative push message; in other browsers the service worker unwraps it.
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
	Renotify bool     `json:"renotify,omitempty"`
	Navigate string   `json:"navigate"`
	Icon     string   `json:"icon,omitempty"`
	Silent   bool     `json:"silent,omitempty"`
	AppBadge *int     `json:"app_badge,omitempty"`
	Actions  []Action `json:"actions,omitempty"`
	Data     any      `json:"data,omitempty"`
}

// Payload returns the notification as JSON of at most MaxPayload bytes. It cuts a long body between words.
func (n Notification) Payload() ([]byte, error) { return n.fit(MaxPayload) }

// Shorten returns the notification as JSON of at most SmallPayload bytes, for the one retry after TooLarge.
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
		Title: n.Title, Body: body, Lang: n.Lang, Dir: n.Dir, Tag: n.Tag, Renotify: n.Renotify, Navigate: n.Navigate, Icon: n.Icon,
		Silent: n.Silent, AppBadge: n.AppBadge, Actions: n.Actions, Data: n.Data,
	}, n.AppBadge})
	return bytes.TrimSuffix(buffer.Bytes(), []byte("\n")), err
}

// valid checks Safari's requirements; Safari silently drops a notification that breaks them.
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

// cut returns at most length bytes of text. It ends on a whole character, and on a whole word if a space is near.
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
