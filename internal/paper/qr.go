package paper

import (
	"fmt"
	"strings"

	"rsc.io/qr"
)

// quietZone is the empty margin, in modules, that readers need around a code (ISO/IEC 18004).
const quietZone = 4

// QR returns a code for text as an SVG with its quiet zone. It is hidden from screen readers:
// put the same address as a link beside it.
func QR(text string) (string, error) {
	code, err := EncodeQR(text)
	if err != nil {
		return "", err
	}
	side := code.Side()
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges" aria-hidden="true">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#1f1a2e" d="%s"/></svg>`, side, side, side, side, code.Path()), nil
}

// QRCode is an encoded text; positions count from the corner of the quiet zone.
type QRCode struct{ code *qr.Code }

// EncodeQR encodes a text with error correction level M (15 %).
func EncodeQR(text string) (QRCode, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return QRCode{}, fmt.Errorf("paper: qr: %w", err)
	}
	return QRCode{code}, nil
}

// Side is the number of modules along an edge, quiet zone included.
func (c QRCode) Side() int { return c.code.Size + 2*quietZone }

// Path is the dark modules as SVG path data, one unit a module.
func (c QRCode) Path() string {
	var data strings.Builder
	c.runs(func(x, y, length int) {
		fmt.Fprintf(&data, "M%d %dh%dv1h-%dz", x, y, length, length)
	})
	return data.String()
}

// runs calls yield for every horizontal run of dark modules.
func (c QRCode) runs(yield func(x, y, length int)) {
	for y := range c.code.Size {
		for x := 0; x < c.code.Size; x++ {
			start := x
			for c.code.Black(x, y) { // false outside of the code
				x++
			}
			if x > start {
				yield(start+quietZone, y+quietZone, x-start)
			}
		}
	}
}

// Draw paints the code on white. Rows overlap a little, or screens show hairlines between them.
func (c QRCode) Draw(to Pen, x, y, side float64) {
	module := side / float64(c.Side())
	Box(to, x, y, side, side, 0)
	to.Fill(White)
	c.runs(func(mx, my, length int) {
		Box(to, x+float64(mx)*module, y+float64(my)*module, float64(length)*module, module*1.03, 0)
	})
	to.Fill(Ink)
}
