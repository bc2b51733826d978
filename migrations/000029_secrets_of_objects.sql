-- Secrets that belong to objects and that no answer and no event has: they stand beside the fields and not in them.

create table object_secrets (
  organization_id uuid not null,
  -- Of the object.
  id uuid not null,
  -- Sealed text, in a form of its type's own.
  sealed_text bytea not null,
  -- Serves: those of one object, and the foreign key.
  primary key (organization_id, id),
  -- They go with their object.
  foreign key (organization_id, id) references objects on delete cascade
);
