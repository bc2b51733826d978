-- Work on many deliveries or events at once: sending again, recovering, replaying. Done in batches; each batch moves
-- the cursor in the transaction that queues its deliveries, so that a job goes on from there whatever was killed.

create table jobs (
  organization_id uuid not null references organizations on delete cascade,
  -- A version 7 UUID: a job touches nothing that was made after it.
  id uuid not null,
  kind text not null check (kind in ('resend', 'recover', 'replay')),
  -- What it is to touch, in the words of the API.
  input jsonb not null,
  state text not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  -- How many it will look at. Null before the first batch, and where there are too many to count.
  total integer,
  -- Deliveries that were made due, or made.
  queued integer not null default 0,
  -- Looked at and left alone.
  skipped integer not null default 0,
  -- The last id that was handled. The next batch begins after it.
  "cursor" uuid,
  -- When the next batch may begin: later than now after a failure. Null when it is finished.
  due_at timestamptz,
  -- Failures since the last batch that went well.
  failures integer not null default 0,
  -- Why it failed, in words, or what the last failure was.
  detail text,
  -- Who asked for it: the kind and id of a principal.
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id)
);

-- Serves: claim the job whose next batch has been due for longest; only jobs that are not finished are in it.
create index jobs_due on jobs (due_at, id) where due_at is not null;
