-- The sub-index of a concentration on a scale: rounded half to even, interpolated, rounded up. One value.
-- Source: HJ 633-2012 4.2 formula (1) and 6.2; HJ 633-2026 4.2.2, 4.2.6. CO 2.2 is 55, not the 56 of a ceiling of
-- doubles. Above the table: the index that air_iaqi_overflow gives, unknown where another averaging time stands in.
create or replace macro iaqi(concentration, scale) as list_transform(
    [round(half_even(concentration, scale['decimals']) * 10)::bigint],
    lambda tenths: case
        when tenths <= scale['steps'][-1].conc_hi
            then list_transform(
                list_filter(scale['steps'], lambda step: tenths <= step['conc_hi'])[1:1],
                lambda step: step['iaqi_lo'] + (
                    step['iaqi_span'] * (tenths - step['conc_lo']) + step['conc_hi'] - step['conc_lo'] - 1
                ) // (step['conc_hi'] - step['conc_lo'])
            )[1]
        when tenths is not null then scale['beyond']
    end
)[1];
