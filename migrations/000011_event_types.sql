-- What an organization says of the types of events that are published in it.

create table event_types (
  organization_id uuid not null references organizations on delete cascade,
  -- `invoice.paid`.
  name text not null,
  title text,
  description text,
  -- The JSON Schema that the data of such an event must satisfy. `json` and not `jsonb`, to answer it as it was given.
  schema json not null,
  -- Data that satisfies it, for whoever reads it.
  example json,
  -- Another one with each change, also after a removal: nodes keep compiled schemas by it.
  revision uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, name)
);
