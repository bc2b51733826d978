-- Who has given a delivery up, and jobs that give up many.

-- By name, where there is one. Null in nearly all rows, where it takes no room.
alter table deliveries add column cancelled_by text;

alter table jobs
  -- How people know who asked for it; null where the id of the principal is all there is.
  add column created_by_name text,
  drop constraint jobs_kind_check,
  add constraint jobs_kind_check check (kind in ('resend', 'recover', 'replay', 'resend-attempts', 'cancel'));

-- Serves: tests, newest first. They are few among many attempts, and nothing else is in it.
create index attempts_tests on attempts (organization_id, id) where kind = 'test';
