/* wesely.c - surface resistances after Wesely (1989), doi 10.1016/0004-6981(89)90153-4, with the corrections of
 * Walmsley and Wesely (1996), doi 10.1016/1352-2310(95)00403-3, for tiles.
 *
 *   1/R_c = 1/(r_s D_v/D + r_m) + 1/r_lu + 1/(r_dc + r_cl) + 1/(r_ac + r_gs)                   [s/m]
 *   r_s  = r_i (1 + (200/(K + 0.1))^2) 400/(T (40 - T)),  T [degC] of the skin within 0 and 40, else closed;
 *          three times that in rain or dew
 *   r_m  = 1/(H/3000 + 100 f0);  r_dc = 100 (1 + 1000/(K + 10)), no slope;  r_lu = r_lu0/(1e-5 H + f0)
 *   1/r_cl = 1e-5 H/r_clS + f0/r_clO,  1/r_gs alike;  to r_lu, r_cl, r_gs 1000 exp(-T - 4) is added below 0 degC
 *   wet leaves, not in the season of snow: SO2 in towns 50
 *     dew   SO2 100;                           O3 1/(1/3000 + 1/(3 r_lu0))
 *     rain  SO2 1/(1/5000 + 1/(3 r_lu0));      O3 1/(1/1000 + 1/(3 r_lu0))
 *     other gases 1/((1e-5 H + f0)/(3 r_lu0) + 1e-7 H + f0/r_lu(O3))
 * H [mol/l/atm]: H* at pH 7 and 298 K; SO2 and O3 have the table's own r_lu0, r_cl, r_gs. Snow: the season of snow by
 * its cover, the rest in winter as late autumn (D). K global radiation. Checked against the formulas worked apart
 * (verify/resistances.c).
 * Limits: those of gas_dry.h; seasons are months (model/land), leaves only through them; in hard frost it takes nearly
 * nothing, nitric acid included. */
#include "base/csv.h"
#include "base/outdir.h"
#include "model/deposition/gas_dry.h"
#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#include <limits.h>
#include <string.h>

/* Rows of the table, in this order for each quantity; classes are its columns. */
#define QUANTITIES(X)                                                                                                  \
    X(RI, "ri")                                                                                                        \
    X(RLU, "rlu") X(RAC, "rac") X(RGS_SO2, "rgs_so2") X(RGS_O3, "rgs_o3") X(RCL_SO2, "rcl_so2") X(RCL_O3, "rcl_o3")
#define SEASONS(X)                                                                                                     \
    X(MIDSUMMER, "midsummer")                                                                                          \
    X(AUTUMN, "autumn") X(LATE_AUTUMN, "late_autumn") X(WINTER, "winter") X(SPRING, "spring")
#define ENUM(constant, id) constant,
enum { QUANTITIES(ENUM) N_QUANTITIES };
#undef ENUM
enum { N_CLASSES = 11, TOWN = 1, FIRST = 2, MARK = FIRST + N_CLASSES, N_COLUMNS };

#define NOTHING 1e25 /* s/m: no such way */

typedef struct tables {
    double r[LT_N_SEASONS][N_QUANTITIES][N_CLASSES];
} tables;

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const char *const columns[] = {"season",    "quantity",           "urban",        "agricultural", "range",
                                      "deciduous", "coniferous",         "mixed_forest", "water",        "barren",
                                      "wetland",   "agricultural_range", "rocky_shrubs", "mark",         NULL};
#define SEASON_NAME(constant, id) [LT_SEASON_##constant] = id,
static const char *const season_names[LT_N_SEASONS] = {SEASONS(SEASON_NAME)};
#undef SEASON_NAME
#define QUANTITY_NAME(constant, id) id,
static const char *const quantity_names[N_QUANTITIES] = {QUANTITIES(QUANTITY_NAME)};
#undef QUANTITY_NAME

static lt_status find(const lt_csv *csv, long row, int column, const char *const *names, int n, int *out) {
    const char *text = lt_csv_text(csv, row, column);
    for (*out = 0; *out < n; ++*out)
        if (strcmp(names[*out], text) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown word", .where = lt_csv_where(csv, row, column),
                    .expected = lt_one_of(names, n), .found = text, .todo = lt_did_you_mean(text, names, n));
}

static lt_status read_row(const lt_csv *csv, const int *column, long row, tables *out) {
    int season, quantity;
    LT_TRY(find(csv, row, column[0], season_names, LT_N_SEASONS, &season));
    LT_TRY(find(csv, row, column[1], quantity_names, N_QUANTITIES, &quantity));
    for (int c = 0; c < N_CLASSES; c++) {
        double *x = &out->r[season][quantity][c];
        LT_TRY(lt_csv_double(csv, row, column[FIRST + c], x));
        if (*x >= 0.0 && *x <= NOTHING) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "a resistance that cannot be",
                        .where = lt_csv_where(csv, row, column[FIRST + c]), .expected = "0 to 1e25 s/m",
                        .found = lt_fmt("%g", *x), .todo = "restore the table");
    }
    return LT_OK;
}

static lt_status read_tables(const lt_csv *csv, tables *out) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    if (lt_csv_rows(csv) != (long)LT_N_SEASONS * N_QUANTITIES)
        return LT_RAISE(LT_ERR_INPUT, .what = "Wesely's scheme has 7 quantities in 5 seasons",
                        .where = lt_csv_path(csv), .expected = "35 rows", .found = lt_fmt("%ld", lt_csv_rows(csv)),
                        .todo = "restore the table");
    for (long row = 0; row < lt_csv_rows(csv); row++) LT_TRY(read_row(csv, column, row, out));
    return LT_OK;
}

lt_status lt_gas_dry_read_wesely(void **out) {
    char path[PATH_MAX];
    lt_csv *csv;
    LT_TRY(lt_share_path("model/data/deposition_wesely.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = lt_calloc(1, sizeof(tables), out);
    if (status == LT_OK) status = read_tables(csv, *out);
    lt_csv_free(csv);
    return status;
}

/* --- a class in a season ------------------------------------------------------------------------------------------ */

/* Of a lane in a season, before any gas; s/m. */
typedef struct lane_ways {
    double stomata, convection, cold;
    bool rain, dew; /* that wet the leaves */
} lane_ways;

static lane_ways ways_of(const lt_gas_dry_lanes *in, int l, double ri, bool snow) {
    const double t = in->skin[l] - LT_ICE_POINT, k = in->shortwave[l] > 0.0 ? in->shortwave[l] : 0.0;
    const double dim = 200.0 / (k + 0.1), warm = t * (40.0 - t);
    const bool rain = in->rain[l] > 0.0, dew = !rain && in->friction[l] < in->dew_speed[l];
    const double open = warm > 0.0 ? ri * (1.0 + dim * dim) * 400.0 / warm : NOTHING;
    return (lane_ways){.stomata = rain || dew ? 3.0 * open : open,
                       .convection = 100.0 * (1.0 + 1000.0 / (k + 10.0)),
                       .cold = t < 0.0 ? 1000.0 * lt_exp(-t - 4.0) : 0.0,
                       .rain = rain && !snow,
                       .dew = dew && !snow};
}

static double outer_leaves(const lt_gas_dry_gas *gas, const lane_ways *w, double rlu, bool town) {
    const double dry = gas->is_so2 || gas->is_o3 ? 1.0 : 1e-5 * gas->henry + gas->reactivity;
    if (!(w->rain || w->dew)) return rlu / dry;
    const double o3 = 1.0 / (1.0 / (w->rain ? 1000.0 : 3000.0) + 1.0 / (3.0 * rlu));
    if (gas->is_o3) return o3;
    if (gas->is_so2) return town ? 50.0 : w->dew ? 100.0 : 1.0 / (1.0 / 5000.0 + 1.0 / (3.0 * rlu));
    return 1.0 / (dry / (3.0 * rlu) + 1e-7 * gas->henry + gas->reactivity / o3);
}

/* 1/(1e-5 H* /r(SO2) + f0/r(O3)); the table's own for SO2 and O3. A resistance of 0 counts as 1e-3 s/m. */
static double scaled(const lt_gas_dry_gas *gas, double so2, double o3) {
    if (gas->is_so2) return so2;
    if (gas->is_o3) return o3;
    return 1.0 / (1e-5 * gas->henry / (so2 > 1e-3 ? so2 : 1e-3) + gas->reactivity / (o3 > 1e-3 ? o3 : 1e-3) + 1e-30);
}

static double surface_conductance(const double r[N_QUANTITIES][N_CLASSES], int c, const lt_gas_dry_gas *gas,
                                  const lane_ways *w) {
    const double leaves = outer_leaves(gas, w, r[RLU][c], c == TOWN - 1) + w->cold;
    const double lower = scaled(gas, r[RCL_SO2][c], r[RCL_O3][c]) + w->cold;
    const double ground = scaled(gas, r[RGS_SO2][c], r[RGS_O3][c]) + w->cold + r[RAC][c];
    const double g = 1.0 / (w->stomata * gas->heavier + gas->mesophyll) + 1.0 / leaves + 1.0 / (w->convection + lower) +
                     1.0 / (ground > 1e-3 ? ground : 1e-3);
    return g < 1.0 / LT_GAS_DRY_LEAST_RESISTANCE ? g : 1.0 / LT_GAS_DRY_LEAST_RESISTANCE;
}

static void add_season(const tables *t, lt_land_season_kind season, int c, const lt_gas_dry_gas *gases, int n,
                       const lt_gas_dry_lanes *in, double *conductance) {
    const bool winter = season == LT_SEASON_WINTER;
    for (int l = 0; l < LT_LANES; l++) {
        const double share = winter ? in->snow[l] : 1.0 - in->snow[l];
        const lane_ways w = ways_of(in, l, t->r[season][RI][c], winter);
        for (int s = 0; s < n; s++)
            if (gases[s].deposits)
                conductance[s * LT_LANES + l] += share * surface_conductance(t->r[season], c, &gases[s], &w);
    }
}

void lt_gas_dry_conduct_wesely(const void *table, const lt_gas_dry_gas *gases, int n, const lt_gas_dry_ground *ground,
                               const lt_gas_dry_lanes *lanes, double *conductance) {
    const lt_land_season_kind bare = ground->season == LT_SEASON_WINTER ? LT_SEASON_LATE_AUTUMN : ground->season;
    memset(conductance, 0, (size_t)n * LT_LANES * sizeof *conductance);
    add_season(table, bare, ground->wesely - 1, gases, n, lanes, conductance);
    add_season(table, LT_SEASON_WINTER, ground->wesely - 1, gases, n, lanes, conductance);
}
