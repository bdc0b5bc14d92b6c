package flyer

import (
	"time"

	"github.com/google/uuid"

	"musikkforalle/internal/i18n"
)

// Flyer is the leaflet of a place and season. What can be data is data: its texts hold only the rest.
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
	Machine        bool       `gorm:"not null"` // as a machine made it
	WrittenBy      *uuid.UUID `gorm:"type:uuid"`
	UpdatedAt      time.Time  `gorm:"not null"`
}

// TableName is where GORM finds texts.
func (Text) TableName() string { return "flyer_texts" }

// Review says who has looked after a translation: "machine" for nobody, "unread" for its writer alone, else "read_once"
// or "read_twice".
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

// review lists the keys of what a reader must know about a text: who has read the translation, and whether the source
// has changed since. The source itself has no review.
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

// textFor chooses the text of a language, else the source, else the catalogue's own short one.
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
