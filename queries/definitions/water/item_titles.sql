-- Codes of items joined by commas, as an office writes them: 氨氮、总磷. One value; `titles` is the map of water_titles.
create or replace macro item_titles(written, titles) as
array_to_string(
    list_transform(string_split(written, ','), lambda item: coalesce(titles[item], item)),
    '、'
);
