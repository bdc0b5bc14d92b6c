package web

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/replay"
)

var (
	errOtherBody = fault.New(fault.Invalid, "idempotency.other_body")
	errInFlight  = fault.New(fault.Conflict, "idempotency.in_flight")
)

// idempotent gives a write that carries an Idempotency-Key one effect and one answer, however often it arrives (F20).
func idempotent(store *db.Store) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who := account.From(c.UserContext())
		if isRead(c.Method()) || who.Key == "" || neverKept(c.Path()) {
			return c.Next()
		}
		k := keyed{store, replay.Key{Owner: owner(who), Key: hashed(who.Key), Request: hashOf(c)}}
		mine, err := k.Claim(c.UserContext(), store)
		if err != nil {
			return err
		}
		if !mine {
			return k.replay(c, who)
		}
		if err := c.Next(); err != nil {
			err = c.App().ErrorHandler(c, err) // written now, so that the answer can be kept
			if err != nil {
				return errors.Join(err, k.Drop(c.UserContext(), store))
			}
		}
		return k.keep(c, who.Device)
	}
}

// neverKept lists the routes whose answers are not stored: what helps a child (P2), and the link of an invitation, a secret
// that is shown once. Repeated requests to them are not recognised.
func neverKept(path string) bool {
	return strings.HasSuffix(path, "/helps/open") || path == "/api/team/invitations"
}

type keyed struct {
	store *db.Store
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

// hashOf fingerprints a request, to recognise another request under the same key. It leaves out an anonymous body, which
// has so few possible values that its hash would reveal it.
func hashOf(c *fiber.Ctx) []byte {
	h := sha256.New()
	h.Write([]byte(c.Method() + " " + c.Path() + "\n"))
	if !anonymous(c) {
		h.Write(c.Body())
	}
	return h.Sum(nil)
}

func (k keyed) replay(c *fiber.Ctx, who *account.Caller) error {
	kept, found, err := k.Find(c.UserContext(), k.store)
	if err != nil {
		return err
	}
	if !found {
		return errInFlight
	}
	if string(kept.RequestHash) != string(k.Request) {
		return errOtherBody
	}
	if !kept.Status.Valid {
		return errInFlight
	}
	if kept.Status.Int16 == fiber.StatusUnauthorized && len(kept.Body) == 0 { // emptied when the person was erased
		return fault.ErrNobody
	}
	if who.Device == uuid.Nil {
		if err := account.Reissue(c.UserContext(), k.store, who.Key); err != nil {
			return err
		}
	}
	c.Set("Idempotency-Replayed", "true")
	c.Set(fiber.HeaderContentType, kept.ContentType.String)
	return c.Status(int(kept.Status.Int16)).Send(kept.Body)
}

// keep stores the answer, or deletes the key if a retry may get another answer.
func (k keyed) keep(c *fiber.Ctx, device uuid.UUID) error {
	status := c.Response().StatusCode()
	if status >= 500 || status == fiber.StatusTooManyRequests {
		return k.Drop(c.UserContext(), k.store)
	}
	return k.Keep(c.UserContext(), k.store, status, string(c.Response().Header.ContentType()), c.Response().Body(), device)
}
