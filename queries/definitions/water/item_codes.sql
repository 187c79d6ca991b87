-- The items that an office names, such as 氨氮、总磷, as codes joined by commas; what is no item stays as it is written.
-- One value; `codes` is the map of water_titles.
create or replace macro item_codes(written, codes) as
nullif(
    array_to_string(
        list_transform(
            list_filter(string_split_regex(written, '[、，,;；\s]+'), lambda word: word <> ''),
            lambda word: coalesce(codes[word], word)
        ),
        ','
    ),
    ''
);
