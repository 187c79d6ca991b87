-- Where a point reported in any system lies: longitude and latitude in WGS-84, NULL where it lies nowhere in China.
-- One value. Source: GB/T 22021-2008 for CGCS2000 and its zones of three degrees; GCJ-02 and BD-09 as in general use.
-- Metres of Gauss-Krueger stand in the same columns: as lon the easting, with or without its zone, as lat the northing.
create or replace macro located(lon, lat, crs) as place_of(lon, lat, crs);
