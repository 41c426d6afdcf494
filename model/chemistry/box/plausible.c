/* plausible.c - limits of what amounts, rates and air can be (plausible.h).
 *
 *   reactive gas      5 ppm; above 200 hPa 15 ppm: ozone has up to 10 ppm near 35 km (R)
 *   CO, CH4, H2       100 ppm: kerbsides, plumes and leaks have tens (R, A)
 *   CO2               5000 ppm, a stuffy room (R)
 *   H2O               10 %: air saturated at 46 degC (D: model/met/humidity.h)
 *   J                 1 s-1: mechanism/rate.h
 *   k of two          1e-7 cm3 s-1. Collisions allow 1e-9 (R), but laws drawn out to the cold exceed it: DMS4 of
 *                     CB6r5 has 2e-8 at 190 K (V). A slip of the unit (ppm and min, moles) lies above 1e-5 (D)
 *   k of three        1e-25 cm6 s-1: what joins fastest has 1e-28 at low pressure (R); 1000 of them (A)
 *   velocity          0.2 m s-1: HNO3 above a forest in wind has 0.1 (R)
 *   air               1 hPa, near 48 km; above 285 K 200 hPa: the stratopause, warmest there, has 270 K (R) */
#include "model/chemistry/box/plausible.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *species;
    double ppb;
} own_limits[] = {{"CO", 1e5}, {"CH4", 1e5}, {"H2", 1e5}, {"CO2", 5e6}, {"H2O", 1e8}};

static const double reactive_ppb = 5e3, reactive_ppb_aloft = 1.5e4, aloft_Pa = 2e4;
static const double least_Pa = 100, warm_K = 285, least_warm_Pa = 2e4;
static const double most_velocity = 0.2, most_pair = 1e-7, most_three = 1e-25;

const char *lt_implausible_amount(const lt_mech_species *species, double ppb, double p) {
    double limit = p < aloft_Pa ? reactive_ppb_aloft : reactive_ppb;
    if (species->fixed || species->kind == LT_SPECIES_COUNTER) limit = 0;
    for (size_t k = 0; k < sizeof own_limits / sizeof *own_limits; k++)
        if (strcmp(own_limits[k].species, species->name) == 0) limit = own_limits[k].ppb;
    if (limit == 0 || !(ppb > limit)) return NULL;
    return lt_fmt("plausible is at most %g ppm: is the unit right?", limit / 1e3);
}

const char *lt_implausible_air(double T, double p) {
    if (p < least_Pa) return lt_fmt("plausible is %g Pa (48 km) or more: is the unit right?", least_Pa);
    if (T > warm_K && p < least_warm_Pa)
        return lt_fmt("air of more than %g K has plausibly %g Pa or more: is the unit right?", warm_K, least_warm_Pa);
    return NULL;
}

const char *lt_implausible_velocity(double velocity) {
    if (!(velocity > most_velocity)) return NULL;
    return lt_fmt("plausible is at most %g m/s: cm/s meant?", most_velocity);
}

const char *lt_implausible_j(double j) {
    return j > LT_MOST_PHOTOLYSIS
               ? lt_fmt("the sun splits no molecule faster than %g s-1: is the unit right?", LT_MOST_PHOTOLYSIS)
               : NULL;
}

const char *lt_implausible_rate(const lt_reaction *reaction, double k) {
    double order = 0;
    for (int a = 0; a < reaction->n_reactants; a++) order += reaction->reactants[a].coefficient;
    if (reaction->photolysis && order <= 1) return lt_implausible_j(k);
    if (!(k > (order < 2 ? INFINITY : order < 3 ? most_pair : most_three))) return NULL;
    return order < 3 ? "molecules collide at up to 1e-9 cm3 s-1: are the units cm3, molecules, s?"
                     : "three molecules join at up to 1e-28 cm6 s-1: are the units cm3, molecules, s?";
}
