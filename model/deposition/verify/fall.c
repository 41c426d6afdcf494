/* fall.c - the profile of rain, scavenging of particles, evaporation.
 *
 * profile: what falls at the ground is what the weather says; what a cloud makes leaves its base; below it dF/dz of
 *   drizzle against steps of 1 m (layers of 250 m, the flux at their bottom: 10 %, A); in an hour no air takes more
 * than what fills it; nothing evaporates in air that is full. cloud: 6 layers of one water: particles go as exp(-P t
 * S/W), S the share of the mode above D_c by erfc; ice alone. below: a mode through the columns against its integral; a
 * well-mixed column below cloud falls as exp(-L P t). evaporation: a cloud above dry air, from the top down: what
 * layers lost is what came back and what came down; it comes back below the cloud only; what comes down of it is the
 * product of 1 - back. published: 1 and 10 mm/h beside Feng (2007), Table 3: fine mass within a factor of 10 of its
 * accumulation (0.04 to 2.5 um), coarse within 5 of its coarse (2.5 to 16 um) range, for modes and sums of bins differ;
 * snow of 0.1 mm/h beside the medians that Kyro et al. (2009) measured for 10 nm to 1 um (facts). */
#include "model/aerosol/sizes/sizes.h"
#include "model/deposition/particle_wet.h"
#include "model/deposition/verify/verify.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { NZ = 16, LANE = 3 };
#define THICK 250.0
#define DENSITY 1.1
#define RAIN (2.0 / 3600.0)

typedef struct column {
    double thickness[NZ * LT_LANES], mass[NZ * LT_LANES], temperature[NZ * LT_LANES], humidity[NZ * LT_LANES];
    double water[NZ * LT_LANES], ice[NZ * LT_LANES], fraction[NZ * LT_LANES], rain[LT_LANES];
    double growth[2][NZ * LT_LANES], work[(7 * NZ + 2) * LT_LANES + NZ], rate[2 * NZ * LT_LANES];
    lt_fall fall;
    lt_particle_wet wet;
} column;

static void set(column *c, double kelvin, double humidity, double water, double ice, double fraction) {
    for (int k = 0; k < NZ; k++)
        for (int l = 0; l < LT_LANES; l++) {
            const int at = k * LT_LANES + l;
            const bool cloud = k >= 8 && k < 14;
            c->thickness[at] = THICK;
            c->mass[at] = DENSITY * THICK;
            c->temperature[at] = kelvin;
            c->humidity[at] = cloud ? 1.0 : humidity;
            c->water[at] = cloud ? water : 0.0;
            c->ice[at] = cloud ? ice : 0.0;
            c->fraction[at] = cloud ? fraction : 0.0;
            c->growth[0][at] = 1.5;
            c->growth[1][at] = 1.1;
            c->rain[l] = RAIN;
        }
}

static void ask(column *c) {
    const lt_fall_column of = {NZ,       c->thickness, c->mass,     c->temperature, c->humidity,
                               c->water, c->ice,       c->fraction, c->rain};
    const double *const growth[2] = {c->growth[0], c->growth[1]};
    lt_fall_of(&of, c->work, &c->fall);
    lt_particle_wet_rate(&c->wet, &of, &c->fall, growth, c->rate);
}

static double at(const double *row, int k) {
    return row[k * LT_LANES + LANE];
}

static lt_status say(lt_verify *verify, const char *test, const char *metric, double value, double bound,
                     const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "", .value = value, .bound = bound,
                         .source = source);
}

static double saturation(double kelvin, double pressure) {
    const double t = kelvin - 273.15, e = 610.94 * exp(17.625 * t / (t + 243.04));
    return 0.622 * e / (pressure - 0.378 * e);
}

/* Water that air takes until it is full, cooling at that, kg/kg: its wet bulb by halving. */
static double until_full(double kelvin, double humidity) {
    const double pressure = DENSITY * 287.05 * kelvin, now = humidity * saturation(kelvin, pressure);
    double cold = kelvin - 40.0, warm = kelvin;
    for (int n = 0; n < 60; n++) {
        const double t = 0.5 * (cold + warm);
        if (1004.64 * (kelvin - t) > 2.5e6 * (saturation(t, pressure) - now))
            cold = t;
        else
            warm = t;
    }
    return 1004.64 / 2.5e6 * (kelvin - cold);
}

/* F at the cloud's base by dF/dz of drizzle in steps of 1 m, the cell filled by the cloud. */
static double finely(double kelvin, double humidity, double rain) {
    const double pressure = DENSITY * 287.05 * kelvin, full = saturation(kelvin, pressure);
    double flux = rain;
    for (int z = 0; z < (int)(8 * THICK); z++)
        flux += DENSITY * 5.44e-4 * (1.0 - humidity) * full * pow(flux / 5.09e-3, 0.5777);
    return flux;
}

static void rain_on(column *c, double rain) {
    for (int l = 0; l < LT_LANES; l++) c->rain[l] = rain;
    ask(c);
}

static lt_status profile(lt_verify *verify, column *c) {
    double ground = 0.0, made = 0.0;
    set(c, 288.15, 0.6, 2e-3, 0.0, 1.0); /* so much that it is not renewed within 600 s */
    ask(c);
    const double above = at(c->fall.flux, 8), took = 3600.0 * (above - RAIN) / (8 * THICK * DENSITY);
    ground = fabs(at(c->fall.flux, 0) / RAIN - 1.0);
    for (int k = 8; k < 14; k++) made += 2e-3 * DENSITY * THICK * at(c->fall.formed, k);
    LT_TRY(say(verify, "fall: rain at the ground", "relative_error", ground, 0.0, "the weather's"));
    LT_TRY(
        say(verify, "fall: what a cloud makes", "relative_error", fabs(made / above - 1.0), 1e-13, "leaves its base"));
    LT_TRY(say(verify, "fall: 2 mm/h through 2 km of 288 K, humidity 0.6, in an hour", "share",
               took / until_full(288.15, 0.6), 1.0, "the wet bulb by halving: air is full"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "fall: the same, at the base over at the ground", .metric = "ratio",
                         .scheme = "", .value = above / RAIN, .sense = LT_FACT, .source = "2 mm/h"));
    const double drizzle = 0.1 / 3600.0;
    set(c, 288.15, 0.9, 3e-4, 0.0, 1.0);
    rain_on(c, drizzle);
    LT_TRY(say(verify, "fall: 0.1 mm/h through 2 km of 288 K, humidity 0.9, layers of 250 m", "relative_error",
               fabs((at(c->fall.flux, 8) - drizzle) / (finely(288.15, 0.9, drizzle) - drizzle) - 1.0), 0.1,
               "dF/dz in steps of 1 m"));
    double lost = 0.0;
    set(c, 288.15, 1.0, 3e-4, 0.0, 1.0);
    ask(c);
    for (int k = 0; k < NZ; k++) lost += at(c->fall.back, k) + fabs(k < 9 ? at(c->fall.flux, k) / RAIN - 1.0 : 0.0);
    LT_TRY(say(verify, "fall: air full of vapour", "share", lost, 0.0, "nothing evaporates"));
    set(c, 288.15, 0.01, 3e-4, 0.0, 1.0);
    rain_on(c, 1e-7);
    return say(verify, "fall: drizzle through desert air", "ratio", at(c->fall.flux, 8) / 1e-7, 10.0 * (1.0 + 1e-12),
               "MOST_EVAPORATES");
}

static lt_status cloud(lt_verify *verify, column *c) {
    const double path = 6 * 5e-4 * DENSITY * THICK;
    const double critical = 2.1e-9 * cbrt(4.0 / (27.0 * 0.3 * 1.5e-3 * 1.5e-3));
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++) {
        const double x = log(critical / lt_size_modes[mode].median) / log(lt_size_modes[mode].sigma);
        double left = 1.0;
        set(c, 283.15, 1.0, 5e-4, 0.0, 1.0);
        ask(c);
        for (int step = 0; step < 12; step++) left *= lt_exp(-c->rate[(mode * NZ + 10) * LT_LANES + LANE] * 300.0);
        LT_TRY(say(verify, lt_fmt("well-mixed cloud, an hour, %s particles", mode ? "coarse" : "fine"),
                   "relative_error", fabs(left / exp(-RAIN * 3600.0 * 0.5 * erfc(x / sqrt(2.0)) / path) - 1.0), 1e-6,
                   "exp(-P t S/W)"));
    }
    set(c, 253.15, 1.0, 0.0, 5e-4, 1.0);
    for (int k = 0; k < NZ * LT_LANES; k++) c->humidity[k] = 0.99; /* over water: full over ice at -20 degC */
    ask(c);
    return say(verify, "a cloud of ice, particles", "relative_error",
               fabs(c->rate[10 * LT_LANES + LANE] * path / RAIN / 0.1 - 1.0), 1e-12, "a tenth");
}

static lt_status below(lt_verify *verify, column *c) {
    static const char *const names[] = {"fine", "coarse"};
    set(c, 288.15, 1.0, 3e-4, 0.0, 1.0);
    for (int mode = 0; mode < LT_N_SIZE_MODES; mode++) {
        double worst = 0.0;
        for (double mmh = 0.13; mmh < 100.0; mmh *= 3.1)
            for (double growth = 1.07; growth < 3.0; growth *= 1.37) {
                for (int k = 0; k < NZ * LT_LANES; k++) c->growth[mode][k] = growth;
                rain_on(c, mmh / 3600.0);
                double left = 1.0;
                for (int step = 0; step < 12; step++)
                    left *= lt_exp(-c->rate[(mode * NZ + 2) * LT_LANES + LANE] * 300.0);
                worst = fmax(worst, fabs(log(left) / (-lt_particle_wet_mode_by_rain(mode, growth, mmh) * mmh) - 1.0));
            }
        LT_TRY(say(verify, lt_fmt("below cloud, an hour, %s particles", names[mode]), "relative_error", worst, 0.01,
                   "exp(-L P t), L integrated"));
    }
    return LT_OK;
}

static lt_status evaporation(lt_verify *verify, column *c) {
    double q[NZ], lost = 0.0, returned = 0.0, carried = 0.0, above = 0.0, share = 1.0, made = 0.0;
    set(c, 290.15, 0.5, 4e-4, 0.0, 1.0);
    ask(c);
    for (int k = NZ - 1; k >= 0; k--) {
        q[k] = k >= 8 ? 1.0 : 0.0; /* particles at the height of the cloud only */
        const double given = carried * at(c->fall.back, k), taken = q[k] * (1.0 - exp(-at(c->rate, k) * 300.0));
        lost += taken * DENSITY * THICK;
        returned += given;
        if (k >= 8) above += given;
        carried += taken * DENSITY * THICK - given;
        if (k >= 8) made += taken * DENSITY * THICK;
        if (k < 8) share *= 1.0 - at(c->fall.back, k);
    }
    LT_TRY(say(verify, "evaporation: lost, less what came back and down", "relative_error",
               fabs(lost - returned - carried) / lost, 1e-14, "mass"));
    LT_TRY(say(verify, "evaporation: back in and above the cloud", "share", above / lost, 0.0, "none"));
    LT_TRY(say(verify, "evaporation: down at the ground of what the cloud gave", "relative_error",
               fabs(carried / (made * share) - 1.0), 1e-13, "product of 1 - back"));
    return LT_VERIFY_ADD(verify, .test = "evaporation: 2 mm/h through 2 km of humidity 0.5, share that comes back",
                         .metric = "share", .scheme = "", .value = returned / lost, .sense = LT_FACT,
                         .source = "half of the water's");
}

/* Sc of a sphere in air of 268 K and 1000 hPa. */
static double schmidt_of(double d) {
    const double t = 268.0, mu = 1.458e-6 * pow(t, 1.5) / (t + 110.4), rho = 1e5 / (287.05 * t);
    const double kn = 2.0 * mu / rho * sqrt(acos(-1.0) / (2.0 * 287.05 * t)) / d;
    return mu / rho * 3.0 * acos(-1.0) * mu * d / (1.380649e-23 * t * (1.0 + kn * (1.257 + 0.4 * exp(-1.1 / kn))));
}

static lt_status published(lt_verify *verify) {
    static const double feng[2][2] = {{0.99e-3, 0.61}, {0.80, 0.79}}; /* 1/h at 1 mm/h, power */
    static const char *const names[] = {"fine, 1.5 wet over dry", "coarse, 1.2 wet over dry"};
    for (int mode = 0; mode < 2; mode++)
        for (int ten = 0; ten < 2; ten++) {
            const double mmh = ten ? 10.0 : 1.0;
            const double ours = lt_particle_wet_mode_by_rain(mode, mode ? 1.2 : 1.5, mmh) * mmh / 3600.0;
            const double theirs = feng[mode][0] * pow(mmh, feng[mode][1]) / 3600.0, ratio = ours / theirs;
            LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("rain of %g mm/h, %s", mmh, names[mode]), .metric = "per_s",
                                 .scheme = "", .value = ours, .sense = LT_FACT,
                                 .source = lt_fmt("Feng (2007) %.2g /s", theirs)));
            LT_TRY(say(verify, lt_fmt("rain of %g mm/h, %s", mmh, names[mode]), "factor_apart",
                       fmax(ratio, 1.0 / ratio), mode ? 5.0 : 10.0, "Feng (2007), Table 3"));
        }
    const double wander = lt_particle_wet_by_snow(1e-8, 1500.0), schmidt = schmidt_of(1e-8);
    LT_TRY(say(verify, "snow, 10 nm", "relative_error", fabs(wander / (0.6 / (1000.0 * 27e-6 * sqrt(schmidt))) - 1.0),
               1e-3, "0.6 Sc^-1/2/(rho_w D_m): the finest wander"));
    static const double um[] = {0.01, 0.03, 0.1, 0.3, 1.0};
    for (int n = 0; n < 5; n++)
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("snow of 0.1 mm/h, %g um", um[n]), .metric = "per_s", .scheme = "",
                             .value = lt_particle_wet_by_snow(1e-6 * um[n], 1500.0) * 0.1 / 3600.0, .sense = LT_FACT,
                             .source = "Kyro et al. (2009): 8.7e-6 to 5.2e-5 /s, medians of 10 nm to 1 um"));
    return LT_OK;
}

lt_status lt_verify_deposition_fall(lt_verify *verify) {
    static column c;
    lt_particle_wet_make(&c.wet);
    LT_TRY(profile(verify, &c));
    LT_TRY(cloud(verify, &c));
    LT_TRY(below(verify, &c));
    LT_TRY(evaporation(verify, &c));
    return published(verify);
}
