package answer

import "musikkforalle/internal/heads"

// Company is who comes: of an answer, and as a family's usual company.
type Company = heads.Heads
