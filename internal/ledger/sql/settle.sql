-- Only the holder of the lease settles; whoever was paused for too long changes nothing (F6).
update reminders r
   set state = v.state, reason = v.reason, settled_at = case when v.state <> 'due' then (select trusted_now()) end,
       climbs_at = case when v.climb then least(r.climbs_at, (select trusted_now())) when v.told then null else r.climbs_at end,
       next_try_at = (select trusted_now()) + make_interval(secs => v.wait), lease = null, lease_until = null
  from unnest($2::bigint[], $3::text[], $4::text[], $5::float8[], $6::boolean[], $7::boolean[]) as v(id, state, reason, wait, climb, told)
 where r.id = v.id and r.lease = $1 and r.state = 'due'
returning r.id
