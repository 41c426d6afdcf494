/* invariants.c - what must hold in any wind: mass is kept, linear relations of tracers survive.
 *
 * Drift: a day in a domain without flux through its border; what leaves through the top by rounding counts as drift
 * too: |burden at the end / at the begin - 1|. Budget: an open domain with emission and deposition; |change of the
 * burden - sums of what crossed| / (burden + gross fluxes) of each hour. Pair: q2 = 3 q1 + 2 at the beginning,
 * everywhere and at the border; |q2 - (3 q1 + 2)| / q2 after a day. Bounds: design.md section 5 and issue 4 (1e-14 and
 * 1e-12 in the double build, 1e-7 in float); the pair may differ by the roundings of its two tracers: one a sweep, 3
 * sweeps a step, which limiters and differences of nearly equal values enlarge: 288 steps x 3 x 1 ulp. */
#include "model/verify/case_run.h"
#include "model/verify/verify.h"

#include <float.h>
#include <math.h>

enum { HOURS = 24 };

static const double ulp = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;

static double by_build(double in_double, double in_float) {
    return sizeof(lt_real) == 8 ? in_double : in_float;
}

/* Largest over the tracers. */
static lt_status drift(lt_case_run *run, double *worst) {
    double begin[LT_CASE_TRACERS];
    for (int hour = 0; hour < HOURS; ++hour) {
        LT_TRY(lt_case_run_load(run, hour));
        for (int s = 0; s < LT_CASE_TRACERS && hour == 0; ++s) begin[s] = lt_case_run_burden(run, s);
        lt_case_run_steps(run);
    }
    *worst = 0.0;
    for (int s = 0; s < LT_CASE_TRACERS; ++s) *worst = fmax(*worst, fabs(lt_case_run_burden(run, s) / begin[s] - 1.0));
    return LT_OK;
}

/* Largest over tracers and hours. */
static lt_status budget(lt_case_run *run, double *worst) {
    *worst = 0.0;
    for (int hour = 0; hour < HOURS; ++hour) {
        double before[LT_CASE_TRACERS], gross;
        LT_TRY(lt_case_run_load(run, hour));
        for (int s = 0; s < LT_CASE_TRACERS; ++s) before[s] = lt_case_run_burden(run, s);
        lt_case_run_steps(run);
        for (int s = 0; s < LT_CASE_TRACERS; ++s) {
            const double now = lt_case_run_burden(run, s), gain = lt_case_run_gain(run, s, &gross);
            *worst = fmax(*worst, fabs(now - before[s] - gain) / (now + gross));
        }
    }
    return LT_OK;
}

static lt_status pair(lt_case_run *run, double *worst) {
    LT_TRY(lt_case_run_relate(run, 3.0, 2e-9));
    for (int hour = 0; hour < HOURS; ++hour) {
        LT_TRY(lt_case_run_load(run, hour));
        lt_case_run_steps(run);
    }
    return lt_case_run_relation(run, 3.0, 2e-9, worst);
}

static lt_status measure(bool closed, bool mixing, lt_status (*what)(lt_case_run *run, double *worst), double *worst) {
    lt_case_run run;
    LT_TRY(lt_case_run_create(closed, mixing, &run));
    const lt_status status = what(&run, worst);
    lt_case_run_free(&run);
    return status;
}

lt_status lt_verify_invariants(lt_verify *v) {
    double worst;
    LT_TRY(measure(true, false, drift, &worst));
    LT_TRY(LT_VERIFY_ADD(v, "closed_domain_day", "relative_drift", "advection", worst, LT_AT_MOST,
                         by_build(1e-14, 1e-7), .source = "issue 4; design.md section 5"));
    LT_TRY(measure(true, true, drift, &worst));
    LT_TRY(LT_VERIFY_ADD(v, "closed_domain_day", "relative_drift", "all", worst, LT_AT_MOST, by_build(1e-14, 1e-7),
                         .source = "issue 4; design.md section 5"));
    LT_TRY(measure(false, true, budget, &worst));
    LT_TRY(LT_VERIFY_ADD(v, "open_domain_day", "hourly_residual", "all", worst, LT_AT_MOST, by_build(1e-12, 1e-7),
                         .source = "issue 4; design.md section 5"));
    LT_TRY(measure(false, false, pair, &worst));
    return LT_VERIFY_ADD(v, "linear_pair_day", "relative_linf", "advection", worst, LT_AT_MOST, HOURS * 12 * 3 * ulp,
                         .source = "derived: one rounding a sweep");
}
