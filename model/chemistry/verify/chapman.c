/* chapman.c - the steady state of Chapman's mechanism in closed form, against the solvers.
 *
 * With constants folded (ppb, s-1): P of C1, a of C2, J of C3 and C4, b of C6, all odd oxygen made is destroyed by C6,
 *   P = b [O] x,   a [O] = J x + b [O] x,   hence   J x^2 + P x = a P / b,   x = [O3],
 * whatever O(1D) does in between. At 30 km (226.5 K, 1197 Pa) under an overhead sun the slowest time is some weeks, so
 * that 30 years are enough for any start. Bound: a root of f is kept by every solver, to rounding of the terms that
 * cancel in it (measured: 2e-13). */
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>

enum { MOST = 8 };

static lt_status constants(const lt_mechanism *m, double *k) {
    const double T = 226.5, p = 1197.0, air = lt_air_number(T, p);
    const lt_rate_air surroundings = {.variable = {[LT_RATE_TEMP] = T,
                                                   [LT_RATE_PRESS] = p,
                                                   [LT_RATE_SUN] = 1.0,
                                                   [LT_RATE_AIR] = air,
                                                   [LT_RATE_O2] = 0.2095 * air,
                                                   [LT_RATE_N2] = 0.7808 * air,
                                                   [LT_RATE_CFACTOR] = m->cfactor,
                                                   [LT_RATE_COS_SZA] = 1.0}};
    double factor[MOST], fixed_ppb[MOST];
    for (int s = m->n_variable; s < m->n_species; s++) fixed_ppb[s - m->n_variable] = m->species[s].initial;
    LT_TRY(lt_rates(m, &surroundings, k));
    lt_rate_scale(m, air, fixed_ppb, factor);
    for (int r = 0; r < m->n_reactions; r++) k[r] *= factor[r];
    return LT_OK;
}

static lt_status run(lt_verify *verify, const lt_mechanism *m, lt_interpreter *interpreter, const char *method_name) {
    const lt_rosenbrock *method;
    const lt_ros_control control = lt_ros_control_default(1e-6);
    double k[MOST], c[MOST];
    const double atol[] = {1e-6, 1e-6, 1e-6}; /* ppb; it rules the way there, not the steady state */
    lt_chem_result result;
    LT_TRY(lt_ros_method_find(method_name, &method));
    LT_TRY(constants(m, k));
    for (int s = 0; s < m->n_variable; s++) c[s] = m->species[s].initial;
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 30 * 365.25 * 86400.0, 0.0, c, NULL,
                             &result);
    const double P = k[0], a = k[1], J = k[2] + k[3], b = k[5];
    const double x = 2.0 * a * P / b / (P + sqrt(P * P + 4.0 * J * a * P / b));
    const double exact[] = {x, P / (b * x), k[2] * x / k[4]}; /* O3, O, O1D */
    double error = result.failed;
    for (int s = 0; s < 3; s++) error = fmax(error, fabs(c[s] / exact[s] - 1.0));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "chapman, 30 km", .metric = "steady_state_relative_error",
                         .scheme = method_name, .value = error, .bound = 1e-11, .source = "closed form"));
    return LT_VERIFY_ADD(verify, .test = "chapman, 30 km", .metric = "O3_ppb", .scheme = method_name, .value = c[0],
                         .sense = LT_FACT, .source = "oxygen alone: several times what is measured");
}

lt_status lt_verify_chemistry_chapman(lt_verify *verify) {
    lt_mechanism *mechanism;
    lt_interpreter *interpreter = NULL;
    LT_TRY(lt_mechanism_read("chapman", &mechanism));
    lt_status status = lt_interpreter_create(mechanism, &interpreter);
#define RUN(name, title)                                                                                               \
    if (status == LT_OK) status = run(verify, mechanism, interpreter, #name);
    LT_ROS_METHODS(RUN)
#undef RUN
    lt_interpreter_free(interpreter);
    lt_mechanism_free(mechanism);
    return status;
}
