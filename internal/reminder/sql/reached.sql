
, reached as (
    -- Every device that has a subscription, the e-mail address of a person who has none, and of one whom push has not told
    -- by the moment that it had: nothing was accepted, or it was a change and its reader has not been seen since.
    select e.*, c.channel, c.target, c.service, c.climbed
      from expected e
     cross join lateral (
           select 'push' as channel, ps.device_id as target, ps.service, false as climbed
             from devices d
             join push_subscriptions ps on ps.device_id = d.id
            where (e.recipient_kind = 'family' and d.family_id = e.recipient or e.recipient_kind = 'volunteer' and d.volunteer_id = e.recipient)
              and (e.expires_at > $1::timestamptz or ps.created_at < e.expires_at)
           union all
           select 'mail', e.recipient, 'mail', false
            where e.email is not null and not exists (
                  select from devices d
                    join push_subscriptions ps on ps.device_id = d.id
                   where (e.recipient_kind = 'family' and d.family_id = e.recipient or e.recipient_kind = 'volunteer' and d.volunteer_id = e.recipient))
           union all
           select 'mail', e.recipient, 'mail', true
            where e.email is not null and e.expires_at > $1::timestamptz
              and exists (
                  select from reminders r
                   where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient and r.revision = e.revision
                     and r.channel = 'push' and r.state in ('due', 'sent') and r.climbs_at <= $1::timestamptz)
              and not exists (
                  select from reminders r
                   where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient and r.revision = e.revision
                     and r.state = 'sent'
                     and (r.climbs_at is null or r.settled_at < greatest((select seen_at from families where id = e.recipient),
                                                                         (select seen_at from volunteers where id = e.recipient))))
     ) c
), missing as (
    select * from reached e
     where not exists (
           select from reminders r
            where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient and (r.channel = 'mail' or not e.climbed)
              and (r.revision = e.revision and r.state <> 'withdrawn' or e.expires_at <= $1::timestamptz))
)
