package partner

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/png"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
	"musikkforalle/internal/audit"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// The bounds of a logo.
const (
	MaxLogoBytes = 100 << 10
	maxLogoSide  = 800
	maxLogoKept  = 400_000 // of the picture drawn anew: without a palette it may be larger than the one that came
)

// ErrLogo is the fault of a file that is not a PNG within the limits.
var ErrLogo = fault.New(fault.Invalid, "partner.logo", "a PNG of at most 100 KB and 800 x 800 pixels")

// SetPartnerLogo implements PUT /api/partners/{partner}/logo: it stores a partner's logo, drawn anew.
func (a API) SetPartnerLogo(ctx context.Context, r contract.SetPartnerLogoRequestObject) (contract.SetPartnerLogoResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.SetPartnerLogo204Response{}, SetLogo(ctx, a.Store, by, l.seen(r.Params.IfMatch), r.Body.Png)
}

// RemovePartnerLogo implements DELETE /api/partners/{partner}/logo: it deletes a partner's logo, if there is one.
func (a API) RemovePartnerLogo(ctx context.Context, r contract.RemovePartnerLogoRequestObject) (contract.RemovePartnerLogoResponseObject, error) {
	l, by, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.RemovePartnerLogo204Response{}, RemoveLogo(ctx, a.Store, by, l.ID)
}

// GetPartnerLogo implements GET /api/partners/{partner}/logo: it shows a partner's logo to organisers of its place.
func (a API) GetPartnerLogo(ctx context.Context, r contract.GetPartnerLogoRequestObject) (contract.GetPartnerLogoResponseObject, error) {
	l, _, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	var kept []struct{ PNG []byte }
	err = a.Store.Gorm.WithContext(ctx).Raw("select png from partner_logos where partner_id = ?", l.ID).Scan(&kept).Error
	if err == nil && len(kept) == 0 {
		err = fault.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return contract.GetPartnerLogo200ImagepngResponse{Body: bytes.NewReader(kept[0].PNG), ContentLength: int64(len(kept[0].PNG))}, nil
}

// SetLogo stores the pixels of a picture as a partner's logo. Faults: ErrLogo, and ErrChanged unless the partner has the
// version that was seen (F21).
func SetLogo(ctx context.Context, store *db.Store, by audit.By, seen Seen, raw []byte) error {
	logo, err := redrawn(raw)
	if err != nil {
		return err
	}
	return store.Tx(ctx, func(tx *db.Tx) error {
		if _, err := lock(tx, by.Place, seen); err != nil {
			return err
		}
		err := tx.DB.Exec(`insert into partner_logos (partner_id, png) values (?, ?)
			on conflict (partner_id) do update set png = excluded.png, set_at = now()`, seen.ID, logo).Error
		if err != nil {
			return err
		}
		return noted(tx, by, "partner.logo_set", seen.ID)
	})
}

// RemoveLogo deletes the logo of a partner. Who has seen it cannot replace it any more: the version is raised.
func RemoveLogo(ctx context.Context, store *db.Store, by audit.By, id uuid.UUID) error {
	return store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec("delete from partner_logos where partner_id = ?", id).Error; err != nil {
			return err
		}
		if err := tx.DB.Exec("update partners set version = version + 1 where id = ?", id).Error; err != nil {
			return err
		}
		return noted(tx, by, "partner.logo_removed", id)
	})
}

// redrawn decodes a picture and encodes its pixels anew: nothing else of the file is kept. The size is read before any
// pixel is, so that a small file cannot unfold into a huge picture.
func redrawn(raw []byte) ([]byte, error) {
	if len(raw) > MaxLogoBytes {
		return nil, ErrLogo
	}
	size, err := png.DecodeConfig(bytes.NewReader(raw))
	if err != nil || size.Width > maxLogoSide || size.Height > maxLogoSide {
		return nil, ErrLogo
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, ErrLogo
	}
	plain := image.NewNRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.Draw(plain, plain.Bounds(), picture, picture.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, plain); err != nil || out.Len() > maxLogoKept {
		return nil, ErrLogo
	}
	return out.Bytes(), nil
}
