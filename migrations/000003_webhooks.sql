-- Registered receivers.

create table webhooks (
  organization_id uuid not null references organizations on delete cascade,
  id uuid not null,
  name text not null,
  url text not null,
  format text not null,
  -- What the format lets one choose; its schema checks it.
  settings jsonb not null,
  -- How fast and in which order it is sent to: { concurrency, ratePerSecond, burst, ordering }.
  limits jsonb not null,
  -- Time limits and retry schedule; null takes the policy of the organization's dialect.
  policy jsonb,
  user_agent text,
  -- Sealed JSON: { credentials, headers, tls }. Static headers often carry keys, so they are sealed with the credentials.
  sealed_access bytea,
  -- Sealed JSON array of signing secrets, newest first. All of them sign, so that a receiver can change over.
  sealed_secrets bytea not null,
  enabled boolean not null,
  -- Why it is off, where nobody switched it off by hand.
  disabled_reason text,
  -- Since when every attempt has failed; null after a success.
  failing_since timestamptz,
  version integer not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);
