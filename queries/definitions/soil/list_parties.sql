-- What the lists of S-06 are compared by: each row's names and its credit code. One row per list, row and name.
-- Source: 注销、撤销排污许可证的企业清单, 年度建设用地供应计划, plots and key units (L294, L280). Length and signs, as a set of
-- 63 bits, tell cheaply which names cannot be alike (likeness_at_most); 1号 and 2号 are two whatever else is alike.
create or replace table list_parties as
with named as (
    select
        'permit_cancellations' as list,
        enterprise as name,
        enterprise as party,
        credit_code
    from permit_cancellations
    union all
    select
        'land_supply' as list,
        plot_name as name,
        unnest([plot_name, former_user]) as party,
        credit_code
    from land_supply
    union all
    select
        'plots' as list,
        name,
        unnest([name, owner]) as party,
        credit_code
    from plots
    union all
    select
        'monitored_enterprises' as list,
        enterprise as name,
        enterprise as party,
        credit_code
    from monitored_enterprises
),

keyed as (
    select distinct
        list,
        name,
        party,
        party_key(party) as party_key,
        credit_code_key(credit_code) as code
    from named
    where party is not null
)

select
    *,
    length(party_key) as sign_count,
    regexp_replace(party_key, '[^0-9一二三四五六七八九十]', '', 'g') as numbers,
    list_aggregate(
        list_transform(string_split(party_key, ''), lambda sign: 1::ubigint << (hash(sign) % 63)), 'bit_or'
    ) as signs
from keyed;
