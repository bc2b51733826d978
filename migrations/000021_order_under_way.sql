-- The first in the order of an object is found by one look into the index, however long the object's backlog is.
--
-- Whether one is under way was a question for every row of the object, as the index did not know. Now the place of one that
-- is held by a node is negative: it comes before all that wait, whichever place it has, and whatever is first in the
-- index is the only one that may be sent.

drop index deliveries_in_order;
alter table deliveries drop column owed_position;
alter table deliveries
  -- Its place in the order, while it is owed; below zero while a node holds it. Null for all that have no order, before and
  -- after their second write, which touches no index therefore.
  add column owed_position bigint generated always as (
    case when due_at is not null then case when leased_by is null then position else -position end end
  ) stored;
-- Serves: what is first for an object, and which objects something is owed for.
create index deliveries_in_order on deliveries (webhook_id, object_id, owed_position)
where owed_position is not null;
