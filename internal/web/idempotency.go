package web

import (
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"errors"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/internal/account"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

var (
	errOtherBody = fault.New(fault.Invalid, "idempotency.other_body")
	errInFlight  = fault.New(fault.Conflict, "idempotency.in_flight")
)

// kept is the stored answer of an Idempotency-Key.
type keptAnswer struct {
	RequestHash []byte
	Status      sql.NullInt16
	ContentType sql.NullString
	Body        []byte
}

// idempotent gives a write that carries an Idempotency-Key one effect and one answer, however often it arrives (F20).
func idempotent(store *db.Store) fiber.Handler {
	return func(c *fiber.Ctx) error {
		who := account.From(c.UserContext())
		if isRead(c.Method()) || who.Key == "" || neverKept(c.Path()) {
			return c.Next()
		}
		k := keyed{store: store, owner: owner(who), key: hashed(who.Key), hash: hashOf(c)}
		mine, err := k.claim(c)
		if err != nil {
			return err
		}
		if !mine {
			return k.replay(c, who)
		}
		if err := c.Next(); err != nil {
			err = c.App().ErrorHandler(c, err) // written now, so that the answer can be kept
			if err != nil {
				return errors.Join(err, k.forget(c))
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
	owner []byte
	key   string
	hash  []byte
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

// claim inserts the key, or takes over one whose first request was cut off a minute ago. The key is the first column
// because GORM expands a byte slice that follows a parenthesis.
func (k keyed) claim(c *fiber.Ctx) (mine bool, err error) {
	r := k.store.Gorm.WithContext(c.UserContext()).Exec(`insert into idempotency (key, owner, request_hash) values (?, ?, ?)
		on conflict (owner, key) do update set created_at = now()
		where idempotency.status is null and idempotency.created_at < now() - interval '1 minute'
		  and idempotency.request_hash = excluded.request_hash`, k.key, k.owner, k.hash)
	return r.RowsAffected == 1, r.Error
}

func (k keyed) replay(c *fiber.Ctx, who *account.Caller) error {
	var kept keptAnswer
	err := k.store.Gorm.WithContext(c.UserContext()).Table("idempotency").Where("owner = ? and key = ?", k.owner, k.key).Take(&kept).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return errInFlight
	}
	if err != nil {
		return err
	}
	if string(kept.RequestHash) != string(k.hash) {
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
		return k.forget(c)
	}
	return k.store.Gorm.WithContext(c.UserContext()).Exec(
		`update idempotency set status = ?, content_type = ?, body = ?, device_id = (select id from devices where id = ?)
		where key = ? and owner = ?`,
		status, string(c.Response().Header.ContentType()), c.Response().Body(), device, k.key, k.owner).Error
}

func (k keyed) forget(c *fiber.Ctx) error {
	return k.store.Gorm.WithContext(c.UserContext()).Exec("delete from idempotency where owner = ? and key = ? and status is null", k.owner, k.key).Error
}
