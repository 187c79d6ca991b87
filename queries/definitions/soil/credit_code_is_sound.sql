-- Whether a unified social credit code has the check sign that its first 17 signs ask for. One value; NULL: no code.
-- Source: GB 32100-2015: 18 signs of an alphabet without I, O, S, V and Z; each counts by its place in the alphabet,
-- from 0, times 3 to the power of its place in the code, from 0, modulo 31; with the check sign the sum is a multiple
-- of 31. Letters may be written small.
create or replace macro credit_code_is_sound(code) as case
    when code is not null and credit_code_key(code) is null then false
    else
        (
            list_sum(
                list_transform(
                    range(1, 18),
                    lambda place: power(3, place - 1)::bigint % 31
                    * (instr('0123456789ABCDEFGHJKLMNPQRTUWXY', credit_code_key(code)[place]) - 1)
                )
            )
            + instr('0123456789ABCDEFGHJKLMNPQRTUWXY', credit_code_key(code)[18]) - 1
        ) % 31 = 0
end;
