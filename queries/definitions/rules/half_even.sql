-- Rounding half to even, once, of the decimal that is meant: half_even(2.675, 2) is 2.68, half_even(1.005, 2) is 1.00.
-- One value. Source: GB/T 8170. Adding and taking away 1.5 * 2^52 makes the processor drop the fraction of a double,
-- half to even; nine decimals before it undo the binary error. round_even misses one tie in a hundred (1.005 -> 1.01).
create or replace macro half_even(x, digits) as
(round(x * 1e9) / power(10, 9 - digits) + 6755399441055744 - 6755399441055744) / power(10, digits);
