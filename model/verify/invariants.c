/* invariants.c - what must hold in any wind: mass is kept, linear relations of tracers survive.
 *
 * Drift: a day in a domain without flux through its border: |burden at the end + out of the top - in at the top -
 * burden at the begin| / burden at the begin. The winds close a column to their last bits only; the air that is left
 * over (1e-14 of a column a day) crosses the top with its tracer and is a line of the budget: a row of its own. Budget:
 * an open domain with emission and deposition; |change of the burden - sums of what crossed| / (burden + gross fluxes)
 * of each hour. Pair: q2 = 3 q1 + 2 at the beginning, everywhere and at the border; |q2 - (3 q1 + 2)| / q2 after a day.
 * Bounds: design.md section 5 and the goals of the project (1e-14 and 1e-12 in the double build, 1e-7 in float); the
 * pair may differ by the roundings of its two tracers: one a sweep, 3 sweeps a step, which limiters and differences of
 * nearly equal values enlarge: 288 steps x 3 x 1 ulp. */
#include "model/verify/case_run.h"
#include "model/verify/verify.h"

#include <float.h>
#include <math.h>

enum { HOURS = 24 };

static const double ulp = sizeof(lt_real) == 8 ? DBL_EPSILON : (double)FLT_EPSILON;

static double by_build(double in_double, double in_float) {
    return sizeof(lt_real) == 8 ? in_double : in_float;
}

/* Largest over the tracers: the drift, and what crossed the top, both over the burden. */
static lt_status drift(lt_case_run *run, double worst[2]) {
    double begin[LT_CASE_TRACERS], gained[LT_CASE_TRACERS] = {0}, crossed[LT_CASE_TRACERS] = {0};
    for (int hour = 0; hour < HOURS; ++hour) {
        LT_TRY(lt_case_run_load(run, hour));
        for (int s = 0; s < LT_CASE_TRACERS && hour == 0; ++s) begin[s] = lt_case_run_burden(run, s);
        LT_TRY(lt_case_run_steps(run));
        for (int s = 0; s < LT_CASE_TRACERS; ++s) {
            double gross;
            gained[s] += lt_case_run_gain(run, s, &gross);
            crossed[s] += gross;
        }
    }
    worst[0] = worst[1] = 0.0;
    for (int s = 0; s < LT_CASE_TRACERS; ++s) {
        worst[0] = fmax(worst[0], fabs(lt_case_run_burden(run, s) - gained[s] - begin[s]) / begin[s]);
        worst[1] = fmax(worst[1], crossed[s] / begin[s]);
    }
    return LT_OK;
}

/* Largest over tracers and hours. */
static lt_status budget(lt_case_run *run, double *worst) {
    *worst = 0.0;
    for (int hour = 0; hour < HOURS; ++hour) {
        double before[LT_CASE_TRACERS], gross;
        LT_TRY(lt_case_run_load(run, hour));
        for (int s = 0; s < LT_CASE_TRACERS; ++s) before[s] = lt_case_run_burden(run, s);
        LT_TRY(lt_case_run_steps(run));
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
        LT_TRY(lt_case_run_steps(run));
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
    double drifts[2], worst;
    LT_TRY(measure(true, false, drift, drifts));
    LT_TRY(LT_VERIFY_ADD(v, "closed_domain_day", "relative_drift", "advection", drifts[0], LT_AT_MOST,
                         by_build(1e-14, 1e-7), .source = "project goal; design.md section 5"));
    LT_TRY(measure(true, true, drift, drifts));
    LT_TRY(LT_VERIFY_ADD(v, "closed_domain_day", "relative_drift", "all", drifts[0], LT_AT_MOST, by_build(1e-14, 1e-7),
                         .source = "project goal; design.md section 5"));
    LT_TRY(LT_VERIFY_ADD(v, "closed_domain_day", "through_top", "all", drifts[1], LT_AT_MOST, 1e-12,
                         .source = "derived: rounding of the winds, 288 steps"));
    LT_TRY(measure(false, true, budget, &worst));
    LT_TRY(LT_VERIFY_ADD(v, "open_domain_day", "hourly_residual", "all", worst, LT_AT_MOST, by_build(1e-12, 1e-7),
                         .source = "project goal; design.md section 5"));
    LT_TRY(measure(false, false, pair, &worst));
    return LT_VERIFY_ADD(v, "linear_pair_day", "relative_linf", "advection", worst, LT_AT_MOST, HOURS * 12 * 3 * ulp,
                         .source = "derived: one rounding a sweep");
}
