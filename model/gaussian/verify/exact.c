/* exact.c - the closed forms beside every number that gaussian_analytic.md prints of them (mpmath; A6: shear.c, A10:
 * rise.c, A11: spread.c), and beside each other: a puff's dosage is a plume, a switched-on source becomes steady, what
 * Ermak's plume loses lies on the ground, erfcx where its two forms meet. */
#include "model/gaussian/exact/exact.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

typedef struct printed {
    const char *test, *from;
    double value, printed;
} printed;

static const double right_angle = 1.57079632679489661923;
static const lt_exact_at puff_at = {20.0, 0.0, 10.0, 40.0, 20.0};
static const lt_exact_fall falling = {4.0, 5.0, 0.05, 0.03, 50.0};
static const double off_axis[3] = {200.0, 10.0, 5.0};

static lt_status check(lt_verify *verify, const printed *rows, size_t n) {
    for (size_t r = 0; r < n; r++)
        LT_TRY(lt_printed_digits(verify, rows[r].test, "off_by_last_digits", rows[r].value, rows[r].printed, 10,
                                 rows[r].from));
    return LT_OK;
}
#define CHECK(verify, rows) check(verify, rows, sizeof(rows) / sizeof *(rows))

static double plume(double rate, double wind, double y, double z, double height, double sigma_y, double sigma_z) {
    return lt_exact_plume(rate, wind, &(lt_exact_at){y, z, height, sigma_y, sigma_z});
}

static double lid(double sigma_z) {
    return lt_exact_lid(100.0, 5.0, &(lt_exact_at){0.0, 0.0, 50.0, 200.0, sigma_z}, 500.0);
}

static lt_status plumes(lt_verify *verify) {
    const printed rows[] = {
        {"plume 50 m, at the ground", "A1", plume(100, 5, 0, 0, 50, 80, 40), 0.000910830533},
        {"plume 50 m, off the axis", "A1", plume(100, 5, 60, 1.5, 50, 80, 40), 0.0006878026581},
        {"plume, Turner 1", "A1", plume(3, 7, 0, 0, 0, 190, 65), 1.104603422e-5},
        {"plume, Turner 2", "A1", plume(80, 6, 0, 0, 60, 36, 18.5), 3.313018497e-5},
        {"plume, Turner 3", "A1", plume(80, 6, 50, 0, 60, 36, 18.5), 1.262827853e-5},
        {"lid, sigma_z 40", "A2", lid(40.0), 0.0003643322132},
        {"lid, sigma_z 300", "A2", lid(300.0), 0.0001055769827},
        {"lid, sigma_z 800", "A2", lid(800.0), 7.978895118e-5},
        {"lid, sigma_z 3000", "A2", lid(3000.0), 7.978845608e-5},
        {"well mixed", "A2", lt_exact_mixed(100.0, 5.0, 200.0, 500.0), 7.978845608e-5},
        {"line", "A3", lt_exact_line(0.01, 3.0, right_angle, 1.5, 0.5, 6.0), 0.0004282349688},
        {"line with ends, share", "A3", lt_exact_line_share(-50.0, 100.0, 20.0), 0.993790048},
        {"line at 45 degrees", "A3", lt_exact_line(0.01, 3.0, 0.5 * right_angle, 1.5, 0.5, 6.0), 0.0006056157007},
        {"puff", "A4", lt_exact_puff(1000.0, 5.0, 500.0, 100.0, 40.0, &puff_at), 0.003090555837},
        {"dosage", "A4", lt_exact_plume(1000.0, 5.0, &puff_at), 0.06197499715},
        {"switched on, 50 s", "A4b", lt_exact_switched(1.0, 2.0, 5.0, off_axis, 50.0), 3.64768804e-10},
        {"switched on, 100 s", "A4b", lt_exact_switched(1.0, 2.0, 5.0, off_axis, 100.0), 3.936539348e-5},
        {"switched on, 200 s", "A4b", lt_exact_switched(1.0, 2.0, 5.0, off_axis, 200.0), 7.464302654e-5},
        {"switched on, 1e9 s", "A4b", lt_exact_switched(1.0, 2.0, 5.0, off_axis, 1e9), 7.464322181e-5},
        {"the same, thin", "A4b", lt_exact_thin(1.0, 2.0, 5.0, off_axis), 7.475611628e-5}};
    return CHECK(verify, rows);
}

static lt_status areas(lt_verify *verify) {
    const lt_exact_power strip = {0.1, 0.9};
    lt_exact_rectangle field = {10.0, 110.0, -30.0, 70.0, 0.0, {0.2, 0.9}, {0.1, 0.8}}, raised = field;
    raised.height_m = 5.0;
    const printed rows[] = {{"strip 0 to 100 m", "A5", lt_exact_strip(1e-5, 2.0, 0.0, 100.0, strip), 0.0006322809044},
                            {"strip 10 to 110 m", "A5", lt_exact_strip(1e-5, 2.0, 10.0, 110.0, strip), 0.0001360974202},
                            {"rectangle", "A5", lt_exact_area(1e-5, 2.0, &field), 0.00019432129},
                            {"rectangle at 5 m", "A5", lt_exact_area(1e-5, 2.0, &raised), 2.319984299e-5}};
    return CHECK(verify, rows);
}

static double ermak(double deposition, double settling, double x, double z) {
    return lt_exact_ermak(&(lt_exact_fall){4.0, 5.0, deposition, settling, 50.0}, x, z);
}

static lt_status losses(lt_verify *verify) {
    const double air = lt_exact_ermak_airborne(&falling, 2000.0), ground = lt_exact_ermak_deposited(&falling, 2000.0);
    const printed rows[] = {
        {"nothing lost", "A7", ermak(0.0, 0.0, 1000.0, 0.0), 0.002419707245},
        {"vd 0.01", "A7", ermak(0.01, 0.0, 1000.0, 0.0), 0.002269021512},
        {"vd 0.05", "A7", ermak(0.05, 0.0, 1000.0, 0.0), 0.001795645827},
        {"vd 0.05, ws 0.03", "A7", ermak(0.05, 0.03, 1000.0, 1.5), 0.002255985753},
        {"vd 0.05, ws 0.03, 5 km", "A7", ermak(0.05, 0.03, 5000.0, 1.5), 0.0009681738209},
        {"airborne at 2 km", "A7", air, 0.8169512717},
        {"deposited to 2 km", "A7", ground, 0.1830487283},
        {"source depletion", "A8", lt_exact_depleted(0.01, 4.0, (lt_exact_power){0.1, 0.8}, 5000.0), 0.5782044169},
        {"rain", "A9", lt_exact_washed(2.0, 1e4, 5.0), 0.7479011144}};
    LT_TRY(CHECK(verify, rows));
    return LT_VERIFY_ADD(verify, .test = "airborne and deposited", .metric = "relative_mass", .scheme = "",
                         .value = fabs(air + ground - 1.0), .bound = 1e-13,
                         .source = "derived: Q; rounding of quadrature");
}

static lt_status surface(lt_verify *verify) {
    static const double heights[3] = {2.0, 10.0, 50.0};
    static const struct {
        double obukhov, wind[2][3];
    } winds[] = {{-20.0, {{2.04873, 2.87350, 3.45519}, {2.04873, 2.87350, 3.45519}}},
                 {-100.0, {{2.19498, 3.24415, 4.06892}, {2.19498, 3.24415, 4.06892}}},
                 {1e9, {{2.24680, 3.45388, 4.66096}, {2.24680, 3.45388, 4.66096}}},
                 {200.0, {{2.28242, 3.63950, 5.59658}, {2.28187, 3.63557, 5.55077}}},
                 {30.0, {{2.48430, 4.69138, 10.89846}, {2.47861, 4.61636, 9.53540}}}};
    for (size_t n = 0; n < sizeof winds / sizeof *winds; n++)
        for (int form = 0; form < 2; form++)
            for (int z = 0; z < 3; z++)
                LT_TRY(lt_printed_places(verify, lt_fmt("wind, L %g", winds[n].obukhov),
                                         lt_fmt("%s_%gm", form ? "aermod" : "businger", heights[z]),
                                         lt_exact_wind(0.3, winds[n].obukhov, 0.1, heights[z], form),
                                         winds[n].wind[form][z], 5, "A12"));
    const double rate = lt_exact_no_o3(298.0);
    const printed rows[] = {
        {"w*", "A13", lt_exact_convective_velocity(200.0, 293.0, 1.2, 1004.0, 1000.0), 1.7713544578115654},
        {"L", "A13", lt_exact_obukhov(200.0, 293.0, 1.2, 1004.0, 0.4), -28.78747400611621},
        {"mechanical height", "A13", lt_exact_mechanical_height(0.4), 581.8590894709819},
        {"carried Gaussian", "A14", lt_exact_peak(2000.0, 50.0, 3600.0), 0.9578262852211513},
        {"NO + O3, 298 K", "A15", rate, 1.886516894931889e-14},
        {"NO2/NO", "A15", lt_exact_photostationary(rate, 2.46e19 * 40e-9, 8e-3), 2.3204157807662233}};
    return CHECK(verify, rows);
}

static double puff_of_time(double t, const void *with) {
    return lt_exact_puff(1000.0, 5.0, 500.0, t, 40.0, with);
}

/* Puffs of 1 s of a source, one K: the age of what arrives. */
static double age(double t, const void *with) {
    const double *xyz = with, width = 4.0 * 5.0 * t, x = xyz[0] - 2.0 * t;
    return exp(-(x * x + xyz[1] * xyz[1] + xyz[2] * xyz[2]) / width) / pow(2.0 * right_angle * width, 1.5);
}

static lt_status relations(lt_verify *verify) {
    const double dosage = lt_exact_integral(puff_of_time, &puff_at, 20.0, 180.0);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "dosage of the puff", .metric = "relative_to_plume", .scheme = "",
                         .value = fabs(dosage / lt_exact_plume(1000.0, 5.0, &puff_at) - 1.0), .bound = 1e-13,
                         .source = "derived; ten sigma either side, quadrature"));
    const double summed = lt_exact_integral(age, off_axis, 0.0, 100.0) + lt_exact_integral(age, off_axis, 100.0, 200.0);
    const double switched = lt_exact_switched(1.0, 2.0, 5.0, off_axis, 200.0);
    LT_TRY(LT_VERIFY_ADD(verify, .test = "switched on, 200 s", .metric = "relative_to_puffs", .scheme = "",
                         .value = fabs(summed / switched - 1.0), .bound = 1e-13,
                         .source = "derived: the integral of its puffs; quadrature"));
    double worst = 0.0;
    for (double x = 15.0; x < 26.0; x += 0.01) { /* exp(x^2) erfc(x) holds that far */
        const double plain = exp(x * x) * erfc(x);
        worst = lt_verify_worse(worst, fabs(lt_exact_erfcx(x) / plain - 1.0));
    }
    return LT_VERIFY_ADD(verify, .test = "erfcx", .metric = "relative_error", .scheme = "", .value = worst,
                         .bound = 3e-13, .source = "exp(x^2) erfc(x), rounding of x^2 = 676");
}

lt_status lt_verify_plume_exact(lt_verify *verify) {
    LT_TRY(plumes(verify));
    LT_TRY(areas(verify));
    LT_TRY(losses(verify));
    LT_TRY(surface(verify));
    return relations(verify);
}
