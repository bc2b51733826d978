-- In some dialects the webhooks of an organization belong together: they share one switch and one secret.

create table webhook_sets (
  organization_id uuid not null references organizations on delete cascade,
  id uuid not null,
  -- The format of the webhooks that are in it.
  format text not null,
  -- While it is off, none of them is on.
  enabled boolean not null,
  -- Sealed JSON array of secrets, newest first; each of its webhooks has a copy.
  sealed_secrets bytea not null,
  -- Settings that each of its webhooks has a copy of.
  settings jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

-- Serves: the set of an organization, which is found by its format; and that there is one only.
create unique index webhook_sets_by_format on webhook_sets (organization_id, format);
