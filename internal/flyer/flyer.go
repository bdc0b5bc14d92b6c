package flyer

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/i18n"
)

// Flyer is what a place hands out about a season. Dates, hours, address and door are rendered from data; its texts hold the rest.
type Flyer struct {
	ID             uuid.UUID `gorm:"type:uuid;primaryKey;default:gen_random_uuid()"`
	PlaceID        uuid.UUID `gorm:"type:uuid;not null"`
	SeasonID       uuid.UUID `gorm:"type:uuid;not null"`
	SourceLang     string    `gorm:"not null"`
	SourceRevision int32     `gorm:"not null"` // raised when the source text changes
	CreatedAt      time.Time `gorm:"not null"`
}

// Words are the free text of a flyer.
type Words struct {
	Title   string `gorm:"not null" json:"title"`
	What    string `gorm:"not null" json:"what"`
	Who     string `gorm:"not null" json:"who"`
	Happens string `gorm:"not null" json:"happens"`
	Thanks  string `gorm:"not null" json:"thanks"`
}

// Text is what a flyer says in one language, or in easy Norwegian.
type Text struct {
	FlyerID        uuid.UUID `gorm:"type:uuid;primaryKey"`
	Lang           string    `gorm:"primaryKey"`
	Words          `gorm:"embedded"`
	Readers        int16      `gorm:"not null"` // speakers other than the writer who have read the translation: 0, 1 or 2
	SourceRevision int32      `gorm:"not null"` // of the source that it was made from
	Revision       int32      `gorm:"not null"` // raised when the words change
	Machine        bool       `gorm:"not null"` // translated by a machine and not corrected since
	WrittenBy      *uuid.UUID `gorm:"type:uuid"`
	UpdatedAt      time.Time  `gorm:"not null"`
}

// TableName implements GORM's Tabler.
func (Text) TableName() string { return "flyer_texts" }

// Review returns the state of a translation: "machine", "unread" (written by a person and read by no other), "read_once" or
// "read_twice".
func (t *Text) Review() string {
	switch {
	case t.Readers > 1:
		return "read_twice"
	case t.Readers == 1:
		return "read_once"
	case t.Machine:
		return "machine"
	}
	return "unread"
}

// review returns the text keys of the notes under a translation: its state, and whether the source has changed since. The
// source text has none.
func (f *Flyer) review(t *Text) []string {
	if t.FlyerID == uuid.Nil || t.Lang == f.SourceLang {
		return nil
	}
	notes := []string{"flyer." + t.Review()}
	if t.SourceRevision < f.SourceRevision {
		notes = append(notes, "flyer.outdated")
	}
	return notes
}

// textFor returns the text in a language, else the source text, else the catalogue's short text.
func textFor(c *i18n.Catalogue, f *Flyer, texts []Text) Text {
	chosen := Text{Lang: c.Code, Words: Words{Title: c.T("app.tagline")}}
	for _, t := range texts {
		switch t.Lang {
		case c.Code:
			return t
		case f.SourceLang:
			chosen = t
		}
	}
	return chosen
}
