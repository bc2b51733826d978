-- bellwire.record_event tells a repeat by a fingerprint of what it was given. The time in it was text, in the time zone of the
-- session: the same time from a session in another zone was another event, and refused. Now it is a number.

-- Only the line is changed, in the function as it is, since the rest of it stays (000010_recorded_events.sql). A key that was used with a
-- time in the 24 hours before this migration is not known again.
do $migration$
declare
  tables constant text := quote_ident(current_schema());
  before constant text := 'data, related, occurred_at)::text';
  after constant text := 'data, related, extract(epoch from occurred_at))::text';
  definition text;
begin
  select pg_get_functiondef(p.oid) into definition
  from pg_catalog.pg_proc p
  where p.pronamespace = to_regnamespace('bellwire') and p.proname = 'record_event'
    -- Of this Bellwire, and not of another one in another schema of this database.
    and strpos(p.prosrc, ' ' || tables || '.recorded_events') > 0;
  if definition is null then
    return;
  end if;
  if strpos(definition, before) = 0 then
    raise exception 'bellwire.record_event is not the function that Bellwire made';
  end if;
  execute replace(definition, before, after);
end
$migration$;
