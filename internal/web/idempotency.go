package web

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/replay"
)

var (
	errOtherBody = fault.New(fault.Invalid, "idempotency.other_body")
	errInFlight  = fault.New(fault.Conflict, "idempotency.in_flight")
)

// idempotent gives a write that carries an Idempotency-Key one effect and one answer, however often it arrives (F20).
// The one answer is the outcome: a refusal is repeated as it was, and the body of a success is read anew, as things stand now.
func (s *Server) idempotent(c *fiber.Ctx) error {
	who := account.From(c.UserContext())
	o, known := c.Locals(operationOf).(operation)
	if isRead(c.Method()) || who.Key == "" || !known || repeats[o.name] != "" {
		return c.Next()
	}
	k := keyed{s, o, replay.Key{Owner: owner(who), Key: hashed(who.Key), Request: hashOf(c, who.Key)}}
	mine, err := k.Claim(c.UserContext(), s.Store)
	if err != nil {
		return err
	}
	if !mine {
		return k.replay(c, who)
	}
	if err := c.Next(); err != nil {
		err = c.App().ErrorHandler(c, err) // written now, so that the answer can be kept
		if err != nil {
			return errors.Join(err, k.Drop(c.UserContext(), s.Store))
		}
	}
	return k.keep(c, who.Device)
}

type keyed struct {
	*Server
	operation operation
	replay.Key
}

// owner returns who a key belongs to: the member, whose sign-ins are short, else the device, else the nil id for devices
// that are not signed in; a key is as random as a token.
func owner(who *account.Caller) []byte {
	if who.Member != uuid.Nil {
		return who.Member[:]
	}
	if who.Device != uuid.Nil {
		return who.Device[:]
	}
	return []byte("nobody")
}

// hashed is the stored form of a key. The key itself is a secret: repeating a first answer returns its device's cookie.
func hashed(key string) string { return base64.RawURLEncoding.EncodeToString(account.Hash(key)) }

// hashOf fingerprints a request, to recognise another request under the same key. The key is part of it, because a body may
// have so few possible values that its hash alone would reveal it. It leaves out an anonymous body, whose key may be known.
func hashOf(c *fiber.Ctx, key string) []byte {
	h := sha256.New()
	h.Write([]byte(c.Method() + " " + c.Path() + "\n"))
	if !anonymous(c) {
		h.Write([]byte(key + "\n"))
		h.Write(c.Body())
	}
	return h.Sum(nil)
}

func (k keyed) replay(c *fiber.Ctx, who *account.Caller) error {
	ctx := c.UserContext()
	kept, found, err := k.Find(ctx, k.Store)
	if err != nil {
		return err
	}
	if !found {
		return errInFlight
	}
	if !kept.Is(k.Key) {
		return errOtherBody
	}
	if !kept.Status.Valid {
		return errInFlight
	}
	status := int(kept.Status.Int16)
	if status == fiber.StatusUnauthorized && len(kept.Body) == 0 { // emptied when the person was erased
		return fault.ErrNobody
	}
	if err := recognised(ctx, k.Store, who); err != nil {
		return err
	}
	c.Set("Idempotency-Replayed", "true")
	if read := rereads[k.operation.name]; read != nil && status < 300 {
		return k.reread(c, status, read, kept.Made())
	}
	c.Set(fiber.HeaderContentType, kept.ContentType.String)
	return c.Status(status).Send(kept.Body)
}

// reread answers with the body as it stands now.
func (k keyed) reread(c *fiber.Ctx, status int, read func(again) (any, error), made replay.Outcome) error {
	body, err := read(again{k.Server, c.UserContext(), k.operation.values, c.Body(), made})
	if err != nil {
		return err
	}
	if tag, ok := tagOf(k.operation.name, body); ok {
		c.Set(fiber.HeaderETag, tag)
	}
	return c.Status(status).JSON(body)
}

// keep stores the outcome, or deletes the key if a retry may get another one.
func (k keyed) keep(c *fiber.Ctx, device uuid.UUID) error {
	status := c.Response().StatusCode()
	if status >= 500 || status == fiber.StatusTooManyRequests {
		return k.Drop(c.UserContext(), k.Store)
	}
	return k.Keep(c.UserContext(), k.Store, status, string(c.Response().Header.ContentType()), c.Response().Body(), device)
}
