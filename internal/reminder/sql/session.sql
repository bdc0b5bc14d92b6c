-- What came of telling people about one session ($1). What one person is to be told counts once, on however many devices.
with notices as (
    select bool_or(state = 'sent') as sent, bool_or(state = 'due') as waiting,
           bool_or(state in ('gone', 'failed', 'expired')) as failed
      from reminders
     where about = $1 and recipient_kind <> 'place'
     group by kind, recipient, revision
)
select count(*) filter (where sent),
       count(*) filter (where waiting and not sent),
       count(*) filter (where failed and not sent and not waiting),
       (select count(*)
          from sessions s
          join answers a on a.session_id = s.id and a.state in ('coming', 'waiting', 'offered')
          join families f on f.id = a.family_id and f.mail_to is null
         where s.id = $1 and s.ends_at > trusted_now()
           and not exists (select from devices d join push_subscriptions ps on ps.device_id = d.id where d.family_id = f.id))
  from notices
