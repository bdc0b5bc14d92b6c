package db

import (
	"context"
	"database/sql/driver"
	"errors"
	"io"
	"net"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// Violation names the constraint that refused err's statement, so that a domain can say which rule was broken.
// A NOT NULL column without a named constraint is reported as "table.column".
func Violation(err error) (constraint string, ok bool) {
	var refused *pgconn.PgError
	if !errors.As(err, &refused) || !strings.HasPrefix(refused.Code, "23") {
		return "", false
	}
	if refused.ConstraintName == "" {
		return refused.TableName + "." + refused.ColumnName, true
	}
	return refused.ConstraintName, true
}

// Safe is what a log may say of err: of what PostgreSQL refused its code and constraint, since its words may quote a
// row's values.
func Safe(err error) string {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return strings.TrimSpace("SQLSTATE " + refused.Code + " " + refused.ConstraintName)
	}
	return err.Error()
}

// Unavailable says that err is the database's trouble and will pass: the answer is 503, try again later.
// It covers lost connections, a pool with no free connection in time, a server that stops, a full disk, and a table that
// a newer version of the program has just changed (F18).
func Unavailable(err error) bool {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return passing(refused.Code) || refused.Routine == replanned
	}
	var connecting *pgconn.ConnectError
	var network *net.OpError
	return errors.As(err, &connecting) || errors.As(err, &network) ||
		errors.Is(err, context.DeadlineExceeded) ||
		errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, driver.ErrBadConn) ||
		pgconn.SafeToRetry(err)
}

// replanned is where PostgreSQL refuses a prepared statement whose columns have changed; pgx prepares it anew.
const replanned = "RevalidateCachedQuery"

// passing knows the SQLSTATE codes that say nothing about the statement itself.
func passing(code string) bool {
	switch code {
	case "25P03", // idle in transaction for too long
		"55P03", // lock not available in time
		"57014", // statement timeout
		"58030": // I/O error
		return true
	}
	switch code[:2] {
	case "08", // connection
		"53": // disk full, out of memory, too many connections
		return true
	}
	return strings.HasPrefix(code, "57P") // shutting down, starting up, crashed
}
