package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
	"golang.org/x/sync/singleflight"
)

// public caches the bytes of public answers, which are the same for everybody. A change in the database invalidates them
// (LISTEN/NOTIFY); a short time to live covers a lost notification.
type public struct {
	life   time.Duration
	flight singleflight.Group
	mu     sync.RWMutex
	age    int // raised by drop: what was read before must not be cached
	kept   map[string]keptBytes
	size   int // bytes of all cached answers
}

type keptBytes struct {
	body, gzip []byte
	etag       string
	until      time.Time
}

const (
	publicLife = 30 * time.Second
	maxKept    = 2000     // addresses; more come from guessing
	maxBytes   = 64 << 20 // of all answers: flyers for guessed ?via= words must not fill the memory
)

func newPublic() *public { return &public{life: publicLife, kept: map[string]keptBytes{}} }

// drop empties the cache.
func (p *public) drop(string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.age++
	clear(p.kept)
	p.size = 0
}

// read returns the cached bytes of a key, or fetches them once for all concurrent readers.
func (p *public) read(ctx context.Context, key string, fetch func(context.Context) ([]byte, error)) (keptBytes, error) {
	p.mu.RLock()
	k, ok := p.kept[key]
	age := p.age
	p.mu.RUnlock()
	if ok && time.Now().Before(k.until) {
		return k, nil
	}
	made, err, _ := p.flight.Do(key, func() (any, error) {
		body, err := fetch(context.WithoutCancel(ctx))
		if err != nil {
			return keptBytes{}, err
		}
		k := keptBytes{body: body, gzip: fasthttp.AppendGzipBytesLevel(nil, body, fasthttp.CompressDefaultCompression), etag: etagOf(body), until: time.Now().Add(p.life)}
		p.keep(key, k, age)
		return k, nil
	})
	if err != nil {
		return keptBytes{}, err
	}
	return made.(keptBytes), nil
}

func (p *public) keep(key string, k keptBytes, age int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.age != age {
		return
	}
	if p.full(k) {
		p.tidy(time.Now())
	}
	if !p.full(k) {
		p.size += k.size() - p.kept[key].size()
		p.kept[key] = k
	}
}

func (p *public) full(k keptBytes) bool { return len(p.kept) >= maxKept || p.size+k.size() > maxBytes }

// tidy removes expired answers.
func (p *public) tidy(now time.Time) {
	for key, k := range p.kept {
		if now.After(k.until) {
			p.size -= k.size()
			delete(p.kept, key)
		}
	}
}

func (k keptBytes) size() int { return len(k.body) + len(k.gzip) }

func etagOf(body []byte) string {
	h := sha256.Sum256(body)
	return `"` + hex.EncodeToString(h[:12]) + `"`
}

// send answers with cached bytes, or 304 if the browser has them already.
func (k keptBytes) send(c *fiber.Ctx, contentType string) error {
	c.Set(fiber.HeaderETag, k.etag)
	c.Set(fiber.HeaderCacheControl, "no-cache")
	c.Vary(fiber.HeaderAcceptEncoding)
	if match := c.Request().Header.Peek(fiber.HeaderIfNoneMatch); len(match) > 0 && bytes.Contains(match, []byte(k.etag)) {
		return c.SendStatus(fiber.StatusNotModified)
	}
	c.Set(fiber.HeaderContentType, contentType)
	if bytes.Contains(c.Request().Header.Peek(fiber.HeaderAcceptEncoding), []byte("gzip")) && len(k.gzip) < len(k.body) {
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(k.gzip)
	}
	return c.Send(k.body)
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
