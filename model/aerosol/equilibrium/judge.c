/* judge.c - what a state from outside must be. */
#include "model/aerosol/equilibrium/equilibrium.h"

#include <math.h>
#include <stddef.h>

static const struct {
    double from, to;
    const char *column, *expected;
} limits[] = {{200, 320, "T_K", "200 to 320 K"}, {0, 1, "RH", "0 to 1, over liquid water"}};

static const char *todo_of_temperature(double value) {
    if (value > -100 && value < 100) return "it looks like degrees Celsius: add 273.15";
    return "correct it, or leave the row out";
}

static const char *todo_of_humidity(double value) {
    if (value > 1.5 && value <= 150) return "it looks like percent: divide by 100";
    if (value > 1 && value <= 1.5) return "above saturation there are droplets of cloud, which are not solved here";
    return "correct it, or leave the row out";
}

static const char *todo_of_total(double value) {
    if (value > LT_EQ_MOST)
        return "it looks like another unit: umol/m3 are divided by 1e6, ug/m3 by 1e6 and the molar mass in g/mol";
    return "a measurement below zero is written as 0, or the row left out";
}

/* Reverse: the acid that a particle can hold is H+; a surplus of cations beyond hydroxide has no counterpart. */
static bool is_balanced(const double *total, double *surplus) {
    const double cations =
        total[LT_TOTAL_NA] + total[LT_TOTAL_NH4] + total[LT_TOTAL_K] + 2 * total[LT_TOTAL_MG] + 2 * total[LT_TOTAL_CA];
    const double anions = 2 * total[LT_TOTAL_SO4] + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
    *surplus = cations - anions;
    return *surplus <= LT_EQ_CHARGE_TOLERANCE * (cations + anions);
}

int lt_equilibrium_judge(const lt_equilibrium_setup *setup, double temperature, double humidity, const double *total,
                         lt_equilibrium_fault *faults) {
    const double air[2] = {temperature, humidity};
    double surplus;
    int n = 0;
    for (int k = 0; k < 2; k++)
        if (!(air[k] >= limits[k].from && air[k] <= limits[k].to))
            faults[n++] = (lt_equilibrium_fault){limits[k].column, limits[k].expected, air[k],
                                                 k ? todo_of_humidity(air[k]) : todo_of_temperature(air[k]), false};
    const int in_air = n;
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (!(total[t] >= 0 && total[t] <= LT_EQ_MOST))
            faults[n++] =
                (lt_equilibrium_fault){lt_total_names[t], "0 to 0.01 mol/m3", total[t], todo_of_total(total[t]), false};
    if (n == in_air && setup->mode == LT_EQ_REVERSE && !is_balanced(total, &surplus))
        faults[n++] = (lt_equilibrium_fault){
            "NH4", "cations of the particle (Na + NH4 + K + 2 Mg + 2 Ca) not above its anions (2 SO4 + NO3 + Cl)",
            surplus, "look at NH4 and at carbonates in Ca and Mg, or leave the row out", true};
    return n;
}
