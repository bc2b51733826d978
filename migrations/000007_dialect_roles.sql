-- Roles in a dialect's own words, users who are known by a name alone, and who made or changed a webhook.

-- The role that the dialect itself knows the credential by, such as Apigee's "businessuser". It narrows what `role` allows
-- by path and verb. Null: whatever `role` allows.
alter table credentials add column dialect_role text;
-- Tokens keep the one of the moment when they were issued, as they do with `role`.
alter table tokens add column dialect_role text;

-- Serves: a sign-in that names a user and no organization (Apigee's token service).
create index credentials_by_username on credentials (identifier) where kind = 'user';

-- A name as people know it: the user name of a credential, or the name of a token. Null for what was made earlier.
alter table webhooks add column created_by text, add column updated_by text;
