package paper

import (
	"image"
	"regexp"
	"strconv"
	"testing"

	"rsc.io/qr"
)

func TestQR(t *testing.T) {
	t.Parallel()
	const address = "https://musikkforalle.example/nb/p/lorenskog?via=helsestasjon"
	svg, err := QR(address)
	if err != nil {
		t.Fatal(err)
	}
	want, err := qr.Encode(address, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	drawn := map[image.Point]bool{}
	for _, m := range regexp.MustCompile(`M(\d+) (\d+)h(\d+)v1`).FindAllStringSubmatch(svg, -1) {
		x, _ := strconv.Atoi(m[1])
		y, _ := strconv.Atoi(m[2])
		length, _ := strconv.Atoi(m[3])
		for i := range length {
			drawn[image.Pt(x+i, y)] = true
		}
	}
	for y := range want.Size + 2*quietZone {
		for x := range want.Size + 2*quietZone {
			if drawn[image.Pt(x, y)] != want.Black(x-quietZone, y-quietZone) {
				t.Fatalf("module %d, %d is wrong", x, y)
			}
		}
	}
}

func TestQRTooLong(t *testing.T) {
	t.Parallel()
	if _, err := QR(string(make([]byte, 5000))); err == nil {
		t.Error("5,000 bytes cannot be encoded")
	}
}
