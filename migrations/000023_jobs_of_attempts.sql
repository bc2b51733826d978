-- Attempts of the log can be chosen, one by one or by a search, and what they told of is sent again.

alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check (kind in ('resend', 'recover', 'replay', 'resend-attempts'));
