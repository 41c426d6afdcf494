/* What the fields of a mechanism are made of: closed forms from amounts of 1 ppb, carbon by the inventory's table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/outdir.h"
#include "model/aerosol/constituents.h"
#include "model/driver/output_fields.h"
#include "tests/support/near.h"

#include <math.h>
#include <string.h>

static lt_chemical_set *set;
static lt_output_fields table;
static lt_real *q;
static const double density = 1.2e9; /* ug m-3 */

#define GOOD(call) assert_int_equal((call), LT_OK)

/* 1 ppb of every gas, 1e-9 kg/kg of every particle, all different in nothing. */
static int make(void **state) {
    (void)state;
    GOOD(lt_chemical_set_create("cb6r5", &set));
    GOOD(lt_output_fields_create(set, set->info, set->n, &table));
    GOOD(lt_calloc((size_t)set->n, sizeof *q, &q));
    for (int s = 0; s < set->n; ++s)
        q[s] = (lt_real)(set->info[s].molar_mass > 0.0 ? 1e-9 * set->info[s].molar_mass / LT_M_AIR : 1e-9);
    return 0;
}

static int drop(void **state) {
    (void)state;
    lt_free(q);
    lt_output_fields_free(&table);
    lt_chemical_set_free(set);
    return 0;
}

static int field(const char *name) {
    int f = lt_output_fields_find(&table, name);
    if (f < 0) fail_msg("no field %s", name);
    return f;
}

static double value(const char *name) {
    double v;
    const int f = field(name);
    lt_output_fields_values(&table, 1, &f, q, density, &v);
    return v;
}

/* Mixing ratios are floats: half a unit in the last place is 6e-8 of each. */
static const double float_step = 1.2e-7;

static void is(const char *name, double expected) {
    assert_near(value(name), expected, float_step * expected);
}

/* Parts that close to PM2.5 and PM10. */
static const char *const fine[] = {"sulfate", "nitrate", "ammonium",     "sodium", "chloride", "hms", "bc",
                                   "poa",     "soa",     "crustal_ions", "soil",   "pm_other", NULL},
                         *const coarse[] = {"pmc_soil", "pmc_sea_salt", "pmc_nitrate", "pmc_other", NULL};

static double sum_of(const char *const *parts) {
    double sum = 0.0;
    for (; *parts; ++parts) sum += value(*parts);
    return sum;
}

/* How many constituents of a mode the set has, water and its acid left out. */
static int particles(lt_particle_mode mode) {
    int n = 0;
    for (int s = 0; s < set->n; ++s) {
        const lt_constituent *of = set->info[s].particle;
        n += of && of->mode == mode && strcmp(of->name, "AH2OJ") != 0 && strcmp(of->name, "AH3OPJ") != 0;
    }
    return n;
}

static void test_masses(void **state) {
    (void)state;
    const double ppb = 1e-9 * density / LT_M_AIR; /* ug m-3 for each g/mol */
    is("o3", 47.997 * ppb);
    is("no", 30.006 * ppb);
    is("no2", 46.0055 * ppb);
    is("nox", 2 * 46.0055 * ppb); /* both as NO2 */
    is("co", 28.01 * ppb);
    is("so2", 64.066 * ppb);
    is("nh3", 17.031 * ppb);
    is("hno3", 63.012 * ppb);
    is("h2o2", 34.014 * ppb);
    is("hcho", 30.0 * ppb);
    is("pan", 121.0 * ppb);
    is("isop", 68.1 * ppb);
    is("sulfate", 1.2);
    is("om", value("poa") + value("soa"));
    is("pm25", sum_of(fine));
    is("pm10", value("pm25") + sum_of(coarse));
    is("pm25", 1.2 * particles(LT_FINE));
    is("pm10", 1.2 * (particles(LT_FINE) + particles(LT_COARSE)));
    assert_string_equal(table.row[field("o3")].units, "ug m-3");
    assert_string_equal(table.row[field("o3")].standard_name, "mass_concentration_of_ozone_in_air");
    assert_non_null(strstr(table.row[field("o3")].text, "ambient state"));
}

/* An air of other density changes masses alone. */
static void test_species_by_name(void **state) {
    (void)state;
    is("O3", 1.0);
    is("NO2", 1.0);
    is("N2O5", 1.0);
    is("ASO4J", 1.2);
    assert_string_equal(table.row[field("N2O5")].units, "ppb");
    assert_string_equal(table.row[field("ASO4J")].units, "ug m-3");
    assert_true(table.row[field("N2O5")].on_request);
    assert_false(table.row[field("no2")].on_request);
    int n = 0;
    for (int s = 0; s < set->n; ++s) n += lt_output_fields_find(&table, set->info[s].name) >= 0;
    assert_int_equal(n, set->n);
}

/* mol m-2 = kg air m-2 / M_air x mole fraction; test_outputs.c adds up the layers. */
static double layer(int column, double ratio, double air) {
    assert_int_equal(table.row[column].n_terms, 1);
    return air * table.term[table.row[column].first_term].factor * ratio;
}

static void test_columns(void **state) {
    (void)state;
    const int no2 = field("no2_column"), hcho = field("hcho_column");
    const double q_no2 = 1e-9 * 46.0055 / LT_M_AIR, q_hcho = 1e-9 * 30.0 / LT_M_AIR;
    const double air = 9000.0, expected = 9000.0 / (1e-3 * LT_M_AIR) * 1e-9;
    assert_near(layer(no2, q_no2, air), expected, 1e-14 * expected);
    assert_near(layer(hcho, q_hcho, air), expected, 1e-14 * expected);
    assert_string_equal(table.row[no2].units, "mol m-2");
    assert_string_equal(table.row[no2].standard_name, "troposphere_mole_content_of_nitrogen_dioxide");
    assert_string_equal(table.row[hcho].standard_name, "troposphere_mole_content_of_formaldehyde");
    assert_near(value("no2_column"), 0, 0);
}

/* Of 1 ppb each, ppbC is the sum of carbon atoms that the inventory counts. */
static void test_carbon(void **state) {
    (void)state;
    char path[4096];
    lt_csv *csv;
    int name, carbons, kind;
    double expected = 0.0;
    GOOD(lt_share_path("inventory/data/speciation/species_cb6r5.csv", path, sizeof path));
    GOOD(lt_csv_read(path, &csv));
    GOOD(lt_csv_column(csv, "species", &name));
    GOOD(lt_csv_column(csv, "carbons", &carbons));
    GOOD(lt_csv_column(csv, "kind", &kind));
    for (long row = 0; row < lt_csv_rows(csv); ++row) {
        const char *species = lt_csv_text(csv, row, name);
        double n;
        if (strcmp(lt_csv_text(csv, row, kind), "voc") != 0) continue;
        if (lt_chemical_set_find(set, strcmp(species, "BENZ") == 0 ? "BENZENE" : species) < 0) continue;
        GOOD(lt_csv_double(csv, row, carbons, &n));
        expected += n;
    }
    lt_csv_free(csv);
    assert_true(expected > 80);
    assert_near(value("voc"), expected, float_step * expected);
    assert_string_equal(table.row[field("voc")].units, "ppb");
}

/* Of the passive species: the fields and their sums; what reacts is elsewhere. */
static void test_passive(void **state) {
    (void)state;
    static const struct {
        const char *name;
        double of; /* 1e-9 kg/kg times the place + 1 of each species that it counts */
    } fields[] = {{"so2", 1}, {"sulfate", 2}, {"nox", 3},  {"nh3", 4},      {"co", 5},    {"voc", 6},
                  {"bc", 7},  {"om", 8},      {"pmc", 10}, {"pm_other", 9}, {"pm25", 26}, {"pm10", 36}};
    enum { N = sizeof fields / sizeof *fields };
    lt_chemical_set *passive;
    lt_output_fields of;
    lt_real ratio[LT_N_SPECIES];
    const char *elsewhere;
    GOOD(lt_chemical_set_create("off", &passive));
    GOOD(lt_output_fields_create(passive, passive->info, passive->n, &of));
    for (int s = 0; s < LT_N_SPECIES; ++s) ratio[s] = (lt_real)(1e-9 * (s + 1));
    assert_int_equal(of.n, N);
    for (int n = 0; n < N; ++n) {
        double v;
        const int f = lt_output_fields_find(&of, fields[n].name);
        if (f < 0) fail_msg("no field %s", fields[n].name);
        lt_output_fields_values(&of, 1, &f, ratio, density, &v);
        assert_near(v, 1.2 * fields[n].of, float_step * v);
        assert_string_equal(of.row[f].units, "ug m-3");
        assert_true(lt_output_fields_has(fields[n].name) && !of.row[f].on_request);
    }
    GOOD(lt_output_fields_elsewhere(&of, "nitrate", &elsewhere));
    assert_string_equal(elsewhere, LT_DEFAULT_CHEMISTRY);
    lt_output_fields_free(&of);
    lt_chemical_set_free(passive);
}

/* A mechanism without a species has no field of it; names of fields are not for tracers. */
static void test_other_mechanism(void **state) {
    (void)state;
    lt_chemical_set *small;
    lt_output_fields fields;
    GOOD(lt_chemical_set_create("chapman", &small));
    GOOD(lt_output_fields_create(small, small->info, small->n, &fields));
    assert_true(lt_output_fields_find(&fields, "o3") >= 0);
    assert_int_equal(lt_output_fields_find(&fields, "no2"), -1);
    assert_int_equal(lt_output_fields_find(&fields, "no2_column"), -1);
    assert_int_equal(lt_output_fields_find(&fields, "voc"), -1);
    assert_true(lt_output_fields_find(&fields, "pm25") >= 0);
    lt_output_fields_free(&fields);
    lt_chemical_set_free(small);
    assert_true(lt_output_fields_has("HCHO_column") && lt_output_fields_has("NO2") && !lt_output_fields_has("co2"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_masses),  cmocka_unit_test(test_species_by_name),
                                       cmocka_unit_test(test_columns), cmocka_unit_test(test_carbon),
                                       cmocka_unit_test(test_passive), cmocka_unit_test(test_other_mechanism)};
    return cmocka_run_group_tests(tests, make, drop);
}
