package web

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/go-playground/validator/v10"
	"github.com/gofiber/fiber/v2"
	"github.com/gofiber/fiber/v2/middleware/adaptor"

	"musikkforalle/api/contract"
)

// keepsContract validates requests against the contract and refuses the others before a handler sees them.
func keepsContract() (fiber.Handler, error) {
	spec, err := contract.GetSpec()
	if err != nil {
		return nil, err
	}
	spec.Servers = nil
	router, err := gorillamux.NewRouter(spec)
	if err != nil {
		return nil, err
	}
	return func(c *fiber.Ctx) error {
		if err := checkRequest(c, router); err != nil {
			return err
		}
		return c.Next()
	}, nil
}

// operation is what a request asks for, by the contract, with the values of its path.
type operation struct {
	name   string
	values map[string]string
}

const operationOf = "operation"

func checkRequest(c *fiber.Ctx, router routers.Router) error {
	request, err := adaptor.ConvertRequest(c, false)
	if err != nil {
		return fiber.ErrBadRequest
	}
	request.Body = http.NoBody
	if body := c.Body(); len(body) > 0 {
		request.Body = io.NopCloser(bytes.NewReader(body))
	}
	route, params, err := router.FindRoute(request)
	if errors.Is(err, routers.ErrMethodNotAllowed) {
		c.Set(fiber.HeaderAllow, allowed(router, request))
		return fiber.ErrMethodNotAllowed
	}
	if err != nil {
		return nil // no such path: Fiber answers 404
	}
	c.Locals(operationOf, operation{route.Operation.OperationID, params})
	return openapi3filter.ValidateRequest(c.UserContext(), &openapi3filter.RequestValidationInput{
		Request: request, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc},
	})
}

// allowed returns the Allow header of a path (RFC 9110, section 15.5.6).
func allowed(router routers.Router, request *http.Request) string {
	var methods []string
	for _, m := range []string{http.MethodGet, http.MethodPut, http.MethodPost, http.MethodPatch, http.MethodDelete} {
		other := request.Clone(request.Context())
		other.Method = m
		if _, _, err := router.FindRoute(other); err == nil {
			methods = append(methods, m)
		}
	}
	return strings.Join(methods, ", ")
}

var rules = validator.New(validator.WithRequiredStructEnabled())

// validated runs the validator tags of the contract, for rules that JSON Schema cannot express.
func validated(next contract.StrictHandlerFunc, _ string) contract.StrictHandlerFunc {
	return func(c *fiber.Ctx, request any) (any, error) {
		if err := rules.Struct(request); err != nil {
			return nil, err
		}
		return next(c, request)
	}
}
