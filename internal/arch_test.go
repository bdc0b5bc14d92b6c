package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "musikkforalle/"

// layers says which of our packages a package may import; the tests of a package are free. A package that is missing here
// fails the test: whoever adds one says where it stands.
var layers = map[string][]string{
	"internal/fault":             {},
	"internal/disclosure":        {},
	"internal/audit":             {"internal/db"},
	"internal/heads":             {},
	"internal/clock":             {"internal/db"},
	"internal/limit":             {"internal/cache", "internal/db", "internal/fault"},
	"internal/config":            {},
	"internal/push":              {"api/contract", "internal/account", "internal/db", "internal/fault", "internal/i18n", "internal/limit"},
	"internal/mail":              {},
	"internal/i18n":              {"internal/fault"},
	"internal/db":                {"internal/seal", "migrations"},
	"internal/seal":              {},
	"internal/db/private":        {},
	"internal/account":           {"internal/audit", "internal/db", "internal/family/arrival", "internal/fault", "internal/i18n", "internal/limit", "internal/mail", "internal/replay", "internal/team/arrival", "internal/volunteer/arrival"},
	"internal/place":             {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n"},
	"internal/partner":           {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/place", "internal/shift"},
	"internal/session":           {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/partner", "internal/place", "internal/shift"},
	"internal/answer":            {"api/contract", "internal/account", "internal/db", "internal/family/arrival", "internal/fault", "internal/heads", "internal/i18n", "internal/limit", "internal/place", "internal/seal", "internal/session"},
	"internal/answer/entry":      {"api/contract", "internal/answer", "internal/audit", "internal/db", "internal/family", "internal/family/arrival", "internal/fault", "internal/heads", "internal/place", "internal/session"},
	"internal/family":            {"api/contract", "internal/account", "internal/answer", "internal/audit", "internal/db", "internal/disclosure", "internal/door", "internal/family/arrival", "internal/fault", "internal/i18n", "internal/ledger", "internal/limit", "internal/paper", "internal/place", "internal/seal", "internal/session", "internal/volunteer"},
	"internal/passkey":           {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/limit"},
	"internal/volunteer":         {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/ledger", "internal/limit", "internal/mail", "internal/partner", "internal/passkey", "internal/place", "internal/session", "internal/shift"},
	"internal/volunteer/roll":    {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/paper", "internal/place", "internal/session", "internal/volunteer"},
	"internal/team":              {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/mail", "internal/passkey", "internal/place"},
	"internal/cache":             {"internal/fault"},
	"internal/paper":             {"internal/cache", "internal/fault", "internal/i18n"},
	"internal/door":              {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/disclosure", "internal/fault", "internal/heads", "internal/i18n", "internal/limit", "internal/paper", "internal/place", "internal/session"},
	"internal/flyer":             {"internal/db", "internal/fault", "internal/i18n", "internal/paper", "internal/partner", "internal/place", "internal/session"},
	"internal/season":            {"api/contract", "internal/account", "internal/answer", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/paper", "internal/place", "internal/session", "internal/shift"},
	"internal/seed":              {"internal/db", "internal/door", "internal/heads", "internal/partner", "internal/place", "internal/season", "internal/session", "internal/volunteer"},
	"internal/flyer/editing":     {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/flyer", "internal/i18n", "internal/paper", "internal/place", "internal/session"},
	"internal/shift":             {"internal/db", "internal/fault"},
	"internal/replay":            {"internal/db"},
	"internal/family/arrival":    {"internal/db"},
	"internal/volunteer/arrival": {"internal/db"},
	"internal/team/arrival":      {},
	"internal/ledger":            {"internal/db"},
	"internal/reminder":          {"api/contract", "internal/account", "internal/answer", "internal/clock", "internal/db", "internal/family/arrival", "internal/fault", "internal/heads", "internal/i18n", "internal/ledger", "internal/mail", "internal/place", "internal/push", "internal/seal", "internal/session", "internal/volunteer/arrival"},
	"internal/saturday":          {"api/contract", "internal/account", "internal/answer", "internal/audit", "internal/db", "internal/door", "internal/fault", "internal/heads", "internal/place", "internal/reminder", "internal/session"},
	"internal/announcement":      {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/fault", "internal/i18n", "internal/ledger", "internal/partner", "internal/place", "internal/reminder", "internal/session"},
	"internal/jobs":              {"internal/account", "internal/announcement", "internal/answer", "internal/clock", "internal/db", "internal/door", "internal/mail", "internal/place", "internal/push", "internal/reminder", "internal/retention", "internal/session", "internal/team", "internal/volunteer"},
	"internal/report":            {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/disclosure", "internal/door", "internal/fault", "internal/heads", "internal/i18n", "internal/paper", "internal/partner", "internal/place", "internal/season", "internal/session"},
	"internal/retention":         {"api/contract", "internal/account", "internal/audit", "internal/db", "internal/door", "internal/family", "internal/fault", "internal/place", "internal/session", "internal/volunteer"},
	"internal/web":               {"*"},
	"internal/promises":          {},
	"internal/demo":              {"internal/db", "internal/door", "internal/heads", "internal/i18n", "internal/place", "internal/season", "internal/seed", "internal/session"},
	"internal/fixture":           {"*"},
	"internal/pgtest":            {"internal/db", "internal/db/private", "migrations", "internal/seal"},
	"internal/gate":              {},
	"internal/pgtest/withpg":     {"internal/pgtest"},
	"internal/bench":             {"*"},
	"internal/drill":             {"*"},
}

type goPackage struct {
	ImportPath string
	Imports    []string
}

// Who may import whom: domains never see the web, and only web and jobs see what reads several domains.
func TestImports(t *testing.T) {
	for _, p := range packages(t) {
		name := strings.TrimPrefix(p.ImportPath, module)
		allowed, known := layers[name]
		if !known {
			t.Errorf("%s: nobody has said where it stands", name)
			continue
		}
		for _, imported := range p.Imports {
			ours, isOurs := strings.CutPrefix(imported, module)
			if isOurs && !slices.Contains(allowed, ours) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s", name, ours)
			}
			if strings.Contains(imported, "gofiber") && name != "internal/web" && name != "internal/bench" {
				t.Errorf("%s imports Fiber: a domain knows nothing of the web", name)
			}
		}
	}
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		if p.ImportPath != module+"internal" {
			all = append(all, p)
		}
	}
}
