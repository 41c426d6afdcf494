/* judge.c - what a state from outside must be. */
#include "model/aerosol/equilibrium/equilibrium.h"

#include <math.h>
#include <stddef.h>

static const struct {
    double from, to;
    const char *column, *expected;
} limits[] = {{200, 320, "T_K", "200 to 320 K"}, {0, 1, "RH", "0 to 1, over liquid water"}};

/* What loggers and archives write where nothing was measured: -99, -99.9, -999, -9999 ..., 9999, 99999 ... */
static const char *todo_of_code(double value) {
    static const double codes[] = {99, 99.9, 99.99, 999, 999.9, 999.99, 9999, 9999.9, 99999, 999999};
    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
        if (value == -codes[k] || (value == codes[k] && value >= 999))
            return "it looks like a code for a missing value: leave the row out (--skip-bad)";
    return NULL;
}

static const char *todo_of_temperature(double value) {
    if (value > -100 && value < 100) return "it looks like degrees Celsius: add 273.15";
    return "correct it, or leave the row out";
}

static const char *todo_of_humidity(double value) {
    if (value > 1.5 && value <= 150) return "it looks like percent: divide by 100";
    if (value > 1 && value <= 1.5) return "above saturation there are droplets of cloud, which are not solved here";
    return "correct it, or leave the row out";
}

static const char *todo_of_air(int k, double value) {
    const char *code = todo_of_code(value);
    if (code) return code;
    return k ? todo_of_humidity(value) : todo_of_temperature(value);
}

static const char *todo_of_total(double value) {
    const char *code = todo_of_code(value);
    if (code) return code;
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

/* Carbonates come to mind where Ca and Mg hold more than a fifth of the cations (A). */
static const char *todo_of_charges(const double *total) {
    const double crust = 2 * total[LT_TOTAL_MG] + 2 * total[LT_TOTAL_CA];
    const double others = total[LT_TOTAL_NA] + total[LT_TOTAL_NH4] + total[LT_TOTAL_K];
    if (crust > 0.2 * (crust + others))
        return "are these totals of gas and particle? then --mode forward; if ions of the particle, leave out what is "
               "carbonate of Ca and Mg, or raise an anion or lower NH4 by that much, or leave the row out";
    return "are these totals of gas and particle? then --mode forward; if ions of the particle, raise an anion or "
           "lower "
           "NH4 by that much, or leave the row out";
}

int lt_equilibrium_judge(const lt_equilibrium_setup *setup, double temperature, double humidity, const double *total,
                         lt_equilibrium_fault *faults) {
    const double air[2] = {temperature, humidity};
    double surplus;
    int n = 0;
    for (int k = 0; k < 2; k++)
        if (!(air[k] >= limits[k].from && air[k] <= limits[k].to))
            faults[n++] =
                (lt_equilibrium_fault){limits[k].column, limits[k].expected, air[k], todo_of_air(k, air[k]), false};
    const int in_air = n;
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (!(total[t] >= 0 && total[t] <= LT_EQ_MOST))
            faults[n++] =
                (lt_equilibrium_fault){lt_total_names[t], "0 to 0.01 mol/m3", total[t], todo_of_total(total[t]), false};
    if (n == in_air && setup->mode == LT_EQ_REVERSE && !is_balanced(total, &surplus))
        faults[n++] = (lt_equilibrium_fault){
            "NH4", "cations of the particle (Na + NH4 + K + 2 Mg + 2 Ca) not above its anions (2 SO4 + NO3 + Cl)",
            surplus, todo_of_charges(total), true};
    return n;
}
