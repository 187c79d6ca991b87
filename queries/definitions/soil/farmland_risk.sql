-- What a soil result says beside its screening and control value. One value.
-- Source: GB 15618-2018 clauses 3.2, 3.3, 6.1 and 6.2: at or below screening low risk; above screening and not above
-- control safe use; above control strict control. A soil-only reading is a proxy: the legal class (Soil Law art. 49)
-- follows soil and produce. A result below a detection limit is low where the limit itself is; else it says nothing.
create or replace macro farmland_risk(result, is_below_limit, screening, control) as case
    when result is null or screening is null then 'unknown'
    when result <= screening then 'low_risk'
    when coalesce(is_below_limit, false) then 'unknown'
    when result > control then 'strict'
    else 'safe_use'
end;
