/* rise.c - plume rise beside worked numbers of gaussian_analytic.md, A10 (made with mpmath, 8 digits; the fourth stack
 * is also a test of GasDispersion.jl), the step of the standard at F_b = 55, and limits. */
#include "model/gaussian/rise.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

typedef struct stable {
    double stability, rise, reach, calm;
} stable;

typedef struct stack {
    const char *name;
    double exit_ms, diameter_m, exit_K, air_K, wind_ms;
    double buoyancy, momentum, reach, neutral, at_200_m, jet, crossover;
    stable by_lapse[2];
} stack;

static const double lapses[2] = {0.02, 0.035};
static const char source[] = "A10, mpmath";

static const stack stacks[] = {
    {"plant",
     15.0,
     5.0,
     425.0,
     293.0,
     5.0,
     285.53231,
     969.48529,
     1142.376,
     230.27475,
     72.064558,
     45.0,
     8.692158,
     {{0.00066936246, 114.45848, 400.33565, 254.88883}, {0.0011713843, 94.980685, 302.62531, 206.63864}}},
    {"works",
     11.7,
     2.4,
     432.0,
     293.0,
     4.0,
     53.159193,
     133.6959,
     587.06011,
     105.44952,
     51.436663,
     21.06,
     16.249051,
     {{0.00066936246, 70.403194, 320.26852, 167.42935}, {0.0011713843, 58.422438, 242.10025, 135.73515}}},
    {"boiler",
     10.0,
     1.0,
     400.0,
     288.15,
     4.0,
     6.8551187,
     18.009375,
     163.19447,
     22.691963,
     25.986731,
     7.5,
     25.594684,
     {{0.00068062884, 35.371616, 317.60677, 99.706244}, {0.0011911005, 29.352305, 240.08815, 80.831956}}},
    {"jet of F_b 50",
     72.93819699672669,
     1.0,
     400.0,
     288.15,
     4.0,
     50.0,
     958.09525,
     565.00505,
     100.71365,
     50.396842,
     54.703648,
     49.636534,
     {{0.00068062884, 68.597229, 317.60677, 163.85553}, {0.0011911005, 56.9238, 240.08815, 132.83785}}}};

static lt_status check(lt_verify *verify, const char *test, const char *metric, double value, double printed) {
    return lt_printed_digits(verify, test, metric, value, printed, 8, source);
}

static lt_status check_stable(lt_verify *verify, const stack *k, const char *name, int l, double buoyancy) {
    const stable *want = &k->by_lapse[l];
    const double s = lt_rise_stability(k->air_K, lapses[l]);
    const char *test = lt_fmt("%s, %g K/m", name, lapses[l]);
    LT_TRY(check(verify, test, "stability", s, want->stability));
    LT_TRY(check(verify, test, "stable_rise", lt_rise_stable(buoyancy, k->wind_ms, s), want->rise));
    LT_TRY(check(verify, test, "stable_reach", lt_rise_reach_stable(k->wind_ms, s), want->reach));
    return check(verify, test, "calm_rise", lt_rise_calm(buoyancy, s), want->calm);
}

static lt_status check_stack(lt_verify *verify, const stack *k, const char *name) {
    const double buoyancy = lt_rise_buoyancy(k->exit_ms, k->diameter_m, k->exit_K, k->air_K);
    const double momentum = lt_rise_momentum(k->exit_ms, k->diameter_m, k->exit_K, k->air_K);
    const double crossover = lt_rise_crossover(k->exit_ms, k->diameter_m, k->exit_K, buoyancy);
    LT_TRY(check(verify, name, "buoyancy", buoyancy, k->buoyancy));
    LT_TRY(check(verify, name, "momentum", momentum, k->momentum));
    LT_TRY(check(verify, name, "reach", lt_rise_reach(buoyancy), k->reach));
    LT_TRY(check(verify, name, "neutral_rise", lt_rise_neutral(buoyancy, k->wind_ms), k->neutral));
    LT_TRY(check(verify, name, "rise_200_m", lt_rise_on_way(buoyancy, k->wind_ms, 200.0), k->at_200_m));
    LT_TRY(check(verify, name, "jet_rise", lt_rise_jet(k->exit_ms, k->diameter_m, k->wind_ms), k->jet));
    LT_TRY(check(verify, name, "crossover", crossover, k->crossover));
    for (int l = 0; l < 2; l++) LT_TRY(check_stable(verify, k, name, l, buoyancy));
    return LT_OK;
}

/* The rise of a stack on its way never falls, and is the final one from its reach on, to rounding. */
static lt_status check_way(lt_verify *verify, const stack *k, const char *name, double lapse) {
    const lt_rise rise = lt_rise_of(k->exit_ms, k->diameter_m, k->exit_K, k->wind_ms, k->air_K, lapse);
    double fall = 0.0, last = 0.0;
    for (int n = 0; n <= 2000; n++) {
        const double now = lt_rise_at(&rise, rise.reach_m * n / 1000.0);
        fall = lt_verify_worse(fall, last - now);
        last = now;
    }
    const char *test = lt_fmt("%s, %g K/m", name, lapse);
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "way_fall_m", .scheme = "", .value = fall, .bound = 0.0,
                         .source = "definition"));
    return LT_VERIFY_ADD(verify, .test = test, .metric = "beyond_final_m", .scheme = "",
                         .value = fabs(last - rise.final_m), .bound = 0.0, .source = "definition");
}

static lt_status check_step(lt_verify *verify) {
    const double below = nextafter(55.0, 0.0);
    const double step = lt_rise_neutral(55.0, 4.0) / lt_rise_neutral(below, 4.0) - 1.0;
    const double reach = lt_rise_reach(55.0) / lt_rise_reach(below) - 1.0;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "step at F_b 55", .metric = "rise", .scheme = "",
                         .value = fabs(step / (38.71 / 21.425 * pow(55.0, -0.15) - 1.0) - 1.0), .bound = 1e-12,
                         .source = "derived: 38.71/21.425 55^-0.15, the standard's"));
    return LT_VERIFY_ADD(verify, .test = "step at F_b 55", .metric = "reach", .scheme = "",
                         .value = fabs(reach / (119.0 / 49.0 * pow(55.0, -0.225) - 1.0) - 1.0), .bound = 1e-12,
                         .source = "derived: 119/49 55^-0.225, the standard's");
}

lt_status lt_verify_plume_rise(lt_verify *verify) {
    for (size_t n = 0; n < sizeof stacks / sizeof *stacks; n++) {
        const char *name = stacks[n].name;
        LT_TRY(check_stack(verify, &stacks[n], name));
        LT_TRY(check_way(verify, &stacks[n], name, 0.0));
        LT_TRY(check_way(verify, &stacks[n], name, 0.02));
    }
    return check_step(verify);
}
