-- One value, sealed with the key that the nodes share. A node that cannot open it has another key, and says so at its
-- start instead of when it first needs a secret.

create table secret_key_check (
  singleton boolean primary key default true check (singleton),
  value bytea not null
);
