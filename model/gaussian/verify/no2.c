/* no2.c - NO2 of NOx beside gaussian_analytic.md, A15, worked numbers, and what must hold of random air and sources:
 * NO2 within NOx, ozone not below 0, NOx and Ox kept, light in balance, titration as its limit without light. */
#include "model/gaussian/exact/exact.h"
#include "model/gaussian/no2.h"
#include "model/gaussian/verify/printed.h"
#include "model/gaussian/verify/verify.h"

static lt_status say(lt_verify *verify, const char *test, const char *metric, double value, double bound,
                     const char *source) {
    return LT_VERIFY_ADD(verify, .test = test, .metric = metric, .scheme = "", .value = value, .bound = bound,
                         .source = source);
}

static double one(const char *way, const lt_no2_air *air, double nox, double primary, double *o3) {
    double no2;
    lt_no2_find(way)->of(air, 1, &nox, &primary, &no2, o3);
    return no2;
}

/* Air of 2.46e19 cm-3 that ends at 40 ppb of ozone: NO2/NO of A15. */
static lt_status balance(lt_verify *verify) {
    const double ratio = 2.3204157807662233, no2 = 100.0 * ratio / (1.0 + ratio);
    const lt_no2_air air = {.o3_ppb = 40.0 + no2 - 10.0,
                            .temperature_K = 298.0,
                            .pressure_Pa = 2.46e25 * 1.380649e-23 * 298.0,
                            .photolysis_s = 8e-3};
    double o3;
    const double x = one("photostationary", &air, 100.0, 10.0, &o3);
    LT_TRY(lt_printed_digits(verify, "in light", "no2_over_no", x / (100.0 - x), ratio, 10, "A15"));
    LT_TRY(lt_printed_digits(verify, "in light", "o3_ppb", o3, 40.0, 10, "A15"));
    const double by_exact = lt_exact_photostationary(lt_exact_no_o3(298.0), 2.46e19 * 1e-9 * o3, 8e-3);
    return say(verify, "in light", "relative_to_exact", fabs(x / (100.0 - x) / by_exact - 1.0), 1e-12,
               "k [O3]/j; rounding of exp");
}

/* In ug/m3 the ozone limiting method says NO2 = r NOx + min((1 - r) NOx, 46/48 O3). */
static lt_status worked(lt_verify *verify) {
    const double ugm3[2] = {lt_ugm3_of_ppb(LT_NO2_GRAMS, 298.15, 101325.0),
                            lt_ugm3_of_ppb(LT_O3_GRAMS, 298.15, 101325.0)};
    LT_TRY(lt_printed_places(verify, "one ppb, 298.15 K", "no2_ugm3", ugm3[0], 1.88, 2, "EPA"));
    LT_TRY(lt_printed_places(verify, "one ppb, 298.15 K", "o3_ugm3", ugm3[1], 1.96, 2, "EPA"));
    const lt_no2_air air = {
        .no2_ppb = 15.0 / ugm3[0], .o3_ppb = 60.0 / ugm3[1], .temperature_K = 288.15, .pressure_Pa = 1e5};
    double o3;
    const double limited = ugm3[0] * one("olm", &air, 200.0 / ugm3[0], 20.0 / ugm3[0], &o3);
    const double want = 15.0 + 20.0 + LT_NO2_GRAMS / LT_O3_GRAMS * 60.0;
    LT_TRY(say(verify, "olm, ozone limits", "relative_error", fabs(limited / want - 1.0), 1e-14, "by hand"));
    LT_TRY(say(verify, "olm, ozone limits", "o3_left_ppb", o3, 0.0, "by hand"));
    const double all = ugm3[0] * one("olm", &air, 50.0 / ugm3[0], 5.0 / ugm3[0], &o3);
    LT_TRY(say(verify, "olm, NO limits", "relative_error", fabs(all / 65.0 - 1.0), 1e-14, "by hand"));
    /* Worked apart, term by term; held to 0.5 and 0.9. */
    static const double levels[][2] = {{10.0, 0.9}, {188.0, 0.6974}, {1000.0, 0.5}, {5000.0, 0.5}};
    for (size_t n = 0; n < sizeof levels / sizeof *levels; n++) {
        const lt_no2_air clean = {.temperature_K = 288.15, .pressure_Pa = 1e5};
        const double nox = levels[n][0] / ugm3[0];
        LT_TRY(lt_printed_places(verify, lt_fmt("arm2, %g ug/m3", levels[n][0]), "ratio",
                                 one("arm2", &clean, nox, 0.0, NULL) / nox, levels[n][1], 4, "polynomial by hand"));
    }
    return LT_OK;
}

typedef struct worst {
    double above, ozone, nitrogen, light, dark;
} worst;

static double positive(double x) {
    return x > 0.0 ? x : 0.0;
}

static void try(const lt_no2_air *air, double nox, double primary, worst *w) {
    const double all = air->no_ppb + air->no2_ppb + nox, oxidant = air->o3_ppb + air->no2_ppb + primary;
    double o3;
    for (int n = 0; lt_no2_at(n); n++) {
        double no2;
        lt_no2_at(n)->of(air, 1, &nox, &primary, &no2, &o3);
        w->above = lt_verify_worse(w->above, positive(no2 - all - 1e-15 * all));
        w->ozone = lt_verify_worse(w->ozone, positive(-o3));
    }
    const double x = one("photostationary", air, nox, primary, &o3);
    w->nitrogen = lt_verify_worse(w->nitrogen, fabs(x + o3 - oxidant) / oxidant);
    const double made = lt_no2_balance_ppb(air) * x, lost = (all - x) * o3;
    w->light = lt_verify_worse(w->light, fabs(made - lost) / ((all + oxidant) * (all + oxidant)));
    lt_no2_air night = *air;
    night.photolysis_s = 0.0;
    const double dark = one("photostationary", &night, nox, primary, NULL);
    const double titrated = all < oxidant ? all : oxidant;
    w->dark = lt_verify_worse(w->dark, fabs(dark - titrated) / titrated);
}

static lt_status random_air(lt_verify *verify) {
    uint64_t seed = 15;
    worst w = {0};
    for (int n = 0; n < 20000; n++) {
        const double r[7] = {lt_verify_random(&seed), lt_verify_random(&seed), lt_verify_random(&seed),
                             lt_verify_random(&seed), lt_verify_random(&seed), lt_verify_random(&seed),
                             lt_verify_random(&seed)};
        const lt_no2_air air = {50.0 * r[0] * r[0], 60.0 * r[1],        120.0 * r[2], 250.0 + 60.0 * r[3],
                                7e4 + 3.5e4 * r[4], 1e-2 * r[5] * r[5], 0.0,          0.0};
        const double nox = pow(10.0, 7.0 * r[6] - 3.0);
        try(&air, nox, nox * r[0], &w);
    }
    const char *test = "20000 random hours";
    LT_TRY(say(verify, test, "no2_above_nox_ppb", w.above, 0.0, "definition"));
    LT_TRY(say(verify, test, "o3_below_0_ppb", w.ozone, 0.0, "definition"));
    LT_TRY(say(verify, test, "relative_ox_lost", w.nitrogen, 1e-15, "derived: one rounding"));
    LT_TRY(say(verify, test, "balance_residual", w.light, 1e-13, "derived: rounding of x over (NOx + Ox)^2"));
    return say(verify, test, "night_from_titration", w.dark, 1e-13, "derived: min(NOx, Ox)");
}

lt_status lt_verify_plume_no2(lt_verify *verify) {
    LT_TRY(balance(verify));
    LT_TRY(worked(verify));
    return random_air(verify);
}
