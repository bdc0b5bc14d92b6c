package partner

import "musikkforalle/api/contract"

// Credit is how families see the partner named: With or Thanks.
func (p *Partner) Credit() string {
	if p.Role == Funder {
		return Thanks
	}
	return p.Role
}

// Describe adds the partners to a place of the contract, by how families see them named.
func Describe(w *contract.Place, partners []Partner) {
	w.Partners = make([]contract.PlacePartner, len(partners))
	for i, p := range partners {
		w.Partners[i].Name, w.Partners[i].Role = p.Name, contract.PlacePartnerRole(p.Credit())
	}
}
