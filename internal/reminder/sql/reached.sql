, reached as (
    -- Every device that has a subscription; the e-mail address only for a person who has none.
    select e.*, c.channel, c.target, c.service
      from expected e
     cross join lateral (
           select 'push' as channel, ps.device_id as target, ps.service
             from devices d
             join push_subscriptions ps on ps.device_id = d.id
            where (e.recipient_kind = 'family' and d.family_id = e.recipient or e.recipient_kind = 'volunteer' and d.volunteer_id = e.recipient)
              and (e.expires_at > $1::timestamptz or ps.created_at < e.expires_at)
           union all
           select 'mail', e.recipient, 'mail'
            where e.email is not null and not exists (
                  select from devices d
                    join push_subscriptions ps on ps.device_id = d.id
                   where (e.recipient_kind = 'family' and d.family_id = e.recipient or e.recipient_kind = 'volunteer' and d.volunteer_id = e.recipient))
     ) c
), missing as (
    select * from reached e
     where not exists (
           select from reminders r
            where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient
              and (r.revision = e.revision and r.state <> 'withdrawn' or e.expires_at <= $1::timestamptz))
)
