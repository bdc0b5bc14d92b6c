-- Who is to be told about $2 now, of kinds $4 at revision $5, counted by the surest channel and the language that they read.
select recipient_kind, lang, channel, count(*)
  from (select e.recipient_kind, coalesce(min(case c.channel when 'push' then d.lang when 'mail' then f.mail_lang end), f.lang, v.lang, 'nb') as lang,
               case when bool_or(c.channel = 'push') then 'push' when bool_or(c.channel = 'mail') then 'mail' else '' end as channel
          from expected e
          left join reached c on c.about = e.about and c.kind = e.kind and c.recipient = e.recipient
          left join devices d on c.channel = 'push' and d.id = c.target
          left join families f on e.recipient_kind = 'family' and f.id = e.recipient
          left join volunteers v on e.recipient_kind = 'volunteer' and v.id = e.recipient
         where e.kind = any ($4::text[]) and e.revision = $5
         group by e.recipient_kind, e.recipient, f.lang, v.lang) people
 group by recipient_kind, lang, channel
