-- Each unit of farmland on a day: its legal class, what soil and produce say, and whether they fit. One row per unit.
-- Source: Soil Law art. 49 (the class follows soil and produce), S-05 L290 (classes are adjusted as results come in).
-- Soil speaks for another class than the drawn one where it is worse than priority protection allows, or above control
-- in land that is not under strict control; produce where it exceeds its standard outside strict control. That is a
-- reason to look again, no class of ours, and nothing fits where nothing can be read. Soil is of low risk where every
-- item that was measured is.
create or replace macro farmland_status(as_of) as table
    with soil as (
        select
            unit_code,
            count(*) as items,
            max(latest_date) as latest_date,
            max(farmland_risk_rank(verdict)) as severity,
            string_agg(title, '、' order by position) filter (where verdict = 'strict') as strict_items,
            string_agg(title, '、' order by position) filter (where verdict = 'safe_use') as safe_use_items,
            string_agg(title, '、' order by position) filter (where verdict = 'unknown') as unknown_items
        from farmland_classes(as_of)
        group by unit_code
    )

    select
        u.unit_code,
        u.town,
        u.land_kind,
        u.ph,
        u.area,
        u.category,
        u.measure,
        u.produce,
        coalesce(s.items, 0) as items,
        s.latest_date,
        case
            when s.unit_code is null then 'unmonitored'
            when s.severity > 1 or s.unknown_items is null then ['low_risk', 'safe_use', 'strict'][s.severity]
            else 'unknown'
        end as soil_verdict,
        s.strict_items,
        s.safe_use_items,
        s.unknown_items,
        case
            when u.category is null then 'undrawn'
            when
                (s.severity > 1 and u.category = 'priority')
                or (s.severity > 2 and u.category <> 'strict')
                or (u.produce = 'exceeds' and u.category <> 'strict')
                then 'look_again'
            when coalesce(s.severity, 0) = 0 and u.produce is null then 'no_result'
            else 'fits'
        end as fit,
        u.source,
        u.upload_id,
        u.line
    from farmland_units as u
    left join soil as s on u.unit_code = s.unit_code;
