/* vertical_advection.c - profiles carried up and down a column of uneven layers, exactly known.
 *
 * The same air crosses every interface but the ground and the top: in kg above a fixed level a profile moves unchanged.
 * Layer 0 is a store of air so large that it does not notice, with the mixing ratio of the profile's foot. Layers: the
 * thickest has 4 times the air of the thinnest, in a wave (so that they grow and shrink along the way); largest Courant
 * number 0.8. Bell: cos^2 of a third of the column, carried a third; L1 relative and its order when layers are halved
 * (limiter at the extremum: above 2, measured 2.3 to 2.6). Box: what passes 0 or 1, exactly none; L1. */
#include "model/verify/case_column.h"
#include "model/verify/verify.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

typedef struct carried {
    bool box, down;
} carried;

/* Profile over the kg below, all 1; t: how far it went. */
static double profile(double z, double t, const void *with) {
    const carried *p = with;
    double from = (z - (p->down ? 2.0 / 3.0 - t : 1.0 / 3.0 + t)) / (1.0 / 6.0);
    if (fabs(from) >= 1.0) return 0.0;
    return p->box ? 1.0 : 0.5 * (1.0 + cos(pi * from));
}

static lt_status carry(const carried *p, int nz, double *error, double *outside) {
    lt_case_column c;
    LT_TRY(lt_case_column_create(nz + 1, 1.0, 1.0, &c));
    double sum = 0.0, thinnest = 1.0;
    for (int k = 1; k <= nz; ++k) sum += c.mass[k] = 1.0 + 0.6 * sin(6.0 * pi * (k - 0.5) / nz);
    for (int k = 1; k <= nz; ++k) thinnest = fmin(thinnest, c.mass[k] /= sum);
    c.edge[0] = -1.0;
    c.edge[1] = 0.0;
    for (int k = 1; k <= nz; ++k) c.edge[k + 1] = c.edge[k] + c.mass[k];
    c.mass[0] = 1e12;
    lt_case_column_means(&c, profile, 0.0, p, c.q);
    int steps = (int)ceil(1.0 / 3.0 / (0.8 * thinnest));
    for (int k = 1; k <= nz + 1; ++k) c.moved[k] = (p->down ? -1.0 : 1.0) / 3.0 / steps;
    double most = 0.0; /* 1 but for the rounding of the means */
    for (int k = 0; k <= nz; ++k) most = fmax(most, c.q[k]);
    *outside = 0.0;
    for (int n = 0; n < steps; ++n) {
        c.mass[0] = 1e12;
        lt_case_column_advect(&c);
        for (int k = 0; k <= nz; ++k) *outside = fmax(*outside, fmax(-c.q[k], c.q[k] - most));
    }
    *error = lt_case_column_error(&c, profile, 1.0 / 3.0, p);
    lt_case_column_free(&c);
    return LT_OK;
}

lt_status lt_verify_vertical_advection(lt_verify *v) {
    static const char *const bell[] = {"column_bell_up", "column_bell_down"};
    static const char *const box[] = {"column_box_up", "column_box_down"};
    for (int down = 0; down < 2; ++down) {
        double error[3], outside, worst = 0.0;
        for (int n = 0; n < 3; ++n) {
            LT_TRY(carry(&(carried){false, down}, 40 << n, &error[n], &outside));
            worst = fmax(worst, outside);
        }
        LT_TRY(LT_VERIFY_ADD(v, bell[down], "relative_l1_n160", "ppm", error[2], LT_FACT, .source = "exact solution"));
        LT_TRY(LT_VERIFY_ADD(v, bell[down], "order", "ppm", log2(error[1] / error[2]), LT_AT_LEAST, 2.0,
                             .source = "measured"));
        LT_TRY(carry(&(carried){true, down}, 80, &error[0], &outside));
        worst = fmax(worst, outside);
        LT_TRY(LT_VERIFY_ADD(v, box[down], "relative_l1_n80", "ppm", error[0], LT_FACT, .source = "exact solution"));
        LT_TRY(LT_VERIFY_ADD(v, box[down], "outside_bounds", "ppm", worst, LT_AT_MOST, 0.0, .source = "derived: none"));
    }
    return LT_OK;
}
