-- The kind of farmland behind a code or its Chinese word; 其他 stands for dry land, and unknown words stay. One value.
create or replace macro land_kind_named(name) as case
    when name in ('水田') then 'paddy'
    when name in ('其他', '旱地', '水浇地') then 'other'
    when name in ('果园', '园地') then 'orchard'
    when name in ('水旱轮作', '水旱轮作地', '轮作') then 'rotation'
    else coalesce(name, 'other')
end;
