/* resistances.c - resistances worked by hand.
 *
 * Similarity: psi of kernel/surface_layer.h against its formulas with libm's log and atan, zeta -20 to 20; bound:
 *   rounding.
 * Air: neutral, u* 0.4 m/s, z 20 m, z0 0.1 m (barren: 0.01, water ...): R_a = ln(z/z0)/(0.4 u*) and
 *   R_b = 2/(0.4 u*) (0.1327/0.1444/0.72)^(2/3) of ozone, through v_d with the class's own conductance taken off.
 * Wesely: R_c by the formulas of the paper, worked apart in another language from the numbers of the table. */
#include "model/deposition/gas_dry.h"
#include "model/kernel/surface_layer.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

#include <math.h>

static double psi_by_libm(double zeta, bool heat) {
    if (zeta >= 0.0) return zeta < 1.0 ? -5.0 * zeta : -4.0 - 4.0 * log(zeta) - zeta;
    const double x2 = sqrt(1.0 - 16.0 * zeta), x = sqrt(x2);
    if (heat) return 2.0 * log(0.5 * (1.0 + x2));
    return 2.0 * log(0.5 * (1.0 + x)) + log(0.5 * (1.0 + x2)) - 2.0 * atan(x) + 0.5 * M_PI;
}

static lt_status similarity(lt_verify *verify) {
    double wind = 0.0, heat = 0.0;
    for (double zeta = -20.0; zeta <= 20.0; zeta += 0.0173) {
        const double m = psi_by_libm(zeta, false), h = psi_by_libm(zeta, true);
        wind = fmax(wind, fabs(lt_layer_psi_m(zeta) - m) / (1.0 + fabs(m)));
        heat = fmax(heat, fabs(lt_layer_psi_h(zeta) - h) / (1.0 + fabs(h)));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "psi_m without libm", .metric = "relative_error", .scheme = "", .value = wind,
                         .bound = 1e-15 * 4, .source = "the formula by libm"));
    return LT_VERIFY_ADD(verify, .test = "psi_h without libm", .metric = "relative_error", .scheme = "", .value = heat,
                         .bound = 1e-15 * 4, .source = "the formula by libm");
}

static lt_status air(lt_verify *verify) {
    const char *const names[] = {"O3"};
    const double numbers[11] = {0.4, 0.0, 0.1, 300.0, 300.0, 0.5, 500.0, 0.7, 0.0, 0.0, 0.0};
    double fraction[LT_N_LAND * LT_LANES] = {0}, work[LT_LANES], velocity[LT_LANES], g[LT_LANES];
    lt_gas_dry *dry;
    lt_typical typical;
    lt_gas_dry_lanes lanes;
    LT_TRY(lt_gas_dry_create(NULL, names, 1, &dry));
    lt_typical_of(20.0, numbers, &typical);
    for (int l = 0; l < LT_LANES; l++) fraction[LT_LAND_BARREN * LT_LANES + l] = 1.0;
    lt_gas_dry_velocity(dry, 7, fraction, &typical.weather, work, velocity);
    lt_gas_dry_share(&typical.weather, &lanes);
    const double friction = 0.4 * log(20.0 / 0.1) / log(20.0 / 0.01); /* the class's z0 is 0.01 m */
    for (int l = 0; l < LT_LANES; l++) lanes.friction[l] = friction;
    lt_gas_dry_conductance(dry, lt_gas_dry_ground_of(dry, 7, LT_LAND_BARREN), &lanes, g);
    const double ra = log(20.0 / 0.01) / (0.4 * friction);
    const double rb = 2.0 / (0.4 * friction) * pow(0.1327 / 0.1444 / 0.72, 2.0 / 3.0);
    lt_gas_dry_free(dry);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "R_a + R_b of O3, neutral", .metric = "relative_error", .scheme = "",
                         .value = fabs((1.0 / velocity[0] - 1.0 / g[0]) / (ra + rb) - 1.0), .bound = 1e-12,
                         .source = "by hand: Hicks (1987)"));
    return LT_VERIFY_ADD(verify, .test = "R_c of O3, desert", .metric = "relative_error", .scheme = "zhang",
                         .value = fabs(1.0 / g[0] / 500.0 - 1.0), .bound = 1e-12, .source = "its table: 500 s/m");
}

enum { N_GASES = 7 };
static const char *const gases[N_GASES] = {"O3", "SO2", "NO2", "H2O2", "HNO3", "PAN", "NH3"};

/* Class and month; temperature degC, radiation, humidity, mm/h, snow; R_c s/m. */
static const struct {
    const char *hour;
    lt_land_class land;
    int month;
    double degC, radiation, humidity, rain, snow, friction, rc[N_GASES];
} hours[] = {
    {"crops, July, dry noon",
     LT_LAND_CROPLAND,
     7,
     26,
     700,
     0.5,
     0,
     0,
     0.5,
     {74.300356, 92.472101, 105.367967, 72.015416, 10.0, 193.906768, 74.613685}},
    {"deciduous forest, July, rain",
     LT_LAND_DECIDUOUS_BROADLEAF,
     7,
     24,
     500,
     0.9,
     2,
     0,
     0.5,
     {199.775103, 315.188425, 339.836635, 73.603662, 10.0, 580.131982, 206.843597}},
    {"crops, July, dew at night",
     LT_LAND_CROPLAND,
     7,
     18,
     0,
     0.99,
     0,
     0,
     0.05,
     {290.087659, 77.281018, 1419.132330, 78.468006, 10.0, 1418.264508, 586.462322}},
    {"pines, January, snow",
     LT_LAND_EVERGREEN_NEEDLELEAF,
     1,
     -8,
     300,
     0.6,
     0,
     1,
     0.5,
     {19671.786243, 19139.285386, 29476.710210, 18861.927555, 18464.142118, 29434.959178, 22801.812941}},
};

static double worst_of_hour(const lt_gas_dry *dry, size_t h) {
    const double t = 273.15 + hours[h].degC;
    const double numbers[11] = {
        0.4, 0.0, 0.1, t, t, hours[h].humidity, hours[h].radiation, 0.7, 0.0, hours[h].rain / 3600.0, hours[h].snow};
    double g[N_GASES * LT_LANES], worst = 0.0;
    lt_typical typical;
    lt_gas_dry_lanes lanes;
    lt_typical_of(20.0, numbers, &typical);
    lt_gas_dry_share(&typical.weather, &lanes);
    for (int l = 0; l < LT_LANES; l++) lanes.friction[l] = hours[h].friction;
    lt_gas_dry_conductance(dry, lt_gas_dry_ground_of(dry, hours[h].month, hours[h].land), &lanes, g);
    for (int s = 0; s < N_GASES; s++) worst = fmax(worst, fabs(1.0 / g[s * LT_LANES] / hours[h].rc[s] - 1.0));
    return worst;
}

lt_status lt_verify_deposition_resistances(lt_verify *verify) {
    lt_gas_dry *dry;
    LT_TRY(similarity(verify));
    LT_TRY(air(verify));
    LT_TRY(lt_gas_dry_create("wesely", gases, N_GASES, &dry));
    lt_status status = LT_OK;
    for (size_t h = 0; status == LT_OK && h < sizeof hours / sizeof *hours; h++)
        status = LT_VERIFY_ADD(verify, .test = lt_fmt("R_c of 7 gases: %s", hours[h].hour), .metric = "relative_error",
                               .scheme = "wesely", .value = worst_of_hour(dry, h), .bound = 1e-6,
                               .source = "Wesely (1989) by hand");
    lt_gas_dry_free(dry);
    return status;
}
