-- Serves: the transactions of a minute, read back. Rows come roughly in the order of time, so that this index is a few
-- pages, and costs next to nothing when they are inserted.
create index usage_transactions_by_occurrence on usage_transactions using brin (occurred_at) with (pages_per_range = 32);
