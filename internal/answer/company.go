package answer

import "musikkforalle/api/contract"

// Company is who comes, by kind, one column each: of an answer, and as a family's usual company.
type Company struct {
	Children   int16 `gorm:"not null"`
	Young      int16 `gorm:"not null"`
	Parents    int16 `gorm:"not null"`
	Siblings   int16 `gorm:"not null"`
	Supporters int16 `gorm:"not null"`
	Staff      int16 `gorm:"not null"`
}

// CompanyOf reads the contract's company, whose bounds the contract has checked.
func CompanyOf(c contract.Company) Company {
	return Company{
		Children: int16(c.Children), Young: int16(c.Young), Parents: int16(c.Parents),
		Siblings: int16(c.Siblings), Supporters: int16(c.Supporters), Staff: int16(c.Staff),
	}
}

// Wire is the company as the contract has it.
func (c Company) Wire() contract.Company {
	return contract.Company{
		Children: int32(c.Children), Young: int32(c.Young), Parents: int32(c.Parents),
		Siblings: int32(c.Siblings), Supporters: int32(c.Supporters), Staff: int32(c.Staff),
	}
}

// Heads is how many seats the company takes.
func (c Company) Heads() int {
	return int(c.Children) + int(c.Young) + int(c.Parents) + int(c.Siblings) + int(c.Supporters) + int(c.Staff)
}

// Columns are the company's columns with their values, for an update.
func (c Company) Columns() map[string]any {
	return map[string]any{
		"children": c.Children, "young": c.Young, "parents": c.Parents,
		"siblings": c.Siblings, "supporters": c.Supporters, "staff": c.Staff,
	}
}
