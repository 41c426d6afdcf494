/* puff.c - one puff against closed forms.
 *
 * A4      value and dosage of gaussian_analytic.md
 * way     the dosage of a way cut into pieces is that of the whole; of a slow one, the sum of points in time
 * moments halves keep mass, mean and covariance; joining keeps them; joined halves are the whole
 * lid     wide puffs are even; a floor keeps the mass: the mean of the layer is the integral of the values */
#include "model/gaussian/puff/puff.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

#include <math.h>

static const char exact[] = "closed form";

static lt_status given_puff(lt_verify *verify) {
    const lt_puff p = {.mass_g = 1000.0,
                       .x_m = 500.0,
                       .z_m = 10.0,
                       .xx_m2 = 1600.0,
                       .yy_m2 = 1600.0,
                       .zz_m2 = 400.0,
                       .lid_m = LT_PUFF_NO_LID};
    const char *source = "gaussian_analytic.md, A4";
    LT_TRY(lt_printed_digits(verify, "A4", "value", lt_puff_at(&p, 500.0, 20.0, 0.0), 0.003090555837, 10, source));
    const lt_puff_way way = lt_puff_way_of(&p, 5.0, 0.0, 2000.0, p.mass_g, 0.0, 0.0);
    return lt_printed_digits(verify, "A4", "dosage", lt_puff_way_dosage(&way, 500.0, 20.0) * way.ground, 0.06197499715,
                             10, source);
}

static const lt_puff skew = {.mass_g = 3.0,
                             .x_m = -40.0,
                             .y_m = 25.0,
                             .z_m = 120.0,
                             .xx_m2 = 900.0,
                             .xy_m2 = 350.0,
                             .yy_m2 = 400.0,
                             .zz_m2 = 2500.0,
                             .lid_m = LT_PUFF_NO_LID};

static lt_status ways(lt_verify *verify) {
    enum { PARTS = 7, FINE = 200000 };
    const double u = 3.0, v = -1.5, last = 40.0, x = -20.0, y = 40.0;
    const lt_puff_way whole = lt_puff_way_of(&skew, u, v, last, skew.mass_g, 0.0, 0.0);
    double sum = 0.0, points = 0.0;
    for (int k = 0; k < PARTS; k++) {
        lt_puff p = skew;
        const double off = last * ((k + 0.5) / PARTS - 0.5);
        p.x_m += u * off;
        p.y_m += v * off;
        const lt_puff_way part = lt_puff_way_of(&p, u, v, last / PARTS, p.mass_g, 0.0, 0.0);
        sum += lt_puff_way_dosage(&part, x, y) * part.ground;
    }
    for (int k = 0; k < FINE; k++) {
        lt_puff p = skew;
        const double off = last * ((k + 0.5) / FINE - 0.5);
        p.x_m += u * off;
        p.y_m += v * off;
        points += lt_puff_at(&p, x, y, 0.0) * last / FINE;
    }
    const double c = lt_puff_way_dosage(&whole, x, y) * whole.ground;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "way", .metric = "parts", .scheme = "", .value = fabs(sum / c - 1.0),
                         .bound = 1e-13, .source = exact));
    return LT_VERIFY_ADD(verify, .test = "way", .metric = "points_in_time", .scheme = "",
                         .value = fabs(points / c - 1.0), .bound = 1e-9, .source = "midpoint rule, 200000 points");
}

/* Largest difference of the moments of two from those of one, over the size of each. */
static double missed(const lt_puff *a, const lt_puff *b, const lt_puff *whole) {
    const double mass = a->mass_g + b->mass_g, f = a->mass_g / mass, g = b->mass_g / mass;
    const double x = f * a->x_m + g * b->x_m, y = f * a->y_m + g * b->y_m, z = f * a->z_m + g * b->z_m;
    const double ax = a->x_m - x, ay = a->y_m - y, az = a->z_m - z, bx = b->x_m - x, by = b->y_m - y, bz = b->z_m - z;
    const double pairs[][2] = {{mass, whole->mass_g},
                               {x, whole->x_m},
                               {y, whole->y_m},
                               {z, whole->z_m},
                               {f * (a->xx_m2 + ax * ax) + g * (b->xx_m2 + bx * bx), whole->xx_m2},
                               {f * (a->xy_m2 + ax * ay) + g * (b->xy_m2 + bx * by), whole->xy_m2},
                               {f * (a->yy_m2 + ay * ay) + g * (b->yy_m2 + by * by), whole->yy_m2},
                               {f * (a->zz_m2 + az * az) + g * (b->zz_m2 + bz * bz), whole->zz_m2}};
    double worst = 0.0;
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++)
        worst = lt_verify_worse(worst, fabs(pairs[k][0] / pairs[k][1] - 1.0));
    return worst;
}

static lt_status moments(lt_verify *verify) {
    lt_puff up[2], across[2], joined, other = skew;
    lt_puff_split_up(&skew, up);
    lt_puff_split_across(&skew, across);
    other.mass_g = 1.7;
    other.x_m = 3.0;
    other.z_m = 60.0;
    other.xy_m2 = -100.0;
    joined = skew;
    lt_puff_join(&joined, &other);
    const struct {
        const char *metric;
        double value;
    } rows[] = {{"split_up", missed(&up[0], &up[1], &skew)},
                {"split_across", missed(&across[0], &across[1], &skew)},
                {"joined", missed(&skew, &other, &joined)}};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = "moments", .metric = rows[k].metric, .scheme = "", .value = rows[k].value,
                             .bound = 1e-13, .source = "mass, mean, covariance; rounding"));
    return LT_OK;
}

static lt_status lids(lt_verify *verify) {
    enum { FINE = 20000 };
    lt_puff p = skew;
    p.lid_m = 500.0;
    p.zz_m2 = 1.6 * 1.6 * 500.0 * 500.0;
    double uneven = 0.0;
    for (double z = 0.0; z <= 500.0; z += 50.0)
        uneven = lt_verify_worse(uneven, fabs(lt_puff_vertical(&p, z, 0.0) * 500.0 - 1.0));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "lid", .metric = "well_mixed", .scheme = "", .value = uneven, .bound = 6.6e-6,
                         .source = "sigma 1.6 lids: first Fourier term 2 exp(-(1.6 pi)^2/2)"));
    lt_puff cut = skew;
    cut.floor_m = 100.0;
    double sum = 0.0;
    for (int k = 0; k < FINE; k++) sum += lt_puff_vertical(&cut, 100.0 + 400.0 * (k + 0.5) / FINE, 0.0) * 400.0 / FINE;
    return LT_VERIFY_ADD(verify, .test = "floor", .metric = "mass", .scheme = "", .value = fabs(sum - 1.0),
                         .bound = 1e-8, .source = "midpoint rule; the tail beyond 7 sigma is 1e-12");
}

lt_status lt_verify_plume_puff(lt_verify *verify) {
    LT_TRY(given_puff(verify));
    LT_TRY(ways(verify));
    LT_TRY(moments(verify));
    return lids(verify);
}
