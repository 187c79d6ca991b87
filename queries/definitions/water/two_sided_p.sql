-- The chance that a standard normal value lies further from 0 than z, to either side. One value, good to 2e-7.
-- Source: the Chebyshev fit of the complementary error function in Press et al., Numerical Recipes, 6.2 (erfcc).
create or replace macro two_sided_p(z) as
list_transform(
    [1 / (1 + 0.5 * abs(z) / sqrt(2))],
    lambda t: t * exp(
        -z * z / 2 - 1.26551223 + t * (
            1.00002368 + t * (
                0.37409196 + t * (
                    0.09678418 + t * (
                        -0.18628806 + t * (
                            0.27886807 + t * (-1.13520398 + t * (1.48851587 + t * (-0.82215223 + t * 0.17087277)))
                        )
                    )
                )
            )
        )
    )
)[1];
