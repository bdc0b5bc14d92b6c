-- +goose Up
alter table reminders drop constraint reminders_kind_check,
    add constraint reminders_kind_check check (kind in ('day_before', 'morning', 'will_you_come', 'moved', 'cancelled', 'door', 'seat_offer', 'too_large',
                                                        'shift_day_before', 'shift_morning', 'shift_moved', 'shift_cancelled', 'shift_door',
                                                        'late_give_back', 'news', 'hands', 'thanks'));
