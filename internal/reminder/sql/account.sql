select (select count(*) from reminders),
       (select count(*) from reminders where state = 'due'),
       (select count(*) from reminders where state = 'sent'),
       (select count(*) from reminders where state = 'gone'),
       (select count(*) from reminders where state = 'withdrawn'),
       (select count(*) from reminders where state = 'expired'),
       (select count(*) from reminders where state = 'failed'),
       (select count(*) from missing),
       (select count(distinct recipient) from expected e
         where expires_at > $1::timestamptz and not exists (
               select from reached r where r.recipient = e.recipient and r.about = e.about and r.kind = e.kind)),
       (select min(due_at) from reminders where state = 'due')
