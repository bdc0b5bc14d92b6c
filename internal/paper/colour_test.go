package paper

import (
	"image/color"
	"math"
	"testing"
)

func TestColoursAreReadable(t *testing.T) {
	t.Parallel()
	pairs := [][2]color.RGBA{
		{Ink, White}, {Ink, Cream}, {Ink, Marigold}, {Ink, Ivory}, {Muted, White}, {Plum, White}, {Plum, Cream},
		{White, Plum}, {White, PlumGlow}, {Cream, Plum}, {Cream, PlumGlow},
	}
	for _, p := range pairs {
		if ratio := contrast(p[0], p[1]); ratio < 4.5 {
			t.Errorf("%v on %v: %.2f", p[0], p[1], ratio)
		}
	}
}

// contrast is the ratio of WCAG 2.
func contrast(a, b color.RGBA) float64 {
	luminance := func(c color.RGBA) float64 {
		channel := func(v uint8) float64 {
			s := float64(v) / 255
			if s <= .04045 {
				return s / 12.92
			}
			return math.Pow((s+.055)/1.055, 2.4)
		}
		return .2126*channel(c.R) + .7152*channel(c.G) + .0722*channel(c.B)
	}
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + .05) / (min(la, lb) + .05)
}
