package web

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"musikkforalle/internal/fault"
)

// policy lets a page load its own files and nothing else (CSP level 3, Trusted Types).
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; " +
	"manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types worker"

// headers sets the security headers of every answer, errors included.
func headers(secure bool) fiber.Handler {
	return func(c *fiber.Ctx) error {
		c.Set(fiber.HeaderContentSecurityPolicy, policy)
		c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
		c.Set(fiber.HeaderReferrerPolicy, "no-referrer")
		c.Set(fiber.HeaderXFrameOptions, "DENY")
		c.Set("Cross-Origin-Opener-Policy", "same-origin")
		c.Set("Cross-Origin-Resource-Policy", "same-origin")
		c.Set(fiber.HeaderPermissionsPolicy, "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()")
		if secure {
			c.Set(fiber.HeaderStrictTransportSecurity, "max-age=63072000; includeSubDomains")
		}
		return c.Next()
	}
}

// readable refuses addresses with NUL or invalid UTF-8 (B25, B26).
func readable(c *fiber.Ctx) error {
	for _, raw := range []string{c.OriginalURL()} {
		text, err := url.PathUnescape(raw)
		if err != nil || !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\r\n") {
			return fault.New(fault.BadRequest, "bad_request")
		}
	}
	return c.Next()
}

var errOtherSite = fault.New(fault.Forbidden, "other_site")

// sameSite refuses cross-site state changes (CSRF): Sec-Fetch-Site must be same-origin; without that header Origin must be
// ours; a request with a cookie and neither header is refused (fail closed).
func sameSite(baseURL string) fiber.Handler {
	return func(c *fiber.Ctx) error {
		if isRead(c.Method()) {
			return c.Next()
		}
		site, origin := c.Get("Sec-Fetch-Site"), c.Get(fiber.HeaderOrigin)
		switch {
		case site != "" && site != "same-origin":
			return errOtherSite
		case site == "" && origin != "" && origin != baseURL:
			return errOtherSite
		case site == "" && origin == "" && c.Get(fiber.HeaderCookie) != "":
			return errOtherSite
		}
		return c.Next()
	}
}

// bounded refuses bodies over usualLimit, except for a partner's logo (B28).
func bounded(c *fiber.Ctx) error {
	if len(c.Body()) > usualLimit && !strings.HasSuffix(c.Path(), "/logo") {
		return fault.New(fault.TooLarge, "too_large")
	}
	return c.Next()
}

// onlyJSON refuses bodies that are not JSON: another site can post forms without a preflight (B37).
func onlyJSON(c *fiber.Ctx) error {
	if isRead(c.Method()) || len(c.Body()) == 0 {
		return c.Next()
	}
	kind, _, _ := strings.Cut(c.Get(fiber.HeaderContentType), ";")
	if strings.TrimSpace(strings.ToLower(kind)) != fiber.MIMEApplicationJSON {
		return fault.New(fault.Media, "not_json")
	}
	if err := checkJSON(c.Body()); err != nil {
		return err
	}
	return c.Next()
}

func isRead(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

const noStore = "no-store"

// private sets Cache-Control: no-store on answers about a person, and on those whose address holds a secret.
func private(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, noStore)
	return c.Next()
}

func isPrivate(c *fiber.Ctx) bool { return c.GetRespHeader(fiber.HeaderCacheControl) == noStore }

// plain are the parameters of a page's address that hold no secret.
var plain = map[string]bool{"via": true, "choose": true}

// guarded makes a page private if its address has a parameter that may hold a secret: every one that is not known to hold
// none.
func guarded(c *fiber.Ctx) error {
	for name := range c.Queries() {
		if !plain[name] {
			return private(c)
		}
	}
	return c.Next()
}
