-- Events that an application on the same server records inside its own transaction, and the function it does it with.

-- What was recorded and committed there and is not in `events` yet. A node turns rows into events with their
-- deliveries, in one transaction that deletes them. A row that cannot become an event stays, with the reason.
create table recorded_events (
  -- The id that the event will have: version 7, answered to the application.
  id uuid primary key,
  -- No foreign key: a row must be told of, not lost, when its organization goes before it is taken in.
  organization_id uuid not null,
  -- Shared by all that one transaction of the application records.
  transaction_id uuid not null,
  -- The order in which it was recorded. An application that locks an object before it tells of it gets the events of
  -- that object in the order of its changes.
  position bigint generated always as identity,
  -- `database:<role>`: who was signed in to PostgreSQL.
  actor text not null,
  type text not null,
  object_type text not null,
  object_id text not null,
  object_number bigint,
  data jsonb not null,
  related jsonb not null,
  -- The size of both as text: a node takes no more at a time than it has room for.
  bytes integer not null,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- Set when it could not become an event: it is looked at no more until somebody sets it to null.
  refused_at timestamptz,
  -- organization-removed, event-invalid (its type's schema says so), or cannot-be-kept.
  reason text,
  -- The reason in words, for this row.
  detail text
)
-- Every row comes and goes: what is dead must not pile up in front of what is waiting.
with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- Serves: the next ones to take in.
create index recorded_events_waiting on recorded_events (position) where refused_at is null;
-- Serves: whether something of the same object was recorded ahead of it and is still to come.
create index recorded_events_by_object on recorded_events (organization_id, object_id, position)
where refused_at is null;
-- Serves: what was refused, to be counted, looked at, or forgotten.
create index recorded_events_refused on recorded_events (organization_id, refused_at) where refused_at is not null;

-- The function lives in a schema of its own name, wherever the tables are, so that applications have one name for it.
-- The tables' schema is written into it: it must find them whatever search_path its caller has, and nothing that a
-- caller could put in their place.
do $migration$
declare
  tables constant text := quote_ident(current_schema());
begin
  if to_regnamespace('bellwire') is null then
    begin
      create schema bellwire;
    exception when insufficient_privilege then
      raise exception 'Bellwire needs a schema named bellwire, and its user may not create it'
        using errcode = 'insufficient_privilege',
          hint = format('As an administrator of this database: create schema bellwire authorization %I;', current_user);
    end;
  end if;
  -- A second Bellwire in another schema of this database: the name belongs to the first.
  if exists (
    select from pg_catalog.pg_proc p
    where p.pronamespace = to_regnamespace('bellwire') and p.proname = 'record_event'
  ) then
    raise warning 'bellwire.record_event belongs to another Bellwire in this database; this one gets none';
    return;
  end if;

  execute replace($create$
    create function bellwire.record_event(
      organization text,
      type text,
      object_type text,
      object_id text,
      data jsonb,
      object_number bigint default null,
      related jsonb default '{}',
      occurred_at timestamptz default null,
      idempotency_key text default null
    )
    returns uuid
    language plpgsql
    volatile
    security definer
    set search_path = pg_catalog, pg_temp
    as $function$
    #variable_conflict use_variable
    declare
      name_pattern constant text := '^[A-Za-z0-9_.:-]{1,255}$';
      max_bytes constant integer := 1048576;
      bytes integer;
      max_number constant bigint := 9007199254740991;
      recorded_at constant timestamptz := clock_timestamp();
      microseconds constant bigint := floor(extract(epoch from recorded_at) * 1000000);
      organization_id uuid;
      event_id uuid;
      earlier record;
      relation text;
      parent jsonb;
      request_fingerprint bytea;
    begin
      -- Is it sound? The rules of POST /api/v1/organizations/{org}/events.
      if organization is null or organization = '' then
        raise exception 'bellwire.record_event: organization must be given' using errcode = '22023';
      end if;
      select o.id into organization_id from @tables@.organizations o where o.key = organization;
      if organization_id is null and organization ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then
        select o.id into organization_id from @tables@.organizations o where o.id = organization::uuid;
      end if;
      if organization_id is null then
        raise exception 'bellwire.record_event: there is no organization "%"', left(organization, 255)
          using errcode = '22023', hint = 'Give the key or the id of an organization of Bellwire.';
      end if;
      if type is null or type !~ name_pattern then
        raise exception 'bellwire.record_event: type must be 1 to 255 letters, digits or one of _ . : -'
          using errcode = '22023';
      end if;
      if type like 'bellwire.%' then
        raise exception 'bellwire.record_event: type must not begin with bellwire.' using errcode = '22023';
      end if;
      if object_type is null or object_type !~ name_pattern then
        raise exception 'bellwire.record_event: object_type must be 1 to 255 letters, digits or one of _ . : -'
          using errcode = '22023';
      end if;
      if object_id is null or char_length(object_id) not between 1 and 255 then
        raise exception 'bellwire.record_event: object_id must be 1 to 255 characters long' using errcode = '22023';
      end if;
      if object_number not between 0 and max_number then
        raise exception 'bellwire.record_event: object_number must be from 0 to %', max_number
          using errcode = '22023';
      end if;
      if data is null or jsonb_typeof(data) <> 'object' then
        raise exception 'bellwire.record_event: data must be a JSON object' using errcode = '22023';
      end if;
      related := coalesce(related, '{}');
      if jsonb_typeof(related) <> 'object' then
        raise exception 'bellwire.record_event: related must be a JSON object' using errcode = '22023';
      end if;
      bytes := octet_length(data::text) + octet_length(related::text);
      if bytes > max_bytes then
        raise exception 'bellwire.record_event: data and related are larger than % bytes', max_bytes
          using errcode = '54000', hint = 'Send a reference, and let receivers fetch the rest.';
      end if;
      if jsonb_path_exists(data, '$.**{31}') or jsonb_path_exists(related, '$.**{31}') then
        raise exception 'bellwire.record_event: data and related must not be nested deeper than 30 levels'
          using errcode = '22023';
      end if;
      if jsonb_path_exists(data, '$.**."__proto__"') or jsonb_path_exists(related, '$.**."__proto__"') then
        raise exception 'bellwire.record_event: data and related must not have a field named __proto__'
          using errcode = '22023';
      end if;
      -- Bellwire's numbers are those of JSON in JavaScript, where one that is larger would become null.
      if jsonb_path_exists(data, '$.** ? (@ > 1e308 || @ < -1e308)')
        or jsonb_path_exists(related, '$.** ? (@ > 1e308 || @ < -1e308)')
      then
        raise exception 'bellwire.record_event: numbers in data and related must not be beyond 1e308'
          using errcode = '22023';
      end if;
      if (select count(*) from jsonb_object_keys(related)) > 20 then
        raise exception 'bellwire.record_event: related must have at most 20 objects' using errcode = '22023';
      end if;
      for relation, parent in select * from jsonb_each(related) loop
        if relation !~ '^[a-z][a-z0-9_]{0,62}$'
          or jsonb_typeof(parent) <> 'object'
          or parent - array['type', 'id', 'number', 'data'] <> '{}'
          or coalesce(jsonb_typeof(parent -> 'type') <> 'string', true)
          or parent ->> 'type' !~ name_pattern
          or coalesce(jsonb_typeof(parent -> 'id') <> 'string', true)
          or char_length(parent ->> 'id') not between 1 and 255
          or coalesce(jsonb_typeof(parent -> 'data') <> 'object', true)
          or not coalesce(
            jsonb_typeof(parent -> 'number') = 'null' or parent ->> 'number' ~ '^[0-9]{1,16}$'
              and jsonb_typeof(parent -> 'number') = 'number' and (parent ->> 'number')::bigint <= max_number,
            true
          )
        then
          raise exception 'bellwire.record_event: related."%" is not an object that the event can hang on',
            left(relation, 63)
            using errcode = '22023',
              hint = 'Name it with a to z, 0 to 9 and _, and give {"type", "id", "data"} and perhaps "number".';
        end if;
      end loop;
      if occurred_at is not null
        and occurred_at not between '0001-01-01 00:00:00+00' and '9999-12-31 23:59:59.999+00'
      then
        raise exception 'bellwire.record_event: occurred_at must be a time from the year 1 to the year 9999'
          using errcode = '22023';
      end if;
      if idempotency_key is not null and char_length(idempotency_key) not between 1 and 255 then
        raise exception 'bellwire.record_event: idempotency_key must be 1 to 255 characters long'
          using errcode = '22023';
      end if;

      -- RFC 9562, version 7, with the microseconds of the millisecond in rand_a (method 3 of section 6.2).
      event_id := encode(
        int8send(
          ((microseconds / 1000) << 16) | 28672 | ((microseconds % 1000) * 4096 / 1000)
        ) || substring(uuid_send(gen_random_uuid()) from 9),
        'hex'
      )::uuid;

      -- "On conflict" waits for a transaction that is just using the key: of two at once one records, and the other
      -- gets its answer, or records if the first was rolled back.
      if idempotency_key is not null then
        request_fingerprint := sha256(convert_to(
          jsonb_build_array(type, object_type, object_id, object_number, data, related, occurred_at)::text, 'UTF8'
        ));
        insert into @tables@.idempotency_keys as k (organization_id, key, fingerprint, event_ids, created_at)
        values (organization_id, idempotency_key, request_fingerprint, array[event_id], recorded_at)
        on conflict on constraint idempotency_keys_pkey do update
        set fingerprint = excluded.fingerprint, event_ids = excluded.event_ids, created_at = excluded.created_at
        where k.created_at <= excluded.created_at - interval '24 hours';
        if not found then
          select k.fingerprint, k.event_ids into earlier
          from @tables@.idempotency_keys k
          where k.organization_id = organization_id and k.key = idempotency_key;
          if not found then
            raise exception 'bellwire.record_event: the idempotency key was used at the same moment; try again'
              using errcode = '40001';
          end if;
          if earlier.fingerprint <> request_fingerprint then
            raise exception
              'bellwire.record_event: this idempotency key was used for another event within the last 24 hours'
              using errcode = '23505', hint = 'Use a new key for a new event.';
          end if;
          return earlier.event_ids[1];
        end if;
      end if;

      insert into @tables@.recorded_events (
        id, organization_id, transaction_id, actor, type, object_type, object_id, object_number, data, related,
        bytes, occurred_at, recorded_at
      )
      values (
        event_id,
        organization_id,
        -- The same for all of one transaction, and for no other: its number, and its time in case numbers are used
        -- again after a restore. Version 8 of RFC 9562.
        overlay(overlay(
          md5(pg_current_xact_id()::text || ' ' || extract(epoch from transaction_timestamp())::text)
          placing '8' from 13) placing '8' from 17)::uuid,
        left('database:' || session_user, 255),
        type, object_type, object_id, object_number, data, related, bytes,
        coalesce(occurred_at, recorded_at), recorded_at
      );
      -- Sent when the transaction commits, and once for each transaction, because all of its messages are the same.
      perform pg_notify('bellwire', 'recorded');
      return event_id;
    end
    $function$
  $create$, '@tables@', tables);

  -- It may tell of any organization, so nobody has it by default.
  revoke all on function bellwire.record_event from public;
  comment on function bellwire.record_event is
    'Records an event in this transaction. When it commits, Bellwire sends it to every webhook that wants it.';
end
$migration$;
