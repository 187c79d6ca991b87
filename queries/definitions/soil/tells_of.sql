-- Whether a text has one of some names within it, however written; false without a text or names. One value.
create or replace macro tells_of(text, names) as coalesce(
    list_bool_or(list_transform(names, lambda name: contains(fold_name(text), fold_name(name)))), false
);
