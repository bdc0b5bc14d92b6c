package main

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
)

// sources maps each generated file to what it is made from. The last line of such a file is a seal: a hash of its
// sources and a hash of the file itself. It shows whether the file is up to date and unedited without running the
// generators, which need the network.
var sources = map[string][]source{
	"api/contract/contract.gen.go": {whole("api/openapi.yaml"), whole("api/contract/cfg.yaml"), line("go.mod", "github.com/oapi-codegen/oapi-codegen/v2 ")},
	"pwa/src/api/schema.d.ts":      {whole("api/openapi.yaml"), whole("pwa/tools/package-lock.json")},
}

// source is a file, or the one line of it that contains a text.
type source struct{ file, containing string }

func whole(file string) source            { return source{file: file} }
func line(file, containing string) source { return source{file, containing} }

var sealPattern = regexp.MustCompile(`\n// Sealed: sources ([0-9a-f]+), file ([0-9a-f]+)\n$`)

// sealAll appends a seal to each file and replaces an older one.
func sealAll(files []string) error {
	for _, file := range files {
		hash, err := hashSources(sources[file])
		if err != nil {
			return fmt.Errorf("seal %s: %w", file, err)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		body := sealPattern.ReplaceAll(content, nil)
		sealed := fmt.Appendf(slices.Clone(body), "\n// Sealed: sources %s, file %s\n", hash, hashOf(body))
		if err := os.WriteFile(file, sealed, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// checkSeals returns an error that says, in one sentence for each bad file, what is wrong with it.
func checkSeals(made map[string][]source) error {
	var faults []error
	for file, from := range made {
		if err := checkSeal(file, from); err != nil {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func checkSeal(file string, from []source) error {
	content, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	want, err := hashSources(from)
	if err != nil {
		return err
	}
	seal := sealPattern.FindSubmatch(content)
	switch {
	case seal == nil:
		return fmt.Errorf("%s has no seal: run make generate", file)
	case string(seal[1]) != want:
		return fmt.Errorf("%s is older than what it is generated from: run make generate", file)
	case string(seal[2]) != hashOf(sealPattern.ReplaceAll(content, nil)):
		return fmt.Errorf("%s was edited by hand: run make generate", file)
	}
	return nil
}

func hashSources(from []source) (string, error) {
	if len(from) == 0 {
		return "", errors.New("nobody has said what it is generated from")
	}
	var all bytes.Buffer
	for _, s := range from {
		content, err := os.ReadFile(s.file)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&all, "%s\n%s\n", s.file, only(string(content), s.containing))
	}
	return hashOf(all.Bytes()), nil
}

// only returns the lines that contain a text.
func only(content, text string) string {
	var kept strings.Builder
	for l := range strings.Lines(content) {
		if strings.Contains(l, text) {
			kept.WriteString(l)
		}
	}
	return kept.String()
}

func hashOf(content []byte) string { return fmt.Sprintf("%x", sha256.Sum256(content))[:16] }
