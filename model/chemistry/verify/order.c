/* order.c - the order of each Rosenbrock method, with steps of fixed length.
 *
 * Kaps' problem (1981; Hairer and Wanner 1996, IV): y1' = -(1/e + 2) y1 + y2^2 / e, y2' = y1 - y2 - y2^2, with the
 * exact solution y1 = exp(-2t), y2 = exp(-t) for any e: the smaller e, the stiffer. It is a mechanism: Y1 is lost at
 * 1/e + 2 and makes Y2 at 1; 2 Y2 make Y1 at 1/e and lose one Y2 at 1; Y2 is lost at 1. At e = 1 the order is the
 * classical one; at e = 1e-8 what is left of it for a differential-algebraic system. And five minutes of CB6r5 in a
 * random day cell against the same method at a sixteenth of the step: there stiffness of every kind stands between. */
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"

#include <math.h>
#include <string.h>

/* n steps of equal length whatever the error. */
static void fixed_steps(lt_interpreter *interpreter, const lt_rosenbrock *method, const double *k, double seconds,
                        int n, double *c) {
    double atol[512];
    lt_ros_control control = lt_ros_control_default(1.0);
    lt_chem_result result;
    for (size_t s = 0; s < sizeof atol / sizeof *atol; s++) atol[s] = 1e30;
    control.shrink = control.grow = 1.0;
    lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, seconds, seconds / n * (1.0 + 1e-9), c, NULL,
                             &result);
}

/* --- Kaps' problem -------------------------------------------------------------------------------------------------
 */

enum { Y1, Y2 };

static double kaps_error(lt_interpreter *interpreter, const lt_rosenbrock *method, double stiffness, int n) {
    const double k[] = {1.0 / stiffness + 2.0, 1.0 / stiffness, 1.0, 1.0, 1.0};
    double c[] = {1.0, 1.0};
    fixed_steps(interpreter, method, k, 1.0, n, c);
    return fmax(fabs(c[Y1] - exp(-2.0)), fabs(c[Y2] - exp(-1.0)));
}

static lt_status kaps_interpreter(lt_interpreter **out) {
    static lt_mech_term y1[] = {{Y1, 1.0}}, y2[] = {{Y2, 1.0}}, two_y2[] = {{Y2, 2.0}}, both[] = {{Y1, 1.0}, {Y2, 2.0}},
                        y1_y2[] = {{Y1, 1.0}, {Y2, 1.0}};
    static lt_reaction reactions[] = {{.n_reactants = 1, .reactants = y1},
                                      {.n_reactants = 1, .reactants = two_y2, .n_products = 2, .products = both},
                                      {.n_reactants = 1, .reactants = y1, .n_products = 2, .products = y1_y2},
                                      {.n_reactants = 1, .reactants = y2},
                                      {.n_reactants = 1, .reactants = two_y2, .n_products = 1, .products = y2}};
    static const lt_mechanism kaps = {
        .name = "kaps", .n_species = 2, .n_variable = 2, .n_reactions = 5, .reactions = reactions};
    return lt_interpreter_create(&kaps, out);
}

/* least: of the order, a quarter less than the theory's. */
static lt_status kaps(lt_verify *verify, lt_interpreter *interpreter, const lt_rosenbrock *method, double stiffness,
                      double least) {
    double coarse = kaps_error(interpreter, method, stiffness, 32),
           fine = kaps_error(interpreter, method, stiffness, 64);
    return LT_VERIFY_ADD(verify, .test = stiffness < 1.0 ? "kaps_stiff" : "kaps", .metric = "order",
                         .scheme = method->name, .value = log2(coarse / fine), .sense = LT_AT_LEAST, .bound = least,
                         .source = "exact solution");
}

static lt_status all_kaps(lt_verify *verify, lt_interpreter *interpreter) {
    static const struct {
        const char *method;
        double plain, stiff;
    } orders[] = {{"ros3", 2.75, 1.75}, {"rodas3", 2.75, 2.75}, {"rodas31", 2.75, 2.75}, {"rodas4", 3.75, 3.75}};
    for (size_t m = 0; m < sizeof orders / sizeof *orders; m++) {
        const lt_rosenbrock *method;
        LT_TRY(lt_ros_method_find(orders[m].method, &method));
        LT_TRY(kaps(verify, interpreter, method, 1.0, orders[m].plain));
        LT_TRY(kaps(verify, interpreter, method, 1e-8, orders[m].stiff));
    }
    return LT_OK;
}

/* --- CB6r5 ---------------------------------------------------------------------------------------------------------
 */

/* rms over species of |a - b| / max(|b|, 1 ppt). */
static double distance(int n, const double *a, const double *b) {
    double sum = 0.0;
    for (int s = 0; s < n; s++) {
        double e = (a[s] - b[s]) / fmax(fabs(b[s]), 1e-3);
        sum += e * e;
    }
    return sqrt(sum / n);
}

static lt_status cb6(lt_verify *verify, const lt_mechanism *mechanism, const lt_states *states, int cell) {
    enum { MOST = 512 };
    double k[MOST], c[3][MOST];
    const int steps[3] = {32, 64, 1024};
    lt_interpreter *interpreter;
    LT_TRY(lt_interpreter_create(mechanism, &interpreter));
    for (int r = 0; r < states->n_reactions; r++) k[r] = states->k[(ptrdiff_t)r * states->n + cell];
    static const char *const methods[] = {
#define LT_ROS_NAME(name, title) #name,
        LT_ROS_METHODS(LT_ROS_NAME)
#undef LT_ROS_NAME
    };
    lt_status status = LT_OK;
    for (size_t m = 0; m < sizeof methods / sizeof *methods && status == LT_OK; m++) {
        const lt_rosenbrock *method;
        status = lt_ros_method_find(methods[m], &method);
        if (status != LT_OK) break;
        for (int a = 0; a < 3; a++) {
            for (int s = 0; s < states->n_variable; s++) c[a][s] = states->start[(ptrdiff_t)s * states->n + cell];
            fixed_steps(interpreter, method, k, 300.0, steps[a], c[a]);
        }
        int n = states->n_variable;
        status = LT_VERIFY_ADD(verify, .test = "cb6r5", .metric = "order", .scheme = method->name,
                               .value = log2(distance(n, c[0], c[2]) / distance(n, c[1], c[2])), .sense = LT_AT_LEAST,
                               .bound = 1.75, .source = "itself at 1/16 of the step");
    }
    lt_interpreter_free(interpreter);
    return status;
}

lt_status lt_verify_chemistry_order(lt_verify *verify) {
    lt_interpreter *interpreter;
    lt_mechanism *mechanism;
    lt_states *states;
    LT_TRY(kaps_interpreter(&interpreter));
    lt_status status = all_kaps(verify, interpreter);
    lt_interpreter_free(interpreter);
    LT_TRY(status);
    LT_TRY(lt_mechanism_read("cb6r5", &mechanism));
    status = lt_random_states(mechanism, 8, 5, &states);
    if (status == LT_OK) {
        int cell = 0;
        while (cell < 7 && states->cos_sza[cell] < 0.5) cell++;
        status = cb6(verify, mechanism, states, cell);
        lt_states_free(states);
    }
    lt_mechanism_free(mechanism);
    return status;
}
