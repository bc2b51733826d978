-- What charts show: how much was accepted and what came of it, by the minute and by the hour.

-- Written in the transaction that writes what is counted, so that nothing is counted twice or not at all, whatever is
-- killed when; one row for each organization and webhook of a batch. Only appended to, so that no two nodes wait for
-- each other. No foreign key: it would lock the organization's row with every batch.
create table figure_deltas (
  organization_id uuid not null,
  -- Null for events.
  webhook_id uuid,
  -- The minute that it is counted in.
  at timestamptz not null,
  accepted integer not null default 0,
  delivered integer not null default 0,
  retried integer not null default 0,
  failed integer not null default 0,
  -- How many answers took how long, one number for each of the steps of `answerTimes`. Null for events.
  answered integer[]
)
-- Rows come and go within seconds.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- What the deltas have added up to. They are moved here every few seconds.
create table figures (
  organization_id uuid not null references organizations on delete cascade,
  -- All zeros for the organization as a whole.
  webhook_id uuid not null,
  grain text not null check (grain in ('minute', 'hour')),
  at timestamptz not null,
  accepted integer not null,
  delivered integer not null,
  retried integer not null,
  failed integer not null,
  answered integer[] not null,
  primary key (organization_id, webhook_id, grain, at)
)
-- The current minute and hour are written again and again; nothing of that touches an index where there is room.
with (fillfactor = 70);

-- Serves: forget minutes after two days, and hours when the log of their time is gone.
create index figures_by_age on figures (grain, at);
