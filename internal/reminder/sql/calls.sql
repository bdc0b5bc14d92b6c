-- Families that are to be told and whom nothing reached and nothing is on its way to, if they gave a number for this.
select f.phone, f.lang
  from expected e
  join families f on e.recipient_kind = 'family' and f.id = e.recipient and f.phone is not null
 where e.kind = any ($4::text[]) and e.revision = $5 and e.expires_at > $1::timestamptz
   and not exists (
       select from reminders r
        where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient and r.revision = e.revision and r.state in ('due', 'sent'))
   and not exists (
       select from missing m where m.about = e.about and m.kind = e.kind and m.recipient = e.recipient)
 order by f.phone
