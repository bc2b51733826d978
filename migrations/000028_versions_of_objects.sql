-- Of types whose catalogue asks for it: each object as every change has left it. The log tells of changes too, and forgets them
-- with its retention; these stay for as long as the organization does, also when their object has gone.

create table object_versions (
  organization_id uuid not null references organizations on delete cascade,
  type text not null,
  -- The whole number of the object: what dialects ask by.
  number bigint not null,
  version integer not null,
  object_id uuid not null,
  operation text not null check (operation in ('created', 'updated', 'deleted')),
  -- Who did it, as events have it; null where nobody knows any more.
  actor text,
  -- Without those that are never told.
  fields jsonb not null,
  -- Of the object.
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- Serves: the versions of one object, in their order.
  primary key (organization_id, type, number, version)
);

-- Serves: erase those of one object.
create index object_versions_by_object on object_versions (organization_id, object_id);

-- What is there already begins with how it stands now.
insert into object_versions (
  organization_id, type, number, version, object_id, operation, actor, fields, created_at, changed_at
)
select
  o.organization_id, o.type, o.number, o.version, o.id, case o.version when 1 then 'created' else 'updated' end,
  null, o.fields, o.created_at, o.updated_at
from objects o
where o.type = 'workflow' and o.organization_id in (select id from organizations where dialect = 'rapidapi');
