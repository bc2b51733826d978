-- Tenants, and who may do what in them.

create table organizations (
  id uuid primary key,
  -- The short name people type and see in paths. Never reused for another dialect's organization while it lives.
  key text not null unique,
  -- The whole number a Mashery client knows the area by (its site id).
  number bigint generated always as identity unique,
  name text not null,
  dialect text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);

-- Bearer tokens of the native API, and the access and refresh tokens that a dialect's sign-in hands out.
-- The token itself is never stored: it is 32 random bytes, so a plain SHA-256 is as good as a slow hash.
create table tokens (
  id uuid primary key,
  hash bytea not null unique,
  kind text not null check (kind in ('api', 'access', 'refresh')),
  name text not null,
  role text not null check (role in ('administrator', 'editor', 'publisher', 'viewer')),
  -- Null: every organization, those to come included.
  organization_ids uuid[],
  -- The dialect credential this token was issued to; revoking that revokes this.
  credential_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz
);

-- Serves: list the API tokens of the installation, newest first.
create index tokens_by_kind on tokens (kind, id);
-- Serves: revoke what was issued to a credential.
create index tokens_by_credential on tokens (credential_id) where credential_id is not null;

-- What a dialect's own clients sign in with: API keys with a shared secret, and users with a password.
create table credentials (
  organization_id uuid not null references organizations on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('api-key', 'user')),
  -- The API key, or the user's name.
  identifier text not null,
  -- api-key: the shared secret, sealed, because md5 signatures need it back. user: null.
  sealed_secret bytea,
  -- user: argon2id of the password. api-key: null.
  password_hash text,
  role text not null check (role in ('administrator', 'editor', 'publisher', 'viewer')),
  created_at timestamptz not null,
  primary key (organization_id, id)
);

-- An API key is looked up before its organization is known, so it is unique in the installation.
create unique index credentials_by_api_key on credentials (identifier) where kind = 'api-key';
create unique index credentials_by_user on credentials (organization_id, identifier) where kind = 'user';
