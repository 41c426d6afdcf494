/* zhang.c - surface conductances after Zhang, Brook and Vet (2003), doi 10.5194/acp-3-2067-2003, for tiles.
 *
 *   g_c   = (1 - W) / (r_st D_v/D + r_m) + 1 / (R_ac + R_g) + 1/R_cut                          [m/s]
 *   1/R_g = alpha/R_g(SO2) + beta/R_g(O3),  R_cut alike
 *   1/r_st = (F_sun G(P_sun) + F_shade G(P_shade)) g_T g_D g_psi        of water vapour, two big leaves
 *     G(P) = P / (r_min (P + b)),  F_sun = 2 m (1 - exp(-LAI/(2 m))),  F_shade = LAI - F_sun,  m cos of the zenith
 *     P_shade = diffuse exp(-0.5 LAI^0.7) + 0.07 direct (1.1 - 0.1 LAI) exp(-m),  P_sun = 0.5 direct/m + P_shade;
 *     with LAI > 2.5 and K > 200 W/m2 LAI^0.8 and direct^0.8 (in P_sun)
 *     g_T = (T - Tmin)/(Topt - Tmin) ((Tmax - T)/(Tmax - Topt))^((Tmax - Topt)/(Tmax - Tmin)),  T of the skin
 *     g_D = 1 - b_vpd VPD,  g_psi = (psi - psi2)/(psi1 - psi2),  psi = -0.72 - 0.0013 K [MPa];  both 0.1 to 1
 *   W  = min(0.5, (K - 200)/800) of the stomata closed in rain or dew with K > 200 W/m2
 *   R_ac = R_ac0 LAI^0.25/u*^2,  R_ac0 between its least and most with the leaves of the year (green)
 *   R_cut dry = R_cut0 / (exp(3 RH) LAI^0.25 u*), at least 100;  wet O3 R_cutw0/(LAI^0.5 u*),
 *         wet SO2 50 (rain) or 100 (dew)/(LAI^0.5 u*), at least 20
 *   R_g(SO2) in rain 50, in dew 100.  Below -1 degC R_g and dry R_cut grow by min(2, exp(0.2 (-1 - T)))
 *   snow of depth s [cm] covers min(1, s/sdmax) of the leaves, twice that of the ground; there R(O3) = 2000,
 *         R(SO2) = 70 (2 - T), 100 to 500 s/m, which is also R_g(SO2) of ice
 * r_m = 1/(H* / 3000 + 100 f0) after Wesely (1989). s = 15 cm x cover: model/met says cover = min(1, S/15 kg m-2), and
 * snow of 100 kg/m3 is what CAMx takes (D; deeper snow counts as 15 cm: forests stay mostly bare). Water below -1.8
 * degC is ice (D). Trees and towns have a LAI of at least 0.1: twigs, walls (the least of the paper's own list, R).
 * Frost, light, rain and dew: gas_dry_lanes.c. Checked against the routine of CAMx 7.20 that follows the paper
 * (verify/camx.c); that one's r_m is 1 to 100 s/m. Limits: those of gas_dry.h; one LAI a class and month; stomata know
 * no soil water. */
#include "base/csv.h"
#include "base/outdir.h"
#include "model/deposition/gas_dry.h"
#include "model/kernel/ltmath.h"
#include "model/met/constants.h"

#include <limits.h>
#include <string.h>

enum { N_CLASSES = 26, ICE = 2, LAND = 4 }; /* classes below LAND are water and ice */

#define SNOW_DEPTH_CM 15.0
#define SEA_FREEZES 271.35 /* K */
#define SNOW_O3 2000.0     /* s/m */
#define TALL_CM 200.0      /* of snow to cover it: trees, houses */
#define TWIGS 0.1          /* least LAI of these */

typedef struct surface {
    double rac[2], cut_dry_o3, cut_wet_o3, cut_dry_so2, ground_o3, ground_so2, stomata, light, coldest, hottest, best,
        deficit, water[2], snow_cm;
} surface;

typedef struct tables {
    surface of[N_CLASSES];
} tables;

/* What one class makes of a tile, before any gas. */
typedef struct canopy {
    double stomata[LT_LANES];                        /* m/s of water vapour, open to the air */
    double open[LT_LANES];                           /* share that no water closes */
    double rac[LT_LANES];                            /* s/m */
    double ground[2][LT_LANES], leaves[2][LT_LANES]; /* m/s of SO2, O3 */
} canopy;

/* --- reading ------------------------------------------------------------------------------------------------------ */

static const char *const columns[] = {
    "class", "name", "rac_least", "rac_most", "rcut_dry_o3", "rcut_wet_o3", "rcut_dry_so2", "rg_o3", "rg_so2", "rsmin",
    "brs",   "tmin", "tmax",      "topt",     "bvpd",        "psi1",        "psi2",         "sdmax", "mark",   NULL};
enum { CLASS, NAME, FIRST, N_NUMBERS = 16, MARK = FIRST + N_NUMBERS, N_COLUMNS };

static lt_status bad(const lt_csv *csv, long row, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a surface of Zhang's scheme cannot be like this",
                    .where = lt_csv_where(csv, row, column), .expected = expected,
                    .found = lt_fmt("\"%s\"", lt_csv_text(csv, row, column)), .todo = "restore the table");
}

static lt_status read_surface(const lt_csv *csv, const int *column, long row, surface *out) {
    double x[N_NUMBERS];
    long class;
    LT_TRY(lt_csv_long(csv, row, column[CLASS], &class));
    if (class != row + 1) return bad(csv, row, column[CLASS], lt_fmt("class %ld", row + 1));
    for (int n = 0; n < N_NUMBERS; n++) {
        LT_TRY(lt_csv_double(csv, row, column[FIRST + n], &x[n]));
        const bool signed_ = n >= 9; /* from tmin on, but sdmax */
        if (!(x[n] >= (signed_ && n < N_NUMBERS - 1 ? -100.0 : 0.0) && x[n] <= 1e4))
            return bad(csv, row, column[FIRST + n], "a number of the size that it had");
    }
    memcpy(out, x, sizeof x);
    if (out->stomata > 0.0 && !(out->coldest < out->best && out->best < out->hottest && out->water[0] > out->water[1]))
        return bad(csv, row, column[FIRST + 9], "tmin < topt < tmax and psi1 > psi2");
    if (!(out->ground_o3 > 0.0 && out->ground_so2 > 0.0 && out->snow_cm > 0.0))
        return bad(csv, row, column[FIRST + 5], "rg_o3, rg_so2 and sdmax above 0");
    return LT_OK;
}

_Static_assert(sizeof(surface) == N_NUMBERS * sizeof(double), "columns and members of a surface");

static lt_status read_tables(const lt_csv *csv, tables *out) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    if (lt_csv_rows(csv) != N_CLASSES)
        return LT_RAISE(LT_ERR_INPUT, .what = "Zhang's scheme has 26 classes", .where = lt_csv_path(csv),
                        .expected = "26 rows", .found = lt_fmt("%ld", lt_csv_rows(csv)), .todo = "restore the table");
    for (long row = 0; row < N_CLASSES; row++) LT_TRY(read_surface(csv, column, row, &out->of[row]));
    return LT_OK;
}

lt_status lt_gas_dry_read_zhang(void **out) {
    char path[PATH_MAX];
    lt_csv *csv;
    LT_TRY(lt_share_path("model/data/deposition_zhang.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &csv));
    lt_status status = lt_calloc(1, sizeof(tables), out);
    if (status == LT_OK) status = read_tables(csv, *out);
    lt_csv_free(csv);
    return status;
}

/* --- a class ------------------------------------------------------------------------------------------------------ */

static double between(double x, double least, double most) {
    x = x > least ? x : least;
    return x < most ? x : most;
}

static double power(double x, double y) { /* 0 of 0 */
    return x > 1e-30 ? lt_exp(y * lt_log(x > 1e-30 ? x : 1e-30)) : 0.0;
}

/* Of water vapour, m/s, all stomata open to the air. */
static void open_stomata(const surface *s, double leaves, const lt_gas_dry_lanes *in, double *out) {
    const double thick = leaves > 2.5 ? 1.0 : 0.0, deep7 = lt_exp(-0.5 * power(leaves, 0.7));
    const double deep8 = lt_exp(-0.5 * power(leaves, 0.8));
    const double warm = s->hottest - s->best, exponent = warm / (s->hottest - s->coldest);
    for (int l = 0; l < LT_LANES; l++) {
        const double m = between(in->cos_zenith[l], 0.001, 1.0), direct = in->direct[l];
        const double strong = in->shortwave[l] > 200.0 ? thick : 0.0;
        const double shade =
            in->diffuse[l] * (strong > 0.0 ? deep8 : deep7) + 0.07 * direct * (1.1 - 0.1 * leaves) * lt_exp(-m);
        const double sun = (strong > 0.0 ? power(direct, 0.8) : direct) * 0.5 / m + shade;
        const double lit = 2.0 * m * (1.0 - lt_exp(-0.5 * leaves / m));
        const double bright = (lit * sun / (sun + s->light) + (leaves - lit) * shade / (shade + s->light)) / s->stomata;
        const double t = in->skin[l] - LT_ICE_POINT;
        const double by_t = between(t - s->coldest, 0.0, 1e3) / (s->best - s->coldest) *
                            power(between(s->hottest - t, 0.0, 1e3) / warm, exponent);
        const double by_deficit = between(1.0 - s->deficit * in->deficit[l], 0.1, 1.0);
        const double psi = -0.72 - 0.0013 * in->shortwave[l];
        const double by_water = between((psi - s->water[1]) / (s->water[0] - s->water[1]), 0.1, 1.0);
        out[l] = bright * by_t * by_deficit * by_water;
    }
}

/* Conductances of a resistance [s/m] under a share of snow. */
static double snowy(double conductance, double share, double snow_resistance) {
    return (1.0 - share) * conductance + share / snow_resistance;
}

static void fill_canopy(const surface *s, const lt_gas_dry_ground *ground, bool water, const lt_gas_dry_lanes *in,
                        canopy *out) {
    const double leaves = s->snow_cm >= TALL_CM && ground->leaves < TWIGS ? TWIGS : ground->leaves;
    const double quarter = power(leaves, 0.25), half = power(leaves, 0.5);
    const double rac0 = s->rac[0] + ground->green * (s->rac[1] - s->rac[0]);
    const double leafy = s->cut_dry_o3 > 0.0 && leaves > 0.0 ? 1.0 : 0.0;
    if (s->stomata > 0.0 && ground->leaves > 0.001)
        open_stomata(s, ground->leaves, in, out->stomata);
    else
        memset(out->stomata, 0, sizeof out->stomata);
    for (int l = 0; l < LT_LANES; l++) {
        const double u = in->friction[l], t = in->skin[l], rain = in->rain[l];
        const double dew = rain == 0.0 && u < in->dew_speed[l] ? 1.0 : 0.0, wet = rain + dew;
        const double frost = water ? 1.0 : between(lt_exp(0.2 * (LT_ICE_POINT - 1.0 - t)), 1.0, 2.0);
        const double humid = lt_exp(3.0 * in->humidity[l]) * quarter * u / frost;
        const double closed = wet > 0.0 ? between((in->shortwave[l] - 200.0) / 800.0, 0.0, 0.5) : 0.0;
        const double snow_so2 = between(70.0 * (LT_ICE_POINT + 2.0 - t), 100.0, 500.0);
        const double depth = water ? 0.0 : in->snow[l] * SNOW_DEPTH_CM / s->snow_cm;
        const double on_leaves = between(depth, 0.0, 1.0), on_ground = between(2.0 * depth, 0.0, 1.0);
        const double cut_so2 = wet > 0.0 ? between(half * u / (rain > 0.0 ? 50.0 : 100.0), 0.0, 1.0 / 20.0)
                                         : between(humid / (leafy > 0.0 ? s->cut_dry_so2 : 1.0), 0.0, 0.01);
        const double cut_o3 = wet > 0.0 ? half * u / (leafy > 0.0 ? s->cut_wet_o3 : 1.0)
                                        : between(humid / (leafy > 0.0 ? s->cut_dry_o3 : 1.0), 0.0, 0.01);
        const double ground_so2 = water        ? 1.0 / s->ground_so2
                                  : rain > 0.0 ? 1.0 / 50.0
                                  : dew > 0.0  ? 1.0 / 100.0
                                               : 1.0 / (s->ground_so2 * frost);
        out->open[l] = 1.0 - closed;
        out->rac[l] = rac0 * quarter / (u * u);
        out->leaves[0][l] = leafy * snowy(cut_so2, on_leaves, snow_so2);
        out->leaves[1][l] = leafy * snowy(cut_o3, on_leaves, SNOW_O3);
        out->ground[0][l] = snowy(ground_so2, on_ground, snow_so2);
        out->ground[1][l] = snowy(1.0 / (s->ground_o3 * frost), on_ground, SNOW_O3);
    }
}

/* Water that has frozen, and ice. */
static void freeze(bool ice, const lt_gas_dry_lanes *in, const surface *s, canopy *out) {
    for (int l = 0; l < LT_LANES; l++) {
        const double frozen = ice || in->skin[l] < SEA_FREEZES ? 1.0 : 0.0;
        const double so2 = 1.0 / between(70.0 * (LT_ICE_POINT + 2.0 - in->skin[l]), 100.0, 500.0);
        out->ground[0][l] = frozen > 0.0 ? so2 : out->ground[0][l];
        out->ground[1][l] = frozen > 0.0 ? 1.0 / s->ground_o3 : out->ground[1][l];
    }
}

static void conduct(const lt_gas_dry_gas *gas, const canopy *c, double *g) {
    const double heavier = gas->heavier, mesophyll = gas->mesophyll, alpha = gas->alpha, beta = gas->beta;
    for (int l = 0; l < LT_LANES; l++) {
        const double stomata = c->open[l] * c->stomata[l] / (heavier + mesophyll * c->stomata[l]);
        const double ground = alpha * c->ground[0][l] + beta * c->ground[1][l];
        const double leaves = alpha * c->leaves[0][l] + beta * c->leaves[1][l];
        const double all = stomata + ground / (1.0 + c->rac[l] * ground) + leaves;
        g[l] = between(all, 0.0, 1.0 / LT_GAS_DRY_LEAST_RESISTANCE);
    }
}

void lt_gas_dry_conduct_zhang(const void *table, const lt_gas_dry_gas *gases, int n, const lt_gas_dry_ground *ground,
                              const lt_gas_dry_lanes *lanes, double *conductance) {
    const surface *s = &((const tables *)table)->of[ground->zhang - 1];
    const bool water = ground->zhang < LAND;
    canopy c;
    fill_canopy(s, ground, water, lanes, &c);
    if (water) freeze(ground->zhang == ICE, lanes, s, &c);
    for (int i = 0; i < n; i++)
        if (gases[i].deposits)
            conduct(&gases[i], &c, conductance + i * LT_LANES);
        else
            memset(conductance + i * LT_LANES, 0, LT_LANES * sizeof *conductance);
}
