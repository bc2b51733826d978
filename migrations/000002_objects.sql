-- Objects of all dialects: one table, typed by the catalogue and linked by its relations.

-- The whole numbers that some dialects show as ids. Nodes take them in blocks, so gaps are normal.
create sequence object_numbers start with 1000001 increment by 1;

create table objects (
  organization_id uuid not null references organizations on delete cascade,
  id uuid not null,
  type text not null,
  number bigint not null,
  -- Grows by one with each change. A change is saved only if what it was planned on is still so.
  version integer not null,
  fields jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

-- Serves: list a type by key or offset, oldest first.
create index objects_by_type on objects (organization_id, type, id);
-- Serves: fetch by the whole number that a dialect's path carries.
create unique index objects_by_number on objects (organization_id, type, number);
-- Serves: "where field = value" of the dialects' query languages, by containment.
create index objects_by_fields on objects using gin (fields jsonb_path_ops);

-- Which object hangs on which: the child names its parent.
create table object_links (
  organization_id uuid not null,
  child_id uuid not null,
  relation text not null,
  parent_id uuid not null,
  child_type text not null,
  primary key (organization_id, child_id, relation, parent_id),
  foreign key (organization_id, child_id) references objects on delete cascade,
  -- A backstop: the door for writes has already checked that a parent with children does not go.
  foreign key (organization_id, parent_id) references objects
);

-- Serves: the children of a parent (cascades, lists under a parent), and the second foreign key.
create index object_links_by_parent on object_links (organization_id, parent_id, child_type, child_id);

-- Values that may stand only once. They outlive their object where the catalogue says so (a username is not freed).
create table object_identifiers (
  organization_id uuid not null references organizations on delete cascade,
  type text not null,
  rule text not null,
  -- The parent within which the value is unique; all zeros where it is unique in the organization.
  scope uuid not null,
  value text not null,
  object_id uuid not null,
  primary key (organization_id, type, rule, scope, value)
);

-- Serves: give up the identifiers of an object that changes or goes.
create index object_identifiers_by_object on object_identifiers (organization_id, object_id);
