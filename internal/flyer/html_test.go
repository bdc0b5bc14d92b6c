package flyer

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
)

// balanced reads a document tag by tag and tells the first that is not closed where it should be.
func balanced(t *testing.T, page string) {
	t.Helper()
	void := map[string]bool{"meta": true, "link": true, "br": true}
	var open []string
	tokens := xml.NewDecoder(strings.NewReader(page))
	tokens.Strict, tokens.Entity = false, xml.HTMLEntity
	for {
		token, err := tokens.RawToken()
		if err != nil {
			if !errors.Is(err, io.EOF) || len(open) > 0 {
				t.Errorf("%v; open at the end: %v", err, open)
			}
			return
		}
		switch tag := token.(type) {
		case xml.StartElement:
			if !void[tag.Name.Local] {
				open = append(open, tag.Name.Local)
			}
		case xml.EndElement:
			if len(open) == 0 || open[len(open)-1] != tag.Name.Local {
				t.Fatalf("</%s> closes %v", tag.Name.Local, open)
			}
			open = open[:len(open)-1]
		}
	}
}

func TestPageKeepsThePolicy(t *testing.T) {
	t.Parallel()
	h := newHall(t)
	h.exec(t, "update flyer_texts set what = '<script>alert(1)</script>' where lang = 'ar'")
	h.exec(t, "update places set venue = '\"><img src=x onerror=alert(1)>'")
	inline := regexp.MustCompile(`<style|<script>|<script [^>]*>[^<]|\sstyle=|\son[a-z]+=["']?[a-z]+\(?[^>]*>|javascript:`)
	for _, lang := range languagesOfFlyers() {
		page := h.page(t, lang, "")
		balanced(t, page)
		if found := inline.FindString(page); found != "" && !strings.Contains(found, "&") {
			t.Errorf("%s: inline %q", lang, found)
		}
		for _, once := range []string{"<h1", "<main", "<header", "<footer", "<title>"} {
			if strings.Count(page, once) != 1 {
				t.Errorf("%s: %d of %s", lang, strings.Count(page, once), once)
			}
		}
		ids := map[string]bool{}
		for _, id := range regexp.MustCompile(` id="([^"]+)"`).FindAllStringSubmatch(page, -1) {
			if ids[id[1]] {
				t.Errorf("%s: id %q twice", lang, id[1])
			}
			ids[id[1]] = true
		}
	}
}

func TestAssets(t *testing.T) {
	t.Parallel()
	page := newHall(t).page(t, "nb", "")
	for _, asset := range []struct {
		path, kind string
		most       int // bytes, compressed
	}{{stylePath, "text/css; charset=utf-8", 3 << 10}, {scriptPath, "text/javascript; charset=utf-8", 3 << 9}} {
		mustSay(t, page, `"`+asset.path+`"`)
		body, kind, ok := Asset(strings.TrimPrefix(asset.path, assetRoot))
		if !ok || kind != asset.kind {
			t.Errorf("%s: %v %s", asset.path, ok, kind)
		}
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		_, _ = w.Write(body)
		_ = w.Close()
		if packed.Len() > asset.most {
			t.Errorf("%s has %d bytes, at most %d", asset.path, packed.Len(), asset.most)
		}
	}
	if _, _, ok := Asset("flyer.css"); ok {
		t.Error("a name without its hash is served")
	}
}
