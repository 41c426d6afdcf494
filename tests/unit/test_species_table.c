/* The table of species (mechanism/species_table.h): all of CB6r5, what its kinds mean, and the inventory's masses. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "model/chemistry/mechanism/species_near.h"
#include "model/chemistry/mechanism/species_table.h"
#include "tests/support/files.h"
#include "tests/support/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_species_table *shipped(void) {
    lt_species_table *table = NULL;
    assert_int_equal(lt_species_table_read(&table), LT_OK);
    return table;
}

static lt_mechanism *read_mechanism(const char *name) {
    lt_mechanism *mechanism = NULL;
    assert_int_equal(lt_mechanism_read(name, &mechanism), LT_OK);
    return mechanism;
}

static void test_all_of_cb6r5(void **state) {
    (void)state;
    lt_species_table *table = shipped();
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    assert_true(lt_species_table_rows(table) >= m->n_variable); /* vapours that no mechanism has stand behind */
    for (int s = 0; s < m->n_variable; s++) {
        assert_string_equal(lt_species_table_row(table, s)->name, m->species[s].name);
        assert_int_equal(lt_species_table_row(table, s)->kind, m->species[s].kind);
        assert_true(*lt_species_table_row(table, s)->doc_zh != '\0');
    }
    lt_mechanism_free(m);
    lt_species_table_free(table);
}

/* A counter is made and never used up; a reaction is the aerosol's if and only if a particle reacts in it. */
static void test_kinds(void **state) {
    (void)state;
    static const char *const aerosol[] = {
        "HET_H2NO3PIJA",  "HET_H2NO3PKA", "HET_H2NO3PIB",   "HET_H2NO3PJB",   "HET_H2NO3PKB",   "HET_IEPOXOS",
        "HET_TETROL",     "HYD_MT",       "OLIG_AROMATIC1", "OLIG_AROMATIC2", "OLIG_AROMATIC3", "OLIG_ISOPRENE1",
        "OLIG_ISOPRENE2", "OLIG_SESQT1",  "RPOAGEPI",       "RPOAGELI",       "RPOAGEPJ",       "RPOAGELJ"};
    lt_mechanism *m = read_mechanism("cb6r5");
    int particles = 0, n_aerosol = 0;
    for (int s = 0; s < m->n_variable; s++) {
        const lt_species_kind kind = m->species[s].kind;
        particles += kind == LT_SPECIES_PARTICLE;
        bool reacts = false, made = false;
        for (int r = 0; r < m->n_reactions; r++) {
            for (int a = 0; a < m->reactions[r].n_reactants; a++) reacts |= m->reactions[r].reactants[a].species == s;
            for (int p = 0; p < m->reactions[r].n_products; p++) made |= m->reactions[r].products[p].species == s;
        }
        if (kind == LT_SPECIES_COUNTER) assert_true(made && !reacts);
    }
    assert_int_equal(particles, 23);
    for (int r = 0; r < m->n_reactions; r++) {
        if (!m->reactions[r].particle) continue;
        bool listed = false;
        for (size_t a = 0; a < sizeof aerosol / sizeof *aerosol; a++)
            listed |= !strcmp(m->reactions[r].label, aerosol[a]);
        if (!listed) fail_msg("%s", m->reactions[r].label);
        n_aerosol++;
    }
    assert_int_equal(n_aerosol, sizeof aerosol / sizeof *aerosol);
    lt_mechanism_free(m);
}

/* What the inventory emits for CB6r5 has the same molar mass here. */
static void test_masses_of_the_inventory(void **state) {
    (void)state;
    static const char *const other_name[][2] = {{"BENZ", "BENZENE"}, {"CH4", "ECH4"}};
    lt_species_table *table = shipped();
    lt_csv *csv = NULL;
    int species, unit, molar_mass, kind, shared = 0;
    assert_int_equal(lt_csv_read(LT_SOURCE_DIR "/inventory/data/speciation/species_cb6r5.csv", &csv), LT_OK);
    assert_int_equal(lt_csv_column(csv, "species", &species), LT_OK);
    assert_int_equal(lt_csv_column(csv, "unit", &unit), LT_OK);
    assert_int_equal(lt_csv_column(csv, "molar_mass", &molar_mass), LT_OK);
    assert_int_equal(lt_csv_column(csv, "kind", &kind), LT_OK);
    for (long row = 0; row < lt_csv_rows(csv); row++) {
        const char *name = lt_csv_text(csv, row, species);
        if (strcmp(lt_csv_text(csv, row, unit), "mol")) continue; /* PNA of particles is sodium, in grams */
        for (size_t o = 0; o < sizeof other_name / sizeof *other_name; o++)
            if (!strcmp(name, other_name[o][0])) name = other_name[o][1];
        const lt_species_fact *fact = lt_species_table_find(table, name);
        double mass;
        if (!fact) continue;
        assert_int_equal(lt_csv_double(csv, row, molar_mass, &mass), LT_OK);
        if (fact->molar_mass != mass) fail_msg("%s: %g here, %g in the inventory", name, fact->molar_mass, mass);
        shared++;
    }
    assert_int_equal(shared, 36);
    lt_csv_free(csv);
    lt_species_table_free(table);
}

/* No synonym is the name or synonym of another species, and each leads to its own. */
static void test_synonyms(void **state) {
    (void)state;
    lt_species_table *table = shipped();
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    int n = 0;
    for (int row = 0; row < lt_species_table_rows(table); row++) {
        const lt_species_fact *fact = lt_species_table_row(table, row);
        char words[256];
        snprintf(words, sizeof words, "%s", fact->synonyms);
        for (char *word = strtok(words, "|"); word; word = strtok(NULL, "|"), n++) {
            const char *advice = lt_species_advice(m, word, true);
            if (lt_species_table_find(table, word)) fail_msg("%s is a species", word);
            if (strncmp(advice, "here it is ", 11) || strncmp(advice + 11, fact->name, strlen(fact->name)) ||
                advice[11 + strlen(fact->name)] != ' ')
                fail_msg("%s of %s: %s", word, fact->name, advice);
        }
    }
    assert_true(n > 100);
    /* A slip is a letter in a short name, two in a long one. */
    assert_null(lt_species_near(m, "HCHO", false));
    assert_null(lt_species_near(m, "H2SO4", false));
    assert_string_equal(lt_species_near(m, "HNNO3", false), "HNO3");
    assert_string_equal(lt_species_near(m, "ACROLIN", false), "ACROLEIN");
    lt_mechanism_free(m);
    lt_species_table_free(table);
}

static void test_bad_tables(void **state) {
    (void)state;
    static const char *const head = "name,kind,molar_mass,doc_en,doc_zh,synonyms,mark,source\n";
    static const struct {
        const char *rows, *word;
    } bad[] = {{"A,gas,1,a,b,,S,x\nA,gas,1,a,b,,S,x\n", "twice"},
               {"A,gass,1,a,b,,S,x\n", "did you mean gas"},
               {"A,gas,-1,a,b,,S,x\n", "not positive"},
               {"A,gas,,a,b,,S,x\n", "column molar_mass"},
               {"A,gas,1,a,b,,Q,x\n", "unknown mark"}};
    char folder[256], path[4096], text[1024];
    assert_true(files_make_folder(folder) && files_join(path, folder, "species.csv"));
    for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
        lt_species_table *table = NULL;
        snprintf(text, sizeof text, "%s%s", head, bad[b].rows);
        assert_true(files_write_text(path, text));
        assert_int_equal(lt_species_table_read_file(path, &table), LT_ERR_INPUT);
        assert_null(table);
        EXPECT("species.csv", bad[b].word);
        lt_error_clear();
    }
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_of_cb6r5), cmocka_unit_test(test_kinds),
                                       cmocka_unit_test(test_masses_of_the_inventory), cmocka_unit_test(test_synonyms),
                                       cmocka_unit_test(test_bad_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
