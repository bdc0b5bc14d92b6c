// Package pgtest gives each test a migrated PostgreSQL database of its own, in about a tenth of a second.
//
// The databases are on the server of TEST_DATABASE_URL, or else on a private server that lives as long as the test
// program. The command withpg shares one server between the programs of a whole test run.
package pgtest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"

	"musikkforalle/internal/db"
	"musikkforalle/internal/seal"
)

// maxConns is small because many parallel tests share one server.
const maxConns = 6

// New opens a migrated, empty database that belongs to t alone.
func New(t testing.TB) *db.Store {
	t.Helper()
	store, err := db.Open(context.Background(), URL(t), db.Options{MaxConns: maxConns})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(store.Close)
	if err := store.UseKeys(Keys()); err != nil {
		t.Fatal(err)
	}
	return store
}

// Keys are those with which all databases of a test program are sealed.
var Keys = sync.OnceValue(func() *seal.Ring {
	r, err := seal.New()
	if err != nil {
		panic(err)
	}
	return r
})

// URL makes a migrated, empty database that belongs to t alone and returns its address. The database is dropped
// when t has passed and kept when t has failed.
func URL(t testing.TB) string {
	t.Helper()
	ctx := context.Background()
	server, err := server()
	if err != nil {
		t.Fatal(err)
	}
	name := databaseName()
	if err := server.exec(ctx, "create database "+name+" template "+server.template+server.strategy); err != nil {
		t.Fatalf("clone the template: %v", err)
	}
	address := inDatabase(server.admin, name)
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("kept database %s", address)
			return
		}
		if err := server.exec(ctx, "drop database "+name+" with (force)"); err != nil {
			t.Logf("drop database: %v", err)
		}
	})
	return address
}

const databasePrefix = "test_"

var databases atomic.Int64

func databaseName() string {
	return fmt.Sprintf("%s%d_%d", databasePrefix, os.Getpid(), databases.Add(1))
}

// exec runs one statement on a connection of its own: databases cannot be made or dropped from inside themselves.
func (s testServer) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.admin)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }()
	_, err = conn.Exec(ctx, sql)
	return err
}

// inDatabase is address with another database.
func inDatabase(address, database string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address // the connection has been made with it, so this does not happen
	}
	parsed.Path = "/" + database
	if parsed.Host == "" {
		return parsed.Scheme + "://" + parsed.Path + "?" + parsed.RawQuery // url.URL drops the empty host's slashes
	}
	return parsed.String()
}
