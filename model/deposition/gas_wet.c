/* gas_wet.c - wet removal of gases (gas_wet.h). */
#include "model/deposition/gas_wet.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

#define WATER 1000.0        /* kg/m3 */
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

double lt_gas_wet_transfer(double diffusivity_cm2s, double rain_mmh) {
    const double d = DROP_CM * lt_exp(DROP_POWER * lt_log(rain_mmh)), v = FALL * d; /* cm, cm/s */
    const double schmidt = lt_exp(lt_log(VISCOSITY_CM2S / diffusivity_cm2s) / 3.0);
    const double k = diffusivity_cm2s / d * (2.0 + 0.6 * sqrt(v * d / VISCOSITY_CM2S) * schmidt);
    return 6.0 * k / (0.01 * d * v * WATER); /* d in m */
}

/* --- a gas -------------------------------------------------------------------------------------------------------- */

/* 1 - exp(-x), exact for small x. */
static inline double approach(double x) {
    const double small = x * (1.0 - 0.5 * x), any = 1.0 - lt_exp(-x);
    return x < 1e-4 ? small : any;
}

/* What the rain of a gas has brought down to a layer, A. */
typedef struct way {
    double transfer[LT_LANES], snow[LT_LANES], brought[LT_LANES];
} way;

static void begin_way(const lt_gas_fact *gas, const lt_fall *in, way *w) {
    for (int l = 0; l < LT_LANES; l++) {
        const bool falls = in->mmh[l] > 0.0;
        const double mmh = falls ? in->mmh[l] : 1.0;
        w->transfer[l] = lt_gas_wet_transfer(gas->diffusivity_cm2s, mmh);
        w->snow[l] = gas->ice * in->share[l] * SNOW_RATE * lt_exp(SNOW_POWER * lt_log(mmh));
        w->brought[l] = 0.0;
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

/* A layer on the way; formed, below and back are 0 where nothing falls. */
static void pass_layer(const lt_gas_fact *gas, double hydrogen, const lt_fall_column *c, const lt_fall *in, int k,
                       way *restrict w, double *restrict rate, double *restrict back) {
    const int at = k * LT_LANES;
    const double *restrict t = c->temperature + at, *restrict mass = c->mass + at, *restrict dz = c->thickness + at;
    const double *restrict formed = in->formed + at, *restrict drops = in->drops + at, *restrict icy = in->icy + at;
    const double *restrict frozen = in->frozen + at, *restrict below = in->below + at;
    const double *restrict flux = in->flux + at, *restrict lost = in->back + at;
    const double retention = gas->retention, ice = gas->ice;
    double dissolved[LT_LANES];
    dissolve(gas, hydrogen, t, dissolved);
    for (int l = 0; l < LT_LANES; l++) {
        const double h = dissolved[l], liquid = 1.0 - frozen[l];
        const double held = h * drops[l] / (1.0 + h * drops[l]);
        const double kept = liquid + frozen[l] * retention;
        const double inside = formed[l] * (held * kept + (1.0 - held) * ice * icy[l]);
        const double above = w->brought[l] * (1.0 - lost[l]);
        const double full = flux[l] * h * mass[l] / (dz[l] * WATER);
        const double gained = below[l] * (liquid * (full - above) * approach(w->transfer[l] * dz[l] * WATER / h));
        const double stuck = below[l] * (frozen[l] * w->snow[l]);
        const double given = gained < 0.0 ? -gained / above : 0.0;
        rate[l] = inside + ((gained > 0.0 ? gained / mass[l] : 0.0) + stuck);
        back[l] = lost[l] + given * (1.0 - lost[l]);
        w->brought[l] = above + gained + (inside + stuck) * mass[l];
    }
}

void lt_gas_wet_rate(const lt_gas_wet *wet, const lt_fall_column *column, const lt_fall *fall, double *rate,
                     double *back) {
    const size_t one = (size_t)column->nz * LT_LANES;
    memset(rate, 0, (size_t)wet->n * one * sizeof *rate);
    memset(back, 0, (size_t)wet->n * one * sizeof *back);
    for (int s = 0; s < wet->n; s++) {
        const lt_gas_fact *gas = &wet->gases[s];
        way w;
        if (!gas->deposits) continue;
        begin_way(gas, fall, &w);
        for (int k = column->nz - 1; k >= 0; k--)
            if (fall->wet[k] > 0.0)
                pass_layer(gas, wet->hydrogen, column, fall, k, &w, rate + (size_t)s * one + (size_t)k * LT_LANES,
                           back + (size_t)s * one + (size_t)k * LT_LANES);
    }
}
