package editing

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"musikkforalle/api/contract"
	"musikkforalle/internal/fault"
)

func TestDistributors(t *testing.T) {
	t.Parallel()
	b := newBundle(t)
	add := func(via, name string) error {
		_, err := b.api.AddDistributor(b.organiser, contract.AddDistributorRequestObject{
			Place: b.Place.Slug, Body: &contract.NewDistributor{Via: via, Name: name},
		})
		return err
	}
	list := func() []contract.Distributor {
		t.Helper()
		r, err := b.api.ListDistributors(b.organiser, contract.ListDistributorsRequestObject{Place: b.Place.Slug})
		if err != nil {
			t.Fatal(err)
		}
		return r.(contract.ListDistributors200JSONResponse)
	}
	if err := add("ahus", "Ahus"); err != nil {
		t.Fatal(err)
	}
	b.Exec(`insert into via_counts (distributor_id, day, opens)
		select id, day::date, 3 from distributors, unnest(array['2019-01-26', '2019-01-27', '2019-03-02']) day`)
	t.Run("OpensAreSummedByMonth", func(t *testing.T) {
		want := []contract.Distributor{{
			Via: "ahus", Name: "Ahus", Link: "http://localhost:8080/nb/p/" + b.Place.Slug + "?via=ahus", Opens: 9,
			Months: []contract.MonthOfOpens{{Month: "2019-01", Opens: 6}, {Month: "2019-03", Opens: 3}},
		}}
		if diff := cmp.Diff(want, list()); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("AWordIsTakenOnce", func(t *testing.T) { b.Wants(add("ahus", "Et annet"), ErrDistributor) })
	t.Run("ANameMayChange", func(t *testing.T) {
		rename := contract.RenameDistributorRequestObject{Place: b.Place.Slug, Via: "ahus", Body: &contract.DistributorName{Name: "Akershus sykehus"}}
		if _, err := b.api.RenameDistributor(b.organiser, rename); err != nil || list()[0].Name != "Akershus sykehus" {
			t.Error(err)
		}
		rename.Via = "ingen"
		_, err := b.api.RenameDistributor(b.organiser, rename)
		b.Wants(err, fault.ErrNotFound)
	})
	t.Run("RemovedKeepsItsCountsAndMayComeBack", func(t *testing.T) {
		remove := contract.RemoveDistributorRequestObject{Place: b.Place.Slug, Via: "ahus"}
		if _, err := b.api.RemoveDistributor(b.organiser, remove); err != nil || len(list()) != 0 {
			t.Fatal(err)
		}
		_, err := b.api.RemoveDistributor(b.organiser, remove)
		b.Wants(err, fault.ErrNotFound)
		if err := add("ahus", "Ahus"); err != nil || list()[0].Opens != 9 {
			t.Error(err, list())
		}
	})
	t.Run("S10_TranslatorsHaveNoPartInIt", func(t *testing.T) {
		_, err := b.api.ListDistributors(b.reader, contract.ListDistributorsRequestObject{Place: b.Place.Slug})
		b.Wants(err, fault.ErrNotFound)
	})
	if n := b.Number("select count(*) from audit where action like 'distributor.%'"); n != 4 {
		t.Errorf("%d lines in the audit", n)
	}
}
