/* wet.c - wet removal against closed forms (gas_wet.h).
 *
 * cloud: 6 layers of one temperature and water, all of the cell: q falls by exp(-P t x/W), x = h L/(1 + h L); and a
 *   gas of low solubility leaves the column at P h rho q/1000.
 * below: air of one temperature without cloud: at depth Z the rain brings A_eq (1 - exp(-6 K Z/(d v h))); a gas that
 *   never saturates goes at 6 K P/(1000 d v) everywhere.
 * warm air below a cold cloud: rain gives gas back; what reaches the ground against the equation dA/dz integrated in
 *   steps of 2 cm (error of the midpoint rule below 1e-9); no rate negative, no share of what is carried beyond 0 to 1.
 * solubility: in cloud, and below for what transfer allows, gases go in the order of H*. snow: HNO3 with all of the
 * ice, SO2 not at all, frozen drops keep the retention. published: HNO3 below cloud against Chang (1984),
 * doi 10.1016/0004-6981(84)90242-9, 0.33e-4 R^0.42 + 1e-4 R^0.58 /s, R mm/h (R: recalled); spectra of drops differ by a
 * factor of 3 (Duhanyan and Roustan 2011, doi 10.1016/j.atmosenv.2011.09.002: orders of magnitude). */
#include "model/deposition/gas_wet.h"
#include "model/deposition/verify/verify.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { NZ = 12, N_GASES = 8, O3 = 0, SO2, FORM, H2O2, HNO3, NH3, PAN, HO2 };
static const char *const names[N_GASES] = {"O3", "SO2", "FORM", "H2O2", "HNO3", "NH3", "PAN", "HO2"};
#define THICK 250.0
#define DENSITY 1.2
#define RAIN (2.0 / 3600.0)
#define H_PLUS 1e-5

typedef struct column {
    double thickness[NZ * LT_LANES], mass[NZ * LT_LANES], temperature[NZ * LT_LANES], humidity[NZ * LT_LANES];
    double water[NZ * LT_LANES], ice[NZ * LT_LANES], fraction[NZ * LT_LANES], rain[LT_LANES];
    double work[(7 * NZ + 2) * LT_LANES + NZ], rate[N_GASES * NZ * LT_LANES], back[N_GASES * NZ * LT_LANES];
    const lt_gas_wet *wet;
    const lt_gas_table *table;
} column;

static void set(column *c, double kelvin, int first, int last, double water, double ice, double fraction, double rain) {
    for (int k = 0; k < NZ; k++)
        for (int l = 0; l < LT_LANES; l++) {
            const int at = k * LT_LANES + l;
            const bool cloud = k >= first && k <= last;
            c->thickness[at] = THICK;
            c->mass[at] = DENSITY * THICK;
            c->temperature[at] = kelvin;
            c->humidity[at] = 1.0; /* nothing evaporates */
            c->water[at] = cloud ? water : 0.0;
            c->ice[at] = cloud ? ice : 0.0;
            c->fraction[at] = cloud ? fraction : 0.0;
            c->rain[l] = rain;
        }
}

static void ask(column *c) {
    const lt_fall_column of = {NZ,       c->thickness, c->mass,     c->temperature, c->humidity,
                               c->water, c->ice,       c->fraction, c->rain};
    lt_fall fall;
    lt_fall_of(&of, c->work, &fall);
    lt_gas_wet_rate(c->wet, &of, &fall, c->rate, c->back);
}

static double rate(const column *c, int gas, int k) {
    return c->rate[(gas * NZ + k) * LT_LANES + 5];
}

/* kg m-2 s-1 of air's worth: what comes down at the ground of a gas with q = 1. */
static double fall(const column *c, int gas) {
    double carried = 0.0;
    for (int k = NZ - 1; k >= 0; k--)
        carried = carried * (1.0 - c->back[(gas * NZ + k) * LT_LANES + 5]) + rate(c, gas, k) * DENSITY * THICK;
    return carried;
}

static const lt_gas_fact *fact(const column *c, int gas) {
    return lt_gas_table_find(c->table, names[gas]);
}

static double dimensionless(const column *c, int gas, double kelvin) {
    return 0.082057 * kelvin * lt_gas_henry(fact(c, gas), kelvin, H_PLUS);
}

static lt_status say(lt_verify *verify, const char *test, const char *metric, double value, double bound,
                     const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "", .value = value, .bound = bound,
                         .source = source);
}

static lt_status cloud(lt_verify *verify, column *c) {
    const double water = 5e-4, path = 6 * water * DENSITY * THICK, liquid = water * DENSITY / 1000.0;
    double worst = 0.0;
    set(c, 283.15, 4, 9, water, 0.0, 1.0, RAIN);
    ask(c);
    for (int s = 0; s < N_GASES - 1; s++) {
        const double h = dimensionless(c, s, 283.15), x = h * liquid / (1.0 + h * liquid);
        double left = 1.0; /* an hour in steps of 300 s */
        for (int step = 0; step < 12; step++) left *= lt_exp(-rate(c, s, 6) * 300.0);
        worst = fmax(worst, fabs(left / exp(-RAIN * 3600.0 * x / path) - 1.0));
    }
    LT_TRY(say(verify, "well-mixed cloud, an hour, 7 gases", "relative_error", worst, 1e-13, "exp(-P t x/W)"));
    const double h = dimensionless(c, O3, 283.15);
    double inside = 0.0;
    for (int k = 4; k <= 9; k++) inside += rate(c, O3, k) * DENSITY * THICK;
    LT_TRY(say(verify, "O3 from cloud, equilibrium with rain", "relative_error",
               fabs(inside / (RAIN * h * DENSITY / 1000.0) - 1.0), 1e-6, "P H* p, less h L of 2e-7"));
    set(c, 283.15, 4, 9, water, 0.0, 0.25, RAIN);
    ask(c);
    const double hn = dimensionless(c, HNO3, 283.15), in = 4.0 * liquid;
    return say(verify, "HNO3, a quarter of the sky", "relative_error",
               fabs(rate(c, HNO3, 6) / (0.25 * RAIN / path * hn * in / (1.0 + hn * in)) - 1.0), 1e-13, "f beta x");
}

static lt_status below(lt_verify *verify, column *c) {
    double worst = 0.0;
    set(c, 288.15, 1, 0, 0.0, 0.0, 0.0, RAIN);
    ask(c);
    for (int s = 0; s < N_GASES - 1; s++) {
        const double h = dimensionless(c, s, 288.15), full = RAIN * h * DENSITY / 1000.0;
        const double depth = lt_gas_wet_transfer(fact(c, s)->diffusivity_cm2s, 2.0) * 1000.0 * NZ * THICK / h;
        worst = fmax(worst, fabs(fall(c, s) / (full * -expm1(-depth)) - 1.0));
    }
    LT_TRY(say(verify, "below cloud, 3 km of one temperature, 7 gases", "relative_error", worst, 1e-8,
               "A_eq (1 - exp(-6 K Z/(d v h)))"));
    double uneven = 0.0;
    const double never = lt_gas_wet_transfer(fact(c, HNO3)->diffusivity_cm2s, 2.0) * RAIN;
    for (int k = 0; k < NZ; k++) uneven = fmax(uneven, fabs(rate(c, HNO3, k) / never - 1.0));
    LT_TRY(say(verify, "HNO3 below cloud", "relative_error", uneven, 1e-6, "6 K P/(1000 d v)"));
    static const double mmh[] = {0.5, 1.0, 5.0, 20.0};
    double apart = 1.0;
    for (int r = 0; r < 4; r++) {
        const double ours = lt_gas_wet_transfer(fact(c, HNO3)->diffusivity_cm2s, mmh[r]) * mmh[r] / 3600.0;
        const double ratio = ours / (0.33e-4 * pow(mmh[r], 0.42) + 1e-4 * pow(mmh[r], 0.58));
        apart = fmax(apart, fmax(ratio, 1.0 / ratio));
    }
    return say(verify, "HNO3 below cloud, 0.5 to 20 mm/h", "factor_apart", apart, 3.0, "Chang (1984), recalled");
}

/* SO2: cold cloud above air that warms by 6 K/km; dA/dz integrated finely from the cloud's base. */
static lt_status release(lt_verify *verify, column *c) {
    set(c, 288.15, 6, 9, 5e-4, 0.0, 1.0, RAIN);
    for (int k = 0; k < NZ; k++)
        for (int l = 0; l < LT_LANES; l++) c->temperature[k * LT_LANES + l] = 294.0 - 0.006 * THICK * (k + 0.5);
    ask(c);
    const double path = 4 * 5e-4 * DENSITY * THICK, liquid = 5e-4 * DENSITY / 1000.0;
    const double transfer = lt_gas_wet_transfer(fact(c, SO2)->diffusivity_cm2s, 2.0) * 1000.0;
    double brought = 0.0, highest, negative = 0.0;
    for (int k = 6; k <= 9; k++) {
        const double h = dimensionless(c, SO2, c->temperature[k * LT_LANES]);
        brought += RAIN / path * h * liquid / (1.0 + h * liquid) * DENSITY * THICK;
    }
    highest = brought;
    for (int k = 5; k >= 0; k--) {
        const double h = dimensionless(c, SO2, c->temperature[k * LT_LANES]), full = RAIN * h * DENSITY / 1000.0;
        const int steps = (int)(THICK / 0.02);
        for (int i = 0; i < steps; i++) {
            const double half = brought + 0.01 * transfer / h * (full - brought);
            brought += 0.02 * transfer / h * (full - half);
        }
        highest = fmax(highest, brought);
    }
    for (int s = 0; s < N_GASES; s++)
        for (int k = 0; k < NZ; k++) {
            const double back = c->back[(s * NZ + k) * LT_LANES + 5];
            negative += rate(c, s, k) >= 0.0 && back >= 0.0 && back <= 1.0 ? 0.0 : 1.0;
        }
    LT_TRY(say(verify, "SO2 at the ground, warm air below cloud", "relative_error", fabs(fall(c, SO2) / brought - 1.0),
               1e-8, "dA/dz integrated"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "SO2 in rain, most on its way over ground", .metric = "ratio", .scheme = "",
                         .value = highest / brought, .sense = LT_AT_LEAST, .bound = 1.05,
                         .source = "the case shows release"));
    return say(verify, "rates below 0, shares beyond 0 to 1, no numbers", "count", negative, 0.0, "definition");
}

static lt_status solubility(lt_verify *verify, column *c) {
    double wrong = 0.0, below_cloud = 0.0;
    set(c, 283.15, 4, 9, 3e-4, 0.0, 1.0, RAIN);
    ask(c);
    for (int a = 0; a < N_GASES - 1; a++)
        for (int b = 0; b < N_GASES - 1; b++)
            if (dimensionless(c, a, 283.15) < dimensionless(c, b, 283.15) && !(rate(c, a, 6) <= rate(c, b, 6)))
                wrong += 1.0;
    LT_TRY(say(verify, "in cloud, order of solubility", "wrong_pairs", wrong, 0.0, "definition"));
    /* Below cloud: what a gas loses of the rate of one that never saturates, by h over its transfer. */
    set(c, 283.15, 1, 0, 0.0, 0.0, 0.0, RAIN);
    ask(c);
    for (int a = 0; a < N_GASES - 1; a++)
        for (int b = 0; b < N_GASES - 1; b++) {
            const double ta = lt_gas_wet_transfer(fact(c, a)->diffusivity_cm2s, 2.0);
            const double tb = lt_gas_wet_transfer(fact(c, b)->diffusivity_cm2s, 2.0);
            if (dimensionless(c, a, 283.15) / ta < dimensionless(c, b, 283.15) / tb &&
                !(fall(c, a) / ta <= fall(c, b) / tb))
                below_cloud += 1.0;
        }
    LT_TRY(say(verify, "below cloud, order of solubility", "wrong_pairs", below_cloud, 0.0, "definition"));
    const double none = rate(c, HO2, 6) + rate(c, HO2, 0);
    return say(verify, "a gas that stays", "per_s", none, 0.0, "definition");
}

static lt_status snow(lt_verify *verify, column *c) {
    const double ice = 4e-4, path = 6 * ice * DENSITY * THICK;
    set(c, 258.15, 4, 9, 0.0, ice, 1.0, RAIN);
    ask(c);
    LT_TRY(say(verify, "HNO3 in a cloud of ice", "relative_error", fabs(rate(c, HNO3, 6) * path / RAIN - 1.0), 1e-13,
               "P/W"));
    LT_TRY(say(verify, "SO2 and O3 in snow", "per_s", fall(c, SO2) + fall(c, O3), 0.0, "definition"));
    LT_TRY(say(verify, "HNO3 below, snow of 2 mm/h", "relative_error",
               fabs(rate(c, HNO3, 0) / (0.88e-4 * pow(2.0, 0.33)) - 1.0), 1e-12, "Chang (1984), recalled"));
    set(c, 268.15, 4, 9, ice, 0.0, 1.0, RAIN);
    ask(c);
    const double h = dimensionless(c, H2O2, 268.15), l = ice * DENSITY / 1000.0, x = h * l / (1.0 + h * l);
    return say(verify, "H2O2 in drops that freeze", "relative_error",
               fabs(rate(c, H2O2, 6) / (fact(c, H2O2)->retention * x * RAIN / path) - 1.0), 1e-13, "r x P/W");
}

lt_status lt_verify_deposition_wet(lt_verify *verify) {
    static column c;
    lt_gas_wet *wet;
    lt_gas_table *table;
    LT_TRY(lt_gas_table_read(&table));
    lt_status status = lt_gas_wet_create(names, N_GASES, 5.0, &wet);
    c.table = table;
    c.wet = wet;
    if (status == LT_OK) status = cloud(verify, &c);
    if (status == LT_OK) status = below(verify, &c);
    if (status == LT_OK) status = release(verify, &c);
    if (status == LT_OK) status = solubility(verify, &c);
    if (status == LT_OK) status = snow(verify, &c);
    lt_gas_wet_free(wet);
    lt_gas_table_free(table);
    return status;
}
