-- Usage, what it adds up to, and what has been told of it.

-- One accepted plan, as it is counted. Its row is the lock on everything that is counted for it.
create table meters (
  organization_id uuid not null references organizations on delete cascade,
  -- The id of the object that it counts for.
  id uuid not null,
  plan_id uuid not null,
  bundle_id uuid not null,
  product_ids uuid[] not null,
  subject_type text not null check (subject_type in ('developer', 'company')),
  subject_id uuid not null,
  -- Meters of a group are judged by the sum of what each of them has counted.
  group_id uuid,
  target numeric(20) not null check (target >= 0),
  -- Days, as text (`2026-01-31`), since they begin at the midnight of a time zone and are no moments.
  start_day text not null,
  end_day text,
  time_zone text not null,
  period_months integer not null check (period_months between 1 and 24),
  -- Null: each transaction counts as one. Otherwise the number of the custom attribute whose value is counted.
  measure integer check (measure between 1 and 10),
  primary key (organization_id, id)
);

-- Serves: which meters count the transactions of a developer or a company.
create index meters_by_subject on meters (organization_id, subject_id);
-- Serves: the meters that a new condition's thresholds are for.
create index meters_by_plan on meters (organization_id, plan_id);
-- Serves: the products of a bundle have changed.
create index meters_by_bundle on meters (organization_id, bundle_id);
-- Serves: the others of a group.
create index meters_by_group on meters (organization_id, group_id) where group_id is not null;

-- What a meter has counted in a period. Periods are numbered from 0 from the meter's first day, so that a number means
-- the same period when the organization moves to another time zone.
create table meter_counters (
  organization_id uuid not null,
  meter_id uuid not null,
  period integer not null,
  used numeric(28, 4) not null,
  -- The meter's, for as long as the period runs: a late transaction is judged by what was the target then.
  target numeric(20) not null,
  primary key (organization_id, meter_id, period),
  foreign key (organization_id, meter_id) references meters on delete cascade
);

-- At which percentages of the target whom to tell.
create table meter_thresholds (
  organization_id uuid not null references organizations on delete cascade,
  condition_id uuid not null,
  percent numeric(16, 4) not null check (percent > 0),
  plan_id uuid not null,
  webhook_ids uuid[] not null,
  -- A period that was over by then is not told of.
  created_at timestamptz not null,
  primary key (organization_id, condition_id, percent)
);

-- Serves: the thresholds of a meter's plan, each time it counts.
create index meter_thresholds_by_plan on meter_thresholds (organization_id, plan_id);

-- What has been told, or will not be. The primary key is what makes it once: whoever inserts the row tells.
create table meter_fired (
  organization_id uuid not null,
  meter_id uuid not null,
  period integer not null,
  condition_id uuid not null,
  percent numeric(16, 4) not null,
  webhook_id uuid not null,
  -- False: the threshold had been passed before there was anybody to tell.
  told boolean not null,
  at timestamptz not null,
  primary key (organization_id, meter_id, period, condition_id, percent, webhook_id),
  foreign key (organization_id, meter_id) references meters on delete cascade
);

-- Transactions as they were reported. The primary key is what makes a repeat harmless.
create table usage_transactions (
  organization_id uuid not null references organizations on delete cascade,
  id text not null,
  owner_id uuid not null,
  app_id uuid,
  product_id uuid,
  -- How much it is worth: to each meter that counts transactions, and to those that count a custom attribute.
  count integer not null,
  attributes jsonb,
  occurred_at timestamptz not null,
  recorded_at timestamptz not null,
  -- Why it counts for nothing, or null: `unsuccessful`, or a type that is none of use.
  not_counted text,
  primary key (organization_id, id)
);

-- Serves: forget transactions that are too old to be reported again. Rows come in the order of time, so that this
-- index is a few pages, and costs next to nothing when they are inserted.
create index usage_transactions_by_time on usage_transactions using brin (recorded_at) with (pages_per_range = 32);
