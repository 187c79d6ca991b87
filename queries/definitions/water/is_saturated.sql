-- Whether dissolved oxygen (mg/L) is as much as class Ⅰ asks of what water of that temperature (℃) holds. One value.
-- Source: GB 3838-2002 Table 1; HJ 2.3-2018 Annex D for fresh water, 468 / (31.6 + T), without air pressure; the
-- numbers are those of water_settings. Without a temperature it is unknown.
create or replace macro is_saturated(oxygen, temperature, saturation) as
100 * oxygen * (saturation.temperature_offset + temperature) / saturation.numerator >= saturation.share;
