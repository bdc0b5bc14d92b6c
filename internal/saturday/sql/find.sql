-- The session that a member of the team asks for, or the nearest: first those that are not long over, then the rest.
with published as (
    select s.*
      from sessions s
      join places p on p.id = s.place_id and p.slug = @place
      join seasons n on n.id = s.season_id and n.status = 'published'
     where member_may(@member, s.place_id, '{organiser,instructor}')
)
select s.*, now() as as_of, s.ends_at <= now() as over,
       member_may(@member, s.place_id, '{organiser}') as organises,
       (select id from published where starts_at < s.starts_at order by starts_at desc limit 1) as earlier,
       (select id from published where starts_at > s.starts_at order by starts_at limit 1) as later
  from published s
 where cast(@session as uuid) is null or s.id = @session
 order by s.ends_at > now() - interval '6 hours' desc, abs(extract(epoch from s.starts_at - now()))
 limit 1
