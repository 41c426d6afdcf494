/* Salt and dust: numbers worked by hand, an independent integral, published orders of magnitude; and into a run: off is
 * as if they were not there, on adds what the flux says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/dust_table.h"
#include "model/emission/emission.h"
#include "tests/support/mini_air.h"
#include "tests/support/root.h"
#include "tests/support/source_totals.h"
#include "tests/support/words.h"

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, PLANE = NX * NY, N_HOURS = 2 };

static lt_outdir *dir;
static lt_air *air;
static lt_weather weather;
static lt_chemical_set *cb6;
static lt_grid *grid;

static int make(void **state) {
    lt_ncr *file;
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    mini_grid(dir, root);
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    MINI_OK(lt_weather_open(file, NX, NY, NZ, mini_start, N_HOURS, &weather));
    MINI_OK(lt_air_create(NX, NY, NZ, &air));
    MINI_OK(lt_chemical_set_create("cb6r5", &cb6));
    MINI_OK(lt_grid_read(dir, "grid.nc", &grid));
    return 0;
}

static int drop(void **state) {
    lt_grid_free(grid);
    lt_chemical_set_free(cb6);
    lt_weather_close(&weather);
    lt_air_free(air);
    lt_outdir_close(dir);
    return remove_root(state);
}

/* Every part is a species of the run; each class is placed whole. */
static void test_parts(void **state) {
    (void)state;
    for (int k = 0; k < LT_N_FLUXES; ++k) {
        double fine = 0, coarse = 0;
        for (const lt_flux_part *part = lt_flux_laws[k]->parts; part->species; ++part) {
            assert_true(lt_chemical_set_find(cb6, part->species) >= 0);
            fine += part->fine;
            coarse += part->coarse;
        }
        assert_true(fabs(fine - 1) < 1e-12 && fabs(coarse - 1) < 1e-12);
    }
}

/* One cell under a law: kg m-2 s-1, fine and coarse. */
typedef struct one {
    double sea, land[LT_N_LAND], wind, kelvin, rain, snow;
    int month;
} one;

static void ask(const lt_flux_law *law, const one *o, double *fine, double *coarse) {
    const double density = 1.2;
    const lt_flux_place place = {1, &o->sea, o->land};
    const lt_flux_hour hour = {o->month, &o->wind, &o->kelvin, &o->rain, &density, &o->kelvin, &o->snow};
    void *table;
    MINI_OK(law->open(&table));
    law->flux(table, &place, &hour, fine, coarse);
    law->close(table);
}

/* Gong's spectrum by libm, trapezoids in ln r. kg m-2 s-1 at 1 m/s. */
static double gong(double from, double to) {
    enum { STEPS = 20000 };
    double sum = 0;
    for (int k = 0; k <= STEPS; ++k) {
        const double r = from * pow(to / from, (double)k / STEPS), b = (0.433 - log10(r)) / 0.433;
        const double f = 1.373 * pow(r, -4.7 * pow(1 + 30 * r, -0.017 * pow(r, -1.44))) * (1 + 0.057 * pow(r, 3.45)) *
                         pow(10, 1.607 * exp(-b * b));
        sum += (k == 0 || k == STEPS ? 0.5 : 1) * f * r * 4 / 3 * M_PI * pow(0.5e-6 * r, 3) * 2162.7;
    }
    return sum * log(to / from) / STEPS;
}

static void test_sea_salt(void **state) {
    (void)state;
    const double cut = sqrt(2.1627), warm = 0.3 + 1.5 - 0.0076 * 225 + 0.00021 * 3375, u = pow(10, 3.41);
    one o = {.sea = 0.5, .wind = 10, .kelvin = 288.15, .month = 7};
    double fine, coarse, f2, c2;
    ask(&lt_flux_law_sea_salt, &o, &fine, &coarse);
    assert_true(fabs(fine / (0.5 * warm * u * gong(0.05, 2.5 / cut)) - 1) < 1e-4);
    assert_true(fabs(coarse / (0.5 * warm * u * gong(2.5 / cut, 10 / cut)) - 1) < 1e-4);
    /* CMAQ's table of Gong's volume flux at 80 %, SSEMIS.F (V): 6.4805e-16 m3 m-2 s-1 of wet particles. */
    assert_true(fabs(gong(0.05, 10) / (6.4805e-16 / 8 * 2162.7) - 1) < 0.02);
    print_message("salt of 10 m/s over open sea of 15 degC: fine %.2e, coarse %.2e kg m-2 s-1\n", 2 * fine, 2 * coarse);
    /* Oceans of 3.6e14 m2 and 18 degC under a Rayleigh wind of 7.5 m/s (R): some 5000 Tg a year (3000 to 9000; Jaegle
     * et al. 2011 and AeroCom, R). */
    const double mean = pow(7.5 / sqrt(M_PI / 4), 3.41) * tgamma(1 + 3.41 / 2);
    o = (one){.sea = 1, .wind = 1, .kelvin = 291.15, .month = 7};
    ask(&lt_flux_law_sea_salt, &o, &fine, &coarse);
    const double year = (fine + coarse) * mean * 3.6e14 * 365 * 86400 * 1e-9;
    print_message("salt of all oceans to 10 um: %.0f Tg a year\n", year);
    assert_true(year > 2000 && year < 9000);
    /* Ice, calm, land. */
    o = (one){.sea = 1, .wind = 10, .kelvin = 271.3, .month = 1};
    ask(&lt_flux_law_sea_salt, &o, &fine, &coarse);
    assert_true(fine == 0 && coarse == 0);
    o.kelvin = 273.15;
    ask(&lt_flux_law_sea_salt, &o, &fine, &coarse);
    assert_true(fine > 0 && coarse > fine);
    o.wind = 0;
    ask(&lt_flux_law_sea_salt, &o, &f2, &c2);
    assert_true(f2 == 0 && c2 == 0);
    o = (one){.sea = 0, .wind = 10, .kelvin = 288, .month = 7};
    ask(&lt_flux_law_sea_salt, &o, &f2, &c2);
    assert_true(f2 == 0 && c2 == 0);
}

static double dust(one o) {
    double fine, coarse;
    ask(&lt_flux_law_dust, &o, &fine, &coarse);
    assert_true(fabs(fine - 7.0 / 93.0 * coarse) <= 1e-12 * coarse);
    return fine + coarse;
}

/* Sand in April, worked by hand: z0 0.11 mm, thresholds 18.6, 10.9, 9.3 and 39.6 m/s of coarse and fine sand, silt and
 * clay. */
static void test_dust(void **state) {
    (void)state;
    one o = {.wind = 15, .kelvin = 288, .month = 4};
    o.land[LT_LAND_BARREN] = 0.5;
    assert_true(fabs(dust(o) / 3.736121090e-08 - 1) < 1e-6);
    o.wind = 10;
    assert_true(fabs(dust(o) / 2.465398479e-10 - 1) < 1e-6);
    o.wind = 20;
    assert_true(fabs(dust(o) / 1.775638625e-07 - 1) < 1e-6);
    o.snow = 0.5;
    assert_true(fabs(dust(o) / 1.775638625e-07 - 0.5) < 1e-6);
    o.kelvin = 273;
    assert_true(dust(o) == 0);
    o.kelvin = 288, o.rain = 1e-4;
    assert_true(dust(o) == 0);
    o.rain = 0, o.month = 8; /* moister */
    assert_true(dust(o) > 0 && dust(o) < 0.5 * 1.775638625e-07);
}

/* Weakest wind at 10 m that lifts dust off a kind of ground. */
static double first_wind(const lt_dust_table *t, lt_land_class land, int month) {
    double least = 1e9;
    for (int k = 0; k < LT_DUST_KINDS; ++k)
        for (int g = 0; g < LT_DUST_GRAINS && t->of[k].land == land; ++g)
            if (t->of[k].grains[g] > 0)
                least = fmin(least, t->of[k].month[month - 1].threshold[g] / t->of[k].month[month - 1].friction);
    return least;
}

static void test_threshold(void **state) {
    (void)state;
    lt_dust_table table;
    MINI_OK(lt_dust_table_read(&table));
    const double sand = first_wind(&table, LT_LAND_BARREN, 4), field = first_wind(&table, LT_LAND_CROPLAND, 4),
                 grass = first_wind(&table, LT_LAND_GRASSLAND, 4);
    print_message("first wind of April: sand %.1f, grass %.1f, fields %.1f m/s\n", sand, grass, field);
    /* Observed in East Asia: 6.9 (Taklimakan) to 9.8 m/s (Gobi), Kurosaki and Mikami 2007 (R). */
    assert_true(sand > 6.5 && sand < 11);
    assert_true(grass > sand && field > 20);
    for (int k = 0; k < LT_DUST_KINDS; ++k)
        for (int m = 0; m < 12; ++m) assert_true(table.of[k].month[m].share >= 0 && table.of[k].month[m].share <= 1);
}

static lt_status open_with(const double *scale, const lt_grid *on, lt_emission **e) {
    lt_ncr *file;
    MINI_OK(lt_ncr_open_own(dir, "emissions.nc", &file));
    lt_emission_setup setup = {.place = {-0.5 * NX * 27e3, -0.5 * NY * 27e3, 27e3, 0, 0, 0, 0},
                               .z_edge = mini_edges,
                               .start = mini_start,
                               .n_hours = N_HOURS,
                               .chemical = cb6,
                               .grid = on};
    for (int k = 0; k < LT_N_FLUXES; ++k) setup.flux_scale[k] = scale[k];
    static lt_species_set species;
    species = lt_chemical_set_species(cb6);
    return lt_emission_open(file, &species, &weather, air, &setup, e);
}

/* Sources of the first hour: total and the sum of all bits. */
static void hour_of(const double *scale, const lt_grid *on, double *total, double *bits) {
    const lt_source *source;
    lt_emission *e;
    MINI_OK(open_with(scale, on, &e));
    MINI_OK(lt_weather_hour(&weather, 0));
    for (int c = 0; c < PLANE && weather.skin_temperature; ++c) weather.skin_temperature[c] = 288.15;
    for (int c = 0; c < PLANE; ++c) weather.wind_10m[c] = 30, weather.temperature_2m[c] = 288.15;
    MINI_OK(lt_emission_hour(e, 0, &weather, &source));
    source_totals(air, source, cb6->n, total);
    *bits = 0;
    for (int s = 0; s < cb6->n; ++s)
        for (int j = 0; j < NY; ++j)
            for (int i = 0; i < NX; ++i) *bits += (s + 1) * (double)lt_source_column(&source[s], air, j, i);
    lt_emission_close(e);
}

static double of(const double *total, const char *species) {
    return total[lt_chemical_set_find(cb6, species)];
}

static void test_in_a_run(void **state) {
    (void)state;
    const double off[LT_N_FLUXES] = {0}, salt[LT_N_FLUXES] = {[LT_FLUX_sea_salt] = 1}, both[LT_N_FLUXES] = {2, 1};
    double *a = calloc(4 * (size_t)cb6->n, sizeof *a), *b = a + cb6->n, *c = b + cb6->n, *d = c + cb6->n, bits[4];
    mini_reacts = true;
    mini_emissions(dir, "emissions.nc", N_HOURS);
    hour_of(off, NULL, a, &bits[0]);
    hour_of(off, grid, b, &bits[1]);
    assert_true(bits[0] == bits[1] && memcmp(a, b, (size_t)cb6->n * sizeof *a) == 0);
    hour_of(salt, grid, c, &bits[2]);
    double fine = 0, coarse = 0, sea = 0;
    one o = {.sea = 1, .wind = 30, .kelvin = 288.15, .month = 1};
    ask(&lt_flux_law_sea_salt, &o, &fine, &coarse);
    for (int k = 0; k < PLANE; ++k) sea += grid->area[k] * grid->region_fraction[LT_REGION_SEA * PLANE + k];
    assert_true(sea > 0);
    /* Rates are float in cells. */
    assert_true(fabs((of(c, "ANAJ") - of(a, "ANAJ")) / (0.3086 * fine * sea) - 1) < 1e-6);
    assert_true(fabs((of(c, "ASEACAT") - of(a, "ASEACAT")) / (0.3686 * coarse * sea) - 1) < 1e-6);
    assert_true(fabs((of(c, "ASO4J") - of(a, "ASO4J")) / (0.0776 * fine * sea) - 1) < 1e-5);
    assert_true(of(c, "ASOIL") == of(a, "ASOIL") && of(c, "NO") == of(a, "NO"));
    hour_of(both, grid, d, &bits[3]);
    assert_true(fabs(of(d, "ASEACAT") / (2 * of(c, "ASEACAT")) - 1) < 1e-6);
    /* Fields lift dust in such a storm where no snow lies. */
    assert_true(of(d, "ASOIL") > of(a, "ASOIL") && of(d, "ACAJ") > 2 * (of(c, "ACAJ") - of(a, "ACAJ")));
    free(a);
}

static void test_faults(void **state) {
    (void)state;
    double scale;
    MINI_OK(lt_flux_scale("dust", "0.5", NULL, &scale));
    assert_true(scale == 0.5);
    MINI_OK(lt_flux_scale("dust", NULL, NULL, &scale));
    assert_true(scale == 1);
    assert_int_equal(lt_flux_scale("dust", "much", NULL, &scale), LT_ERR_INPUT);
    EXPECT("how much of the law dust", "much");
    assert_int_equal(lt_flux_scale("sea_salt", "-1", NULL, &scale), LT_ERR_INPUT);
    EXPECT("model: sea_salt", "0 to 100");
    lt_error_clear();
    /* A weather without snow: the name of the field, and how to go on. */
    lt_ncw *file;
    lt_weather bare = {0};
    lt_fluxes *f;
    const lt_species_set species = lt_chemical_set_species(cb6);
    MINI_OK(lt_ncw_create(dir, "bare.nc", "test", &file));
    MINI_OK(lt_ncw_dim(file, "x", 2));
    MINI_OK(lt_ncw_commit(file));
    MINI_OK(lt_ncr_open_own(dir, "bare.nc", &bare.file));
    assert_int_equal(lt_fluxes_open(grid, &bare, &species, (const double[LT_N_FLUXES]){[LT_FLUX_dust] = 1}, &f),
                     LT_ERR_INPUT);
    EXPECT("snow_cover", "law dust", "model: dust: off");
    assert_int_equal(lt_fluxes_open(grid, &bare, &species, (const double[LT_N_FLUXES]){[LT_FLUX_sea_salt] = 1}, &f),
                     LT_ERR_INPUT);
    EXPECT("skin_temperature", "law sea_salt", "model: sea_salt: off");
    lt_error_clear();
    lt_ncr_close(bare.file);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_parts),    cmocka_unit_test(test_sea_salt),
                                       cmocka_unit_test(test_dust),     cmocka_unit_test(test_threshold),
                                       cmocka_unit_test(test_in_a_run), cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make, drop);
}
