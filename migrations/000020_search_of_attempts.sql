-- Attempts can be searched by text, where their format asks for it.

alter table attempts
  -- The words that it is found by: those of its text, and facts such as `=status:5xx`, which begin with `=`. Null where it is
  -- not searched for.
  add column words tsvector;

-- Serves: attempts that have these words. What is not searched for is not in it, and costs nothing.
--
-- New entries gather in a list that every search has to read, so that is kept short.
create index attempts_by_words on attempts using gin (words) with (gin_pending_list_limit = 512)
where words is not null;
