-- How alike two names are, from 0 to 1: Jaro and Winkler's measure of their signs. One value.
-- DuckDB's own function compares bytes, of which a Chinese sign has three that it shares with others: so each sign that
-- occurs in the two becomes one letter first.
create or replace macro likeness(one, other) as jaro_winkler_similarity(
    translate(
        one,
        array_to_string(list_distinct(string_split(one || other, '')), ''),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,-./:;<=>?@[]^_{|}~'
    ),
    translate(
        other,
        array_to_string(list_distinct(string_split(one || other, '')), ''),
        'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&()*+,-./:;<=>?@[]^_{|}~'
    )
);
