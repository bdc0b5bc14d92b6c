// Package migrations holds the numbered, forward-only SQL that makes the schema.
package migrations

import "embed"

// Files are the migrations, embedded so that the program carries its own schema.
//
//go:embed *.sql
var Files embed.FS
