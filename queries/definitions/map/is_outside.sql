-- Whether what reaches so far lies wholly outside the district's bounding box and some two kilometres. One value.
-- Source: data/geo/district.geojson, which reaches from 112.75 to 112.91 and from 35.43 to 35.59 degrees.
create or replace macro is_outside(west, east, south, north) as
east < 112.73 or west > 112.93 or north < 35.41 or south > 35.61;
