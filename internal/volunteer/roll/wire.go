package roll

import (
	"fmt"
	"time"

	openapi_types "github.com/oapi-codegen/runtime/types"

	"musikkforalle/api/contract"
)

func (p *person) wire() (contract.VolunteerRow, error) {
	w := contract.VolunteerRow{
		Id: p.ID, Name: p.Name, Email: p.Email, Lang: contract.Lang(p.Lang), Partner: p.Partner,
		Speaks: make([]contract.Lang, len(p.Speaks)), Tasks: make([]contract.Task, len(p.Tasks)),
		MinutesSeason: p.MinutesSeason, MinutesYear: p.MinutesYear,
	}
	for i, lang := range p.Speaks {
		w.Speaks[i] = contract.Lang(lang)
	}
	for i, task := range p.Tasks {
		w.Tasks[i] = contract.Task(task)
	}
	if p.NextID != nil {
		w.Next = &contract.ShiftBrief{Id: *p.NextID, Task: contract.Task(p.NextTask), StartsAt: p.NextStartsAt, EndsAt: p.NextEndsAt}
	}
	var err error
	w.Certificates, err = wireCertificates(p.Certificates)
	return w, err
}

func wireCertificates(known []certificate) ([]contract.CertificateState, error) {
	w := make([]contract.CertificateState, len(known))
	for i := range known {
		var err error
		if w[i], err = known[i].wire(); err != nil {
			return nil, err
		}
	}
	return w, nil
}

func (c *certificate) wire() (contract.CertificateState, error) {
	w := contract.CertificateState{
		Task: contract.Task(c.Task), Needed: c.Needed, State: contract.CertificateStateState(c.State), ShownTo: c.ShownTo,
	}
	for _, day := range []struct {
		from *string
		into **openapi_types.Date
	}{{c.AskedOn, &w.AskedOn}, {c.ShownOn, &w.ShownOn}, {c.ValidUntil, &w.ValidUntil}} {
		if day.from == nil {
			continue
		}
		date, err := time.Parse(time.DateOnly, *day.from)
		if err != nil {
			return w, fmt.Errorf("certificate's day: %w", err)
		}
		*day.into = &openapi_types.Date{Time: date}
	}
	return w, nil
}
