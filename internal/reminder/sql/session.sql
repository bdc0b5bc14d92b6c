, notices as (
    -- What one person is to be told counts once, on however many devices.
    select bool_or(state = 'sent') as sent, bool_or(state = 'due') as waiting,
           bool_or(state in ('gone', 'failed', 'expired')) as failed
      from reminders
     where session_id = any ($2::uuid[]) and recipient_kind <> 'place'
     group by kind, recipient, revision
)
select count(*) filter (where sent),
       count(*) filter (where waiting and not sent),
       count(*) filter (where failed and not sent and not waiting),
       (select count(distinct recipient) from expected e
         where expires_at > $1::timestamptz and not exists (
               select from reached r where r.recipient = e.recipient and r.session_id = e.session_id and r.kind = e.kind))
  from notices
