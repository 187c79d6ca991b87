-- The moment at which an hour begins that is labelled by its end, or by its beginning as some feeds do. One value.
-- Source: HJ 633-2012 5.1.3 for the end, air_feeds.hour_label for what a feed does; hours that were converted when kept
-- say so themselves (queries/kept_as). An hour labelled 0:00 by its end is the last of the day before: the day and the
-- number of an hour follow from its beginning.
create or replace macro hour_start(label, hour_label) as
case when hour_label = 'beginning' then label else label - interval 1 hour end;
