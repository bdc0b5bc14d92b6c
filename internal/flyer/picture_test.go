package flyer

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"testing"
)

func TestPicture(t *testing.T) {
	t.Parallel()
	for _, sheet := range allSheets() {
		t.Run(sheet.Lang, func(t *testing.T) {
			t.Parallel()
			raw, err := Picture(t.Context(), sheet)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if size := img.Bounds().Size(); size != image.Pt(PictureWidth, PictureHeight) {
				t.Fatalf("size %v", size)
			}
			left, right := whiteInk(img.(*image.RGBA))
			if left+right < 3000 {
				t.Errorf("hardly any text: %d pixels", left+right)
			}
			if (right > left) != sheet.RTL {
				t.Errorf("text stands on the wrong side: %d left, %d right", left, right)
			}
		})
	}
}

// whiteInk counts the pixels of pure white, which only text has, in either half.
func whiteInk(img *image.RGBA) (left, right int) {
	for y := range PictureHeight {
		for x := range PictureWidth {
			if img.RGBAAt(x, y) != (color.RGBA{255, 255, 255, 255}) {
				continue
			}
			if x < PictureWidth/2 {
				left++
			} else {
				right++
			}
		}
	}
	return left, right
}
