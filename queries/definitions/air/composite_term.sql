-- The term of a pollutant in the composite index, C / S. One value. Source: 环办〔2014〕64号 section 3.
-- Each term is rounded half to even and then added: of five published indices four come out exactly so, two otherwise.
create or replace macro composite_term(concentration, divisor) as half_even(concentration / divisor, 2);
