-- What stands in the place of names that tell of a hidden plot, in each list. One row per list and name.
-- A row of the lists of S-06 tells of one where it matches it (list_matches), any does that has its name in its own;
-- what has the very name of a plot that is seen tells of that one. As many rows stay: they get a number.
with texts as (
    select
        'land_supply' as list,
        plot_name as name,
        concat_ws('|', plot_name, former_user) as text
    from land_supply
    union all
    select
        'permit_cancellations' as list,
        enterprise as name,
        enterprise as text
    from permit_cancellations
    union all
    select
        'soil_funds' as list,
        project as name,
        project as text
    from soil_funds
),

seen as (
    select p.name
    from plots as p
    anti join hidden_plots as h on p.plot_id = h.plot_id
),

telling as (
    select
        t.list,
        t.name
    from texts as t
    cross join hidden_words as w
    anti join seen as s on t.name = s.name
    where tells_of(t.text, w.names)
    union
    select
        m.left_list as list,
        m.left_name as name
    from list_matches as m
    inner join hidden_plots as h on m.right_list = 'plots' and m.right_name = h.name
)

select distinct
    'plots' as list,
    name,
    withheld() as shown
from hidden_plots
union all
select
    list,
    name,
    withheld() || row_number() over (partition by list order by name) as shown
from telling
