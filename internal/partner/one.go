package partner

import (
	"context"

	"github.com/google/uuid"

	"musikkforalle/api/contract"
)

// One returns a partner of a place that the caller organises; any other is fault.ErrNotFound.
func (a API) One(ctx context.Context, id uuid.UUID) (contract.Partner, error) {
	l, _, err := a.partner(ctx, id)
	if err != nil {
		return contract.Partner{}, err
	}
	return l.wire(), nil
}
