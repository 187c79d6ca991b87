-- The item of farmland soil behind a code, a Chinese name or a symbol; unknown names stay as they are. One value.
create or replace macro farmland_item_named(name) as coalesce(
    (
        select min(item)
        from farmland_limits
        where lower(name) in (item, lower(symbol), lower(title))
    ),
    name
);
