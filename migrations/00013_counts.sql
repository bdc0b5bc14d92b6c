-- +goose Up
alter table seasons
    add column closed_at timestamptz,
    add column version   integer not null default 1;
comment on column seasons.closed_at is 'When its report was closed: from then on nothing that was counted changes.';
comment on column seasons.version is 'Raised at every change of the plan, so that two organisers do not overwrite each other (If-Match).';

alter table families add column phone text constraint families_phone_check check (phone ~ '^\+[0-9]{6,15}$');
comment on column families.phone is 'E.164. Optional: to ring when a change reaches no device and no address. Shown to the place''s organisers for that only.';

create table session_counts (
    session_id uuid not null references sessions on delete cascade,
    measure    text not null check (measure in ('said_yes', 'heads', 'families', 'reach_ever', 'reach_year', 'reach_season',
                                                'language', 'interpreter', 'no_show', 'volunteers')),
    key        text not null check (length(key) between 1 and 20),
    n          integer not null check (n >= 0),
    primary key (session_id, measure, key)
);
comment on table session_counts is 'What a session came to, as numbers only: they outlive the people (P7). Sums over sessions are right because who is counted once in a period is counted at the first visit in it.';
comment on column session_counts.measure is 'said_yes: families, heads. heads: who came, by kind. families: known, first (ever here), new (counted at the door without the app). reach_*: families and heads by kind at their first visit ever, in the year, in the season. language: families that came, by language. interpreter: asked for, by language. no_show: families, heads. volunteers: hands, minutes, first_ever, first_year, first_season.';

create table pulse_counts (
    session_id uuid not null references sessions on delete cascade,
    who        text not null check (who in ('family', 'child')),
    question   text not null check (question in ('belonging', 'joy', 'seen', 'again')),
    face       text not null check (face in ('good', 'middling', 'bad')),
    n          integer not null default 0 check (n >= 0),
    primary key (session_id, who, question, face)
);
comment on table pulse_counts is 'How a Saturday felt, in faces. An answer only raises a number: it was never tied to anybody.';
