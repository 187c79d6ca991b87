-- The members of group units such as 各镇（街道） on a day. One row per group and member.
-- Source: the notice names only four (L10, L173); further members are added with the day from which they count.
create or replace macro group_members(as_of) as table
    select distinct
        group_unit,
        member
    from unit_members
    where valid_from <= as_of and (valid_to is null or valid_to >= as_of);
