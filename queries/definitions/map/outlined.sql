-- An outline reported as WKT in any system: its WKT in WGS-84, a point inside, and how far it reaches; NULL where it
-- cannot be read, or lies nowhere in China. One value. Source: OGC 06-103r4 (well-known text); systems as in located.
create or replace macro outlined(wkt, crs) as outline_of(wkt, crs);
