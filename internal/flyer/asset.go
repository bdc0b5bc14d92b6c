package flyer

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
)

var (
	//go:embed web/flyer.css
	styleSource []byte
	//go:embed web/flyer.js
	scriptSource []byte

	stylePath  = hashed(styleSource, ".css")
	scriptPath = hashed(scriptSource, ".js")
)

// assetRoot is the path under which the pages load their files.
const assetRoot = "/flyer/"

// Asset returns a file of the flyer's page by its name under /flyer/. The name holds a hash of the content, so the content of
// a name never changes.
func Asset(name string) (body []byte, contentType string, ok bool) {
	switch assetRoot + name {
	case stylePath:
		return styleSource, "text/css; charset=utf-8", true
	case scriptPath:
		return scriptSource, "text/javascript; charset=utf-8", true
	}
	return nil, "", false
}

func hashed(body []byte, extension string) string {
	sum := sha256.Sum256(body)
	return assetRoot + hex.EncodeToString(sum[:6]) + extension
}
