-- What the likeness of two names cannot exceed, from how many signs each has, which (as sets of bits), and whether they
-- begin alike. One value. A sign that only one of them has is matched by none; so many of Jaro's matches are left at
-- most, and Winkler adds 0.4 of the rest at most, nothing where the first signs differ. A little is
-- added for what floats lose.
create or replace macro likeness_at_most(one_count, one_signs, other_count, other_signs, begin_alike) as (
    1.000001
    - (1 - if(begin_alike, 0.4, 0))
    * (
        1
        - (
            1
            + least(
                one_count - bit_count(one_signs) + bit_count(one_signs & other_signs),
                other_count - bit_count(other_signs) + bit_count(one_signs & other_signs)
            )
            * (1 / one_count + 1 / other_count)
        )
        / 3
    )
);
