-- Sessions of the console, and links that begin one: tokens like the others, so that one look-up knows them all.

alter table tokens drop constraint tokens_kind_check;
alter table tokens add constraint tokens_kind_check
check (kind in ('api', 'access', 'refresh', 'session', 'link'));
-- The API token that a session was begun with, or that a link leads to; revoking that revokes this.
alter table tokens add column parent_id uuid;

-- Serves: revoke what was begun with a token.
create index tokens_by_parent on tokens (parent_id) where parent_id is not null;
