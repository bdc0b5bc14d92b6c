-- +goose Up
-- The shift of a late give-back stood in the first eight bytes of the row's target; the rest was random.
alter table reminders add column shift_id uuid references shifts on delete set null;
update reminders r set shift_id = sh.id, target = gen_random_uuid()
  from shifts sh
 where r.kind = 'late_give_back' and sh.session_id = r.session_id
   and substring(uuid_send(sh.id) from 1 for 8) = substring(uuid_send(r.target) from 1 for 8);
alter table reminders add constraint reminders_shift_check check (shift_id is null or kind = 'late_give_back');
create index reminders_shift_idx on reminders (shift_id) where shift_id is not null;
comment on column reminders.shift_id is 'The shift that lost a hand, of a late give-back. Null for other kinds, and when the shift was deleted.';
comment on column reminders.target is 'The device for push, the recipient for mail, random for a late give-back: each is a row of its own. Replaced by a random value when the person is erased.';
