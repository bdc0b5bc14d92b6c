package web

import (
	"bytes"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

// files are the built app's, held in memory as they are sent: plain, gzip and brotli.
type files struct{ all map[string]file }

type file struct {
	kind             string
	body, gzip, brot []byte
	etag             string
}

func readFiles(dist fs.FS) (*files, error) {
	f := &files{all: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "build.json" || strings.HasPrefix(name, ".") {
			return err
		}
		body, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		f.all["/"+name] = newFile(name, body)
		return nil
	})
	return f, err
}

func newFile(name string, body []byte) file {
	x := file{kind: mime.TypeByExtension(path.Ext(name)), body: body, etag: etagOf(body)}
	if x.kind == "" {
		x.kind = fiber.MIMEOctetStream
	}
	if strings.HasPrefix(x.kind, "text/") || strings.Contains(x.kind, "javascript") || strings.Contains(x.kind, "json") || strings.Contains(x.kind, "svg") {
		x.gzip = fasthttp.AppendGzipBytesLevel(nil, body, fasthttp.CompressBestCompression)
		x.brot = fasthttp.AppendBrotliBytesLevel(nil, body, fasthttp.CompressBrotliBestCompression)
	}
	return x
}

// root lists the files that are served by their own name, icons and the logo among them.
func (f *files) root() []string {
	var names []string
	for name := range f.all {
		if !strings.HasPrefix(name, "/assets/") && name != "/sw.js" {
			names = append(names, name)
		}
	}
	return names
}

// asset has a hash in its name, so it never changes.
func (f *files) asset(c *fiber.Ctx) error { return f.send(c, "public, max-age=31536000, immutable") }

// worker is asked for at every visit; the browser must see a new one at once.
func (f *files) worker(c *fiber.Ctx) error { return f.send(c, "no-cache") }

func (f *files) plain(c *fiber.Ctx) error { return f.send(c, "public, max-age=86400") }

func (f *files) send(c *fiber.Ctx, cache string) error {
	x, ok := f.all[c.Path()]
	if !ok {
		return fiber.ErrNotFound
	}
	c.Set(fiber.HeaderContentType, x.kind)
	c.Set(fiber.HeaderCacheControl, cache)
	c.Set(fiber.HeaderETag, x.etag)
	c.Vary(fiber.HeaderAcceptEncoding)
	if string(c.Request().Header.Peek(fiber.HeaderIfNoneMatch)) == x.etag {
		return c.SendStatus(fiber.StatusNotModified)
	}
	accepts := c.Request().Header.Peek(fiber.HeaderAcceptEncoding)
	switch {
	case x.brot != nil && bytes.Contains(accepts, []byte("br")):
		c.Set(fiber.HeaderContentEncoding, "br")
		return c.Send(x.brot)
	case x.gzip != nil && bytes.Contains(accepts, []byte("gzip")):
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(x.gzip)
	}
	return c.Send(x.body)
}
