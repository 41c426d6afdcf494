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
    double *wet;    /* [nz] above 0: rain forms in the layer or falls through it in some lane */
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
    return (size_t)(5 * nz + 2) * LT_LANES + (size_t)nz;
}

double lt_gas_wet_transfer(double diffusivity_cm2s, double rain_mmh) {
    const double d = DROP_CM * lt_exp(DROP_POWER * lt_log(rain_mmh)), v = FALL * d; /* cm, cm/s */
    const double schmidt = lt_exp(lt_log(VISCOSITY_CM2S / diffusivity_cm2s) / 3.0);
    const double k = diffusivity_cm2s / d * (2.0 + 0.6 * sqrt(v * d / VISCOSITY_CM2S) * schmidt);
    return 6.0 * k / (0.01 * d * v * WATER); /* d in m */
}

/* --- the cloud of a lane ------------------------------------------------------------------------------------------ */

static void share_lane(const lt_gas_wet_column *c, int l, const shared *out) {
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
static inline double approach(double x) {
    const double small = x * (1.0 - 0.5 * x), any = 1.0 - lt_exp(-x);
    return x < 1e-4 ? small : any;
}

/* What the rain of a gas has brought down to a layer, A, and the sum of rate x mass so far. */
typedef struct way {
    double transfer[LT_LANES], snow[LT_LANES], brought[LT_LANES], taken[LT_LANES];
} way;

static void begin_way(const lt_gas_fact *gas, const shared *in, way *w) {
    for (int l = 0; l < LT_LANES; l++) {
        const bool falls = in->mmh[l] > 0.0;
        const double mmh = falls ? in->mmh[l] : 1.0;
        w->transfer[l] = lt_gas_wet_transfer(gas->diffusivity_cm2s, mmh);
        w->snow[l] = gas->ice * in->share[l] * SNOW_RATE * lt_exp(SNOW_POWER * lt_log(mmh));
        w->brought[l] = w->taken[l] = 0.0;
    }
}

/* h = H* R T of a layer. */
static void dissolve(const lt_gas_fact *gas, double hydrogen, const double *restrict t, double *restrict h) {
#define AS(ion_)                                                                                                       \
    case ion_:                                                                                                         \
        for (int l = 0; l < LT_LANES; l++) h[l] = LITRE_ATM * t[l] * lt_gas_henry_as(ion_, gas, t[l], hydrogen);       \
        break;
    switch (gas->ion) {
        AS(LT_GAS_NONE)
        AS(LT_GAS_ACID)
        AS(LT_GAS_ACID2)
        AS(LT_GAS_BASE)
    default:
        break;
    }
#undef AS
}

/* A layer on the way; formed and below are 0 where nothing falls. */
static void pass_layer(const lt_gas_fact *gas, double hydrogen, const lt_gas_wet_column *c, const shared *in, int k,
                       way *restrict w, double *restrict rate) {
    const int at = k * LT_LANES;
    const double *restrict t = c->temperature + at, *restrict mass = c->mass + at, *restrict dz = c->thickness + at;
    const double *restrict formed = in->formed + at, *restrict drops = in->drops + at, *restrict icy = in->icy + at;
    const double *restrict frozen = in->frozen + at, *restrict below = in->below + at,
                           *restrict rain = c->precipitation;
    const double retention = gas->retention, ice = gas->ice;
    double dissolved[LT_LANES];
    dissolve(gas, hydrogen, t, dissolved);
    for (int l = 0; l < LT_LANES; l++) {
        const double h = dissolved[l], liquid = 1.0 - frozen[l];
        const double held = h * drops[l] / (1.0 + h * drops[l]);
        const double kept = liquid + frozen[l] * retention;
        const double inside = formed[l] * (held * kept + (1.0 - held) * ice * icy[l]);
        const double above = w->brought[l] + inside * mass[l];
        const double full = rain[l] * h * mass[l] / (dz[l] * WATER);
        const double gained = below[l] * (liquid * (full - above) * approach(w->transfer[l] * dz[l] * WATER / h));
        const double stuck = below[l] * (frozen[l] * w->snow[l]);
        const double here = inside + ((gained > 0.0 ? gained / mass[l] : 0.0) + stuck);
        w->brought[l] = above + (gained + stuck * mass[l]);
        w->taken[l] += here * mass[l];
        rate[l] = here;
    }
}

static void rate_of_gas(const lt_gas_fact *gas, double hydrogen, const lt_gas_wet_column *c, const shared *in,
                        double *rate) {
    way w;
    double scale[LT_LANES];
    begin_way(gas, in, &w);
    for (int k = c->nz - 1; k >= 0; k--)
        if (in->wet[k] > 0.0) pass_layer(gas, hydrogen, c, in, k, &w, rate + k * LT_LANES);
    for (int l = 0; l < LT_LANES; l++)
        scale[l] = w.taken[l] > w.brought[l] && w.taken[l] > 0.0 ? w.brought[l] / w.taken[l] : 1.0;
    for (int k = 0; k < c->nz; k++)
        for (int l = 0; l < LT_LANES; l++) rate[k * LT_LANES + l] *= scale[l];
}

void lt_gas_wet_rate(const lt_gas_wet *wet, const lt_gas_wet_column *column, double *work, double *rate) {
    const size_t one = (size_t)column->nz * LT_LANES;
    const shared in = {.nz = column->nz,
                       .formed = work,
                       .drops = work + one,
                       .icy = work + 2 * one,
                       .frozen = work + 3 * one,
                       .below = work + 4 * one,
                       .mmh = work + 5 * one,
                       .share = work + 5 * one + LT_LANES,
                       .wet = work + 5 * one + 2 * LT_LANES};
    memset(rate, 0, (size_t)wet->n * one * sizeof *rate);
    for (int l = 0; l < LT_LANES; l++) share_lane(column, l, &in);
    for (int k = 0; k < column->nz; k++) {
        in.wet[k] = 0.0;
        for (int l = 0; l < LT_LANES; l++) in.wet[k] += in.formed[k * LT_LANES + l] + in.below[k * LT_LANES + l];
    }
    for (int s = 0; s < wet->n; s++)
        if (wet->gases[s].deposits) rate_of_gas(&wet->gases[s], wet->hydrogen, column, &in, rate + (size_t)s * one);
}
