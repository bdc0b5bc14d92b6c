package answer

import "musikkforalle/internal/heads"

// Company is how many people come, by kind: in an answer, and as a family's usual company.
type Company = heads.Heads
