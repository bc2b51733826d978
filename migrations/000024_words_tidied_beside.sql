-- New words of the index no longer go to their place with the attempts that bring them, but once a second, beside it.
--
-- The list in which they gather is long enough for that; a search reads some ten thousand attempts of it in milliseconds.
-- An index of partitions cannot be given another setting, so it is made again. Locks the attempts while it is built.
drop index attempts_by_words;

-- Serves: attempts that have these words. What is not searched for is not in it, and costs nothing.
create index attempts_by_words on attempts using gin (words) with (gin_pending_list_limit = 65536)
where words is not null;
