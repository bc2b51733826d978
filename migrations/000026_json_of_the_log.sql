-- What the log keeps of events and attempts as JSON is kept as the text that came.
--
-- It is written for every event, and asked about for very few: to take it apart (jsonb) cost a sixth of what the database does
-- for an event, and a fifth more room. Writes the tables anew; with a long log that takes minutes, in which nothing is sent.

alter table events alter column data type json using data::json;
alter table attempts
  alter column timings type json using timings::json,
  alter column request type json using request::json,
  alter column response_headers type json using response_headers::json;
