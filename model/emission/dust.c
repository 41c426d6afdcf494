/* dust.c - dust that wind lifts off open ground.
 *
 *   Q_g = (rho / g) E f_g (u* + u*t_g)(u*^2 - u*t_g^2) where u* > u*t_g             horizontal, kg m-1 s-1
 *   F   = sum over classes of share bare B (0.24 + B_u u*) sum over g of Q_g        vertical, kg m-2 s-1
 *   u*  = 0.4 u / ln(10 m / z0)
 * u wind at 10 m; rho of the air; grains g: coarse sand, fine sand, silt, clay, f_g of the soil; E share of the soil
 * that leaps; B, B_u sandblasting; u*t_g threshold with moisture and roughness, z0, bare share: by class and month
 * (dust_table.h). Nothing under snow, in frost (air below 273.15 K), or in an hour with 0.254 mm of rain. 7 % of F is
 * fine, 93 % coarse.
 * Source   the scheme of CMAQ 5.5 (DUST_EMIS.F, V), Foroutan et al. 2017, 10.1002/2016MS000823: White 1979, Shao and Lu
 *          2000, Fecan et al. 1999, Lu and Shao 1999; split and composition: its DUST_EMIS.F and AERO_DATA.F, dust_spc
 *          (V; Kok 2011, 10.1073/pnas.1014798108). Silicon, aluminium and titanium take their oxygen from `other`
 *          (SiO2, Al2O3, TiO2; D).
 * Limits   of order of magnitude at best: moisture and texture are assumed by class and month, ground of a class is all
 *          alike, gusts inside the hour and dust from beyond the grid are not there. Fields lift dust from 24 m/s on
 *          (April): what an ordinary wind takes of them are rows of the inventory (soil_dry_fields). */
#include "model/emission/dust_table.h"
#include "model/emission/flux.h"

#define GRAVITY 9.81
#define RAIN (0.254 / 3600.0) /* kg m-2 s-1 */

static lt_status open_table(void **table) {
    lt_dust_table *t;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    *table = t;
    return lt_dust_table_read(t);
}

/* Of one kind of ground, kg m-2 s-1 of it. */
static double lifted(const lt_dust_kind *kind, const lt_dust_ground *ground, double wind, double density) {
    const double u = ground->friction * wind;
    double sum = 0.0;
    for (int g = 0; g < LT_DUST_GRAINS; ++g) {
        const double t = ground->threshold[g];
        if (u > t) sum += kind->grains[g] * (u + t) * (u * u - t * t);
    }
    return density / GRAVITY * kind->erodible * sum * kind->blast * (0.24 + kind->blast_speed * u);
}

static double over_cell(const lt_dust_table *t, const lt_flux_place *place, const lt_flux_hour *hour, long c) {
    double sum = 0.0;
    for (int k = 0; k < LT_DUST_KINDS; ++k) {
        const lt_dust_kind *kind = &t->of[k];
        const lt_dust_ground *ground = &kind->month[hour->month - 1];
        const double share = place->land[(long)kind->land * place->n + c] * ground->share;
        if (share > 0.0) sum += share * lifted(kind, ground, hour->wind_10m[c], hour->density[c]);
    }
    return sum;
}

static void flux(const void *table, const lt_flux_place *place, const lt_flux_hour *hour, double *fine,
                 double *coarse) {
    for (long c = 0; c < place->n; ++c) {
        const bool held = hour->temperature_2m[c] < 273.15 || hour->precipitation[c] > RAIN;
        const double all = held ? 0.0 : (1.0 - hour->snow[c]) * over_cell(table, place, hour, c);
        fine[c] = 0.07 * all;
        coarse[c] = 0.93 * all;
    }
}

const lt_flux_law lt_flux_law_dust = {.name = "dust",
                                      .open = open_table,
                                      .close = lt_free,
                                      .flux = flux,
                                      .parts = {{"ASOILJ", 0.5278, 0},
                                                {"AOTHRJ", 0.21482, 0},
                                                {"ACAJ", 0.0794, 0},
                                                {"ANAJ", 0.03935, 0},
                                                {"AKJ", 0.0377, 0},
                                                {"AFEJ", 0.03355, 0},
                                                {"ASO4J", 0.0225, 0},
                                                {"AMGJ", 0.019, 0},
                                                {"ALVPO1J", 0.01503, 0},
                                                {"ACLJ", 0.00945, 0},
                                                {"AMNJ", 0.00115, 0},
                                                {"ANO3J", 0.0002, 0},
                                                {"ANH4J", 0.00005, 0},
                                                {"ASOIL", 0, 0.95995},
                                                {"ASO4K", 0, 0.02655},
                                                {"ACLK", 0, 0.0119},
                                                {"ANO3K", 0, 0.0016}},
                                      .by_snow = true};
