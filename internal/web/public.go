package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"musikkforalle/internal/cache"
)

// public caches the bytes of public answers, which are the same for everybody. A change in the database invalidates them
// (LISTEN/NOTIFY); a short time to live covers a lost notification. A key holds only words that the database knows, so that no
// stranger can fill the cache; what was not read for the longest time leaves first.
type public struct {
	life   time.Duration
	flight cache.Flight[keptBytes]
	kept   *cache.Bounded[keptBytes]
	mu     sync.Mutex
	age    int // raised by drop: what was read before must not be cached
}

type keptBytes struct {
	body, gzip []byte
	etag       string
	until      time.Time
}

const (
	publicLife = 30 * time.Second
	maxKept    = 2000     // answers
	maxBytes   = 64 << 20 // of all answers
)

func newPublic() *public {
	return &public{life: publicLife, kept: cache.NewBounded[keptBytes](maxKept, maxBytes)}
}

// drop empties the cache.
func (p *public) drop(string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.age++
	p.kept.Clear()
}

// read returns the cached bytes of a key, or fetches them once for all concurrent readers. What fetch does ends when none of
// them waits any more.
func (p *public) read(ctx context.Context, key string, fetch maker) (keptBytes, error) {
	if k, ok := p.kept.Get(key); ok && time.Now().Before(k.until) {
		return k, nil
	}
	return p.flight.Do(ctx, key, func(ctx context.Context) (keptBytes, error) {
		age := p.now()
		body, err := fetch(ctx)
		if err != nil {
			return keptBytes{}, err
		}
		k := keptBytes{body: body, etag: etagOf(body), until: time.Now().Add(p.life)}
		if isText(body) {
			k.gzip = fasthttp.AppendGzipBytesLevel(nil, body, fasthttp.CompressDefaultCompression)
		}
		p.keep(key, k, age)
		return k, nil
	})
}

// isText reports whether compressing helps: pictures and PDF are compressed already.
func isText(body []byte) bool { return utf8.Valid(body) }

func (p *public) now() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.age
}

func (p *public) keep(key string, k keptBytes, age int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.age == age {
		p.kept.Put(key, k, k.size())
	}
}

func (k keptBytes) size() int { return len(k.body) + len(k.gzip) }

func etagOf(body []byte) string {
	h := sha256.Sum256(body)
	return `"` + hex.EncodeToString(h[:12]) + `"`
}

// send answers with cached bytes, or 304 if the browser has them already. An answer that is private stays so: its address
// holds a secret, although the bytes are the same for everybody.
func (k keptBytes) send(c *fiber.Ctx, contentType string) error {
	c.Vary(fiber.HeaderAcceptEncoding)
	if !isPrivate(c) {
		c.Set(fiber.HeaderCacheControl, "no-cache")
		if unchanged(c, k.etag) {
			return c.SendStatus(fiber.StatusNotModified)
		}
	}
	c.Set(fiber.HeaderContentType, contentType)
	if bytes.Contains(c.Request().Header.Peek(fiber.HeaderAcceptEncoding), []byte("gzip")) && k.gzip != nil && len(k.gzip) < len(k.body) {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(k.gzip)
	}
	return c.Send(k.body)
}

// unchanged names the version that is sent, and says whether the caller has it already.
func unchanged(c *fiber.Ctx, etag string) bool {
	c.Set(fiber.HeaderETag, etag)
	return bytes.Contains(c.Request().Header.Peek(fiber.HeaderIfNoneMatch), []byte(etag))
}

// asJSON adapts a function that returns a value to one that returns its JSON.
func asJSON[T any](read func(context.Context) (T, error)) func(context.Context) ([]byte, error) {
	return func(ctx context.Context) ([]byte, error) {
		v, err := read(ctx)
		if err != nil {
			return nil, err
		}
		return json.Marshal(v)
	}
}
