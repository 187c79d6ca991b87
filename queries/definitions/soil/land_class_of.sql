-- The land class 1 or 2 of a planned use, given as the class itself or as code, number or name of land_classes. One
-- value. Source: GB 36600-2018 5.3.1: what is not clear, or not known, takes class 1.
create or replace macro land_class_of(written) as coalesce(
    case
        when written in ('1', '第一类', '第一类用地', 'class1', 'class_1') then 1
        when written in ('2', '第二类', '第二类用地', 'class2', 'class_2') then 2
    end,
    (
        select min(land_class)
        from land_classes
        where written in (code, number, name)
    ),
    1
);
