/* energy.c - the surface energy balance, soil, snow and cloud against closed forms and published values.
 *
 * Balance: largest gap over 4608 states from -30 to 35 degC, 0 to 15 m/s, night to 900 W m-2, dry to moist.
 * Net radiation and night-time theta* against Holtslag and van Ulden (1983),
 * doi 10.1175/1520-0450(1983)022<0517:ASSFDE>2.0.CO;2: Q* = [(1 - r) K + 5.31e-13 T^6 - sigma T^4 + 60 N]/1.12 and
 * theta* = 0.09 (1 - 0.5 N^2), fitted over grass at Cabauw; they state errors of 63 W m-2 by day (R), and theta* is a
 * mean of clear nights: a factor of 2. Priestley and Taylor (1972): over wet ground without resistance the share of
 * latent heat is 1.26 D/(D + g), D slope of saturation, g psychrometric constant; bound 0.15, the range of 1.26 in
 * later work (1.1 to 1.4, R). Soil: half space with a flux that swings once a day, amplitude G/(m sqrt(w)), maximum an
 * eighth of a day after it. Wet bulb: 13.7 degC at 20 degC and 50 % (Stull 2011, doi 10.1175/JAMC-D-11-0143.1, worked
 * example, R). Snow share: Wang et al. (2019) at -5, 0, 5 degC: 0.99999, 0.8360, 0.00023 (D: their equation). */
#include "model/met/cloud.h"
#include "model/met/constants.h"
#include "model/met/energy_balance.h"
#include "model/met/ground.h"
#include "model/met/humidity.h"
#include "model/met/radiation.h"
#include "model/met/similarity.h"
#include "model/met/verify/verify.h"
#include "model/met/wet_bulb.h"

#include <math.h>

static lt_near_air air_of(double t_K, double humidity, double wind, double shortwave, double cloud) {
    double vapour = humidity * lt_saturation_pressure(t_K);
    return (lt_near_air){.wind_10m_ms = wind,
                         .temperature_K = t_K,
                         .vapour_Pa = vapour,
                         .pressure_Pa = 1.01e5,
                         .density_kgm3 = 1.01e5 / (LT_R_DRY * t_K),
                         .shortwave_Wm2 = shortwave,
                         .longwave_Wm2 = lt_longwave_down(t_K, vapour, cloud)};
}

static lt_tile_ground grass(double body_K, double wet, double conductance) {
    return (lt_tile_ground){.roughness_m = 0.1,
                            .heat_roughness_m = 0.01,
                            .albedo = 0.23,
                            .emissivity = 0.97,
                            .wet = wet,
                            .conductance_ms = conductance,
                            .skin_Wm2K = 8.0,
                            .body_K = body_K};
}

static lt_status add_balance(lt_verify *verify) {
    static const double conductances[] = {0.0, 1e-3, 1e-2}, winds[] = {0.0, 0.3, 1.0, 2.0, 3.0, 5.0, 8.0, 15.0};
    double gap = 0.0, length = 0.0;
    for (double t = 243.15; t < 310.0; t += 8.5)
        for (int w = 0; w < 8; w++)
            for (double k = 0.0; k <= 900.0; k += 180.0)
                for (int c = 0; c < 12; c++) {
                    lt_near_air air = air_of(t, c % 2 ? 0.9 : 0.3, winds[w], k, c % 4 < 2 ? 0.0 : 1.0);
                    lt_tile_ground ground = grass(t + 3.0, c % 3 == 0 ? 0.5 : 0.0, conductances[c % 3]);
                    lt_fluxes f = lt_energy_balance(&ground, &air);
                    gap = fmax(gap, fabs(f.net_Wm2 - f.sensible_Wm2 - f.latent_Wm2 - f.ground_Wm2));
                    double made = lt_inverse_obukhov(f.friction_velocity_ms, t, air.density_kgm3, f.sensible_Wm2);
                    length = fmax(length, fabs(made - f.inverse_obukhov_m));
                }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "energy balance of the ground closes", .metric = "gap_W_m-2", .scheme = "",
                         .value = gap, .bound = 1e-10, .source = "conservation"));
    return LT_VERIFY_ADD(verify, .test = "heat flux and 1/L agree", .metric = "error_m-1", .scheme = "",
                         .value = length, .bound = 1e-5, .source = "definition of L");
}

static lt_status add_published(lt_verify *verify) {
    double worst = 0.0;
    for (double k = 200.0; k <= 800.0; k += 200.0)
        for (double cloud = 0.0; cloud <= 1.0; cloud += 0.5) {
            double t = 291.0, t2 = t * t;
            lt_near_air air = air_of(t, 0.65, 5.0, k, cloud);
            lt_tile_ground ground = grass(t - 1.0, 0.0, 0.01);
            double theirs = (0.77 * k + 5.31e-13 * t2 * t2 * t2 - LT_STEFAN * t2 * t2 + 60.0 * cloud) / 1.12;
            worst = fmax(worst, fabs(lt_energy_balance(&ground, &air).net_Wm2 - theirs));
        }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "net radiation over grass by day", .metric = "difference_W_m-2", .scheme = "",
                         .value = worst, .bound = 63.0, .source = "Holtslag and van Ulden (1983)"));
    lt_near_air night = air_of(281.0, 0.85, 5.0, 0.0, 0.0);
    lt_tile_ground ground = grass(282.0, 0.0, 0.01);
    lt_fluxes f = lt_energy_balance(&ground, &night);
    double theta = -f.sensible_Wm2 / (night.density_kgm3 * LT_CP_DRY * f.friction_velocity_ms);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "theta* of a clear night over grass", .metric = "abs_log2_ratio", .scheme = "",
                         .value = fabs(log2(theta / 0.09)), .bound = 1.0, .source = "Holtslag and van Ulden (1983)"));
    lt_near_air day = air_of(293.0, 0.7, 3.0, 600.0, 0.2);
    lt_tile_ground wet = grass(293.0, 1.0, 0.0);
    f = lt_energy_balance(&wet, &day);
    double celsius = 20.0 - 0.15, slope = lt_saturation_pressure(293.0) * 17.625 * 243.04 / pow(celsius + 243.04, 2.0);
    double psychrometer = LT_CP_DRY * day.pressure_Pa / (0.622 * lt_latent_heat(293.0));
    double share = f.latent_Wm2 / (f.sensible_Wm2 + f.latent_Wm2), theirs = 1.26 * slope / (slope + psychrometer);
    return LT_VERIFY_ADD(verify, .test = "latent share over wet ground", .metric = "relative_difference", .scheme = "",
                         .value = fabs(share / theirs - 1.0), .bound = 0.15, .source = "Priestley and Taylor (1972)");
}

/* Amplitude and delay of a soil under 100 W m-2 cos(w t), after twenty days. */
static lt_status add_soil(lt_verify *verify) {
    const double w = 2.0 * M_PI / 86400.0, mean = 280.0;
    lt_ground_memory m = {0};
    const lt_ground_rules rules = {0.0, 0.5};
    double c = 0.0, s = 0.0;
    lt_ground_begin(&m, &rules, mean);
    for (int h = 0; h < 480; h++) {
        double middle = (h + 0.5) * 3600.0;
        lt_ground_warm(&m, LT_GROUND_LOW, 100.0 * cos(w * middle), mean);
        double t = (h + 1) * 3600.0;
        if (h < 456) continue;
        c += 2.0 / 24.0 * (m.soil_K[LT_GROUND_LOW] - mean) * cos(w * t);
        s += 2.0 / 24.0 * (m.soil_K[LT_GROUND_LOW] - mean) * sin(w * t);
    }
    double amplitude = 100.0 / (1400.0 * sqrt(w));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "soil under a daily flux: amplitude", .metric = "relative_error",
                         .scheme = "force-restore", .value = fabs(hypot(c, s) / amplitude - 1.0), .bound = 0.01,
                         .source = "half space (Fourier)"));
    return LT_VERIFY_ADD(verify, .test = "soil under a daily flux: delay", .metric = "error_h",
                         .scheme = "force-restore", .value = fabs(atan2(s, c) / w / 3600.0 - 3.0), .bound = 0.1,
                         .source = "half space (Fourier)");
}

static lt_status add_snow(lt_verify *verify) {
    static const double published[][2] = {{-5.0, 0.99999}, {0.0, 0.8360}, {5.0, 0.00023}};
    double worst = 0.0;
    for (int n = 0; n < 3; n++)
        worst = fmax(worst, fabs(lt_snow_share(LT_ICE_POINT + published[n][0]) - published[n][1]));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "share of snow at wet bulbs of -5, 0, 5 degC", .metric = "error", .scheme = "",
                         .value = worst, .bound = 1e-4, .source = "Wang et al. (2019)"));
    double t = LT_ICE_POINT + 20.0, wet = lt_wet_bulb(t, 0.5 * lt_saturation_pressure(t), 101325.0);
    return LT_VERIFY_ADD(verify, .test = "wet bulb at 20 degC and 50 %", .metric = "error_K", .scheme = "",
                         .value = fabs(wet - LT_ICE_POINT - 13.7), .bound = 0.3, .source = "Stull (2011)");
}

static lt_status add_cloud(lt_verify *verify) {
    const double apart[] = {0.5, 0.0, 0.5}, one[] = {0.5, 0.3, 0.5};
    double worst = fmax(fabs(lt_cloud_overlap(3, apart) - 0.75), fabs(lt_cloud_overlap(3, one) - 0.6428571428571428));
    worst = fmax(worst, fabs(lt_cloud_sundqvist(1.0, 0.8) - 1.0) + lt_cloud_sundqvist(0.8, 0.8));
    worst = fmax(worst, fabs(lt_cloud_sundqvist(0.95, 0.8) - 0.5));
    worst = fmax(worst, lt_cloud_xu_randall(0.9, 0.0, 5e-3) + fabs(lt_cloud_xu_randall(1.0, 1e-4, 5e-3) - 1.0));
    return LT_VERIFY_ADD(verify, .test = "limits of cloud cover and overlap", .metric = "error", .scheme = "",
                         .value = worst, .bound = 1e-12, .source = "the schemes' equations by hand");
}

lt_status lt_verify_met_energy(lt_verify *verify) {
    LT_TRY(add_balance(verify));
    LT_TRY(add_published(verify));
    LT_TRY(add_soil(verify));
    LT_TRY(add_snow(verify));
    return add_cloud(verify);
}
