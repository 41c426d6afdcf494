/* The table of gases that deposit (model/deposition/gas_table.h): every gas of CB6r5 has its row, every fault its
 * words; what the libraries on top of it refuse. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/mechanism/species_table.h"
#include "model/deposition/gas_dry.h"
#include "model/deposition/gas_wet.h"
#include "tests/support/files.h"
#include "tests/support/words.h"

#include <string.h>

static lt_gas_table *shipped(void) {
    lt_gas_table *table = NULL;
    assert_int_equal(lt_gas_table_read(&table), LT_OK);
    return table;
}

static void test_every_gas_of_cb6r5(void **state) {
    (void)state;
    lt_gas_table *table = shipped();
    lt_species_table *species = NULL;
    assert_int_equal(lt_species_table_read(&species), LT_OK);
    for (int row = 0; row < lt_species_table_rows(species); row++) {
        const lt_species_fact *fact = lt_species_table_row(species, row);
        const lt_gas_fact *gas = lt_gas_table_find(table, fact->name);
        if (fact->kind == LT_SPECIES_GAS && !gas) fail_msg("%s has no row", fact->name);
        if (fact->kind != LT_SPECIES_GAS && gas && gas->deposits) fail_msg("%s deposits as a gas", fact->name);
    }
    for (int row = 0; row < lt_gas_table_rows(table); row++) {
        const char *name = lt_gas_table_row(table, row)->name;
        if (!lt_species_table_find(species, name)) assert_string_equal(name, "NH3");
    }
    lt_species_table_free(species);
    lt_gas_table_free(table);
}

/* Lumps have the numbers of what they are like, but for those that stand in their row. */
static void test_representatives(void **state) {
    (void)state;
    lt_gas_table *table = shipped();
    const lt_gas_fact *rooh = lt_gas_table_find(table, "ROOH"), *mepx = lt_gas_table_find(table, "MEPX");
    assert_true(rooh->deposits && rooh->henry[0] == mepx->henry[0] && rooh->beta == mepx->beta);
    assert_string_equal(rooh->name, "ROOH");
    const lt_gas_fact *oh = lt_gas_table_find(table, "OH");
    assert_true(!oh->deposits && oh->diffusivity_cm2s == 0.0 && oh->alpha == 0.0);
    assert_null(lt_gas_table_find(table, "o3"));
    lt_gas_table_free(table);
}

static void test_bad_tables(void **state) {
    (void)state;
    static const char *const head =
        "name,fate,like,diffusivity,diffusivity_from,henry,henry_K,henry_from,ion,k1,k1_K,k2,k2_K,alpha,beta,"
        "alpha_beta_from,f0,f0_from,retention,ice,frozen_from,note\n";
    static const char *const good = "A,deposits,,0.1,V x,1,0,V x,none,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n";
    static const struct {
        const char *row, *word;
    } bad[] = {{"A,deposits,,0.1,V x,1,0,V x,none,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "twice"},
               {"B,deposit,,0.1,V x,1,0,V x,none,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "did you mean deposits"},
               {"B,deposits,,-1,V x,1,0,V x,none,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "column diffusivity"},
               {"B,deposits,,0.1,x,1,0,V x,none,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "unknown mark"},
               {"B,deposits,,0.1,V x,1,0,V x,salt,0,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "acid2"},
               {"B,deposits,,0.1,V x,1,0,V x,base,1,0,0,0,1,0,V x,0,V x,0.5,0,A,\n", "ion product of water"},
               {"B,deposits,,0.1,V x,1,0,V x,none,0,0,0,0,1,0,V x,2,V x,0.5,0,A,\n", "0 to 1"},
               {"B,deposits,C,,,,,,,,,,,,,,,,,,,\n", "representative"},
               {"B,deposits,,,,,,,,,,,,,,,,,,,,\n", "column diffusivity"}};
    char folder[256], path[4096], text[2048];
    assert_true(files_make_folder(folder) && files_join(path, folder, "gases.csv"));
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        lt_gas_table *table = NULL;
        snprintf(text, sizeof text, "%s%s%s", head, good, bad[b].row);
        assert_true(files_write_text(path, text));
        assert_int_equal(lt_gas_table_read_file(path, &table), LT_ERR_INPUT);
        assert_null(table);
        EXPECT("gases.csv", bad[b].word);
    }
    snprintf(text, sizeof text, "%s%sB,deposits,A,,,5,,S y,,,,,,,,,,,,,,\n", head, good);
    lt_gas_table *table = NULL;
    assert_true(files_write_text(path, text));
    assert_int_equal(lt_gas_table_read_file(path, &table), LT_OK);
    assert_true(lt_gas_table_find(table, "B")->henry[0] == 5.0 && lt_gas_table_find(table, "B")->alpha == 1.0);
    lt_gas_table_free(table);
    files_remove(folder);
}

static void test_what_is_refused(void **state) {
    (void)state;
    const char *const unknown[] = {"O3", "XENON", "SO2", "RADON"}, *const known[] = {"O3"};
    lt_gas_dry *dry;
    lt_gas_wet *wet;
    assert_int_equal(lt_gas_dry_create(NULL, unknown, 4, &dry), LT_ERR_INPUT);
    assert_null(dry);
    EXPECT("XENON, RADON", "deposition_gases.csv");
    assert_int_equal(lt_gas_wet_create(unknown, 4, 5.0, &wet), LT_ERR_INPUT);
    assert_null(wet);
    EXPECT("XENON, RADON");
    assert_int_equal(lt_gas_dry_create("zang", known, 1, &dry), LT_ERR_INPUT);
    EXPECT("zang", "zhang|wesely", "did you mean zhang");
    assert_int_equal(lt_gas_wet_create(known, 1, 1.0, &wet), LT_ERR_INPUT);
    EXPECT("pH", "2 to 9");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_gas_of_cb6r5),
                                       cmocka_unit_test(test_representatives), cmocka_unit_test(test_bad_tables),
                                       cmocka_unit_test(test_what_is_refused)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
