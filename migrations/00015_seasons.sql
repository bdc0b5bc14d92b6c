-- +goose Up
alter table places
    add column version        integer not null default 1,
    add column usual_start    time not null default '11:30',
    add column usual_end      time not null default '13:30',
    add column usual_capacity integer constraint places_capacity_range check (usual_capacity between 1 and 2000),
    add constraint places_usual_check check (usual_end > usual_start);
comment on column places.version is 'Raised at every change of the settings, tasks and school holidays, so that two organisers do not overwrite each other (If-Match).';
comment on column places.usual_start is 'Wall-clock time at the place when its Saturdays begin, unless said otherwise.';
comment on column places.usual_capacity is 'Heads at a Saturday, unless said otherwise; null: no limit.';

alter table seasons add column goal_text text not null default '' check (octet_length(goal_text) <= 4800);
comment on column seasons.goal_text is 'What the season should come to, in the organisers'' own words.';

create table season_goals (
    season_id uuid not null references seasons on delete cascade,
    goal      text not null check (goal in ('sessions', 'children', 'people', 'new_families', 'languages', 'volunteers', 'satisfaction')),
    target    integer not null check (target between 0 and 100000),
    primary key (season_id, goal),
    constraint season_goals_percent_check check (goal <> 'satisfaction' or target <= 100)
);
comment on table season_goals is 'What a season should come to, as numbers: the report shows the results beside them.';
comment on column season_goals.goal is 'satisfaction: good faces in per cent. The others are counts over the season.';

create table school_holidays (
    place_id  uuid not null references places on delete cascade,
    kind      text not null check (kind in ('winter', 'easter', 'summer', 'autumn', 'christmas', 'other')),
    first_day date not null,
    last_day  date not null,
    primary key (place_id, first_day, kind),
    constraint school_holidays_days_check check (last_day >= first_day)
);
comment on table school_holidays is 'When the schools around a place have holidays, as its organisers enter it: no Saturday is proposed then.';
