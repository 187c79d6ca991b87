-- The canonical unit behind any spelling; an unknown name stays as it is. One value.
create or replace macro canonical_unit(name) as coalesce(
    (
        select unit
        from unit_spellings
        where folded = fold_name(name)
    ),
    name
);
