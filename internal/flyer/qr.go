package flyer

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
	code, err := encode(text)
	if err != nil {
		return "", err
	}
	var data strings.Builder
	code.runs(func(x, y, length int) {
		fmt.Fprintf(&data, "M%d %dh%dv1h-%dz", x, y, length, length)
	})
	side := code.side()
	return fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges" aria-hidden="true">`+
		`<path fill="#fff" d="M0 0h%dv%dH0z"/><path fill="#1f1a2e" d="%s"/></svg>`, side, side, side, side, data.String()), nil
}

// qrCode is an encoded text; positions count from the corner of the quiet zone.
type qrCode struct{ *qr.Code }

func encode(text string) (qrCode, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return qrCode{}, fmt.Errorf("flyer: qr: %w", err)
	}
	return qrCode{code}, nil
}

// side is the number of modules along an edge, quiet zone included.
func (c qrCode) side() int { return c.Size + 2*quietZone }

// runs calls yield for every horizontal run of dark modules.
func (c qrCode) runs(yield func(x, y, length int)) {
	for y := range c.Size {
		for x := 0; x < c.Size; x++ {
			start := x
			for c.Black(x, y) {
				x++
			}
			if x > start {
				yield(start+quietZone, y+quietZone, x-start)
			}
		}
	}
}

// draw paints the code on white. Rows overlap a little, or screens show hairlines between them.
func (c qrCode) draw(to pen, x, y, side float64) {
	module := side / float64(c.side())
	box(to, x, y, side, side, 0)
	to.Fill(white)
	c.runs(func(mx, my, length int) {
		box(to, x+float64(mx)*module, y+float64(my)*module, float64(length)*module, module*1.03, 0)
	})
	to.Fill(ink)
}
