// Package fault holds the one error type of the program. A fault is created where the rule lives; package web turns it
// into a problem document (RFC 9457) in one place, and the app translates its code.
package fault

import (
	"errors"
	"fmt"
)

// Kind is the category of a fault; each has one HTTP status.
type Kind int

// The kinds, with the status that package web answers.
const (
	Internal     Kind = iota // 500: unknown to us; its text is never shown
	BadRequest               // 400: not readable
	Unauthorized             // 401: nobody is signed in
	Forbidden                // 403: signed in, known to exist, not allowed
	NotFound                 // 404: does not exist, or is somebody else's
	Conflict                 // 409: the state does not allow it
	Precondition             // 412: changed meanwhile
	Unversioned              // 428: the write must name the version that was read (If-Match)
	TooLarge                 // 413: more bytes than anybody needs
	Media                    // 415: not JSON
	Invalid                  // 422: readable, but breaks a rule
	TooMany                  // 429: slow down
	Unavailable              // 503: try again soon
)

// Field names an input that breaks a rule.
type Field struct {
	Field string `json:"field"`
	Rule  string `json:"rule"`
}

// Fault is an error with a stable code, such as "answer.closed".
type Fault struct {
	Kind   Kind
	Code   string
	Detail string // for people; never from outside, never with personal data
	Fields []Field
	cause  error
}

// New returns a fault. The detail is optional and must be safe to show.
func New(kind Kind, code string, detail ...string) *Fault {
	f := &Fault{Kind: kind, Code: code}
	if len(detail) > 0 {
		f.Detail = detail[0]
	}
	return f
}

// Wrap returns a copy with a cause, which is logged and never shown.
func (f *Fault) Wrap(cause error) *Fault {
	c := *f
	c.cause = cause
	return &c
}

// With returns a copy with fields that break a rule.
func (f *Fault) With(fields ...Field) *Fault {
	c := *f
	c.Fields = append(append([]Field{}, f.Fields...), fields...)
	return &c
}

// Error returns the code and the cause, for logs.
func (f *Fault) Error() string {
	if f.cause != nil {
		return fmt.Sprintf("%s: %v", f.Code, f.cause)
	}
	return f.Code
}

// Unwrap returns the cause.
func (f *Fault) Unwrap() error { return f.cause }

// Is reports whether target is a fault with the same code, for errors.Is(err, answer.ErrClosed).
func (f *Fault) Is(target error) bool {
	t, ok := target.(*Fault)
	return ok && t.Code == f.Code
}

// Of returns the fault in err's chain, or an Internal fault that wraps err.
func Of(err error) *Fault {
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return New(Internal, "internal").Wrap(err)
}

// The faults that every package needs.
var (
	ErrVersion   = New(Unversioned, "version.missing", "If-Match names the version that was read")
	ErrNotFound  = New(NotFound, "not_found")
	ErrNobody    = New(Unauthorized, "nobody", "no device is signed in")
	ErrTooMany   = New(TooMany, "too_many")
	ErrDatabase  = New(Unavailable, "unavailable")
	ErrForbidden = New(Forbidden, "forbidden")
)
