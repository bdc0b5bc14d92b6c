-- Families that are to be told, gave a number for this, and were not reached by push or mail by the moment that each had; and those that
-- were rung.
select f.id, f.phone, f.phone_sealed, f.lang, e.kind, f.email is not null and f.mail_to is null as bounced, c.id is not null as done
  from expected e
  join families f on e.recipient_kind = 'family' and f.id = e.recipient and (f.phone is not null or f.phone_sealed is not null)
  left join reminders c on c.about = e.about and c.kind = e.kind and c.recipient = e.recipient and c.revision = e.revision
        and c.channel = 'call' and c.state = 'sent'
 where e.kind = any ($4::text[]) and e.revision = $5 and e.expires_at > $1::timestamptz
   and (c.id is not null
        or not exists (
            select from reminders r
             where r.about = e.about and r.kind = e.kind and r.recipient = e.recipient and r.revision = e.revision
               and (r.state = 'sent' or r.state = 'due' and coalesce(r.climbs_at > $1::timestamptz, true)))
       and not exists (
            select from missing m where m.about = e.about and m.kind = e.kind and m.recipient = e.recipient))
