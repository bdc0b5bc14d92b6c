package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"pgregory.net/rapid"

	"musikkforalle/api/contract"
)

// sample draws something for a schema: usually of the right shape, sometimes anything at all.
func sample(t *rapid.T, s *openapi3.Schema, label string) any {
	if rapid.IntRange(0, 9).Draw(t, label+"?") == 0 {
		return rapid.SampledFrom([]any{nil, "", "\x00", "\u202e", "١٢", -1, 1e300, "99999999999999999999", true, []any{}, map[string]any{},
			strings.Repeat("å", 5000), "=cmd", "a\r\nb", "0000-01-01T00:00:00Z"}).Draw(t, label+"!")
	}
	if len(s.Enum) > 0 {
		return rapid.SampledFrom(s.Enum).Draw(t, label)
	}
	switch {
	case s.Type.Includes("object"):
		m := map[string]any{}
		for _, n := range slices.Sorted(maps.Keys(s.Properties)) { // map order would make failures irreproducible
			if rapid.IntRange(0, 4).Draw(t, n+"+") > 0 {
				m[n] = sample(t, s.Properties[n].Value, n)
			}
		}
		return m
	case s.Type.Includes("array"):
		return []any{sample(t, s.Items.Value, label)}
	case s.Type.Includes("integer"):
		return rapid.OneOf(rapid.Int64Range(0, 5), rapid.Int64()).Draw(t, label)
	case s.Type.Includes("boolean"):
		return rapid.Bool().Draw(t, label)
	case s.Format == "uuid":
		return rapid.SampledFrom([]string{"7b0d9c9e-1111-4111-8111-111111111111", "00000000-0000-0000-0000-000000000000", "1", "../x"}).Draw(t, label)
	case s.Pattern != "":
		return rapid.SampledFrom([]string{"lorenskog", "11:30", "25:99", "abcdefghijklmnopqrstuvwxyz012345", "drammen"}).Draw(t, label)
	}
	return rapid.String().Draw(t, label)
}

type operation struct {
	method, path string
	*openapi3.Operation
}

// request draws a request for an operation.
func (o operation) request(t *rapid.T, h *hall) *http.Request {
	path, q := o.path, url.Values{}
	for _, p := range o.Parameters {
		v := fmt.Sprint(sample(t, p.Value.Schema.Value, p.Value.Name))
		if p.Value.Name == "session" && rapid.Bool().Draw(t, "real session") {
			v = h.session.String()
		}
		switch p.Value.In {
		case "path":
			path = strings.Replace(path, "{"+p.Value.Name+"}", url.PathEscape(v), 1)
		case "query":
			q.Set(p.Value.Name, v)
		}
	}
	var body []byte
	if o.RequestBody != nil {
		body, _ = json.Marshal(sample(t, o.RequestBody.Value.Content.Get("application/json").Schema.Value, "body"))
		if rapid.IntRange(0, 19).Draw(t, "broken") == 0 {
			body = append(body, rapid.SliceOfN(rapid.Byte(), 0, 8).Draw(t, "rubbish")...)
		}
	}
	r, err := http.NewRequest(o.method, h.url+path+"?"+q.Encode(), bytes.NewReader(body))
	if err != nil {
		t.Skip("not an address that a client can send")
	}
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	if rapid.Bool().Draw(t, "known") {
		r.Header.Set("Cookie", h.cookies)
	}
	return r
}

// B24–B40: whatever arrives, the answer keeps the contract and is never a 5xx.
func TestEveryAnswerKeepsTheContract(t *testing.T) {
	openapi3filter.RegisterBodyDecoder("text/html", openapi3filter.PlainBodyDecoder)
	h := newHall(t)
	h.cookies = h.family()
	spec, err := contract.GetSpec()
	if err != nil {
		t.Fatal(err)
	}
	spec.Servers = nil
	router, err := gorillamux.NewRouter(spec)
	if err != nil {
		t.Fatal(err)
	}
	var all []operation
	for p, item := range spec.Paths.Map() {
		for m, o := range item.Operations() {
			all = append(all, operation{m, p, o})
		}
	}
	slices.SortFunc(all, func(a, b operation) int { return strings.Compare(a.method+a.path, b.method+b.path) })
	requests := 0
	rapid.Check(t, func(t *rapid.T) {
		requests++
		o := all[rapid.IntRange(0, len(all)-1).Draw(t, "operation")]
		r := o.request(t, h)
		again := httptest.NewRequest(r.Method, r.URL.RequestURI(), http.NoBody)
		res := h.send(r)
		if res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable {
			t.Fatalf("%s %s → %d %s", o.method, o.path, res.StatusCode, res.body)
		}
		if res.StatusCode == http.StatusSeeOther || res.StatusCode == http.StatusNotModified {
			return
		}
		route, params, err := router.FindRoute(again)
		if err != nil {
			return
		}
		if err := openapi3filter.ValidateResponse(context.Background(), &openapi3filter.ResponseValidationInput{
			RequestValidationInput: &openapi3filter.RequestValidationInput{Request: again, PathParams: params, Route: route},
			Status:                 res.StatusCode, Header: res.Header, Body: io.NopCloser(bytes.NewReader(res.body))}); err != nil {
			t.Fatalf("%s %s → %d breaks the contract: %.300s", o.method, o.path, res.StatusCode, err)
		}
	})
	t.Log(requests, "requests")
}
