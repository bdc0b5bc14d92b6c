package paper

import (
	"flag"
	"os"
	"testing"
)

var update = flag.Bool("update", false, "write the logo and the icon")

func TestLogoFilesAreTheMark(t *testing.T) {
	t.Parallel()
	for file, want := range map[string]string{"logo.svg": Logo(), "icon.svg": Icon()} {
		path := "../../pwa/public/" + file
		if *update {
			if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("%s is not the mark: go test ./internal/paper -update", file)
		}
	}
}
