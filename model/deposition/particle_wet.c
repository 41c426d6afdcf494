/* particle_wet.c - wet removal of particles (particle_wet.h). */
#include "model/deposition/particle_wet.h"

#include "model/aerosol/sizes/sizes.h"
#include "model/deposition/settling.h"

#include <math.h>

#define WATER 1000.0           /* kg/m3 */
#define WATER_VISCOSITY 1.3e-3 /* Pa s at 283 K (R) */
#define LEAST_RAIN 0.01        /* mm/h, of the table */
#define MOST_RAIN 200.0
#define ICE_HOLDS 0.1
#define KELVIN 2.1e-9 /* m: A, 4 sigma M/(R T rho) of water at 298 K */
#define SUPERSATURATION 1.5e-3
#define HYGROSCOPICITY 0.3

static const double dry_density[LT_N_SIZE_MODES] = {1600.0, 2300.0}; /* kg/m3 (A: salts and organics; soil) */

/* What falls. */
typedef struct collector {
    double size, speed; /* m, m/s: diameter of drops, capture length of snow */
    double reach;       /* of Re: radius of drops, the length of snow */
    double swept;       /* 1/m: 3/2 over the diameter of drops, 0.6 over the length D_m of snow */
    double brownian;    /* power of Sc; 0: drops */
} collector;

static const collector snow = {100e-6, 0.57, 100e-6, 0.6 / 27e-6, 0.5};

static collector drops_of(double rain_mmh) {
    const double d = 0.9e-3 * lt_exp(0.21 * lt_log(rain_mmh));
    return (collector){d, 3100.0 * d, 0.5 * d, 1.5 / d, 0.0};
}

/* --- spheres ------------------------------------------------------------------------------------------------------ */

static double impaction(double stokes, double reynolds, double density) {
    const double l = lt_log(1.0 + reynolds), beyond = stokes - (1.2 + l / 12.0) / (1.0 + l);
    if (beyond <= 0.0) return 0.0;
    const double share = beyond / (beyond + 2.0 / 3.0);
    return share * sqrt(share) * sqrt(WATER / density);
}

static double efficiency(const lt_sphere_air *air, const collector *of, double diameter, double density) {
    const double slip = lt_sphere_slip(air, diameter), settling = lt_sphere_settling(air, diameter, density, slip);
    const double schmidt = air->kinematic / lt_sphere_diffusivity(air, diameter, slip);
    const double reynolds = of->speed * of->reach / air->kinematic, root = sqrt(reynolds);
    const double faster = of->speed > settling ? of->speed - settling : 0.0;
    const double stokes = 2.0 * settling * faster / (LT_GRAVITY * of->size);
    double e = impaction(stokes, reynolds, density);
    if (of->brownian > 0.0) {
        const double p = 0.5 * diameter / of->size;
        e += lt_pow(schmidt, -of->brownian) + (1.0 - lt_exp(-(1.0 + root) * p * p));
    } else {
        const double p = diameter / of->size;
        e += 4.0 / (reynolds * schmidt) * (1.0 + 0.4 * root * lt_pow(schmidt, 1.0 / 3.0) + 0.16 * root * sqrt(schmidt));
        e += 4.0 * p * (air->viscosity / WATER_VISCOSITY + (1.0 + 2.0 * root) * p);
    }
    return e < 1.0 ? e : 1.0;
}

static double collection(const lt_sphere_air *air, const collector *of, double diameter, double density) {
    return of->swept * efficiency(air, of, diameter, density) / WATER;
}

static lt_sphere_air warm(void) {
    return lt_sphere_air_of(283.0, 1e5 / (LT_R_DRY * 283.0));
}

static lt_sphere_air cold(void) {
    return lt_sphere_air_of(268.0, 1e5 / (LT_R_DRY * 268.0));
}

double lt_particle_wet_by_snow(double diameter, double density) {
    const lt_sphere_air air = cold();
    return collection(&air, &snow, diameter, density);
}

/* --- modes -------------------------------------------------------------------------------------------------------- */

static double of_mode(const lt_sphere_air *air, const collector *of, int mode, double growth) {
    enum { STEPS = 200 };
    const double spread = lt_log(lt_size_modes[mode].sigma), g3 = growth * growth * growth;
    const double density = (dry_density[mode] + (g3 - 1.0) * WATER) / g3;
    double sum = 0.0, weights = 0.0;
    for (int n = 0; n <= STEPS; n++) {
        const double t = 10.0 * n / STEPS - 5.0, weight = lt_exp(-0.5 * t * t);
        sum += weight * collection(air, of, lt_size_modes[mode].median * growth * lt_exp(spread * t), density);
        weights += weight;
    }
    return sum / weights;
}

double lt_particle_wet_mode_by_rain(int mode, double growth, double rain_mmh) {
    const lt_sphere_air air = warm();
    const collector drops = drops_of(rain_mmh);
    return of_mode(&air, &drops, mode, growth);
}

/* Share of a normal distribution above x: integrated, for ltmath has no error function. */
static double above(double x) {
    enum { STEPS = 4000 };
    double sum = 0.0;
    for (int n = 0; n < STEPS; n++) {
        const double t = x + (n + 0.5) * (10.0 - x) / STEPS;
        sum += lt_exp(-0.5 * t * t);
    }
    return sum * (10.0 - x) / STEPS / 2.5066282746310002;
}

static double node(int n, int nodes, double least, double most) {
    return lt_exp(lt_log(least) + (lt_log(most) - lt_log(least)) * n / (nodes - 1.0));
}

void lt_particle_wet_make(lt_particle_wet *out) {
    const double critical =
        KELVIN * lt_pow(4.0 / (27.0 * HYGROSCOPICITY * SUPERSATURATION * SUPERSATURATION), 1.0 / 3.0);
    const lt_sphere_air in_rain = warm(), in_snow = cold();
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++) {
        out->activated[mode] = above(lt_log(critical / lt_size_modes[mode].median) / lt_log(lt_size_modes[mode].sigma));
        for (int g = 0; g < LT_PARTICLE_GROWTHS; g++) {
            const double growth = node(g, LT_PARTICLE_GROWTHS, 1.0, LT_SIZE_MOST_GROWTH);
            for (int r = 0; r < LT_PARTICLE_RAINS; r++) {
                const collector drops = drops_of(node(r, LT_PARTICLE_RAINS, LEAST_RAIN, MOST_RAIN));
                out->rain[mode][r][g] = lt_log(of_mode(&in_rain, &drops, mode, growth));
            }
            out->snow[mode][g] = lt_log(of_mode(&in_snow, &snow, mode, growth));
        }
    }
}

/* --- a tile ------------------------------------------------------------------------------------------------------- */

typedef struct place {
    int at;
    double share;
} place;

static place find(double x, double least, double most, int nodes) {
    const double held = x < least ? least : x > most ? most : x;
    const double in = lt_log(held / least) / lt_log(most / least) * (nodes - 1);
    const int at = (int)in < nodes - 2 ? (int)in : nodes - 2;
    return (place){at, in - at};
}

static double line(const double *row, place g) {
    return row[g.at] + g.share * (row[g.at + 1] - row[g.at]);
}

static double below_cloud(const lt_particle_wet *wet, int mode, double mmh, double frozen, double growth) {
    const place g = find(growth, 1.0, LT_SIZE_MOST_GROWTH, LT_PARTICLE_GROWTHS);
    const double flux = mmh / 3600.0; /* kg m-2 s-1 where it falls */
    double rate = 0.0;
    if (frozen < 1.0) {
        const place r = find(mmh, LEAST_RAIN, MOST_RAIN, LT_PARTICLE_RAINS);
        const double low = line(wet->rain[mode][r.at], g), high = line(wet->rain[mode][r.at + 1], g);
        rate += (1.0 - frozen) * lt_exp(low + r.share * (high - low));
    }
    if (frozen > 0.0) rate += frozen * lt_exp(line(wet->snow[mode], g));
    return rate * flux;
}

void lt_particle_wet_rate(const lt_particle_wet *wet, const lt_fall_column *column, const lt_fall *fall,
                          const double *const *growth, double *rate) {
    const int one = column->nz * LT_LANES;
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++) {
        double *out = rate + mode * one;
        for (int c = 0; c < one; c++) {
            const double share = fall->share[c % LT_LANES], icy = fall->icy[c];
            out[c] = fall->formed[c] * ((1.0 - icy) * wet->activated[mode] + icy * ICE_HOLDS);
            if (fall->below[c] > 0.0)
                out[c] +=
                    share * below_cloud(wet, mode, 3600.0 * fall->flux[c] / share, fall->frozen[c], growth[mode][c]);
        }
    }
}
