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

// Gone reports whether err's statement named a row that somebody has deleted meanwhile, and returns the column that names
// it. Whoever can meet it has read the row before, so it is a race with an erasure.
func Gone(err error) (column string, gone bool) {
	var refused *pgconn.PgError
	if !errors.As(err, &refused) || refused.Code != "23503" {
		return "", false
	}
	return strings.TrimSuffix(strings.TrimPrefix(refused.ConstraintName, refused.TableName+"_"), "_fkey"), true
}

// inTheWay reports whether err's transaction was taken back because of another one: a deadlock, or a state that changed
// while it ran. The same transaction may well succeed when it runs again.
func inTheWay(err error) bool {
	var refused *pgconn.PgError
	return errors.As(err, &refused) && (refused.Code == "40P01" || refused.Code == "40001")
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
// It covers lost connections, an exhausted pool (F4), transactions that stand in each other's way, a server that stops (F3), a full disk (F15), and a table that a newer
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
		"40001", "40P01", // in another's way, again and again
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
