package db

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
)

var errRollback = errors.New("rollback")

// Agree returns the differences between GORM models and the migrated schema, one per column. GORM creates its tables in a
// scratch schema, the two catalogues are compared, and everything is rolled back.
func Agree(db *gorm.DB, models ...any) ([]string, error) {
	var differences []string
	err := db.Transaction(func(tx *gorm.DB) error {
		tx = tx.Session(&gorm.Session{NewDB: true})
		tx.DisableForeignKeyConstraintWhenMigrating = true
		if err := tx.Exec(`create schema agree_probe; set local search_path = agree_probe, public`).Error; err != nil {
			return err
		}
		if err := tx.Migrator().CreateTable(models...); err != nil {
			return err
		}
		var columns []columnDifference
		if err := tx.Raw(compareColumns).Scan(&columns).Error; err != nil {
			return err
		}
		for _, c := range columns {
			differences = append(differences, c.String())
		}
		return errRollback
	})
	if !errors.Is(err, errRollback) {
		return nil, fmt.Errorf("compare models with the schema: %w", err)
	}
	return differences, nil
}

type columnDifference struct{ Table, Column, Model, Schema string }

// String reads: people.phone: model "varchar(30)", database "varchar(20)".
func (d columnDifference) String() string {
	return fmt.Sprintf("%s.%s: model %q, database %q", d.Table, d.Column, d.Model, d.Schema)
}

const compareColumns = `
with columns as (
	select n.nspname as schema_name, t.relname as table_name, a.attname as column_name,
	       format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as definition,
	       a.attnotnull and not a.atthasdef and a.attidentity = '' as required
	from pg_attribute a
	join pg_class t on t.oid = a.attrelid
	join pg_namespace n on n.oid = t.relnamespace
	where n.nspname in ('agree_probe', 'public') and t.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
),
model as (select * from columns where schema_name = 'agree_probe'),
stored as (select * from columns where schema_name = 'public' and table_name in (select table_name from model))
select table_name as "table", column_name as "column",
       coalesce(model.definition, 'missing') as model,
       coalesce(stored.definition || case when model.definition is null and stored.required
                                          then ', required: inserts fail' else '' end, 'missing') as schema
from model full join stored using (table_name, column_name)
where model.definition is distinct from stored.definition
order by 1, 2`
