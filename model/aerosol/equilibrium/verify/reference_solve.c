/* reference_solve.c - Newton beside the plain method (`sweeps`), both from the same start, to 1e-12.
 *
 * A state agrees where every gas, ion and the water are within 1e-3 of each other, each relative to itself. Below 1e-16
 * mol/m3 (1e-8 ug/m3) nothing is compared. The project's goal is 0.999 of 10 000 states. */
#include "model/aerosol/equilibrium/verify/apart.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <math.h>

#define LEAST 1e-16

static double apart(double a, double b) {
    if (!(a >= 0 && b >= 0)) return INFINITY; /* fmin and fmax pass over what is not a number */
    const double least = fmin(a, b), most = fmax(a, b);
    return most > LEAST ? (most - least) / fmax(least, 1e-300) : 0;
}

/* Largest relative difference of a state. */
static double difference(const lt_equilibrium_states *a, const lt_equilibrium_states *b, size_t i) {
    double most = apart(a->water[i], b->water[i]);
    for (int k = 0; k < LT_N_GASES; k++) most = fmax(most, apart(a->gas[k][i], b->gas[k][i]));
    for (int k = 0; k < LT_N_IONS; k++) most = fmax(most, apart(a->ion[k][i], b->ion[k][i]));
    return most;
}

static double strength(const lt_batch *b, size_t i) {
    double sum = 0;
    for (int k = 0; k < LT_N_IONS; k++) sum += 0.5 * lt_ion_charge[k] * lt_ion_charge[k] * b->states.ion[k][i];
    return sum / b->states.water[i];
}

static lt_status compare(lt_verify *verify, const char *test, const lt_batch *fast, const lt_batch *plain) {
    size_t close = 0, settled = 0, at = 0, off = 0, other = 0, lesser = 0;
    double most = 0, most_close = 0;
    for (size_t i = 0; i < fast->n; i++) {
        const double d = difference(&fast->states, &plain->states, i);
        const double total = fast->total[LT_TOTAL_NO3][i];
        off += fabs(fast->states.ion[LT_ION_NO3][i] - plain->states.ion[LT_ION_NO3][i]) >
               0.05 * fmax(plain->states.ion[LT_ION_NO3][i], 1e-3 * total);
        settled += plain->states.residual[i] <= LT_EQ_TOLERANCE;
        close += d <= 1e-3;
        other += d > 1e-3;
        lesser += d > 1e-3 && strength(fast, i) < strength(plain, i);
        if (d > most) most = d, at = i;
        if (d <= 1e-3) most_close = fmax(most_close, d);
    }
    const double n = (double)fast->n;
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "share_within_1e-3", .scheme = "newton",
                         .value = (double)close / n, .sense = LT_AT_LEAST, .bound = 0.999, .source = "project goal"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "others", .scheme = "newton", .value = (double)other,
                         .sense = LT_FACT, .source = lt_fmt("of %zu", fast->n)));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "others_of_less_strength", .scheme = "newton",
                         .value = (double)lesser, .sense = LT_FACT,
                         .source = "the plain method stands on another root, mostly an upper one"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "share_nitrate_off_5pc", .scheme = "newton",
                         .value = (double)off / n, .bound = 0.001,
                         .source = "ISORROPIA II's defaults against its tight settings: 0.006 to 0.024 (V)"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "largest_of_those", .scheme = "newton", .value = most_close,
                         .sense = LT_FACT, .source = "the other states are another root, or not settled"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "largest_of_all", .scheme = "newton", .value = most,
                         .sense = LT_FACT, .source = lt_batch_text(fast, at)));
    return LT_VERIFY_ADD(verify, .test = test, .metric = "share_settled", .scheme = "plain method",
                         .value = (double)settled / n, .sense = LT_FACT, .source = "residual of the reference itself");
}

static lt_status run(lt_verify *verify, lt_batch_kind kind, size_t n, const lt_equilibrium_setup *fast_setup) {
    lt_equilibrium_setup plain_setup = *fast_setup;
    plain_setup.sweeps = true;
    lt_batch fast, plain = {0};
    LT_TRY(lt_batch_create(n, &fast));
    lt_status status = lt_batch_create(n, &plain);
    if (status == LT_OK) {
        lt_batch_random(fast_setup, kind, 17 + (uint64_t)kind, &fast);
        lt_batch_random(fast_setup, kind, 17 + (uint64_t)kind, &plain);
        lt_batch_solve(fast_setup, &fast);
        lt_batch_solve(&plain_setup, &plain);
        status = compare(verify, lt_batch_kinds[kind], &fast, &plain);
    }
    lt_batch_free(&fast);
    lt_batch_free(&plain);
    return status;
}

lt_status lt_verify_equilibrium_reference(lt_verify *verify) {
    const lt_equilibrium_setup setup = lt_batch_setup();
    const size_t n = lt_verify_wants(verify, "10 000 states by the plain method", 15) ? 3334 : 334;
    for (int kind = 0; kind < LT_N_BATCH_KINDS; kind++) LT_TRY(run(verify, (lt_batch_kind)kind, n, &setup));
    return LT_OK;
}
