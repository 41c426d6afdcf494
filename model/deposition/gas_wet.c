/* gas_wet.c - wet removal of gases (gas_wet.h). */
#include "model/deposition/gas_wet.h"

#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#include <math.h>
#include <string.h>

#define WATER 1000.0        /* kg/m3 */
#define RENEWAL 600.0       /* s: cloud water is renewed no faster */
#define LEAST_CLOUD 1e-6    /* kg/kg */
#define LEAST_SHARE 0.01    /* of a cell */
#define BARE_TOP 3000.0     /* m: rain without cloud begins here */
#define LITRE_ATM 0.082057  /* l atm mol-1 K-1 */
#define VISCOSITY_CM2S 0.15 /* of air, 10 degC (R) */
#define SNOW_RATE 0.88e-4   /* 1/s at 1 mm/h */
#define SNOW_POWER 0.33
#define DROP_CM 0.09 /* at 1 mm/h */
#define DROP_POWER 0.21
#define FALL 3100.0 /* 1/s */

struct lt_gas_wet {
    int n;
    double hydrogen; /* mol/l */
    lt_gas_fact *gases;
};

/* What all gases of a tile share. */
typedef struct shared {
    int nz;
    double *formed; /* [nz] 1/s: f beta, 0 out of cloud */
    double *drops;  /* [nz] L */
    double *icy;    /* [nz] ice over all water of the cloud */
    double *frozen; /* [nz] share of what falls that is snow */
    double *below;  /* [nz] 1 where rain falls through air without cloud */
    double *mmh;    /* one layer: mm/h where it rains */
    double *share;  /* one layer: f_r */
} shared;

lt_status lt_gas_wet_create(const char *const *names, int n, double ph, lt_gas_wet **out) {
    lt_gas_table *table = NULL;
    const lt_gas_fact **facts = NULL;
    lt_gas_wet *wet = NULL;
    *out = NULL;
    if (!(ph >= 2.0 && ph <= 9.0))
        return LT_RAISE(LT_ERR_INPUT, .what = "rain of such a pH does not fall", .where = "wet deposition",
                        .expected = "2 to 9", .found = lt_fmt("%g", ph), .todo = "give the pH of cloud water");
    LT_TRY(lt_gas_table_read(&table));
    lt_status status = lt_calloc(1, sizeof *wet, &wet);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *wet->gases, &wet->gases);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *facts, &facts);
    if (status == LT_OK) status = lt_gas_table_choose(table, names, n, facts);
    for (int s = 0; status == LT_OK && s < n; s++) {
        wet->gases[s] = *facts[s];
        wet->gases[s].name = NULL; /* the table's */
    }
    lt_free(facts);
    lt_gas_table_free(table);
    if (status != LT_OK) {
        lt_gas_wet_free(wet);
        return status;
    }
    wet->n = n;
    wet->hydrogen = lt_exp(-2.3025850929940457 * ph);
    *out = wet;
    return LT_OK;
}

void lt_gas_wet_free(lt_gas_wet *wet) {
    if (!wet) return;
    lt_free(wet->gases);
    lt_free(wet);
}

size_t lt_gas_wet_work(int nz) {
    return (size_t)(5 * nz + 2) * LT_LANES;
}

bool lt_gas_wet_falls(const lt_gas_wet_column *column) {
    bool any = false;
    for (int l = 0; l < LT_LANES; l++) any = any || column->precipitation[l] > 0.0;
    return any;
}

double lt_gas_wet_transfer(double diffusivity_cm2s, double rain_mmh) {
    const double d = DROP_CM * lt_exp(DROP_POWER * lt_log(rain_mmh)), v = FALL * d; /* cm, cm/s */
    const double schmidt = lt_exp(lt_log(VISCOSITY_CM2S / diffusivity_cm2s) / 3.0);
    const double k = diffusivity_cm2s / d * (2.0 + 0.6 * sqrt(v * d / VISCOSITY_CM2S) * schmidt);
    return 6.0 * k / (0.01 * d * v * WATER); /* d in m */
}

/* --- the cloud of a lane ------------------------------------------------------------------------------------------ */

static void share_lane(const lt_gas_wet_column *c, int l, shared *out) {
    const double rain = c->precipitation[l];
    double path = 0.0, area = LEAST_SHARE;
    int lowest = -1;
    for (int k = 0; k < c->nz; k++) {
        const int at = k * LT_LANES + l;
        const double water = c->cloud_water[at] + c->cloud_ice[at];
        const double t = c->temperature[at] - LT_ICE_POINT, frozen = 0.5 * (1.0 - t);
        out->formed[at] = out->drops[at] = out->icy[at] = out->below[at] = 0.0;
        out->frozen[at] = frozen < 0.0 ? 0.0 : frozen > 1.0 ? 1.0 : frozen;
        if (!(rain > 0.0) || !(water > LEAST_CLOUD)) continue;
        path += water * c->mass[at];
        if (lowest < 0) lowest = k;
        if (c->cloud_fraction[at] > area) area = c->cloud_fraction[at];
    }
    const bool cloud = lowest >= 0;
    const double scale = cloud && path < RENEWAL * rain ? RENEWAL * rain / path : 1.0;
    double bottom = 0.0;
    out->share[l] = cloud ? (area < 1.0 ? area : 1.0) : 1.0;
    out->mmh[l] = rain > 0.0 ? 3600.0 * rain / out->share[l] : 0.0;
    for (int k = 0; k < c->nz && rain > 0.0; k++) {
        const int at = k * LT_LANES + l;
        const double water = c->cloud_water[at] + c->cloud_ice[at];
        const bool inside = water > LEAST_CLOUD;
        const double f = c->cloud_fraction[at] > LEAST_SHARE ? c->cloud_fraction[at] : LEAST_SHARE;
        if (inside) {
            out->formed[at] = (f < 1.0 ? f : 1.0) * rain / (scale * path);
            out->drops[at] =
                scale * c->cloud_water[at] * c->mass[at] / (c->thickness[at] * WATER * (f < 1.0 ? f : 1.0));
            out->icy[at] = c->cloud_ice[at] / water;
        }
        out->below[at] = cloud ? (k < lowest ? 1.0 : 0.0) : (bottom < BARE_TOP ? 1.0 : 0.0);
        bottom += c->thickness[at];
    }
}

/* --- a gas -------------------------------------------------------------------------------------------------------- */

/* 1 - exp(-x), exact for small x. */
static double approach(double x) {
    return x < 1e-4 ? x * (1.0 - 0.5 * x) : 1.0 - lt_exp(-x);
}

static void rate_of_gas(const lt_gas_fact *gas, double hydrogen, const lt_gas_wet_column *c, const shared *in,
                        double *rate) {
    for (int l = 0; l < LT_LANES; l++) {
        const double rain = c->precipitation[l];
        if (!(rain > 0.0)) continue;
        const double transfer = lt_gas_wet_transfer(gas->diffusivity_cm2s, in->mmh[l]);
        const double snow = gas->ice * in->share[l] * SNOW_RATE * lt_exp(SNOW_POWER * lt_log(in->mmh[l]));
        double brought = 0.0, taken = 0.0; /* A; sum of rate x mass */
        for (int k = c->nz - 1; k >= 0; k--) {
            const int at = k * LT_LANES + l;
            if (!(in->formed[at] > 0.0 || in->below[at] > 0.0)) continue;
            const double t = c->temperature[at], h = LITRE_ATM * t * lt_gas_henry(gas, t, hydrogen);
            const double liquid = 1.0 - in->frozen[at], mass = c->mass[at];
            const double held = h * in->drops[at] / (1.0 + h * in->drops[at]);
            const double kept = liquid + in->frozen[at] * gas->retention;
            double here = in->formed[at] * (held * kept + (1.0 - held) * gas->ice * in->icy[at]);
            brought += here * mass;
            if (in->below[at] > 0.0) {
                const double full = rain * h * mass / (c->thickness[at] * WATER);
                const double gained = liquid * (full - brought) * approach(transfer * c->thickness[at] * WATER / h);
                const double stuck = in->frozen[at] * snow;
                brought += gained + stuck * mass;
                here += (gained > 0.0 ? gained / mass : 0.0) + stuck;
            }
            taken += here * mass;
            rate[at] = here;
        }
        const double scale = taken > brought && taken > 0.0 ? brought / taken : 1.0;
        for (int k = 0; k < c->nz && scale < 1.0; k++) rate[k * LT_LANES + l] *= scale;
    }
}

void lt_gas_wet_rate(const lt_gas_wet *wet, const lt_gas_wet_column *column, double *work, double *rate) {
    const size_t one = (size_t)column->nz * LT_LANES;
    shared in = {column->nz,     work,           work + one,     work + 2 * one,
                 work + 3 * one, work + 4 * one, work + 5 * one, work + 5 * one + LT_LANES};
    memset(rate, 0, (size_t)wet->n * one * sizeof *rate);
    for (int l = 0; l < LT_LANES; l++) share_lane(column, l, &in);
    for (int s = 0; s < wet->n; s++)
        if (wet->gases[s].deposits) rate_of_gas(&wet->gases[s], wet->hydrogen, column, &in, rate + (size_t)s * one);
}
