package paper

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"
)

// Bars adds a horizontal bar for each label with its value written after it. It needs one non-negative value per label.
func (d *Doc) Bars(labels []string, values []int) {
	const gap, widest, valueWidth, thick = 3., 62., 22., 4.2
	labelWidth, most := 0., 1
	for i, label := range labels {
		labelWidth = max(labelWidth, d.set.Text(label, barLabel, 10*measure).InkWidth()+.1)
		most = max(most, values[i])
	}
	labelWidth = min(labelWidth, widest)
	longest := measure - labelWidth - valueWidth - 2*gap
	for i, text := range labels {
		label := d.within(text, barLabel, labelWidth)
		row := max(label.Height, thick) + 2
		d.room(row)
		d.at(label, margin, d.y+(row-label.Height)/2)
		length := longest * float64(values[i]) / float64(most)
		d.bar(margin+labelWidth+gap, d.y+(row-thick)/2, max(length, .4), thick)
		value := d.set.Text(d.c.Digits(strconv.Itoa(values[i])), Style{Size: bodySize, Bold: true, Color: Ink}, valueWidth)
		d.at(value, margin+labelWidth+gap+length+gap/2, d.y+(row-value.Height)/2)
		d.y += row
	}
	d.y += 4
}

var barLabel = Style{Size: bodySize, Color: Ink}

func (d *Doc) bar(from, y, length, thick float64) {
	x := d.x(from, length)
	d.add(func(to sheet) {
		Box(to, x, y, length, thick, .8)
		to.Fill(Plum)
	})
}

// rule draws a line across the text.
func (d *Doc) rule(y, thick float64, c color.RGBA) {
	d.add(func(to sheet) {
		Box(to, margin, y-thick/2, measure, thick, thick/2)
		to.Fill(c)
	})
}

// Picture adds a PNG of the given height in millimetres, smaller if it would be wider than the text. PDF returns an error
// if the bytes are no PNG.
func (d *Doc) Picture(raw []byte, heightMM float64) {
	plain, size, err := plainPNG(raw)
	if err != nil {
		d.err = err
		return
	}
	high := min(heightMM, pageEnd-pageTop)
	wide := high * float64(size.X) / float64(size.Y)
	if wide > measure {
		wide, high = measure, high*measure/wide
	}
	d.room(high)
	x, y := d.x(margin, wide), d.y
	name := fmt.Sprintf("%d-%.1f", len(d.pages), y)
	d.add(func(to sheet) { to.Picture(name, plain, x, y, wide, high) })
	d.y += high + 3
}

// plainPNG re-encodes a PNG with eight bits per channel and without interlacing, as PDF readers require.
func plainPNG(raw []byte) ([]byte, image.Point, error) {
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, image.Point{}, fmt.Errorf("paper: picture: %w", err)
	}
	plain := image.NewNRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(plain, plain.Bounds(), img, img.Bounds().Min, draw.Src)
	var out bytes.Buffer
	err = png.Encode(&out, plain)
	return out.Bytes(), plain.Bounds().Size(), err
}
