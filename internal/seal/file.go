package seal

import (
	"bytes"
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The file has one key a line, the oldest first: its id and, in base64, its secret.

// Open reads the ring in a file. If there is no file it makes one with a first key, which its owner alone may read; several
// servers that start together get the same one.
func Open(path string) (*Ring, error) {
	r := &Ring{path: path}
	err := r.read()
	if errors.Is(err, fs.ErrNotExist) {
		if err := r.make(); err != nil {
			return nil, err
		}
		err = r.read()
	}
	if err != nil {
		return nil, err
	}
	return r, nil
}

// New returns a ring in memory, for tests.
func New() (*Ring, error) {
	r := &Ring{}
	line := newLine()
	return r, r.take(line)
}

// Exists reports whether there is a ring in the file.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Exposed reports whether others than the file's owner can read it.
func (r *Ring) Exposed() bool {
	info, err := os.Stat(r.path)
	return err == nil && info.Mode().Perm()&0o077 != 0
}

// Add makes a new key, with which is sealed from now on. Servers that run read it when they meet it.
func (r *Ring) Add() error {
	old, err := os.ReadFile(r.path)
	if err != nil {
		return err
	}
	draft, err := r.draft(append(old, newLine()...))
	if err != nil {
		return err
	}
	if err := os.Rename(draft, r.path); err != nil {
		return err
	}
	return r.read()
}

func (r *Ring) read() error {
	if r.path == "" {
		return fmt.Errorf("%w: there is no file of keys", ErrKey)
	}
	raw, err := os.ReadFile(r.path)
	if err != nil {
		return err
	}
	return r.take(raw)
}

func (r *Ring) take(raw []byte) error {
	var keys []key
	for line := range strings.Lines(string(raw)) {
		id, secret, _ := strings.Cut(strings.TrimSpace(line), " ")
		decoded, err := base64.StdEncoding.DecodeString(secret)
		if err != nil {
			return fmt.Errorf("%s is no key ring", r.path)
		}
		k, err := newKey(id, decoded)
		if err != nil {
			return fmt.Errorf("%s is no key ring", r.path)
		}
		keys = append(keys, k)
	}
	if len(keys) == 0 {
		return fmt.Errorf("%s holds no key", r.path)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys = keys
	return nil
}

// make makes the file, unless another server has made it meanwhile: a link never replaces a file.
func (r *Ring) make() error {
	if err := os.MkdirAll(filepath.Dir(r.path), 0o700); err != nil {
		return err
	}
	draft, err := r.draft(newLine())
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(draft) }()
	if err := os.Link(draft, r.path); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

// draft writes a file beside the ring's, which only its owner may read.
func (r *Ring) draft(content []byte) (path string, err error) {
	f, err := os.CreateTemp(filepath.Dir(r.path), filepath.Base(r.path)+".*") // mode 0600
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	return f.Name(), errors.Join(err, f.Sync(), f.Close())
}

func newLine() []byte {
	b := make([]byte, idSize+keySize)
	_, _ = rand.Read(b) // never fails (crypto/rand)
	var line bytes.Buffer
	_, _ = fmt.Fprintln(&line, hex.EncodeToString(b[:idSize]), base64.StdEncoding.EncodeToString(b[idSize:]))
	return line.Bytes()
}
