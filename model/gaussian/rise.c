#include "model/gaussian/rise.h"

#include "model/kernel/briggs.h"

#include <math.h>

/* AERMOD's; the printed numbers of the exact solutions were made with it. */
static const double gravity = 9.80616;

static double least(double a, double b) {
    return a < b ? a : b;
}

static double power(double x, double y) { /* lt_pow wants a positive number */
    return x > 0.0 ? lt_pow(x, y) : 0.0;
}

double lt_rise_buoyancy(double exit_ms, double diameter_m, double exit_K, double air_K) {
    return exit_K > air_K ? lt_briggs_flux(gravity, exit_ms, diameter_m, exit_K, air_K) : 0.0;
}

double lt_rise_momentum(double exit_ms, double diameter_m, double exit_K, double air_K) {
    const double colder = exit_K > air_K ? air_K / exit_K : 1.0;
    return 0.25 * exit_ms * exit_ms * diameter_m * diameter_m * colder;
}

double lt_rise_stability(double air_K, double lapse_Km) {
    return gravity / air_K * lapse_Km;
}

double lt_rise_reach(double buoyancy) {
    return buoyancy < LT_BRIGGS_STRONG ? 49.0 * power(buoyancy, 0.625) : 119.0 * power(buoyancy, 0.4);
}

double lt_rise_neutral(double buoyancy, double wind_ms) {
    return buoyancy > 0.0 ? lt_briggs_neutral(buoyancy, wind_ms) : 0.0;
}

double lt_rise_reach_stable(double wind_ms, double stability) {
    return 2.0715 * wind_ms / sqrt(stability);
}

double lt_rise_stable(double buoyancy, double wind_ms, double stability) {
    return buoyancy > 0.0 ? lt_briggs_stable(buoyancy, wind_ms * stability) : 0.0;
}

double lt_rise_calm(double buoyancy, double stability) {
    return 4.0 * power(buoyancy, 0.25) / lt_pow(stability, 0.375);
}

double lt_rise_jet(double exit_ms, double diameter_m, double wind_ms) {
    return 3.0 * diameter_m * exit_ms / wind_ms;
}

double lt_rise_jet_stable(double momentum, double wind_ms, double stability) {
    return 1.5 * power(momentum / (wind_ms * sqrt(stability)), 1.0 / 3.0);
}

double lt_rise_crossover(double exit_ms, double diameter_m, double exit_K, double buoyancy) {
    if (buoyancy < LT_BRIGGS_STRONG) return 0.0297 * exit_K * power(exit_ms, 1.0 / 3.0) / lt_pow(diameter_m, 2.0 / 3.0);
    return 0.00575 * exit_K * power(exit_ms, 2.0 / 3.0) / lt_pow(diameter_m, 1.0 / 3.0);
}

double lt_rise_crossover_stable(double exit_ms, double exit_K, double stability) {
    return 0.019582 * exit_K * exit_ms * sqrt(stability);
}

double lt_rise_downwash(double height_m, double diameter_m, double exit_ms, double wind_ms) {
    if (exit_ms >= 1.5 * wind_ms) return height_m;
    const double height = height_m + 2.0 * diameter_m * (exit_ms / wind_ms - 1.5);
    return height > 0.0 ? height : 0.0;
}

static void final_of_buoyant(lt_rise *rise) {
    rise->final_m = lt_rise_neutral(rise->buoyancy, rise->wind_ms);
    rise->reach_m = lt_rise_reach(rise->buoyancy);
    if (!rise->stable) return;
    const double bent = lt_rise_stable(rise->buoyancy, rise->wind_ms, rise->stability);
    const double bounded = least(bent, lt_rise_calm(rise->buoyancy, rise->stability));
    if (bounded >= rise->final_m) return;
    rise->final_m = bounded;
    rise->reach_m = lt_rise_reach_stable(rise->wind_ms, rise->stability);
}

static void final_of_jet(lt_rise *rise, double diameter_m) {
    const double v = rise->exit_ms, u = rise->wind_ms;
    rise->final_m = lt_rise_jet(v, diameter_m, u);
    rise->reach_m = v > 0.0 ? 4.0 * diameter_m * (v + 3.0 * u) * (v + 3.0 * u) / (v * u) : 0.0;
    if (!rise->stable) return;
    const double stable = lt_rise_jet_stable(rise->momentum, u, rise->stability);
    if (stable >= rise->final_m) return;
    rise->final_m = stable;
    rise->reach_m = 1.5707963267948966 * u / sqrt(rise->stability);
}

lt_rise lt_rise_of(double exit_ms, double diameter_m, double exit_K, double wind_ms, double air_K, double lapse_Km) {
    const double gas_K = exit_K > 0.0 ? exit_K : air_K;
    lt_rise rise = {.stable = lapse_Km > 0.0, .wind_ms = wind_ms, .exit_ms = exit_ms};
    rise.buoyancy = lt_rise_buoyancy(exit_ms, diameter_m, gas_K, air_K);
    rise.momentum = lt_rise_momentum(exit_ms, diameter_m, gas_K, air_K);
    rise.stability = rise.stable ? lt_rise_stability(air_K, lapse_Km) : 0.0;
    const double from = rise.stable ? lt_rise_crossover_stable(exit_ms, gas_K, rise.stability)
                                    : lt_rise_crossover(exit_ms, diameter_m, gas_K, rise.buoyancy);
    rise.buoyant = rise.buoyancy > 0.0 && gas_K - air_K >= from;
    if (rise.buoyant)
        final_of_buoyant(&rise);
    else
        final_of_jet(&rise, diameter_m);
    return rise;
}

static double jet_on_way(const lt_rise *rise, double distance_m) {
    const double u = rise->wind_ms, b = 1.0 / 3.0 + u / rise->exit_ms;
    const double root = sqrt(rise->stability);
    double along = distance_m / u; /* its limit without stability */
    if (rise->stable) {
        const double turn = distance_m * root / u;
        along = (turn < 1.5707963267948966 ? lt_sin(turn) : 1.0) / root;
    }
    return power(3.0 * rise->momentum * along / (b * b * u), 1.0 / 3.0);
}

double lt_rise_at(const lt_rise *rise, double distance_m) {
    if (distance_m >= rise->reach_m || rise->final_m <= 0.0) return rise->final_m;
    const double now =
        rise->buoyant ? lt_rise_on_way(rise->buoyancy, rise->wind_ms, distance_m) : jet_on_way(rise, distance_m);
    return least(now, rise->final_m);
}
