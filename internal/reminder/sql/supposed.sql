-- A change or an announcement that has not been made, laid over the tables of these names, so that expected.sql answers for
-- the state to which it would lead. $6: {"session": columns that differ, "later": seconds by which its shifts move,
-- "change": a row, "announcement": a row}, of which a change or an announcement lacks one part or the other.
sessions as (
    select supposed.*
      from sessions s
     cross join lateral jsonb_populate_record(s, $6::jsonb -> 'session') supposed
     where s.id = ($6::jsonb -> 'session' ->> 'id')::uuid
), session_changes as (
    select session_id, revision, kind, at
      from session_changes
     where session_id = ($6::jsonb -> 'session' ->> 'id')::uuid
    union all
    select session_id, revision, kind, at
      from jsonb_populate_record(null::session_changes, $6::jsonb -> 'change')
     where session_id is not null
), shifts as (
    select id, session_id, starts_at + make_interval(secs => ($6::jsonb ->> 'later')::float8) as starts_at
      from shifts
), announcements as (
    select *
      from jsonb_populate_record(null::announcements, $6::jsonb -> 'announcement')
     where id is not null
),
