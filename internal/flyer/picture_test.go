package flyer

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"regexp"
	"strconv"
	"testing"

	"rsc.io/qr"
)

func TestPicture(t *testing.T) {
	t.Parallel()
	for _, sheet := range allSheets() {
		t.Run(sheet.Lang, func(t *testing.T) {
			t.Parallel()
			raw, err := Picture(sheet)
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

func TestIsolate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"اتصل على 67 17 48 80 الآن":                "اتصل على \u206667 17 48 80\u2069 الآن",
		"اتصل على +47 67 17 48 80.":                "اتصل على \u2066+47 67 17 48 80\u2069.",
		"اكتب إلى post@dissimilis.no.":             "اكتب إلى \u2066post@dissimilis.no\u2069.",
		"زوروا https://dissimilis.no/a?b=1، شكرًا": "زوروا \u2066https://dissimilis.no/a?b=1\u2069، شكرًا",
		"مع Lørenskog Røde Kors و":                 "مع \u2066Lørenskog Røde Kors\u2069 و",
		"1472 Fjellhamar":                          "\u20661472 Fjellhamar\u2069",
		"ساعت ۱۱:۳۰ تا ۱۳:۳۰":                      "ساعت ۱۱:۳۰ تا ۱۳:۳۰",
		"11:30–13:30":                              "11:30–13:30",
		"بهار 2019":                                "بهار 2019",
	} {
		if got := Isolate(text); got != want {
			t.Errorf("%q: got %+q, want %+q", text, got, want)
		}
	}
}

var update = flag.Bool("update", false, "write the logo and the icon")

func TestLogoFilesAreTheMark(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"logo.svg": Logo(), "icon.svg": Icon()} {
		path := "../../pwa/public/" + file
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not the mark: go test ./internal/flyer -update", file)
		}
	}
}
