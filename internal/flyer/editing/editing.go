// Package editing writes, translates, reviews and publishes the texts of flyers, and manages the distributors who hand
// flyers out. Package flyer shows what it publishes.
package editing

import (
	"context"
	"database/sql"
	"slices"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"musikkforalle/api/contract"
	"musikkforalle/internal/account"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
	"musikkforalle/internal/flyer"
	"musikkforalle/internal/i18n"
	"musikkforalle/internal/paper"
	"musikkforalle/internal/place"
)

// API implements the flyers' operations of the contract.
type API struct {
	Store   *db.Store
	BaseURL string // of the site: distributors' links lead there
	Press   *paper.Press
}

// The faults of writing and reviewing flyers, and of adding distributors.
var (
	ErrExists        = fault.New(fault.Conflict, "flyer.exists", "the season has a flyer")
	ErrDraftChanged  = fault.New(fault.Precondition, "flyer.draft_changed")
	ErrNoText        = fault.New(fault.Conflict, "flyer.no_text", "there is nothing to publish or to read")
	ErrNoTitle       = fault.New(fault.Invalid, "flyer.no_title")
	ErrSourceChanged = fault.New(fault.Conflict, "flyer.source_changed")
	ErrOwnText       = fault.New(fault.Conflict, "flyer.own_text", "who wrote a text does not count as its reader")
	ErrTextChanged   = fault.New(fault.Conflict, "flyer.text_changed")
	ErrTextOutdated  = fault.New(fault.Conflict, "flyer.text_outdated")
	ErrDistributor   = fault.New(fault.Conflict, "flyer.word_taken")
)

// work is a flyer with a language and the calling member, who may write it in that language.
type work struct {
	flyer.Flyer `gorm:"embedded"`
	Slug        string
	Year        int16
	Half        string
	Member      uuid.UUID `gorm:"-"`
	Lang        string    `gorm:"-"`
}

// mayWrite is the condition that @member may write flyer f in @lang: an organiser of the place writes every language, a
// translator only the own one and never the source.
const mayWrite = `(member_may(@member, f.place_id, '{organiser}') or @lang <> f.source_lang and exists (
	select from roles r where r.member_id = @member and r.place_id = f.place_id and r.role = 'translator' and r.lang = @lang))`

const workQuery = `select f.*, p.slug, s.year, s.half
	from flyers f join places p on p.id = f.place_id join seasons s on s.id = f.season_id
	where f.id = @flyer and ` + mayWrite

// workOf returns a flyer if the caller may write it in the language. Faults: fault.ErrNobody without a member's sign-in;
// fault.ErrNotFound for every other flyer or language.
func workOf(ctx context.Context, g *gorm.DB, id uuid.UUID, lang contract.FlyerLang) (*work, error) {
	return queryWork(ctx, g, workQuery, id, lang)
}

// lockWork does what workOf does and locks the flyer's row until the transaction ends, so that writers run one after the
// other.
func lockWork(ctx context.Context, g *gorm.DB, id uuid.UUID, lang contract.FlyerLang) (*work, error) {
	return queryWork(ctx, g, workQuery+" for update of f", id, lang)
}

// queryWork runs a query for a work and notes the caller and the language in it.
func queryWork(ctx context.Context, g *gorm.DB, query string, id uuid.UUID, lang contract.FlyerLang) (*work, error) {
	member, err := account.MemberOf(ctx)
	if err != nil {
		return nil, err
	}
	var w work
	found := g.WithContext(ctx).Raw(query, sql.Named("member", member), sql.Named("flyer", id), sql.Named("lang", lang)).Scan(&w)
	if found.Error == nil && (found.RowsAffected == 0 || !slices.Contains(languages, lang)) {
		return nil, fault.ErrNotFound
	}
	w.Member, w.Lang = member, lang
	return &w, found.Error
}

// languages lists the languages in which a flyer can be written, easy Norwegian among them.
var languages = append([]string{"nb", i18n.Easy}, i18n.All[1:]...)

func (w *work) isSource() bool { return w.Lang == w.SourceLang }

// audit writes an audit entry of what the member did to the text.
func (w *work) audit(tx *db.Tx, action string) error {
	return audit.Write(tx, audit.Entry{
		Action: action, By: audit.Member(w.Member).At(w.PlaceID),
		Detail: map[string]any{"flyer": w.ID, "lang": w.Lang, "source_revision": w.SourceRevision},
	})
}

// placeOfTranslator returns the place and the caller if the caller organises the place or translates into the language there,
// else fault.ErrNotFound.
func placeOfTranslator(ctx context.Context, g *gorm.DB, slug string, lang contract.FlyerLang) (*place.Place, uuid.UUID, error) {
	p, member, err := place.OfTeam(ctx, g, slug, place.Organiser, place.Translator)
	if err != nil {
		return nil, uuid.Nil, err
	}
	theirs, err := languagesOf(ctx, g, p, member)
	if err == nil && !slices.Contains(theirs, lang) {
		err = fault.ErrNotFound
	}
	return p, member, err
}

// languagesOf returns the languages that a member may write at a place: all for an organiser, the own ones for a
// translator.
func languagesOf(ctx context.Context, g *gorm.DB, p *place.Place, member uuid.UUID) (langs []string, err error) {
	err = g.WithContext(ctx).Raw(`select l.lang from unnest(string_to_array(?, ' ')) with ordinality l (lang, position)
		where member_may(?, ?, '{organiser}') or exists (select from roles r
			where r.member_id = ? and r.place_id = ? and r.role = 'translator' and r.lang = l.lang)
		order by l.position`, strings.Join(languages, " "), member, p.ID, member, p.ID).Scan(&langs).Error
	return langs, err
}
