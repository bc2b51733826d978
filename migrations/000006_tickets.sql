-- What a node holds is written down once for each commit or claim, not with each delivery: a ticket.
--
-- A delivery that is sent at once touches its row twice, and nearly all are. So the columns that its indexes look at are
-- made of others in such a way that they are null before and after: the second write then changes no index at all
-- (PostgreSQL calls that a heap-only update). Only what has to wait is ever in these indexes.

create table tickets (
  id uuid primary key,
  node_id uuid not null,
  organization_id uuid not null,
  delivery_ids uuid[] not null
);

-- Serves: what a node holds, or a dead one held.
create index tickets_by_node on tickets (node_id);

-- Rows come and go with every commit; without this, vacuum would wait for too many of them.
alter table tickets set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

drop index deliveries_due;
drop index deliveries_in_order;
drop index deliveries_leased;
drop index deliveries_in_trouble;

alter table deliveries
  -- When it is due, while no node holds it.
  add column queued_at timestamptz generated always as (case when leased_by is null then due_at end) stored,
  -- Its place in the order, while it is owed.
  add column owed_position bigint generated always as (case when due_at is not null then position end) stored,
  -- Its state, where somebody may want to look into it.
  add column trouble text
    generated always as (case when state in ('retrying', 'failed', 'cancelled') then state end) stored;

-- Serves: which webhooks have something waiting, and claim what is due for one of them. The webhook comes first, so
-- that one with a long backlog is not in the way of the others.
create index deliveries_due on deliveries (webhook_id, queued_at, id) where queued_at is not null;
-- Serves: what waits in an organization, newest first. With the time, so that whoever counts what waits need not look
-- at the rows, whichever of these indexes is taken.
create index deliveries_queued on deliveries (organization_id, id) include (queued_at) where queued_at is not null;
-- Serves: whether an earlier delivery of the same object is still owed.
create index deliveries_in_order on deliveries (webhook_id, object_id, owed_position)
where owed_position is not null;
-- Serves: what failed or is in trouble, newest first. Delivered ones, nearly all, are not in it.
create index deliveries_in_trouble on deliveries (organization_id, trouble, id) where trouble is not null;

-- The second write needs a place on the page of the first. New partitions are made with the same setting.
do $$
declare
  partition regclass;
begin
  for partition in select inhrelid from pg_inherits where inhparent = 'deliveries'::regclass loop
    execute format('alter table %s set (fillfactor = 50)', partition);
  end loop;
end $$;

-- What nodes hold at this moment.
insert into tickets (id, node_id, organization_id, delivery_ids)
select gen_random_uuid(), leased_by, organization_id, array_agg(id)
from deliveries
where leased_by is not null
group by leased_by, organization_id;
