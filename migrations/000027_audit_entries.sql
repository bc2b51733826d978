-- Who did what on the side of administration.

create table audit_entries (
  -- Begins with its time: also the order of the lists.
  id uuid primary key,
  -- Null: a matter of the installation. No reference: what was done in an organization outlives it.
  organization_id uuid,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('token', 'credential', 'command', 'bellwire')),
  -- Of the token or the credential. No reference: either may be gone.
  actor_id text,
  -- How people knew it then.
  actor_name text,
  action text not null,
  target_type text not null,
  target_id text,
  -- How people knew it then.
  target_name text,
  -- What changed. Never a secret.
  details jsonb not null
);

-- Serves: the entries of an organization, newest first. People make them, by hand or by script, so they are few beside what the
-- log of deliveries has: actors and actions are looked through, and need no index of their own. The entries of the whole
-- installation, and those that are too old, go by the primary key.
create index audit_entries_by_organization on audit_entries (organization_id, id);
-- Serves: what was done to one thing of an organization, newest first.
create index audit_entries_by_target on audit_entries (organization_id, target_id, id);
