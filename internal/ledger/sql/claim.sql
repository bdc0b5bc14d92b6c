-- $1: service, $2: lease, $3: seconds that it holds, $4: how many. A paused service gives nothing.
with mine as (
    select id from reminders
     where service = $1 and state = 'due' and next_try_at <= (select trusted_now())
       and not exists (select from push_services where service = $1 and paused_until > (select trusted_now()))
     order by next_try_at, id
     limit $4
       for update skip locked
)
update reminders r
   set lease = $2, lease_until = (select trusted_now()) + make_interval(secs => $3), next_try_at = (select trusted_now()) + make_interval(secs => $3),
       attempts = least(r.attempts + 1, 30000)
  from mine
 where r.id = mine.id
returning r.about, r.recipient
