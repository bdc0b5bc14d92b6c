package web

import (
	"errors"
	"log/slog"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/go-playground/validator/v10"
	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/paper"
)

// problem is RFC 9457 with a stable code that the app translates.
type problem struct {
	Type   string        `json:"type"`
	Title  string        `json:"title"`
	Status int           `json:"status"`
	Code   string        `json:"code"`
	Detail string        `json:"detail,omitempty"`
	Fields []fault.Field `json:"fields,omitempty"`
}

var statuses = map[fault.Kind]int{
	fault.Internal: 500, fault.BadRequest: 400, fault.Unauthorized: 401, fault.Forbidden: 403, fault.NotFound: 404,
	fault.Conflict: 409, fault.Precondition: 412, fault.Unversioned: 428, fault.TooLarge: 413, fault.Media: 415, fault.Invalid: 422,
	fault.TooMany: 429, fault.Unavailable: 503,
}

var kinds = map[int]fault.Kind{
	400: fault.BadRequest, 401: fault.Unauthorized, 403: fault.Forbidden, 404: fault.NotFound, 409: fault.Conflict,
	413: fault.TooLarge, 415: fault.Media, 422: fault.Invalid, 429: fault.TooMany, 503: fault.Unavailable,
}

const (
	problemType    = "application/problem+json"
	retrySeconds   = "2"  // after 503
	tooManySeconds = "60" // after 429
)

// answerProblem writes an error as problem+json. It is the only place that does; answerFault calls it for non-browsers.
func answerProblem(c *fiber.Ctx, err error) error {
	f, status := faultOf(c, err)
	note(c, f, err)
	p := problem{Type: "about:blank", Title: title(f.Code), Status: status, Code: f.Code, Detail: f.Detail, Fields: f.Fields}
	if f.Kind == fault.Internal {
		p.Detail = ""
	}
	return c.Status(status).JSON(p, problemType)
}

// note logs faults of ours and sets Retry-After where a retry helps.
func note(c *fiber.Ctx, f *fault.Fault, err error) {
	switch f.Kind {
	case fault.Internal:
		slog.Error("internal", "route", c.Route().Path, "request", c.Locals(requestID), "error", db.Safe(err))
	case fault.Unavailable:
		c.Set(fiber.HeaderRetryAfter, retrySeconds)
		if errors.Is(err, paper.ErrBusy) { // a stranger's doing, and not news
			break
		}
		slog.Warn("unavailable", "route", c.Route().Path, "request", c.Locals(requestID), "error", db.Safe(err))
	case fault.TooMany:
		c.Set(fiber.HeaderRetryAfter, tooManySeconds)
	}
	c.Set(fiber.HeaderCacheControl, noStore)
}

// faultOf maps an error to a fault: ours, Fiber's, the validators' or the database's. Any other error is internal.
func faultOf(c *fiber.Ctx, err error) (*fault.Fault, int) {
	var own *fault.Fault
	if errors.As(err, &own) && own.Kind != fault.Internal {
		return own, statuses[own.Kind]
	}
	if db.Unavailable(err) {
		return fault.ErrDatabase.Wrap(err), 503
	}
	if column, gone := db.Gone(err); gone {
		f := goneFor(account.From(c.UserContext()), column).Wrap(err)
		return f, statuses[f.Kind]
	}
	var framework *fiber.Error
	if errors.As(err, &framework) {
		return ofFramework(framework)
	}
	var fields validator.ValidationErrors
	if errors.As(err, &fields) {
		f := fault.New(fault.Invalid, "invalid")
		for _, x := range fields {
			f = f.With(fault.Field{Field: x.Field(), Rule: x.Tag()})
		}
		return f, 422
	}
	var request *openapi3filter.RequestError
	if errors.As(err, &request) {
		return ofContract(request)
	}
	return fault.Of(err), 500
}

// goneFor returns the fault of a request that named a row which was deleted meanwhile: the caller's own, or another one.
func goneFor(who *account.Caller, column string) *fault.Fault {
	own := map[string]uuid.UUID{
		"family_id": who.Family, "volunteer_id": who.Volunteer, "device_id": who.Device,
		"member_id": who.Member, "invited_by": who.Member, "updated_by": who.Member, "written_by": who.Member,
	}
	if own[column] != uuid.Nil {
		return fault.ErrNobody
	}
	return fault.ErrNotFound
}

func ofFramework(err *fiber.Error) (*fault.Fault, int) {
	status := err.Code
	kind, known := kinds[status]
	switch {
	case status == fiber.StatusMethodNotAllowed:
		return fault.New(fault.BadRequest, "method_not_allowed"), status
	case status == fiber.StatusRequestTimeout:
		return fault.New(fault.BadRequest, "timeout"), status
	case !known && status < 500:
		return fault.New(fault.BadRequest, "bad_request"), 400
	case !known:
		return fault.Of(err), 500
	case kind == fault.NotFound:
		return fault.ErrNotFound, status
	case kind == fault.TooLarge:
		return fault.New(kind, "too_large"), status
	}
	return fault.New(kind, "bad_request"), status
}

// ofContract returns which input breaks the contract, without its value.
func ofContract(err *openapi3filter.RequestError) (*fault.Fault, int) {
	f := fault.New(fault.Invalid, "invalid")
	if err.Parameter != nil && err.Parameter.Name == fiber.HeaderIfMatch && errors.Is(err.Err, openapi3filter.ErrInvalidRequired) {
		return fault.ErrVersion, statuses[fault.ErrVersion.Kind]
	}
	if err.Parameter != nil {
		return f.With(fault.Field{Field: err.Parameter.Name, Rule: "contract"}), 422
	}
	var schema *openapi3.SchemaError
	if errors.As(err.Err, &schema) {
		return f.With(fault.Field{Field: strings.Join(schema.JSONPointer(), "."), Rule: schema.SchemaField}), 422
	}
	return fault.New(fault.BadRequest, "bad_request"), 400
}

func title(code string) string {
	return strings.ReplaceAll(strings.ReplaceAll(code, "_", " "), ".", ": ")
}
