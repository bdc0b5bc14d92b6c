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

// Violation returns the name of the constraint that err's statement violated, so that a domain can map it to a fault.
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

// Safe returns err's text for a log. Of a PostgreSQL error it returns only code and constraint, because the message may
// quote a row's values.
func Safe(err error) string {
	var refused *pgconn.PgError
	if errors.As(err, &refused) {
		return strings.TrimSpace("SQLSTATE " + refused.Code + " " + refused.ConstraintName)
	}
	return err.Error()
}

// Unavailable reports whether err is a passing fault of the database, to be answered with 503 and Retry-After.
// It covers lost connections, an exhausted pool (F4), a server that stops (F3), a full disk (F15), and a table that a newer
// version of the program has just changed (F18).
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

// passing reports whether a SQLSTATE says nothing about the statement itself.
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
