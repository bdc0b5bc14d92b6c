package reminder

import "musikkforalle/internal/push"

// noticeData is what the service worker needs to answer from the lock screen, without a window and without a cookie.
type noticeData struct {
	Navigate   string        `json:"navigate"`
	Directions string        `json:"directions,omitempty"`
	Answer     *noticeAnswer `json:"answer,omitempty"`
}

// noticeAnswer is the address that takes {"coming": bool}, and what the phone says afterwards.
type noticeAnswer struct {
	URL    string            `json:"url"`
	Noted  map[string]string `json:"noted"` // by the chosen button; waiting: the list was the only room
	Later  string            `json:"later"` // no network now
	Closed string            `json:"closed"`
}

// notification renders the notice for a phone.
func (l *letter) notification(base string) push.Notification {
	c, text := l.catalogue(), l.say()
	n := push.Notification{
		Title: text.Title, Body: text.Body, Lang: c.HTMLLang(), Dir: c.Dir(), Tag: l.tag(), Renotify: true,
		Navigate: l.page(base), Icon: base + "/icons/icon-192.png",
	}
	data := noticeData{Navigate: n.Navigate}
	for _, name := range l.buttons() {
		action := push.Action{Name: name, Title: c.T("push.action." + name)}
		if name == "directions" {
			action.Navigate, data.Directions = l.directions(), l.directions()
		} else {
			action.Navigate, data.Answer = l.answerPage(base, name), l.answer()
		}
		n.Actions = append(n.Actions, action)
	}
	n.Data = data
	return n
}

func (l *letter) answer() *noticeAnswer {
	c := l.catalogue()
	return &noticeAnswer{
		URL:    "/api/r/" + l.Token,
		Noted:  map[string]string{"coming": c.T("push.noted.coming"), "cannot": c.T("push.noted.cannot"), "waiting": c.T("push.noted.waiting")},
		Later:  c.T("push.noted.later"),
		Closed: c.T("push.noted.closed"),
	}
}
