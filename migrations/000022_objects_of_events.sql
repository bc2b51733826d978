-- An event can tell of several objects. The first one stands in the event; the others are found by this.
--
-- Only events with more than one object have rows here: all others, nearly all there are, cost nothing.

create table event_objects (
  organization_id uuid not null,
  event_id uuid not null,
  -- Text, as in `events`.
  object_id text not null,
  -- Serves: remove those of old events, row by row.
  primary key (organization_id, event_id, object_id)
) partition by range (event_id);

create table event_objects_default partition of event_objects default;

-- Serves: the history of one object.
create index event_objects_by_object on event_objects (organization_id, object_id, event_id);

-- Those that are there already. No other dialect has had such events, and its log need not be read for them.
insert into event_objects (organization_id, event_id, object_id)
select e.organization_id, e.id, told.row -> 'object' ->> 'id'
from events e
cross join lateral jsonb_array_elements(e.data -> 'more') as told (row)
where e.organization_id in (select id from organizations where dialect = 'rapidapi') and e.data ? 'more'
on conflict do nothing;
