-- The eight aspects in which problems of water are looked for, in the order of the notice. One row per aspect.
-- Source: W-10, 等8个方面进行重点排查 (L220). What each is called stands with the column aspect of water_problems.
create or replace table problem_aspects as
select
    unnest([
        'source_area',
        'four_disorders',
        'enterprises',
        'treatment_plants',
        'sewers',
        'illegal_outfalls',
        'agriculture',
        'litter'
    ]) as aspect,
    unnest(range(1, 9)) as position;
