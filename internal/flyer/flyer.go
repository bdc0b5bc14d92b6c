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

// Text is what a flyer says in one language, or in easy Norwegian.
type Text struct {
	FlyerID        uuid.UUID `gorm:"type:uuid;primaryKey" json:"-"`
	Lang           string    `gorm:"primaryKey" json:"-"`
	Title          string    `gorm:"not null" json:"title"`
	What           string    `gorm:"not null" json:"what"`
	Who            string    `gorm:"not null" json:"who"`
	Happens        string    `gorm:"not null" json:"happens"`
	Thanks         string    `gorm:"not null" json:"thanks"`
	Readers        int16     `gorm:"not null" json:"-"` // speakers who have read the translation: 0, 1 or 2
	SourceRevision int32     `gorm:"not null" json:"-"` // of the source that it was made from
	UpdatedAt      time.Time `gorm:"not null" json:"-"`
}

// TableName is where GORM finds texts.
func (Text) TableName() string { return "flyer_texts" }

var reviews = []string{"flyer.machine", "flyer.read_once", "flyer.read_twice"}

// review lists the keys of what a reader must know about a text: who has read the translation, and whether the source
// has changed since. The source itself has no review.
func (f *Flyer) review(t *Text) []string {
	if t.FlyerID == uuid.Nil || t.Lang == f.SourceLang {
		return nil
	}
	notes := []string{reviews[t.Readers]}
	if t.SourceRevision < f.SourceRevision {
		notes = append(notes, "flyer.outdated")
	}
	return notes
}

// textFor chooses the text of a language, else the source, else the catalogue's own short one.
func textFor(c *i18n.Catalogue, f *Flyer, texts []Text) Text {
	chosen := Text{Lang: c.Code, Title: c.T("app.tagline")}
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
