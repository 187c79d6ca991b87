-- Values, each moved by the same amount. One value.
create or replace macro moved_by(drawn, amount) as list_transform(drawn, lambda annual: annual + amount);
