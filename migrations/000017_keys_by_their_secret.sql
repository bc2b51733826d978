-- Clients of some dialects bring a key alone, which is then the secret: it has to be found by that.

alter table credentials
  -- SHA-256 of the secret of an API key, where its dialect asks for it. Such a secret is long and random, so that a plain
  -- hash tells nothing of it.
  add column secret_hash bytea;

-- Serves: whose key this is, before its organization is known; and that it is nobody else's.
create unique index credentials_by_secret on credentials (secret_hash) where secret_hash is not null;
