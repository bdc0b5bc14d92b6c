package web

import (
	"bytes"
	"errors"
	"io/fs"
	"mime"
	"path"
	"strings"

	"github.com/gofiber/fiber/v2"
)

// files holds the built app in memory as it is sent: plain and, where the build compressed it, gzip and brotli.
type files struct{ all map[string]file }

type file struct {
	kind             string
	body, gzip, brot []byte
	etag             string
}

func readFiles(dist fs.FS) (*files, error) {
	f := &files{all: map[string]file{}}
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || name == "build.json" || strings.HasPrefix(name, ".") || isCompressed(name) {
			return err
		}
		f.all["/"+name], err = readFile(dist, name)
		return err
	})
	return f, err
}

func isCompressed(name string) bool {
	return strings.HasSuffix(name, ".gz") || strings.HasSuffix(name, ".br")
}

func readFile(dist fs.FS, name string) (x file, err error) {
	if x.body, err = fs.ReadFile(dist, name); err != nil {
		return x, err
	}
	if x.gzip, err = readIfThere(dist, name+".gz"); err != nil {
		return x, err
	}
	if x.brot, err = readIfThere(dist, name+".br"); err != nil {
		return x, err
	}
	if x.kind = mime.TypeByExtension(path.Ext(name)); x.kind == "" {
		x.kind = fiber.MIMEOctetStream
	}
	x.etag = etagOf(x.body)
	return x, nil
}

func readIfThere(dist fs.FS, name string) ([]byte, error) {
	body, err := fs.ReadFile(dist, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return body, err
}

// root returns the paths of files served under their own name, such as icons and the logo.
func (f *files) root() []string {
	var names []string
	for name := range f.all {
		if !strings.HasPrefix(name, "/assets/") && name != "/sw.js" {
			names = append(names, name)
		}
	}
	return names
}

// asset serves a file with a hash in its name, cached for a year.
func (f *files) asset(c *fiber.Ctx) error { return f.send(c, "public, max-age=31536000, immutable") }

// worker serves the service worker without caching, because browsers must see a new version at once.
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
