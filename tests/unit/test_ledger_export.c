/* Tables of a ledger for others: greenhouse gases by category worked out by hand and against the ledger's totals; the
 * layout of the guidelines, whose rows multiply out and sum to the ledger. */
#include "inventory_fixture.h"

#include "tests/support/program.h"

#include "base/csv.h"
#include "base/texts.h"
#include "inventory/controls.h"
#include "inventory/factors.h"
#include "inventory/ghg.h"
#include "inventory/uncertainty/uncertainty.h"
#include "inventory/words.h"

static void put(lt_ledger *ledger, const char *id, const char *sector, const char *process, const char *technology,
                double co2_kg, double bio_kg, double ch4_kg, double n2o_kg) {
    lt_source s = {.activity = 1};
    snprintf(s.id, sizeof s.id, "%s", id);
    snprintf(s.region, sizeof s.region, "Dalian");
    snprintf(s.sector, sizeof s.sector, "%s", sector);
    snprintf(s.process, sizeof s.process, "%s", process);
    snprintf(s.technology, sizeof s.technology, "%s", technology);
    s.factor_kg[LT_CO2] = co2_kg;
    s.factor_kg[LT_CO2_BIO] = bio_kg;
    s.factor_kg[LT_CH4] = ch4_kg;
    s.factor_kg[LT_N2O] = n2o_kg;
    fixture_fail(lt_ledger_append(ledger, &s));
}

static const lt_ghg_row *row_of(const lt_ghg_table *table, const char *code) {
    for (long k = 0; k < table->n; k++)
        if (strcmp(table->rows[k].category ? table->rows[k].category->code : "total", code) == 0)
            return &table->rows[k];
    return NULL;
}

/* CO2e by hand, kt: power 5 + 27.0 x 0.001 + 273 x 0.002; leaks 29.8 x 0.01; cattle 27.0 x 0.1; straw only a memo. */
static void test_by_hand(void **state) {
    (void)state;
    static const struct {
        const char *set;
        double power, leaks, cattle;
    } sets[] = {{"AR4", 5 + 25 * 0.001 + 298 * 0.002, 25 * 0.01, 25 * 0.1},
                {"AR5", 5 + 28 * 0.001 + 265 * 0.002, 28 * 0.01, 28 * 0.1},
                {"AR6", 5 + 27.0 * 0.001 + 273 * 0.002, 29.8 * 0.01, 27.0 * 0.1}};
    lt_ledger *ledger;
    lt_classes *classes;
    fixture_fail(lt_ledger_create(2020, &ledger));
    fixture_fail(lt_classes_read(&classes));
    put(ledger, "a", "power", "coal", "pulverised_ge300", 5e6, 0, 1e3, 2e3);
    put(ledger, "b", "mining", "natural_gas", "distribution", 0, 0, 1e4, 0);
    put(ledger, "c", "agriculture", "cattle", "enteric", 0, 0, 1e5, 0);
    put(ledger, "d", "biomass", "straw", "field", 0, 7e6, 0, 0);
    put(ledger, "e", "dust", "road", "paved", 0, 0, 0, 0);
    put(ledger, "f", "agriculture", "cropland", "background", 0, 0, 0, 9e3); /* natural: in no total */
    for (int k = 0; k < 3; k++) {
        lt_gwp gwp;
        lt_ghg_table table;
        fixture_fail(lt_gwp_read(sets[k].set, &gwp));
        fixture_fail(lt_ghg_make(ledger, NULL, classes, &gwp, &table));
        assert_near(row_of(&table, "1A1a")->co2e_kt, sets[k].power, 1e-12);
        assert_near(row_of(&table, "1B2b")->co2e_kt, sets[k].leaks, 1e-12);
        assert_near(row_of(&table, "1")->co2e_kt, sets[k].power + sets[k].leaks, 1e-12);
        assert_near(row_of(&table, "3A1")->co2e_kt, sets[k].cattle, 1e-12);
        assert_near(row_of(&table, "3C1")->co2e_kt, 0, 0);
        assert_near(row_of(&table, "3C1")->co2_bio_kt, 7, 1e-12);
        assert_near(row_of(&table, "total")->co2e_kt, sets[k].power + sets[k].leaks + sets[k].cattle, 1e-12);
        assert_near(row_of(&table, "total")->ch4_t, 111, 1e-12);
        assert_near(row_of(&table, "total")->n2o_t, 2, 1e-12);
        assert_near(row_of(&table, "none")->n2o_t, 9, 1e-12);
        assert_null(row_of(&table, "3C4"));
        lt_ghg_free(&table);
    }
    lt_gwp gwp;
    assert_int_equal(lt_gwp_read("SAR", &gwp), LT_ERR_USAGE);
    lt_classes_free(classes);
    lt_ledger_free(ledger);
}

/* t of N2O of soils without fertiliser, which no category counts. */
static double background_t(const lt_ledger *ledger) {
    double sum = 0;
    for (long k = 0; k < ledger->n; k++)
        if (strcmp(ledger->sources[k].process, "cropland") == 0 && lt_region_is_liaoning(ledger->sources[k].region))
            sum += lt_source_emission_kg(&ledger->sources[k], LT_N2O) * 1e-3;
    return sum;
}

/* The shipped ledger: the total is the ledger's, cities make it, categories of a level make it. */
static void test_closes(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    lt_classes *classes;
    lt_gwp gwp;
    lt_ghg_table all, city;
    double kt[LT_N_POLLUTANTS], cities = 0, leaves = 0;
    fixture_fail(lt_classes_read(&classes));
    fixture_fail(lt_gwp_read("AR5", &gwp));
    fixture_fail(lt_ghg_make(ledger, NULL, classes, &gwp, &all));
    lt_ledger_totals_kt(ledger, NULL, NULL, kt);
    const lt_ghg_row total = all.rows[all.n - 1];
    const double background = background_t(ledger);
    assert_true(background > 0);
    assert_near(row_of(&all, "none")->n2o_t, background, 1e-9 * background);
    kt[LT_N2O] -= background * 1e-3;
    assert_true(fabs(total.co2_kt / kt[LT_CO2] - 1) < 1e-14);
    assert_true(fabs(total.ch4_t / (kt[LT_CH4] * 1e3) - 1) < 1e-14);
    assert_true(fabs(total.n2o_t / (kt[LT_N2O] * 1e3) - 1) < 1e-12);
    assert_true(fabs(total.co2e_kt / (kt[LT_CO2] + 28 * kt[LT_CH4] + 265 * kt[LT_N2O]) - 1) < 1e-12);
    for (int c = 0; c < LT_N_CITIES; c++) {
        fixture_fail(lt_ghg_make(ledger, lt_city_names[c], classes, &gwp, &city));
        cities += city.rows[city.n - 1].co2e_kt;
        lt_ghg_free(&city);
    }
    assert_true(fabs(cities / total.co2e_kt - 1) < 1e-12);
    for (long k = 0; k + 1 < all.n; k++)
        if (!all.rows[k].category->parent[0] && strcmp(all.rows[k].category->id, "none") != 0)
            leaves += all.rows[k].co2e_kt;
    assert_true(fabs(leaves / total.co2e_kt - 1) < 1e-12);
    assert_true(row_of(&all, "2C")->co2_kt >= row_of(&all, "2C1")->co2_kt); /* with what stands below it */
    assert_non_null(row_of(&all, "1A4a"));
    lt_ghg_free(&all);
    lt_classes_free(classes);
    lt_ledger_free(ledger);
}

static double number(const lt_csv *t, long r, const char *species, const char *what) {
    char name[64];
    double value;
    snprintf(name, sizeof name, "%s%s", species, what);
    fixture_fail(lt_csv_double(t, r, lt_csv_find(t, name), &value));
    return value;
}

static void test_layout_of_the_guidelines(void **state) {
    (void)state;
    char folder[256], path[400];
    assert_true(files_make_folder(folder));
    program_result export = program_run(NULL, "inventory", "export", "--as", "guideline", "--out", folder);
    if (export.code) print_error("%s", export.err);
    assert_int_equal(export.code, 0);
    program_free(&export);
    snprintf(path, sizeof path, "%s/guideline.csv", folder);
    lt_csv *t;
    fixture_fail(lt_csv_read(path, &t));
    lt_ledger *ledger = fixture_ledger(2020);
    double kt[LT_N_POLLUTANTS], sums[LT_N_POLLUTANTS] = {0};
    lt_ledger_totals_kt(ledger, NULL, NULL, kt);
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const double activity = number(t, r, "", "活动水平");
        const lt_source *s = lt_ledger_find(ledger, lt_csv_text(t, r, lt_csv_find(t, "编号")));
        assert_non_null(s);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            const char *name = lt_pollutant_names[p];
            const double tonnes = number(t, r, name, "排放量(t)");
            const double product =
                activity * number(t, r, name, "排放系数(kg/单位)") * (1 - number(t, r, name, "去除率")) * 1e-3;
            /* Nine digits of each; what is left after a removal of 0.9999 has five of them. */
            assert_true(fabs(tonnes - product) <= 1e-4 * tonnes + 1e-12);
            sums[p] += tonnes;
        }
    }
    for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(fabs(sums[p] * 1e-3 - kt[p]) <= 1e-8 * kt[p]);
    assert_string_equal(lt_csv_text(t, 0, lt_csv_find(t, "第一级分类")), "1 化石燃料固定燃烧源");
    lt_ledger_free(ledger);
    lt_csv_free(t);
    files_remove(folder);
}

/* Every process, technology and control of the tables has its Chinese word, and every word is one of theirs. */
static void test_words(void **state) {
    (void)state;
    lt_words *words;
    lt_ledger *ledger = fixture_whole_ledger(2020);
    lt_csv *t;
    char path[512];
    lt_texts *used;
    long dead = 0, missing = 0;
    fixture_fail(lt_words_read(&words));
    fixture_fail(lt_texts_create(&used));
    const char *names[4];
    for (long k = 0; k < ledger->factors->n + ledger->controls->n; k++) {
        const lt_factor *f = k < ledger->factors->n ? &ledger->factors->rows[k] : NULL;
        names[0] = f ? f->process : "none";
        names[1] = f ? f->technology : ledger->controls->rows[k - ledger->factors->n].name;
        /* a name with the emission standard at its end is that without it */
        char bare[48];
        snprintf(bare, sizeof bare, "%s", names[1]);
        char *end = strrchr(bare, '_');
        if (end && end[1] && (strcmp(end, "_PRE") == 0 || strspn(end + 1, "IV") == strlen(end + 1))) *end = '\0';
        names[2] = bare;
        names[3] = f ? "chp" : "pulverised"; /* rows of the whole province */
        for (int m = 0; m < 4; m++) fixture_fail(lt_texts_set_number(used, names[m], 1));
        for (int m = 0; m < 2; m++) {
            if (strcmp(lt_words_zh(words, names[m]), names[m]) != 0) continue;
            print_error("inventory/data/words.csv lacks %s\n", names[m]);
            missing++;
        }
    }
    for (int k = 0; k < LT_N_FAMILIES; k++) /* the report says them */
        fixture_fail(lt_texts_set_number(used, lt_family_names[k], 1));
    fixture_fail(lt_share_path("inventory/data/words.csv", path, sizeof path));
    fixture_fail(lt_csv_read(path, &t));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (lt_texts_number(used, lt_csv_text(t, r, 0)) >= 0) continue;
        print_error("nothing is called %s\n", lt_csv_text(t, r, 0));
        dead++;
    }
    assert_int_equal(missing + dead, 0);
    lt_csv_free(t);
    lt_texts_free(used);
    lt_ledger_free(ledger);
    lt_words_free(words);
}

static void says(const char *verb, const char *id, const char *option, const char *value, const char *expected) {
    program_result run = program_run(NULL, "inventory", verb, id, option, value);
    if (run.code) print_error("%s", run.err);
    assert_int_equal(run.code, 0);
    if (!strstr(run.said, expected)) print_error("%s %s lacks %s\n", verb, id, expected);
    assert_non_null(strstr(run.said, expected));
    program_free(&run);
}

static void test_list_and_show(void **state) {
    (void)state;
    says("show", "heat_cy_antai", "--lang", "en", "not in built-up areas");
    says("show", "heat_cy_antai", "--lang", "zh", "末端控制 布袋除尘加氧化镁脱硫");
    says("show", "heat_cy_antai", "--json", NULL, "\"document\":\t\"tcses144_2024\"");
    says("list", "--lang", "zh", NULL, "活动水平");
    says("list", "--json", NULL, NULL, "\"emission_t\"");
    program_result run = program_run(NULL, "inventory", "show", "heat_cy_anta");
    assert_int_not_equal(run.code, 0);
    assert_non_null(strstr(run.err, "did you mean heat_cy_antai"));
    program_free(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_closes),
                                       cmocka_unit_test(test_layout_of_the_guidelines), cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_list_and_show)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
