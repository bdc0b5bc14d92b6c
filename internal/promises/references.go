package promises

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Reference is a place where a rule is named.
type Reference struct {
	Number string
	File   string // from the root, with slashes
	Line   int
	Test   string // name of the test around it; empty in a test file outside any test, and in other files
}

// IsTest says whether the reference stands in a test.
func (r Reference) IsTest() bool { return isTest(r.File) }

func isTest(file string) bool {
	return strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, ".test.ts") ||
		strings.HasSuffix(file, ".test.tsx") || strings.HasSuffix(file, ".test.mjs")
}

// read are the kinds of files that are looked through.
var read = []string{".go", ".ts", ".tsx", ".mjs", ".sql", ".css", ".md", ".yaml"}

// left are files and folders that are not: generated ones, those of others, and this package's own.
var left = []string{
	"api/contract", "docs/promises.md", "internal/promises", "pwa/dist", "pwa/node_modules", "pwa/src/api/schema.d.ts", "pwa/tools/node_modules",
}

// References looks through the repository and returns every naming of a rule, by file and line.
func References(root string) (all []Reference, err error) {
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		file, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		file = filepath.ToSlash(file)
		hidden := strings.HasPrefix(entry.Name(), ".") && file != "."
		if slices.Contains(left, file) || hidden && entry.IsDir() {
			if entry.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if entry.IsDir() || !slices.Contains(read, filepath.Ext(file)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found, err := in(file, string(text))
		all = append(all, found...)
		return err
	})
	return all, err
}

// in finds the references of one file.
func in(file, text string) (all []Reference, err error) {
	var testAt func(line int) string
	for i, line := range strings.Split(text, "\n") {
		for _, number := range numbers(line) {
			if testAt == nil {
				if testAt, err = testsOf(file, text); err != nil {
					return nil, err
				}
			}
			all = append(all, Reference{Number: number, File: file, Line: i + 1, Test: testAt(i + 1)})
		}
	}
	return all, nil
}

var (
	numberPattern = regexp.MustCompile(`(^|Test|[^A-Za-z0-9%#&/.])([RFBSP])([1-9]\d?)(?:[–-]([RFBSP])([1-9]\d?))?`)
	slashPattern  = regexp.MustCompile(`["'/]([RFBSP])([1-9]\d?)["/]`)
)

// numbers are the rules that a line names. "B24–B27" names four; F22_Twice and P5/Erased name one each.
func numbers(line string) (all []string) {
	for _, at := range numberPattern.FindAllStringSubmatchIndex(line, -1) {
		if end := at[1]; end < len(line) && isWord(line[end]) {
			continue
		}
		letter, from := line[at[4]:at[5]], atoi(line[at[6]:at[7]])
		to := from
		if at[8] >= 0 && line[at[8]:at[9]] == letter {
			to = atoi(line[at[10]:at[11]])
		}
		for n := from; n <= to; n++ {
			all = append(all, letter+strconv.Itoa(n))
		}
	}
	for _, m := range slashPattern.FindAllStringSubmatch(line, -1) {
		if number := m[1] + m[2]; !slices.Contains(all, number) {
			all = append(all, number)
		}
	}
	return all
}

// isWord says whether a character goes on with the word. An underscore does not: F22_TwiceAtOnce.
func isWord(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

func atoi(digits string) int {
	n, _ := strconv.Atoi(digits) // matched as digits
	return n
}
