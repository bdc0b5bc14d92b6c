package partner

import (
	"bytes"
	"context"
	"image"
	"image/draw"
	"image/png"

	"musikkforalle/api/contract"
	"musikkforalle/internal/db"
	"musikkforalle/internal/fault"
)

// The bounds of a logo.
const (
	MaxLogoBytes = 100 << 10
	maxLogoSide  = 800
)

// ErrLogo is the fault of a file that is not a PNG within the limits.
var ErrLogo = fault.New(fault.Invalid, "partner.logo", "a PNG of at most 100 KB and 800 x 800 pixels")

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

// maxLogoKept bounds the picture as it is kept; without a palette it may be larger than the one that came.
const maxLogoKept = 400_000

// SetPartnerLogo implements PUT /api/partners/{partner}/logo.
func (a API) SetPartnerLogo(ctx context.Context, r contract.SetPartnerLogoRequestObject) (contract.SetPartnerLogoResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	logo, err := redrawn(r.Body.Png)
	if err != nil {
		return nil, err
	}
	return contract.SetPartnerLogo204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		err := tx.DB.Exec(`insert into partner_logos (partner_id, png) values (?, ?)
			on conflict (partner_id) do update set png = excluded.png, set_at = now()`, l.ID, logo).Error
		if err != nil {
			return err
		}
		return noted(tx, member, l.PlaceID, "partner.logo_set", l.ID)
	})
}

// RemovePartnerLogo implements DELETE /api/partners/{partner}/logo.
func (a API) RemovePartnerLogo(ctx context.Context, r contract.RemovePartnerLogoRequestObject) (contract.RemovePartnerLogoResponseObject, error) {
	l, member, err := a.partner(ctx, r.Partner)
	if err != nil {
		return nil, err
	}
	return contract.RemovePartnerLogo204Response{}, a.Store.Tx(ctx, func(tx *db.Tx) error {
		if err := tx.DB.Exec("delete from partner_logos where partner_id = ?", l.ID).Error; err != nil {
			return err
		}
		return noted(tx, member, l.PlaceID, "partner.logo_removed", l.ID)
	})
}

// GetPartnerLogo implements GET /api/partners/{partner}/logo.
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
