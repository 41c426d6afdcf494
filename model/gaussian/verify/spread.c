/* spread.c - dispersion by class beside the table of gaussian_analytic.md, A11 (three places; the curves of ISC3 also
 * beside GasDispersion.jl), the joints of the curves, classes by Obukhov length,
 * plumes of these sigmas beside the closed form, and hot ones that rise through the lid, fast beside plain. */
#include "model/gaussian/spread.h"
#include "model/gaussian/course.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/verify/hours.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

enum { N_DISTANCES = 5 };
static const double km[N_DISTANCES] = {0.1, 0.5, 1.0, 5.0, 10.0};

static const struct {
    const char *scheme;
    double sigma[LT_N_CLASSES][N_DISTANCES][2]; /* y, z */
} printed[] = {{"pasquill_gifford",
                {{{26.854, 13.948}, {113.040, 104.652}, {208.710, 453.850}, {850.566, 5000.000}, {1541.254, 5000.000}},
                 {{19.266, 10.605}, {82.752, 51.093}, {154.120, 109.300}, {641.470, 638.940}, {1174.010, 1366.848}},
                 {{12.463, 7.442}, {54.771, 32.434}, {103.114, 61.141}, {441.636, 266.468}, {820.132, 502.322}},
                 {{8.201, 4.651}, {36.146, 18.297}, {68.127, 32.093}, {292.472, 88.690}, {543.616, 134.883}},
                 {{6.123, 3.534}, {27.016, 12.801}, {50.939, 21.628}, {218.861, 55.708}, {406.924, 79.071}},
                 {{4.069, 2.326}, {17.966, 8.396}, {33.884, 13.953}, {145.671, 34.207}, {270.902, 46.384}}}},
               {"briggs_rural",
                {{{21.891, 20.000}, {107.349, 100.000}, {209.762, 200.000}, {898.146, 1000.000}, {1555.635, 2000.000}},
                 {{15.921, 12.000}, {78.072, 60.000}, {152.554, 120.000}, {653.197, 600.000}, {1131.371, 1200.000}},
                 {{10.945, 7.921}, {53.675, 38.139}, {104.881, 73.030}, {449.073, 282.843}, {777.817, 461.880}},
                 {{7.960, 5.595}, {39.036, 22.678}, {76.277, 37.947}, {326.599, 102.899}, {565.685, 150.000}},
                 {{5.970, 2.913}, {29.277, 13.043}, {57.208, 23.077}, {244.949, 60.000}, {424.264, 75.000}},
                 {{3.980, 1.553}, {19.518, 6.957}, {38.139, 12.308}, {163.299, 32.000}, {282.843, 40.000}}}},
               {"briggs_urban",
                {{{31.379, 25.171}, {146.059, 146.969}, {270.449, 339.411}, {923.760, 2939.388}, {1431.084, 7959.899}},
                 {{31.379, 25.171}, {146.059, 146.969}, {270.449, 339.411}, {923.760, 2939.388}, {1431.084, 7959.899}},
                 {{21.573, 20.000}, {100.416, 100.000}, {185.934, 200.000}, {635.085, 1000.000}, {983.870, 2000.000}},
                 {{15.689, 13.795}, {73.030, 65.275}, {135.225, 122.788}, {461.880, 442.719}, {715.542, 700.000}},
                 {{10.786, 7.460}, {50.208, 30.237}, {92.967, 50.596}, {317.543, 137.199}, {491.935, 200.000}},
                 {{10.786, 7.460}, {50.208, 30.237}, {92.967, 50.596}, {317.543, 137.199}, {491.935, 200.000}}}}};

static lt_status table(lt_verify *verify) {
    for (size_t n = 0; n < sizeof printed / sizeof *printed; n++) {
        const lt_spread *scheme = lt_spread_find(printed[n].scheme);
        for (int c = 0; c < LT_N_CLASSES; c++)
            for (int d = 0; d < N_DISTANCES; d++) {
                double y, z;
                scheme->sigma(c, 1000.0 * km[d], &y, &z);
                const char *test = lt_fmt("%s, class %c", scheme->name, 'A' + c);
                LT_TRY(lt_printed_places(verify, test, lt_fmt("sigma_y_%gkm", km[d]), y, printed[n].sigma[c][d][0], 3,
                                         "A11"));
                LT_TRY(lt_printed_places(verify, test, lt_fmt("sigma_z_%gkm", km[d]), z, printed[n].sigma[c][d][1], 3,
                                         "A11"));
            }
    }
    return LT_OK;
}

/* The largest step of sigma_z that 1e-9 of the distance makes, 10 m to 100 km: a coefficient that is mistaken shows. */
static lt_status joints(lt_verify *verify) {
    static const double at_km[] = {0.1, 0.15, 0.2, 0.25, 0.3,  0.4,  0.5,  0.7,  1.0,  2.0,
                                   3.0, 3.11, 4.0, 7.0,  10.0, 15.0, 20.0, 30.0, 40.0, 60.0};
    const lt_spread *scheme = lt_spread_find("pasquill_gifford");
    for (int c = 0; c < LT_N_CLASSES; c++) {
        double worst = 0.0;
        for (size_t j = 0; j < sizeof at_km / sizeof *at_km; j++) {
            double y, before, after;
            scheme->sigma(c, 1e3 * at_km[j], &y, &before);
            scheme->sigma(c, 1e3 * at_km[j] * (1.0 + 1e-9), &y, &after);
            worst = lt_verify_worse(worst, fabs(after / before - 1.0));
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("pasquill_gifford, class %c", 'A' + c), .metric = "joint_step",
                             .scheme = "", .value = worst, .bound = 1e-3,
                             .source = "measured: 4.1e-4 in A; the pieces were fitted apart"));
    }
    return LT_OK;
}

/* L of the middle of a class over z0 = 0.1 m: 1/L = a + b log10 z0, Golder's lines in Seinfeld and Pandis (2006), eq.
 * 16.83, another reading of the same figure. */
static lt_status classes(lt_verify *verify) {
    static const double lines[LT_N_CLASSES][2] = {{-0.096, 0.029}, {-0.037, 0.029}, {-0.002, 0.018},
                                                  {0.0, 0.0},      {0.004, -0.018}, {0.035, -0.036}};
    for (int c = 0; c < LT_N_CLASSES; c++) {
        const double inverse = lines[c][0] + lines[c][1] * log10(0.1);
        const int got = lt_stability_of(inverse == 0.0 ? 1e9 : 1.0 / inverse, 0.1);
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("Golder's line of %c, z0 0.1 m", 'A' + c),
                             .metric = "classes_apart", .scheme = "", .value = fabs((double)(got - c)), .bound = 0.0,
                             .source = "Seinfeld and Pandis (2006), 16.83"));
    }
    return LT_OK;
}

/* A stack's plume with these sigmas is the reflected Gaussian of the wind at its top: five hours, 60 places; a lid by
 * the sum of its images. */
static double images(double h, double sigma, double lid, bool held) {
    double sum = 0.0;
    for (int n = held ? -60 : 0; n <= (held ? 60 : 0); n++) {
        const double a = (h + 2.0 * n * lid) / sigma;
        sum += 2.0 * exp(-0.5 * a * a);
    }
    return sum / (sqrt(2.0 * M_PI) * sigma);
}

static double closed(const lt_profile *p, const lt_plume_source *s, const lt_spread *scheme, double x, double y) {
    const int class = lt_stability_of(p->hour.obukhov_m, p->hour.roughness_m);
    double across, up;
    scheme->sigma(class, x, &across, &up);
    const bool held = class <= LT_CLASS_D && s->height_m < p->mixing_m;
    return exp(-0.5 * y * y / (across * across)) / (sqrt(2.0 * M_PI) * across) *
           images(s->height_m, up, p->mixing_m, held) / lt_profile_at(p, s->height_m).wind_ms;
}

static lt_status plumes(lt_verify *verify, lt_plume_room *room) {
    enum { N = 60 };
    static const lt_plume_source stack = {.kind = LT_PLUME_POINT, .height_m = 40.0};
    for (int k = 0; lt_spread_at(k); k++) {
        const lt_spread *scheme = lt_spread_at(k);
        const lt_plume_ways ways = {.meander = true, .dispersion = scheme};
        double fast_worst = 0.0, plain_worst = 0.0;
        for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
            lt_profile p;
            double px[N], py[N], exact[N], fast[N] = {0}, plain[N] = {0}, most = 0.0;
            lt_profile_make(&p, &lt_named_hours[h].hour, NULL);
            for (int n = 0; n < N; n++) {
                const double x = 100.0 * pow(1.07, n), y = 0.05 * x * (n % 3);
                px[n] = x * p.to_x - y * p.to_y;
                py[n] = x * p.to_y + y * p.to_x;
                exact[n] = closed(&p, &stack, scheme, x, y);
                most = fmax(most, exact[n]);
            }
            const lt_plume_receptors r = {.n = N, .x_m = px, .y_m = py};
            lt_plume_add(&stack, &p, &ways, &r, 1.0, room, fast);
            lt_plume_add_reference(&stack, &p, &ways, &r, 1.0, plain);
            for (int n = 0; n < N; n++) {
                fast_worst = lt_verify_worse(fast_worst, fabs(fast[n] - exact[n]) / most);
                plain_worst = lt_verify_worse(plain_worst, fabs(plain[n] - exact[n]) / most);
            }
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, plume", scheme->name), .metric = "over_largest",
                             .scheme = "plain", .value = plain_worst, .bound = 1e-12,
                             .source = "closed form; rounding of its sums"));
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, plume", scheme->name), .metric = "over_largest",
                             .scheme = "fast", .value = fast_worst, .bound = k == 0 ? 1e-3 : 1e-4,
                             .source = "closed form; measured 2e-5, across the joints of ISC3's curves 5e-4"));
    }
    return LT_OK;
}

/* Classes A to D: a hot stack's plume that rises through the lid has no step along the wind, so tables follow it. */
static lt_status rising(lt_verify *verify, lt_plume_room *room) {
    enum { N = 200 };
    static const double obukhov[] = {-8.0, -12.0, -80.0, 2000.0};
    static const int base[] = {4, 4, 3, 2};
    static const lt_plume_source stack = {
        .kind = LT_PLUME_POINT, .height_m = 200.0, .diameter_m = 6.0, .exit_ms = 20.0, .exit_K = 420.0};
    for (int k = 0; lt_spread_at(k); k++) {
        const lt_plume_ways ways = {.dispersion = lt_spread_at(k)};
        double worst = 0.0;
        for (int h = 0; h < 4; h++) {
            lt_plume_hour hour = lt_named_hours[base[h]].hour;
            hour.obukhov_m = obukhov[h];
            lt_profile p;
            lt_plume_course course;
            lt_profile_make(&p, &hour, NULL);
            lt_plume_course_make(&course, &stack, &p, false);
            const double lid = course.release_m + 0.9 * course.rise.final_m;
            hour.mechanical_height_m = lid;
            if (hour.convective_height_m > 0.0) hour.convective_height_m = lid;
            double px[N], py[N], fast[N] = {0}, plain[N] = {0}, most = 0.0;
            lt_profile_make(&p, &hour, NULL);
            for (int n = 0; n < N; n++) {
                const double x = 100.0 * pow(1.025, n);
                px[n] = x * p.to_x;
                py[n] = x * p.to_y;
            }
            const lt_plume_receptors r = {.n = N, .x_m = px, .y_m = py};
            lt_plume_add(&stack, &p, &ways, &r, 1.0, room, fast);
            lt_plume_add_reference(&stack, &p, &ways, &r, 1.0, plain);
            for (int n = 0; n < N; n++) most = fmax(most, plain[n]);
            for (int n = 0; n < N; n++) worst = lt_verify_worse(worst, fabs(fast[n] - plain[n]) / most);
        }
        LT_TRY(LT_VERIFY_ADD(verify, .test = lt_fmt("%s, through the lid", lt_spread_at(k)->name),
                             .metric = "over_largest", .scheme = "fast", .value = worst, .bound = k == 0 ? 1e-3 : 1e-4,
                             .source = "plain version; measured 2e-5, across the joints of ISC3's curves 6e-4"));
    }
    return LT_OK;
}

lt_status lt_verify_plume_spread(lt_verify *verify) {
    LT_TRY(table(verify));
    LT_TRY(joints(verify));
    LT_TRY(classes(verify));
    lt_plume_room *room;
    LT_TRY(lt_plume_room_create(&room));
    lt_status status = plumes(verify, room);
    if (!status) status = rising(verify, room);
    lt_plume_room_free(room);
    return status;
}
