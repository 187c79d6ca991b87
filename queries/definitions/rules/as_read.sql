-- What a field of a row says under the chosen readings (chosen_readings), else what is stored of it; 无 is nothing.
-- One value, as text.
create or replace macro as_read(of_dataset, of_item, of_field, stored) as nullif(
    coalesce((select value_of[concat_ws('/', of_dataset, of_item, of_field)] from chosen_readings), stored::varchar),
    '无'
);
