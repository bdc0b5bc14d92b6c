package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"musikkforalle/internal/fault"
)

const maxDepth = 16

var errJSON = fault.New(fault.BadRequest, "json")

// checkJSON refuses what encoding/json would let pass: bytes after the value, deep nesting, a key twice or in another
// case, invalid UTF-8 and NUL, which PostgreSQL cannot keep (B24–B27).
func checkJSON(body []byte) error {
	if !utf8.Valid(body) {
		return errJSON.With(fault.Field{Field: "", Rule: "utf8"})
	}
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err := value(d, 0); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errJSON.With(fault.Field{Field: "", Rule: "trailing"})
	}
	return nil
}

func value(d *json.Decoder, depth int) error {
	if depth > maxDepth {
		return errJSON.With(fault.Field{Field: "", Rule: "depth"})
	}
	t, err := d.Token()
	if err != nil {
		return errJSON.Wrap(err)
	}
	switch x := t.(type) {
	case string:
		return noNUL(x)
	case json.Delim:
		if x == '{' {
			return object(d, depth)
		}
		return array(d, depth)
	}
	return nil
}

func object(d *json.Decoder, depth int) error {
	seen := map[string]bool{}
	for d.More() {
		t, err := d.Token()
		if err != nil {
			return errJSON.Wrap(err)
		}
		key, _ := t.(string)
		if folded := strings.ToLower(key); seen[folded] {
			return errJSON.With(fault.Field{Field: "", Rule: "twice"})
		} else {
			seen[folded] = true
		}
		if err := noNUL(key); err != nil {
			return err
		}
		if err := value(d, depth+1); err != nil {
			return err
		}
	}
	return closing(d)
}

func array(d *json.Decoder, depth int) error {
	for d.More() {
		if err := value(d, depth+1); err != nil {
			return err
		}
	}
	return closing(d)
}

func closing(d *json.Decoder) error {
	if _, err := d.Token(); err != nil {
		return errJSON.Wrap(err)
	}
	return nil
}

func noNUL(s string) error {
	if strings.ContainsRune(s, 0) {
		return errJSON.With(fault.Field{Field: "", Rule: "nul"})
	}
	return nil
}
