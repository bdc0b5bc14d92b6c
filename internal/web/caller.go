package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/limit"
)

// cookies are the names of the two secret cookies. The chosen language and place are cookies too but hold nothing personal.
type cookies struct {
	device  string // the device's sign-in token
	browser string // binds typed codes to the browser that asked; after a dot, the proof that it typed one of an address
	secure  bool
}

func cookiesFor(secure bool) cookies {
	if secure {
		return cookies{"__Host-device", "__Host-browser", true}
	}
	return cookies{"device", "browser", false} // http on loopback: __Host- needs Secure
}

// caller resolves the device's cookie into the actor of the request, and after the request sets or clears the cookie.
func caller(store *db.Store, names cookies, trusted proxies) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if anonymous(c) {
			nobody := &account.Caller{Network: network(trusted.client(c)), Key: c.Get("Idempotency-Key")}
			c.SetUserContext(account.With(c.UserContext(), nobody))
			return c.Next()
		}
		who := &account.Caller{
			Ago:   waited(c.Get("Acted-Ago")),
			Label: label(c.Get(fiber.HeaderUserAgent)), Network: network(trusted.client(c)), Key: c.Get("Idempotency-Key"),
		}
		var mark string
		if mark, who.Proof, _ = strings.Cut(c.Cookies(names.browser), "."); mark != "" {
			who.Browser = account.Hash(mark)
		} else if needsMark(c.Path()) {
			mark, who.Unmarked = account.NewToken(), true
			who.Browser = account.Hash(mark)
			setCookie(c, names.browser, mark, 0, names.secure)
		}
		if token := c.Cookies(names.device); token != "" {
			if err := recognise(c, store, who, token); err != nil {
				return err
			}
		}
		c.SetUserContext(account.With(c.UserContext(), who))
		err := c.Next()
		if who.Stale && !isRead(c.Method()) { // answered 401 once (F23); without the cookie it may start anew
			setCookie(c, names.device, "", -time.Hour, names.secure)
		}
		if proof := who.Proved(); proof != "" && err == nil {
			setCookie(c, names.browser, mark+"."+proof, account.DeviceLife, names.secure)
		}
		if token, ok := who.Issued(); ok && err == nil {
			setCookie(c, names.device, token, account.DeviceLife, names.secure)
		}
		if who.Cleared() && err == nil {
			if who.Proof != "" {
				setCookie(c, names.browser, "", -time.Hour, names.secure)
			}
			setCookie(c, names.device, "", -time.Hour, names.secure)
			c.Set("Clear-Site-Data", `"cache", "storage"`)
		}
		return err
	}
}

// waited returns how long a request waited on the phone; what is no such number is refused by the contract.
func waited(milliseconds string) time.Duration {
	n, err := strconv.ParseInt(milliseconds, 10, 64)
	if err != nil || n < 0 || n > 366*24*time.Hour.Milliseconds() {
		return 0
	}
	return time.Duration(n) * time.Millisecond
}

// anonymous reports whether the request is the pulse, the one write that must not be linked to a person: its cookies are
// neither read nor set.
func anonymous(c *fiber.Ctx) bool {
	return c.Method() == fiber.MethodPost && strings.HasPrefix(c.Path(), "/api/sessions/") && strings.HasSuffix(c.Path(), "/pulse")
}

func recognise(c *fiber.Ctx, store *db.Store, who *account.Caller, token string) error {
	d, ok, err := account.Known(c.UserContext(), store, token)
	if err != nil {
		return err
	}
	if !ok {
		who.Stale = true
		return nil
	}
	if who.Is(d); d.Renewed {
		who.Issue(token)
	}
	return nil
}

// needsMark reports whether the request sends a typed code. Only then is the browser's cookie set, not on every visit.
func needsMark(path string) bool {
	return strings.HasPrefix(path, "/api/sign-in/") || strings.HasPrefix(path, "/api/me/email") ||
		strings.HasPrefix(path, "/api/team/sign-in/") || strings.HasPrefix(path, "/api/team/invitations/")
}

func setCookie(c *fiber.Ctx, name, value string, life time.Duration, secure bool) {
	cookie := &fiber.Cookie{Name: name, Value: value, Path: "/", HTTPOnly: true, Secure: secure, SameSite: fiber.CookieSameSiteLaxMode}
	switch {
	case life > 0:
		cookie.MaxAge = int(life.Seconds())
	case life < 0:
		cookie.Expires = time.Unix(1, 0)
	default:
		cookie.SessionOnly = true
	}
	c.Cookie(cookie)
}

// label turns a User-Agent into a label such as "Chrome, Android". It uses only words of these lists, so nothing else from
// the header can reach a page.
func label(agent string) string {
	return strings.Trim(first(agent, "Edg", "Edge", "SamsungBrowser", "Samsung", "Firefox", "Firefox", "FxiOS", "Firefox",
		"CriOS", "Chrome", "Chrome", "Chrome", "Safari", "Safari")+", "+
		first(agent, "iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "Windows", "Windows", "Mac OS", "Mac", "Linux", "Linux"), ", ")
}

func first(agent string, pairs ...string) string {
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.Contains(agent, pairs[i]) {
			return pairs[i+1]
		}
	}
	return ""
}

// limited applies a rate limit per network to writes.
func limited(store *db.Store, l limit.Limit) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if !isRead(c.Method()) {
			if err := l.Count(c.UserContext(), store, account.From(c.UserContext()).Network); err != nil {
				return err
			}
		}
		return c.Next()
	}
}
