/* limits.c - what must hold in any weather, of both schemes, in 120 random tiles: 0 <= v_d <= 1/(R_a + R_b) and at most
 * 1/10 m/s; gases that stay have 0; a mixture is the mean by area; a lane's bits do not know its neighbours. Every gas
 * of CB6r5 and NH3 are asked. And what single answers of the stomata must be. */
#include "model/deposition/gas_dry.h"
#include "model/kernel/surface_layer.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

#include <math.h>
#include <string.h>

enum { N_TILES = 120, MOST_GASES = 160 };

typedef struct trial {
    const lt_gas_dry *dry;
    int n;
    double fraction[LT_N_LAND * LT_LANES], weather[11][LT_LANES];
    double *work, *velocity, *other;
} trial;

static double within(uint64_t *seed, double least, double most) {
    return least + (most - least) * lt_verify_random(seed);
}

static void random_tile(uint64_t *seed, trial *t) {
    for (int l = 0; l < LT_LANES; l++) {
        const double kelvin = within(seed, 243, 313), skin = kelvin + within(seed, -8, 15);
        const double numbers[11] = {within(seed, 0.02, 1.5),
                                    within(seed, -0.2, 0.2),
                                    within(seed, 1e-4, 1.5),
                                    kelvin,
                                    skin,
                                    within(seed, 0, 1),
                                    within(seed, -50, 1000),
                                    within(seed, -0.3, 1),
                                    within(seed, 0, 1),
                                    within(seed, -1e-3, 1e-3),
                                    within(seed, -0.5, 1.5)};
        double sum = 0.0;
        for (int n = 0; n < 11; n++) t->weather[n][l] = numbers[n];
        if (t->weather[9][l] < 0.0) t->weather[9][l] = 0.0;
        for (int c = 0; c < LT_N_LAND; c++) {
            const double f = within(seed, -1, 1);
            t->fraction[c * LT_LANES + l] = f > 0.0 ? f : 0.0;
            sum += f > 0.0 ? f : 0.0;
        }
        for (int c = 0; c < LT_N_LAND; c++) t->fraction[c * LT_LANES + l] /= sum;
    }
}

static lt_gas_dry_weather weather_of(double (*w)[LT_LANES]) {
    return (lt_gas_dry_weather){20.0, w[0], w[1], w[2], w[3], w[4], w[5], w[6], w[7], w[8], w[9], w[10]};
}

/* 1/(R_a + R_b) of the cell, m/s, by the definition. */
static double air_bound(const trial *t, int month, int s, int l) {
    const double z = 20.0, inverse = t->weather[1][l], cell = fmin(t->weather[2][l], z / 2.718281828459045);
    double sum = 0.0;
    for (int c = 0; c < LT_N_LAND; c++) {
        const double z0 = lt_gas_dry_ground_of(t->dry, month, (lt_land_class)c)->roughness;
        const double wind = t->weather[0][l] * lt_layer_wind(z, cell, inverse) / lt_layer_wind(z, z0, inverse);
        const double u = fmax(wind, 0.02), ra = fmax(lt_layer_heat(z, z0, inverse) / (0.4 * u), 1.0);
        sum += t->fraction[c * LT_LANES + l] / (ra + 2.0 / (0.4 * u) * lt_gas_dry_gas_of(t->dry, s)->boundary);
    }
    return sum;
}

typedef struct found {
    double over, negative, staying, mixture, lanes;
} found;

static void bounds(const trial *t, int month, found *f) {
    for (int s = 0; s < t->n; s++)
        for (int l = 0; l < LT_LANES; l++) {
            const double v = t->velocity[s * LT_LANES + l];
            if (!lt_gas_dry_gas_of(t->dry, s)->deposits)
                f->staying = fmax(f->staying, fabs(v));
            else
                f->over = fmax(f->over, v / air_bound(t, month, s, l));
            f->negative = fmax(f->negative, v >= 0.0 ? 0.0 : 1.0); /* and NaN */
        }
}

static void mixture(trial *t, int month, const lt_gas_dry_weather *weather, found *f) {
    double single[LT_N_LAND * LT_LANES], sum[MOST_GASES * LT_LANES] = {0};
    for (int c = 0; c < LT_N_LAND; c++) {
        memset(single, 0, sizeof single);
        for (int l = 0; l < LT_LANES; l++) single[c * LT_LANES + l] = 1.0;
        lt_gas_dry_velocity(t->dry, month, single, weather, t->work, t->other);
        for (int i = 0; i < t->n * LT_LANES; i++) sum[i] += t->fraction[c * LT_LANES + i % LT_LANES] * t->other[i];
    }
    for (int i = 0; i < t->n * LT_LANES; i++)
        f->mixture = fmax(f->mixture, fabs(sum[i] - t->velocity[i]) / (t->velocity[i] + 1e-30));
}

/* Lanes in reverse order. */
static void company(trial *t, int month, found *f) {
    static double fraction[LT_N_LAND * LT_LANES], weather[11][LT_LANES];
    for (int l = 0; l < LT_LANES; l++) {
        for (int n = 0; n < 11; n++) weather[n][l] = t->weather[n][LT_LANES - 1 - l];
        for (int c = 0; c < LT_N_LAND; c++) fraction[c * LT_LANES + l] = t->fraction[c * LT_LANES + LT_LANES - 1 - l];
    }
    const lt_gas_dry_weather turned = weather_of(weather);
    lt_gas_dry_velocity(t->dry, month, fraction, &turned, t->work, t->other);
    for (int s = 0; s < t->n; s++)
        for (int l = 0; l < LT_LANES; l++)
            if (t->other[s * LT_LANES + l] != t->velocity[s * LT_LANES + LT_LANES - 1 - l]) f->lanes += 1.0;
}

static lt_status say(lt_verify *verify, const char *scheme, const char *test, const char *metric, double value,
                     double bound) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = scheme, .value = value, .bound = bound,
                         .source = "definition");
}

static lt_status run(lt_verify *verify, const char *scheme, trial *t) {
    uint64_t seed = 20261126;
    found f = {0};
    for (int tile = 0; tile < N_TILES; tile++) {
        const int month = 1 + tile % 12;
        random_tile(&seed, t);
        const lt_gas_dry_weather weather = weather_of(t->weather);
        lt_gas_dry_velocity(t->dry, month, t->fraction, &weather, t->work, t->velocity);
        bounds(t, month, &f);
        if (tile % 20 == 0) mixture(t, month, &weather, &f);
        if (tile % 10 == 0) company(t, month, &f);
    }
    LT_TRY(say(verify, scheme, "v_d (R_a + R_b), largest", "share", f.over, 1.0));
    LT_TRY(say(verify, scheme, "v_d below 0 or not a number", "count", f.negative, 0.0));
    LT_TRY(say(verify, scheme, "gases that stay", "m_s", f.staying, 0.0));
    LT_TRY(say(verify, scheme, "mixture of classes", "relative_error", f.mixture, 1e-14));
    return say(verify, scheme, "bits that know their neighbours", "count", f.lanes, 0.0);
}

static lt_status with_gases(lt_verify *verify, const lt_gas_table *table) {
    static const char *const schemes[] = {"zhang", "wesely"};
    static double work[MOST_GASES * LT_LANES], velocity[MOST_GASES * LT_LANES], other[MOST_GASES * LT_LANES];
    static trial t;
    const char *names[MOST_GASES];
    t.n = lt_gas_table_rows(table);
    if (t.n > MOST_GASES) t.n = MOST_GASES;
    for (int s = 0; s < t.n; s++) names[s] = lt_gas_table_row(table, s)->name;
    for (int k = 0; k < 2; k++) {
        lt_gas_dry *dry;
        LT_TRY(lt_gas_dry_create(schemes[k], names, t.n, &dry));
        t.dry = dry, t.work = work, t.velocity = velocity, t.other = other;
        const lt_status status = run(verify, schemes[k], &t);
        lt_gas_dry_free(dry);
        LT_TRY(status);
    }
    return LT_OK;
}

/* Stomatal share of ozone over one class; numbers as lt_typical_of. */
static double leaf(const lt_gas_dry *dry, lt_land_class land, double degC, double humidity, double radiation,
                   double leaves) {
    const double t = 273.15 + degC;
    const double numbers[11] = {0.4, 0.0, 0.1, t, t, humidity, radiation, 0.8, 0.9, 0.0, 0.0};
    lt_typical typical;
    lt_gas_dry_lanes lanes;
    double g[LT_LANES];
    lt_gas_dry_ground ground = *lt_gas_dry_ground_of(dry, 7, land);
    lt_typical_of(20.0, numbers, &typical);
    lt_gas_dry_share(&typical.weather, &lanes);
    for (int l = 0; l < LT_LANES; l++) lanes.friction[l] = 0.4;
    if (leaves >= 0.0) ground.leaves = leaves;
    lt_gas_dry_conductance(dry, &ground, &lanes, g);
    return g[0];
}

static lt_status stomata(lt_verify *verify) {
    const char *const names[] = {"O3"};
    const lt_land_class trees = LT_LAND_DECIDUOUS_BROADLEAF;
    lt_gas_dry *dry;
    double steps = 0.0;
    LT_TRY(lt_gas_dry_create(NULL, names, 1, &dry));
    for (int n = 0; n < 60; n++) {
        if (!(leaf(dry, trees, 25, 0.6, 10.0 * n + 10.0, -1) > leaf(dry, trees, 25, 0.6, 10.0 * n, -1)) && n < 20)
            steps += 1.0;                           /* more light, up to 200 W/m2: then leaves lack water */
        if (n < 10 || n == 24 || n == 25) continue; /* few leaves only shelter the ground; thick canopies have a law */
        if (!(leaf(dry, trees, 25, 0.6, 500, 0.1 * n + 0.1) > leaf(dry, trees, 25, 0.6, 500, 0.1 * n)))
            steps += 1.0; /* more leaves */
    }
    /* Drier air closes them (its cuticles too); warmer than 27 degC and colder does. */
    for (int n = 0; n < 10; n++)
        if (!(leaf(dry, trees, 25, 0.3 + 0.05 * n, 500, -1) < leaf(dry, trees, 25, 0.35 + 0.05 * n, 500, -1)))
            steps += 1.0;
    for (int n = 0; n < 15; n++)
        if (!(leaf(dry, LT_LAND_CROPLAND, 27 - n, 1.0, 500, -1) > leaf(dry, LT_LAND_CROPLAND, 26 - n, 1.0, 500, -1)))
            steps += 1.0;
    lt_gas_dry_free(dry);
    return say(verify, "zhang", "stomata: light, leaves, deficit, temperature, wrong steps", "count", steps, 0.0);
}

lt_status lt_verify_deposition_limits(lt_verify *verify) {
    lt_gas_table *table;
    LT_TRY(lt_gas_table_read(&table));
    lt_status status = with_gases(verify, table);
    lt_gas_table_free(table);
    LT_TRY(status);
    return stomata(verify);
}
