-- Whether a plot has been taken off the list by a day, as its steps say. One value. Source: Soil Law 66.
create or replace macro is_delisted(some_plot, some_day) as some_plot in (
    select plot_id
    from plot_steps
    where step = 'delisting' and status = 'done' and done_on <= some_day
);
