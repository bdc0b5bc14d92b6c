package drill

import (
	"encoding/json"
	"math/rand/v2"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/valyala/fasthttp"
)

// operation is an address to ask at: of the contract, or of a page or file.
type operation struct {
	method, path string
	params       openapi3.Parameters
	body         *openapi3.Schema
}

// pages are the addresses outside of the contract, with names in braces to be drawn.
var pages = []string{
	"/", "/{lang}", "/{lang}/p/{place}", "/{lang}/p/{place}/day", "/{lang}/p/{place}/flyer", "/{lang}/s/{session}", "/{lang}/me",
	"/{lang}/volunteer", "/{lang}/about", "/{lang}/link/{code}", "/{lang}/r/{token}", "/calendar/place/{place}", "/calendar/session/{session}",
	"/calendar/family/{token}", "/assets/{file}", "/manifest/{lang}", "/flyer/{file}", "/sw.js", "/robots.txt", "/healthz", "/readyz", "/{anything}",
}

// operations lists the contract's and the pages, in an order of its own so that a seed repeats a flood.
func operations(spec *openapi3.T) []operation {
	var all []operation
	for path, item := range spec.Paths.Map() {
		for method, o := range item.Operations() {
			one := operation{method: method, path: path, params: slices.Concat(item.Parameters, o.Parameters)}
			if o.RequestBody != nil {
				one.body = o.RequestBody.Value.Content.Get("application/json").Schema.Value
			}
			all = append(all, one)
		}
	}
	for _, path := range pages {
		all = append(all, operation{method: "GET", path: path})
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.method+a.path, b.method+b.path) })
	return all
}

// drawer draws values, mostly reasonable ones.
type drawer struct {
	*rand.Rand
	session, place string
}

// nasty are values that programs stumble over.
var nasty = []string{
	"", "%00", "\x00", "..", "%2e%2e%2f", "-1", "99999999999999999999", "NaN", "null", "\u202e", "\xff\xfe", "%ff", "a\r\nX-Y: z", "=cmd", "' or 1=1--", "{}",
	"0000-00-00", "+09:99", strings.Repeat("å", 3000), strings.Repeat("👨‍👩‍👧", 200), "lorenskog", "00000000-0000-0000-0000-000000000000",
}

func (d drawer) oneIn(n int) bool { return d.IntN(n) == 0 }

// word draws what a name in an address or a string in a body may be.
func (d drawer) word(name string) string {
	if d.oneIn(6) {
		return nasty[d.IntN(len(nasty))]
	}
	switch name {
	case "session":
		return d.session
	case "place":
		return d.place
	case "lang":
		return []string{"nb", "ar", "ti", "xx", "lett", "NB"}[d.IntN(6)]
	case "file":
		return []string{"app.js", "../../etc/passwd", "nb.json", "%2e%2e/x"}[d.IntN(4)]
	}
	letters := make([]byte, d.IntN(40))
	for i := range letters {
		letters[i] = byte('!' + d.IntN(94))
	}
	return string(letters)
}

// value draws something for a schema: usually of the right shape.
func (d drawer) value(s *openapi3.Schema, name string) any {
	if d.oneIn(12) {
		return []any{nil, -1, 1e300, "\x00", true, []any{}, map[string]any{"a": map[string]any{}}, d.word("")}[d.IntN(8)]
	}
	switch {
	case len(s.Enum) > 0:
		return s.Enum[d.IntN(len(s.Enum))]
	case s.Type.Includes("object"):
		object := map[string]any{}
		for property, schema := range s.Properties {
			if !d.oneIn(5) {
				object[property] = d.value(schema.Value, property)
			}
		}
		return object
	case s.Type.Includes("array"):
		return []any{d.value(s.Items.Value, name)}
	case s.Type.Includes("integer"), s.Type.Includes("number"):
		return []int64{int64(d.IntN(6)), int64(d.IntN(30)) - 5, d.Int64()}[d.IntN(3)]
	case s.Type.Includes("boolean"):
		return d.oneIn(2)
	}
	return d.word(name)
}

// fill writes a drawn request for the operation.
func (o operation) fill(r *fasthttp.Request, d drawer, base string) {
	r.SetRequestURI(base)
	r.URI().DisablePathNormalizing = true
	r.Header.SetMethod(o.method)
	if d.oneIn(20) {
		r.Header.SetMethod([]string{"TRACE", "PATCH", "HEAD", "OPTIONS", "get", "BREW"}[d.IntN(6)])
	}
	query := url.Values{}
	for _, p := range o.params {
		switch p.Value.In {
		case "query":
			query.Set(p.Value.Name, d.word(p.Value.Name))
		case "header":
			if d.oneIn(3) {
				r.Header.Set(p.Value.Name, "key-"+strconv.Itoa(d.IntN(1000)))
			}
		}
	}
	r.Header.SetRequestURI(o.address(d) + "?" + query.Encode())
	r.Header.SetHost(strings.TrimPrefix(base, "http://"))
	r.Header.Set("X-Forwarded-For", "10."+strconv.Itoa(d.IntN(256))+"."+strconv.Itoa(d.IntN(256))+".1")
	r.Header.Set("Sec-Fetch-Site", []string{"same-origin", "same-origin", "same-origin", "same-origin", "cross-site"}[d.IntN(5)])
	if o.body != nil {
		o.fillBody(r, d)
	}
}

// address replaces the names in braces.
func (o operation) address(d drawer) string {
	parts := strings.Split(o.path, "/")
	for i, part := range parts {
		if name, found := strings.CutPrefix(part, "{"); found {
			parts[i] = d.word(strings.TrimSuffix(name, "}"))
			if !d.oneIn(4) {
				parts[i] = url.PathEscape(parts[i])
			}
		}
	}
	return strings.Map(func(c rune) rune {
		if c <= ' ' {
			return '+' // a space or line break would end the request line: that is what throwRubbish is for
		}
		return c
	}, strings.Join(parts, "/"))
}

func (o operation) fillBody(r *fasthttp.Request, d drawer) {
	r.Header.SetContentType([]string{"application/json", "application/json; charset=utf-8", "application/json", "application/json", "text/plain"}[d.IntN(5)])
	body, _ := json.Marshal(d.value(o.body, ""))
	switch d.IntN(20) {
	case 0:
		body = append(body, byte(d.IntN(256)), byte(d.IntN(256)))
	case 1:
		body = body[:d.IntN(len(body)+1)]
	case 2:
		body = []byte(strings.Repeat("[", 1+d.IntN(20_000)))
	case 3:
		body = []byte(`"` + strings.Repeat("x", 70_000) + `"`)
	}
	r.SetBody(body)
}
