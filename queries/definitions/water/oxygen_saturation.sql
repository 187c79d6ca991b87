-- Dissolved oxygen (mg/L) as a share of what water of that temperature (℃) holds, in percent. One value.
-- Source: HJ 2.3-2018 Annex D, fresh water: 468 / (31.6 + T), without air pressure; both numbers are in water_settings.
create or replace macro oxygen_saturation(oxygen, temperature, numerator, temperature_offset) as
100 * oxygen * (temperature_offset + temperature) / numerator;
