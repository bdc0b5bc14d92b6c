// Package flyer renders the flyer of a place and season in any of our languages: as a web page, as an A4 sheet in PDF and
// as a picture to share.
package flyer

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"musikkforalle/internal/paper"
)

// Sheet is the content of one flyer in the reader's language. Empty fields leave no gap.
type Sheet struct {
	Lang string // language of our URLs: "nb", "prs"
	RTL  bool

	Title    string    // "Musikk for alle"
	Lead     string    // what it is, in a sentence
	Sections []Section // for whom, what happens, free, …

	Season string   // heading over the dates: "Våren 2019"
	Dates  []Ticket // in order
	Time   string   // "kl. 11.30–13.30"
	Next   string   // the next date in words, for the picture: "lørdag 26. januar kl. 11.30"

	PlaceHeading string // "Sted"
	PlaceName    string
	Address      string
	Door         string // how to find the way in
	NewDoor      string // another one, next time

	ContactHeading string // "Kontakt"
	Contact        string

	QRURL   string
	QRLabel string // what happens when one scans it

	Partners   string
	Thanks     string
	ReviewNote string // "machine translated", until a speaker has read it
}

// Section is a paragraph under its own heading, or without one.
type Section struct{ Heading, Body string }

// Ticket is one date, in parts that stand under each other: "lørdag", "26", "januar".
type Ticket struct {
	Weekday, Day, Month string
	Time                string // only where it is another than the sheet's
	Cancelled           string // the word for it; empty when it takes place
}

// ErrNoSheets is returned when there is nothing to print.
var ErrNoSheets = errors.New("flyer: no sheets")

// PDF writes one A4 page for each sheet. Its output is deterministic. It stops when ctx ends. Fault: ErrNoSheets.
func PDF(ctx context.Context, w io.Writer, sheets []Sheet) error {
	if len(sheets) == 0 {
		return ErrNoSheets
	}
	doc := fpdf.New("P", "mm", "A4", "")
	doc.SetCreationDate(time.Unix(0, 0).UTC())
	doc.SetModificationDate(time.Unix(0, 0).UTC())
	doc.SetCatalogSort(true)
	doc.SetAutoPageBreak(false, 0)
	doc.SetTitle(sheets[0].Title, true)
	doc.SetLang(sheets[0].Lang)
	for i := range sheets {
		if err := addPage(ctx, doc, &sheets[i]); err != nil {
			return err
		}
	}
	if err := doc.Output(w); err != nil {
		return fmt.Errorf("flyer: pdf: %w", err)
	}
	return nil
}

// addPage draws a sheet on a page of its own, with a link where the code stands.
func addPage(ctx context.Context, doc *fpdf.Fpdf, sheet *Sheet) error {
	p, err := newPage(sheet)
	if err != nil {
		return err
	}
	doc.AddPage()
	if err := p.fit(ctx); err != nil {
		return err
	}
	p.to = paper.NewPDFPen(doc)
	p.compose()
	if p.code != nil {
		doc.LinkString(p.codeAt.x, p.codeAt.y, p.codeAt.side, p.codeAt.side, sheet.QRURL)
	}
	return nil
}
