/* Schemes of organic aerosol: names, facts complete and as their tables, yields; volatility of sources. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "model/aerosol/constituents.h"
#include "model/aerosol/organics/partition.h"
#include "model/chemistry/mechanism/species_table.h"
#include "model/deposition/gas_table.h"
#include "tests/support/organics_cells.h"
#include "tests/support/words.h"

#include <math.h>
#include <string.h>

static bool is_a_vapour(const lt_organics_scheme *scheme, const char *name) {
    for (int v = 0; v < scheme->n_vapours; v++)
        if (!strcmp(scheme->vapours[v], name)) return true;
    return false;
}

static void test_names(void **state) {
    (void)state;
    const lt_organics_scheme *scheme = NULL;
    assert_string_equal(scheme_of(NULL)->name, LT_ORGANICS_DEFAULT);
    assert_string_equal(scheme_of("")->name, "ae7");
    for (int s = 0; s < lt_n_organics_schemes; s++)
        assert_string_equal(scheme_of(lt_organics_scheme_names[s])->name, lt_organics_scheme_names[s]);
    assert_int_equal(lt_organics_scheme_choose("ae8", "t", &scheme), LT_ERR_INPUT);
    EXPECT("organic aerosol", "ae7, nonvolatile", "did you mean ae7");
}

static void one_particle(const lt_organics_particle *p) {
    if (!(p->molar_mass > 50 && p->molar_mass < 400 && p->density > 900 && p->density < 2000 && p->absorbs))
        fail_msg("%s", p->name);
    /* CMAQ's rule of kappa, to its two digits (AAVB2 and AAVB1 are cut, not rounded) */
    if (fabs(p->kappa - (0.11 * p->om_to_oc - 0.10)) > 0.0101) fail_msg("kappa of %s: %g", p->name, p->kappa);
    /* OM:OC of CMAQ's table: 1.167 + 1.25 O:C, of monoterpene products by their formulas, which lie within 0.02 */
    if (fabs(p->om_to_oc - (1.167 + 1.25 * p->o_to_c)) > 0.02) fail_msg("OM:OC of %s: %g", p->name, p->om_to_oc);
    assert_int_equal(p->name[strlen(p->name) - 1], 'J');
}

static void test_facts(void **state) {
    const lt_organics_scheme *scheme = scheme_of(*state);
    assert_int_equal(scheme->n_pairs, 24);
    assert_int_equal(scheme->n_only, 7);
    assert_true(scheme->n_pairs <= LT_ORGANICS_MOST_PAIRS && scheme->n_only <= LT_ORGANICS_MOST_ONLY);
    for (int p = 0; p < scheme->n_pairs; p++) {
        const lt_organics_pair *pair = &scheme->pairs[p];
        one_particle(&pair->particle);
        assert_true(pair->saturation_ugm3 > 0 && pair->enthalpy > 0);
        assert_ptr_equal(lt_organics_scheme_particle(scheme, pair->particle.name), &pair->particle);
    }
    for (int p = 0; p < scheme->n_only; p++) {
        one_particle(&scheme->only[p]);
        assert_ptr_equal(lt_organics_scheme_particle(scheme, scheme->only[p].name), &scheme->only[p]);
    }
    assert_null(lt_organics_scheme_particle(scheme, "AMT7J"));
}

/* All organic matter of the list of names is the scheme's, and has a description. */
static void test_all_are_constituents(void **state) {
    const lt_organics_scheme *scheme = scheme_of(*state);
    static const char *const names[] = {
#define CARRIED(name, ...) name,
        LT_ORGANIC_PARTICLE_LIST(CARRIED)};
    const int n = sizeof names / sizeof *names;
    assert_int_equal(n, scheme->n_pairs + scheme->n_only);
    for (int i = 0; i < n; i++) {
        if (!lt_organics_scheme_particle(scheme, names[i])) fail_msg("the scheme lacks %s", names[i]);
        assert_string_not_equal(lt_constituent_organic(names[i], 200.0, 1.4, 0.1).text, names[i]);
    }
}

/* Molar masses stand in the table of species too, and every gas deposits; a gas is the mechanism's or a vapour of the
 * scheme. */
static void test_gases_in_the_tables(void **state) {
    const lt_organics_scheme *scheme = scheme_of(*state);
    lt_species_table *species = NULL;
    lt_gas_table *deposition = NULL;
    lt_mechanism *mechanism = NULL;
    int vapours = 0;
    assert_int_equal(lt_species_table_read(&species), LT_OK);
    assert_int_equal(lt_gas_table_read(&deposition), LT_OK);
    assert_int_equal(lt_mechanism_read("cb6r5", &mechanism), LT_OK);
    for (int p = 0; p < scheme->n_pairs; p++) {
        const lt_organics_pair *pair = &scheme->pairs[p];
        const lt_species_fact *gas = lt_species_table_find(species, pair->gas);
        const lt_species_fact *particle = lt_species_table_find(species, pair->particle.name);
        const lt_gas_fact *fact = lt_gas_table_find(deposition, pair->gas);
        bool in_mechanism = false;
        for (int s = 0; s < mechanism->n_variable; s++) in_mechanism |= !strcmp(mechanism->species[s].name, pair->gas);
        assert_true(in_mechanism != is_a_vapour(scheme, pair->gas));
        vapours += !in_mechanism;
        assert_non_null(gas);
        assert_true(gas->molar_mass == pair->gas_molar_mass && *gas->doc_en && *gas->doc_zh);
        if (particle) assert_true(particle->molar_mass == pair->particle.molar_mass);
        assert_true(fact && fact->deposits && fact->henry[0] > 1e3);
    }
    for (int p = 0; p < scheme->n_only; p++) {
        const lt_species_fact *particle = lt_species_table_find(species, scheme->only[p].name);
        if (particle) assert_true(particle->molar_mass == scheme->only[p].molar_mass);
    }
    assert_int_equal(vapours, scheme->n_vapours);
    lt_mechanism_free(mechanism);
    lt_gas_table_free(deposition);
    lt_species_table_free(species);
}

/* Every vapour that no mechanism has is made from a counter of the mechanism, by its molar mass; the mass of what comes
 * from a counter. */
static void test_yields(void **state) {
    const lt_organics_scheme *scheme = scheme_of(*state);
    static const struct sum {
        const char *counter;
        double mass_yield;
    } sums[] = {{"ISOPRXN", 0.2608}, {"TRPRXN", 0.635}, {"SESQRXN", 1.537}, {"PCSOARXN", 1}};
    lt_species_table *species = NULL;
    assert_int_equal(lt_species_table_read(&species), LT_OK);
    int made = 0;
    for (size_t n = 0; n < sizeof sums / sizeof *sums; n++) {
        double mass = 0;
        const lt_species_fact *counter = lt_species_table_find(species, sums[n].counter);
        assert_true(counter && counter->kind == LT_SPECIES_COUNTER);
        for (int y = 0; y < scheme->n_yields; y++) {
            const lt_organics_yield *yield = &scheme->yields[y];
            if (strcmp(yield->counter, sums[n].counter)) continue;
            assert_true(pair_of(scheme, yield->product) >= 0 || lt_organics_scheme_particle(scheme, yield->product));
            assert_true(yield->counter_molar_mass == counter->molar_mass);
            mass += yield->mass_yield;
            made += is_a_vapour(scheme, yield->product);
        }
        assert_true(fabs(mass - sums[n].mass_yield) < 1e-12);
    }
    assert_int_equal(made, scheme->n_vapours);
    lt_species_table_free(species);
}

/* Emitted IVOC become a gas that stays one: more volatile than all other primary matter. */
static void test_ivoc(void **state) {
    (void)state;
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    assert_int_equal(lt_organics_scheme_expect_ivoc(ae7, "t"), LT_OK);
    assert_true(ae7->pairs[pair_of(ae7, ae7->ivoc)].saturation_ugm3 >= 1000);
    assert_int_equal(lt_organics_scheme_expect_ivoc(scheme_of("nonvolatile"), "t"), LT_ERR_INPUT);
    EXPECT("no vapour for emitted IVOC", "nonvolatile", "combustion_vapours");
}

/* Volatility by class of source: five bins a class, which are primary vapours of the scheme, sum 1. */
static void test_volatility_of_sources(void **state) {
    (void)state;
    enum { BINS = 5 };
    static const char *const names[] = {"class", "bin", "fraction", "mark"};
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    lt_csv *csv = NULL;
    int column[4];
    assert_int_equal(lt_csv_read(LT_SOURCE_DIR "/inventory/data/speciation/poa_volatility.csv", &csv), LT_OK);
    for (int c = 0; c < 4; c++) assert_int_equal(lt_csv_column(csv, names[c], &column[c]), LT_OK);
    assert_int_equal(lt_csv_rows(csv) % BINS, 0);
    for (long first = 0; first < lt_csv_rows(csv); first += BINS) {
        double sum = 0, fraction, before = 0;
        for (long row = first; row < first + BINS; row++) {
            const int pair = pair_of(ae7, lt_csv_text(csv, row, column[1]));
            assert_string_equal(lt_csv_text(csv, row, column[0]), lt_csv_text(csv, first, column[0]));
            assert_int_equal(lt_csv_double(csv, row, column[2], &fraction), LT_OK);
            assert_true(pair >= 0 && ae7->pairs[pair].particle.origin == LT_ORGANICS_PRIMARY);
            assert_true(ae7->pairs[pair].saturation_ugm3 > before); /* from the least volatile up, each once */
            before = ae7->pairs[pair].saturation_ugm3;
            assert_true(fraction >= 0 && strlen(lt_csv_text(csv, row, column[3])) == 1);
            sum += fraction;
        }
        if (fabs(sum - 1) > 1e-12) fail_msg("%s sums to %g", lt_csv_text(csv, first, column[0]), sum);
    }
    lt_csv_free(csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        {"ae7: facts", test_facts, NULL, NULL, "ae7"},
        {"nonvolatile: facts", test_facts, NULL, NULL, "nonvolatile"},
        {"ae7: constituents", test_all_are_constituents, NULL, NULL, "ae7"},
        {"nonvolatile: constituents", test_all_are_constituents, NULL, NULL, "nonvolatile"},
        {"ae7: gases", test_gases_in_the_tables, NULL, NULL, "ae7"},
        {"nonvolatile: gases", test_gases_in_the_tables, NULL, NULL, "nonvolatile"},
        {"ae7: yields", test_yields, NULL, NULL, "ae7"},
        {"nonvolatile: yields", test_yields, NULL, NULL, "nonvolatile"},
        cmocka_unit_test(test_ivoc),
        cmocka_unit_test(test_volatility_of_sources),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
