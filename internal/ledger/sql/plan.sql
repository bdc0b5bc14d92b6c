insert into reminders (session_id, announcement_id, revision, kind, recipient_kind, recipient, channel, target, service,
                       due_at, expires_at, climbs_at, state, settled_at, reason)
select session_id, announcement_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at,
       climbs_at($1::timestamptz, expires_at),
       case when late then 'expired' else 'due' end, case when late then (select trusted_now()) end, case when late then 'planned too late' else '' end
  from (select *, expires_at <= $1::timestamptz as late from missing) m
 order by about, kind, recipient, channel, target
    on conflict on constraint reminders_once_key do update
   set state = 'due', due_at = excluded.due_at, expires_at = excluded.expires_at, climbs_at = excluded.climbs_at,
       service = excluded.service, next_try_at = (select trusted_now()), attempts = 0, settled_at = null, reason = ''
 where reminders.state = 'withdrawn' and excluded.state = 'due'
returning kind, state
