-- What a running node says of itself with each renewal of its lease: for operators, and for who looks at a webhook.
alter table nodes add column facts jsonb not null default '{}';
