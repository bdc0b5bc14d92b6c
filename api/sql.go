package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// openSQL opens a prompt on the program's database, in psql if it is installed. It does not migrate the schema: whoever
// looks at an older database does not want it changed.
func openSQL(ctx context.Context, p *program, _ []string) error {
	url := p.Database
	if url == "" {
		var err error
		if url, err = p.startOwn(ctx); err != nil {
			return err
		}
	}
	settings, err := pgx.ParseConfig(url)
	if err != nil {
		return err
	}
	if psql, err := exec.LookPath("psql"); err == nil {
		return runPsql(ctx, p, psql, settings)
	}
	conn, err := pgx.ConnectConfig(ctx, settings)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	return ask(ctx, conn.PgConn(), p.in, p.out)
}

// runPsql runs psql. It passes the password in the environment, because every account of the machine can read
// arguments.
func runPsql(ctx context.Context, p *program, psql string, to *pgx.ConnConfig) error {
	cmd := exec.CommandContext(ctx, psql)
	cmd.Env = append(os.Environ(), "PGHOST="+to.Host, fmt.Sprintf("PGPORT=%d", to.Port), "PGUSER="+to.User,
		"PGPASSWORD="+to.Password, "PGDATABASE="+to.Database)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = p.in, p.out, os.Stderr
	return cmd.Run()
}

// ask runs the statements read from in, each up to a line that ends with a semicolon, and prints rows separated by
// tabs.
func ask(ctx context.Context, conn *pgconn.PgConn, in io.Reader, out io.Writer) error {
	_, _ = fmt.Fprintln(out, "There is no psql here; end each statement with a semicolon, and all with Ctrl-D.")
	var statement strings.Builder
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		_, _ = fmt.Fprintln(&statement, lines.Text())
		if !strings.HasSuffix(strings.TrimSpace(lines.Text()), ";") {
			continue
		}
		results, err := conn.Exec(ctx, statement.String()).ReadAll()
		statement.Reset()
		for _, result := range results {
			printResult(out, result)
		}
		var refused *pgconn.PgError
		if errors.As(err, &refused) {
			_, _ = fmt.Fprintln(out, refused.Message)
		} else if err != nil {
			return err
		}
	}
	return lines.Err()
}

func printResult(out io.Writer, result *pgconn.Result) {
	if result.Err != nil {
		return
	}
	names := make([]string, len(result.FieldDescriptions))
	for n, field := range result.FieldDescriptions {
		names[n] = field.Name
	}
	if len(names) > 0 {
		_, _ = fmt.Fprintln(out, strings.Join(names, "\t"))
	}
	for _, row := range result.Rows {
		_, _ = fmt.Fprintf(out, "%s\n", bytes.Join(row, []byte("\t")))
	}
	_, _ = fmt.Fprintln(out, result.CommandTag)
}
