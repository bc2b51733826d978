-- What happened, what is owed for it, and what became of that.
--
-- All four tables are partitioned by a version 7 UUID, which begins with its time: a day's rows share a partition,
-- a row is found by its id alone, and retention drops partitions. The default partitions take what has no
-- partition of its own, so that a clock that jumps loses nothing.

create sequence delivery_positions;

create table events (
  organization_id uuid not null,
  id uuid not null,
  type text not null,
  object_type text not null,
  -- Text, because published events tell of objects that have ids of their own making.
  object_id text not null,
  -- Shared by all changes of one operation, and by the "before" calls that went ahead of it.
  transaction_id uuid not null,
  -- Who did it: the kind and id of a principal.
  actor text not null,
  occurred_at timestamptz not null,
  -- The object after the change with its related objects, as a snapshot.
  data jsonb not null,
  primary key (organization_id, id)
) partition by range (id);

create table events_default partition of events default;

-- Serves: the history of one object.
create index events_by_object on events (organization_id, object_id, id);
-- Serves: the events of one type.
create index events_by_type on events (organization_id, type, id);

-- The exact bytes that are sent, once for each event and variant of a format.
create table payloads (
  organization_id uuid not null,
  event_id uuid not null,
  variant text not null,
  content_type text not null,
  body bytea not null,
  primary key (organization_id, event_id, variant)
) partition by range (event_id);

create table payloads_default partition of payloads default;

create table deliveries (
  organization_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  webhook_id uuid not null,
  event_type text not null,
  object_type text not null,
  object_id text not null,
  transaction_id uuid not null,
  -- Which of the event's payloads is sent; null where the request has no body.
  variant text,
  state text not null check (state in ('waiting', 'retrying', 'delivered', 'failed', 'cancelled')),
  -- Its place among the deliveries of the same object to the same webhook, where that asks for order; otherwise
  -- null. Taken while the object is locked, so it grows in the order of the changes whatever the nodes' clocks say.
  position bigint,
  -- Attempts that were made, resends included.
  attempts integer not null default 0,
  -- Attempts since it was last owed afresh: what the retry schedule counts. A resend starts it again.
  round_attempts integer not null default 0,
  -- When the next attempt is due. Infinity while its webhook is off. Null when nothing more is owed.
  due_at timestamptz,
  -- The node that holds it in memory. Null: whoever claims it first.
  leased_by uuid,
  last_attempt_at timestamptz,
  last_status integer,
  last_reason text,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (organization_id, id)
) partition by range (id);

create table deliveries_default partition of deliveries default;

-- Serves: which webhooks have something waiting, and claim what is due for one of them. Only what waits and is not
-- held by a node is in it, so it stays small. The webhook comes first, so that one with a long backlog is not in the
-- way of the others.
create index deliveries_due on deliveries (webhook_id, due_at, id) where leased_by is null and due_at is not null;
-- Serves: whether an earlier delivery of the same object is still owed.
create index deliveries_in_order on deliveries (webhook_id, object_id, position)
where position is not null and due_at is not null;
-- Serves: take over what a dead node held.
create index deliveries_leased on deliveries (leased_by) where leased_by is not null;
-- Serves: the deliveries of one event.
create index deliveries_by_event on deliveries (organization_id, event_id);
-- Serves: the deliveries of one webhook, newest first; hold, release or cancel what it still waits for.
create index deliveries_by_webhook on deliveries (organization_id, webhook_id, id);
-- Serves: what failed or is in trouble, newest first. Delivered ones, nearly all, are not in it.
create index deliveries_in_trouble on deliveries (organization_id, state, id) where state <> 'delivered';

create table attempts (
  organization_id uuid not null,
  id uuid not null,
  -- delivery: an attempt of a delivery. before: a "before" call, which has no event yet.
  kind text not null check (kind in ('delivery', 'before')),
  delivery_id uuid,
  event_id uuid,
  webhook_id uuid not null,
  event_type text not null,
  object_type text not null,
  object_id text,
  transaction_id uuid not null,
  number integer not null,
  started_at timestamptz not null,
  -- Milliseconds: { dns, connect, tls, wait, body, total }, those that are known.
  timings jsonb not null,
  -- { method, url, headers }, with credentials and signatures left out.
  request jsonb not null,
  -- Only where no payload row holds the bytes: "before" calls.
  request_body bytea,
  response_status integer,
  response_headers jsonb,
  -- The first 64 KiB as they came; response_size is what arrived before reading stopped.
  response_body bytea,
  response_size integer,
  -- One of the closed list of reasons; null when it succeeded.
  reason text,
  -- The reason in words, for this attempt.
  detail text,
  primary key (organization_id, id)
) partition by range (id);

create table attempts_default partition of attempts default;

-- Serves: the attempts of one delivery, in order.
create index attempts_by_delivery on attempts (organization_id, delivery_id, id) where delivery_id is not null;
-- Serves: recent attempts of one webhook, newest first.
create index attempts_by_webhook on attempts (organization_id, webhook_id, id);

-- Running nodes. A node whose lease is over is dead: its deliveries are taken over and its row goes.
create table nodes (
  id uuid primary key,
  name text not null,
  started_at timestamptz not null,
  lease_until timestamptz not null
);

-- Requests to publish that carried a key, so that a repeat gets the first answer.
create table idempotency_keys (
  organization_id uuid not null references organizations on delete cascade,
  key text not null,
  -- SHA-256 of the request: the same key for another request is a mistake that is told.
  fingerprint bytea not null,
  event_ids uuid[] not null,
  created_at timestamptz not null,
  primary key (organization_id, key)
);

-- Serves: forget keys after a day.
create index idempotency_keys_by_time on idempotency_keys (created_at);
