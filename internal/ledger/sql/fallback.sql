-- A person whom no device reached gets a mail instead, if there is an address. $1: the rows just settled.
insert into reminders (session_id, announcement_id, revision, kind, recipient_kind, recipient, channel, target, service, due_at, expires_at, climbs_at)
select distinct r.session_id, r.announcement_id, r.revision, r.kind, r.recipient_kind, r.recipient, 'mail', r.recipient, 'mail', r.due_at, r.expires_at,
       climbs_at((select trusted_now()), r.expires_at)
  from reminders r
  left join families f on r.recipient_kind = 'family' and f.id = r.recipient
  left join volunteers v on r.recipient_kind = 'volunteer' and v.id = r.recipient
 where r.id = any ($1::bigint[]) and r.channel = 'push' and r.state in ('gone', 'failed')
   and coalesce(f.mail_to, v.mail_to) is not null
   and not exists (
       select from reminders o
        where o.about = r.about and o.kind = r.kind and o.recipient = r.recipient
          and o.revision = r.revision and o.state not in ('gone', 'failed'))
    on conflict do nothing
