/* vertical_convection.c - the asymmetric convective model (acm2) in random columns of up to 40 layers.
 *
 * Agreement with Gaussian elimination of the whole matrix (kernel/column_reference.c), mass, a uniform mixing ratio to
 * the last bit, the mean of the boundary layer when convection is much faster than the step, and f of Pleim (2007)
 * where it is known by hand: -h/L = 10: 1 / (1 + 0.4^(-2/3) / 0.72 10^(-1/3)) = 0.457146. */
#include "model/kernel/vertical_reference.h"
#include "model/transport/mixing.h"
#include "model/verify/case_column.h"
#include "model/verify/verify.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { LAYERS = 40, COLUMNS = 500 };

typedef struct findings {
    double from_dense, mass, uniform;
} findings;

static double tracer(const lt_case_column *c) {
    double sum = 0.0;
    for (int k = 0; k < c->nz; ++k) sum += c->mass[k] * c->q[k];
    return sum;
}

static lt_status one_column(int n, uint64_t *seed, findings *f) {
    lt_case_column c;
    double dense[LAYERS], dt = 900.0, given = 0.0, largest = 0.0;
    int nz = 4 + n % (LAYERS - 3), inside = 3 + n % (nz - 2);
    LT_TRY(lt_case_column_create(nz, 8000.0, 1.0 + 20.0 * lt_verify_random(seed), &c));
    for (int k = 0; k < nz; ++k) {
        c.mass[k] = (c.edge[k + 1] - c.edge[k]) * (0.4 + lt_verify_random(seed));
        c.exchange[k] = k ? lt_verify_random(seed) * lt_verify_random(seed) : 0.0;
        c.lifted[k] = k && k < inside ? 0.3 * lt_verify_random(seed) * c.mass[k] / c.mass[1] : 0.0;
        c.source[k] = n % 2 ? 1e-9 * lt_verify_random(seed) : 0.0;
        c.q[k] = lt_verify_random(seed) < 0.3 ? 0.0 : 1e-8 * lt_verify_random(seed);
        given += dt * c.source[k];
    }
    c.swept = n % 3 ? 0.02 * lt_verify_random(seed) : 0.0;
    memcpy(dense, c.q, (size_t)nz * sizeof *dense);
    lt_reference_column(nz, dt, c.mass, c.exchange, c.lifted, c.source, c.swept, dense);
    double before = tracer(&c) + given, gone = lt_case_column_solve(&c, dt, 1);
    f->mass = fmax(f->mass, fabs(tracer(&c) + gone - before) / before);
    for (int k = 0; k < nz; ++k) largest = fmax(largest, dense[k]);
    for (int k = 0; k < nz; ++k) f->from_dense = fmax(f->from_dense, fabs(c.q[k] - dense[k]) / largest);
    double value = 1e-8 * lt_verify_random(seed);
    c.swept = 0.0;
    for (int k = 0; k < nz; ++k) {
        c.q[k] = value;
        c.source[k] = 0.0;
    }
    lt_case_column_solve(&c, dt, 1);
    for (int k = 0; k < nz; ++k) f->uniform = fmax(f->uniform, fabs(c.q[k] - value));
    lt_case_column_free(&c);
    return LT_OK;
}

/* Largest departure from the mean of the lowest 20 layers, all above untouched. */
static lt_status well_mixed(double *worst) {
    lt_case_column c;
    double tracer_below = 0.0, air_below = 0.0;
    LT_TRY(lt_case_column_create(LAYERS, 8000.0, 5.0, &c));
    for (int k = 0; k < LAYERS; ++k) {
        c.mass[k] = c.edge[k + 1] - c.edge[k];
        c.lifted[k] = k && k < 20 ? 1e6 * c.mass[k] : 0.0;
        c.q[k] = k % 3;
        if (k < 20) {
            tracer_below += c.mass[k] * c.q[k];
            air_below += c.mass[k];
        }
    }
    lt_case_column_solve(&c, 900.0, 1);
    *worst = 0.0;
    for (int k = 0; k < LAYERS; ++k) *worst = fmax(*worst, fabs(c.q[k] - (k < 20 ? tracer_below / air_below : k % 3)));
    lt_case_column_free(&c);
    return LT_OK;
}

lt_status lt_verify_vertical_convection(lt_verify *v) {
    findings f = {0};
    uint64_t seed = 1;
    double mixed;
    for (int n = 0; n < COLUMNS; ++n) LT_TRY(one_column(n, &seed, &f));
    LT_TRY(LT_VERIFY_ADD(v, "convection_columns", "from_dense_solve", "acm2", f.from_dense, LT_AT_MOST, 1e-13,
                         .source = "Gaussian elimination"));
    LT_TRY(LT_VERIFY_ADD(v, "convection_columns", "relative_mass", "acm2", f.mass, LT_AT_MOST, 1e-14,
                         .source = "derived: rounding"));
    LT_TRY(LT_VERIFY_ADD(v, "convection_columns", "uniform", "acm2", f.uniform, LT_AT_MOST, 0.0,
                         .source = "derived: exact"));
    LT_TRY(well_mixed(&mixed));
    LT_TRY(LT_VERIFY_ADD(v, "convection_well_mixed", "linf", "acm2", mixed, LT_AT_MOST, 1e-7,
                         .source = "derived: 1 / (rate x step) = 1e-9, 20 layers"));
    return LT_VERIFY_ADD(v, "convection_share", "difference", "acm2", fabs(lt_acm2_share(10.0) - 0.457146), LT_AT_MOST,
                         1e-6, .source = "Pleim (2007), by hand");
}
