-- The order of soil readings by the care they need, the worst highest; unknown has none. One value.
create or replace macro farmland_risk_rank(risk) as list_position(['low_risk', 'safe_use', 'strict'], risk);
