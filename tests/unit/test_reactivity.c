/* Reactivity of VOC: a worked example, the shipped tables against a second list of MIR and against measured groups of
 * solvents, faults of the tables. */
#include "inventory_fixture.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/reactivity.h"

#include <sys/stat.h>
#include "tests/support/files.h"
#include "tests/support/data.h"

static lt_reactivity *shipped(void) {
    lt_reactivity *r;
    fixture_fail(lt_reactivity_read(&r));
    return r;
}

static void write_tables(const char *dir, const char *profiles, const char *rules) {
    char path[600];
    snprintf(path, sizeof path, "%s/mir.csv", dir);
    fixture_write(path,
                  "species,cas,group,mir_kg_kg,mark,source\ntoluene,,aromatic,4,V,x\nethanol,,oxygenate,1.5,V,x\n");
    snprintf(path, sizeof path, "%s/voc_profiles.csv", dir);
    fixture_write(path, lt_fmt("profile,species,fraction,mark,source\n%s", profiles));
    snprintf(path, sizeof path, "%s/speciation", dir);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/speciation/species_cb6r5.csv", dir);
    fixture_write(path, "species,k_oh\nPAR,1\nOLE,3\n");
    snprintf(path, sizeof path, "%s/speciation/voc_cb6r5.csv", dir);
    fixture_write(path, "profile,species,mol_per_kg\na,PAR,10\nb,PAR,8\nb,OLE,4\n");
    snprintf(path, sizeof path, "%s/voc_sources.csv", dir);
    fixture_write(path, lt_fmt("sector,process,technology,profile,mark,source\n%s", rules));
}

/* 0.25 x 4 + 0.75 x 1.5 = 2.125; the first row that fits holds. */
static void test_worked_example(void **state) {
    (void)state;
    char dir[] = "/tmp/lt-mir-XXXXXX";
    assert_non_null(mkdtemp(dir));
    write_tables(dir, "a,toluene,0.25,V,x\na,ethanol,0.75,V,x\nb,toluene,1,V,x\n",
                 "solvent,ink,*,a,V,x\nsolvent,*,*,b,V,x\n*,*,*,a,V,x\n");
    lt_reactivity *r;
    fixture_fail(lt_reactivity_read_from(dir, &r));
    assert_near(lt_reactivity_mir(r, "solvent", "ink", "mix"), 2.125, 1e-15);
    assert_near(lt_reactivity_mir(r, "solvent", "paint", "mix"), 4, 1e-15);
    assert_string_equal(lt_reactivity_profile(r, "power", "coal", "x"), "a");
    /* Propene: (1 + 3) / 0.04208 a kg; a has 10 x 1, b 8 x 1 + 4 x 3. */
    assert_near(lt_reactivity_oh(r, "solvent", "ink", "mix"), 10 * 0.04208 / 4, 1e-15);
    assert_near(lt_reactivity_oh(r, "solvent", "paint", "mix"), 20 * 0.04208 / 4, 1e-15);
    assert_near(lt_reactivity_group(r, "a", "oxygenate"), 0.75, 1e-15);
    lt_reactivity_free(r);
    write_tables(dir, "a,toluene,0.25,V,x\na,ethanol,0.7,V,x\n", "*,*,*,a,V,x\n");
    assert_int_equal(lt_reactivity_read_from(dir, &r), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "sum to 1"));
    write_tables(dir, "a,tolune,1,V,x\n", "*,*,*,a,V,x\n");
    assert_int_equal(lt_reactivity_read_from(dir, &r), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "species without reactivity"));
    write_tables(dir, "a,toluene,1,V,x\n", "*,*,*,c,V,x\n");
    assert_int_equal(lt_reactivity_read_from(dir, &r), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "unknown VOC profile"));
    write_tables(dir, "a,toluene,1,V,x\n", "solvent,*,*,a,V,x\n");
    assert_int_equal(lt_reactivity_read_from(dir, &r), LT_ERR_INPUT);
    files_remove(dir);
}

/* The list has Chinese names in two encodings; its bytes beyond ASCII become "?". */
static void read_list(const char *path, lt_csv **out) {
    char copy[] = "/tmp/lt-list-XXXXXX";
    size_t size = 0;
    char *text = files_read(path, &size);
    assert_non_null(text);
    for (size_t k = 0; k < size; k++)
        if ((unsigned char)text[k] >= 0x80) text[k] = '?';
    int fd = mkstemp(copy);
    assert_true(fd >= 0);
    close(fd);
    assert_true(files_write(copy, text, size));
    free(text);
    fixture_fail(lt_csv_read(copy, out));
    unlink(copy);
}

/* Every compound's MIR agrees with a second list of the same scale (two digits are printed: 0.006). */
static void test_mir_against_a_second_list(void **state) {
    (void)state;
    char path[512];
    const char *check = data_path("emis/speciation/voc_mir_soay_koh.csv");
    lt_csv *ours, *list;
    fixture_fail(lt_share_path("inventory/data/mir.csv", path, sizeof path));
    fixture_fail(lt_csv_read(path, &ours));
    read_list(check, &list);
    int cas = lt_csv_find(ours, "cas"), mir = lt_csv_find(ours, "mir_kg_kg"), theirs = lt_csv_find(list, "New"),
        key = lt_csv_find(list, "CAS"), compared = 0;
    for (long r = 0; r < lt_csv_rows(ours); r++) {
        if (lt_csv_empty(ours, r, cas)) continue;
        for (long k = 0; k < lt_csv_rows(list); k++) {
            double a, b;
            if (strcmp(lt_csv_text(list, k, key), lt_csv_text(ours, r, cas)) != 0) continue;
            fixture_fail(lt_csv_double(ours, r, mir, &a));
            fixture_fail(lt_csv_double(list, k, theirs, &b));
            if (fabs(a - b) > 0.006) print_error("%s: %g against %g\n", lt_csv_text(ours, r, 0), a, b);
            assert_true(fabs(a - b) <= 0.006);
            compared++;
            break;
        }
    }
    assert_true(compared >= 60);
    lt_csv_free(ours);
    lt_csv_free(list);
}

/* Xia et al. 2023 (Jiangsu): aromatics are 52.9 % of coatings' VOC and 44.2 % less in water based ones; two points of a
 * per cent are the rounding of our fractions. The substitute must form less ozone a kilogram, not only be less. */
static void test_substitutes_are_of_another_kind(void **state) {
    (void)state;
    lt_reactivity *r = shipped();
    double solvent = lt_reactivity_group(r, "solvent_vehicle", "aromatic");
    assert_true(fabs(solvent - 0.529) < 0.02);
    assert_true(fabs(lt_reactivity_group(r, "water_industrial", "aromatic") / solvent - (1 - 0.442)) < 0.02);
    assert_true(lt_reactivity_group(r, "water_industrial", "oxygenate") >
                lt_reactivity_group(r, "solvent_vehicle", "oxygenate"));
    static const char *const coatings[] = {"vehicle_coating",   "parts_coating",     "wood_coating",
                                           "machinery_coating", "structure_coating", "ship_coating",
                                           "building_coating",  "adhesive",          "building_adhesive"};
    for (size_t k = 0; k < sizeof coatings / sizeof *coatings; k++)
        assert_true(lt_reactivity_mir(r, "solvent", coatings[k], "low_voc") <
                    lt_reactivity_mir(r, "solvent", coatings[k], "solvent_based"));
    lt_reactivity_free(r);
}

/* Every row of the ledger has a reactivity; China's mean is 99.7 Tg of O3 for 28.5 Tg (Li et al. 2019,
 * 10.5194/acp-19-8897-2019): 3.5. Ours must lie within a factor of 1.5 of it. Total = sum over cities to 1e-9. */
static void test_ledger_reactivity(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    double all[LT_N_QUANTITIES], city[LT_N_QUANTITIES], sum[LT_N_QUANTITIES] = {0}, plain[LT_N_POLLUTANTS];
    for (long k = 0; k < ledger->n; k++)
        if (ledger->sources[k].factor_kg[LT_NMVOC] > 0) assert_true(ledger->sources[k].mir > 0);
    lt_ledger_quantities_kt(ledger, NULL, NULL, all);
    lt_ledger_totals_kt(ledger, NULL, NULL, plain);
    for (int c = 0; c < LT_N_CITIES; c++) {
        lt_ledger_quantities_kt(ledger, lt_city_names[c], NULL, city);
        for (int q = 0; q < LT_N_QUANTITIES; q++) sum[q] += city[q];
    }
    for (int q = 0; q < LT_N_QUANTITIES; q++) assert_true(fabs(sum[q] - all[q]) <= 1e-9 * all[q]);
    for (int q = 0; q < LT_N_POLLUTANTS; q++) assert_true(plain[q] == all[q]);
    double mean = all[LT_OFP] / all[LT_NMVOC];
    print_message("OFP %.0f kt O3, NMVOC %.0f kt: %.2f\n", all[LT_OFP], all[LT_NMVOC], mean);
    assert_true(mean > 99.7 / 28.5 / 1.5 && mean < 99.7 / 28.5 * 1.5);
    lt_ledger_free(ledger);
}

/* The split of solvents keeps the two totals: 42.59e6 residents x 7.63 kg, 60 % of it industrial with 10 % removed. */
static void test_solvent_totals_stay(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    double solvent[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(ledger, NULL, "solvent", solvent);
    double want = (25554000 * 0.9 + 17036000) * 7.63 * 1e-6;
    assert_true(fabs(solvent[LT_NMVOC] / want - 1) < 1e-6); /* eight digits a row */
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_worked_example), cmocka_unit_test(test_mir_against_a_second_list),
        cmocka_unit_test(test_substitutes_are_of_another_kind), cmocka_unit_test(test_ledger_reactivity),
        cmocka_unit_test(test_solvent_totals_stay)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
