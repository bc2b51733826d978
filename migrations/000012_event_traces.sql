-- Where tracing is on: the span that saved an event, so that a later attempt, on whichever node, joins its trace.
create table event_traces (
  organization_id uuid not null,
  event_id uuid not null,
  -- W3C Trace Context, level 1.
  traceparent text not null,
  created_at timestamptz not null,
  primary key (organization_id, event_id)
);

-- Serves: forget traces after some days.
create index event_traces_by_time on event_traces (created_at);
