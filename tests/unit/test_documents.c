/* Documents of factors: every one that is shipped is listed, the order decides which factor counts, a case can turn it.
 */
#include "inventory_fixture.h"

#include "inventory/documents.h"
#include "inventory/factors.h"
#include "tests/support/root.h"

static void test_every_document_is_listed(void **state) {
    (void)state;
    lt_documents *documents;
    lt_ledger *ledger = fixture_ledger(2020);
    long missing = 0;
    fixture_fail(lt_documents_read(&documents));
    for (long k = 0; k < ledger->factors->n; k++) {
        const lt_factor *f = &ledger->factors->rows[k];
        if (lt_documents_find(documents, f->document) >= 0) continue;
        print_error("inventory/data/documents.csv lacks \"%s\" (%s %s %s)\n", f->document, f->sector, f->process,
                    f->technology);
        missing++;
    }
    assert_int_equal(missing, 0);
    for (int d = 0; d < documents->n; d++) assert_true(documents->items[d].mark[0] && documents->items[d].read[0]);
    lt_ledger_free(ledger);
    lt_documents_free(documents);
}

/* Diesel: the provincial guide of 2025 counts, the national database of 2026 stands beside it. */
static void test_shipped_alternatives(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    const lt_factors *f = ledger->factors;
    double kg[2];
    int n = 0;
    for (long k = lt_factors_first(f, "nonroad", "diesel", "farm"); k >= 0; k = f->rows[k].next)
        if (f->rows[k].pollutant == LT_CO2 && n < 2) kg[n++] = f->rows[k].factor;
    assert_int_equal(n, 2);
    assert_near(kg[0], 3095.91, 1e-9);
    assert_near(kg[1], 3171, 1e-9);
    lt_ledger_free(ledger);
}

static lt_status read_case(const char *more, lt_ledger **out) {
    const char *path = in_root("factors.csv"), *ledger = in_root("ledger.csv");
    char text[1024];
    /* Diesel, t CO2 a t: the guide of 2025 by NCV, CC and OF; the national database of 2026. */
    fixture_write(path, "sector,process,technology,pollutant,factor,low,high,unit,document,mark,source\n"
                        "nonroad,diesel,farm,CO2,3171,3100,3200,kg/t,ghg_database_2026,S,me\n"
                        "nonroad,diesel,farm,NOx,30,20,40,kg/t,paper,S,me\n"
                        "nonroad,diesel,farm,CO2,3095.91,3000,3200,kg/t,ghg_guide_2025,S,me\n"
                        "nonroad,diesel,farm,NOx,35,20,40,kg/t,unlisted,S,me\n");
    fixture_write(ledger,
                  "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source\n"
                  "a,Dalian,nonroad,diesel,farm,none,1000,t,flat,rural,surface,me\n");
    snprintf(text, sizeof text, "ledger: %s\nfactors: %s\nneighbours: no\n%s", ledger, path, more);
    return fixture_section(text, 2020, out);
}

static void test_order_counts(void **state) {
    (void)state;
    lt_ledger *ledger;
    fixture_fail(read_case("", &ledger));
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_CO2), 3095910, 1e-6); /* the table's order */
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_NOX), 30000, 1e-6);   /* listed before unlisted */
    lt_ledger_free(ledger);
    fixture_fail(read_case("documents: [ghg_database_2026]\n", &ledger));
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_CO2), 3171000, 1e-6);
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_NOX), 30000, 1e-6);
    lt_ledger_free(ledger);
}

static void test_faults(void **state) {
    (void)state;
    lt_ledger *ledger;
    char text[4096];
    assert_int_equal(read_case("documents: [ghg_guide_2052]\n", &ledger), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "case.yaml:4"));
    assert_non_null(strstr(text, "did you mean ghg_guide_2025"));
    lt_factors *factors;
    const char *path = in_root("factors.csv");
    fixture_write(path, "sector,process,technology,pollutant,factor,low,high,unit,document,mark,source\n"
                        "a,b,c,CO2,1,1,1,kg/t,paper,S,me\na,b,c,CO2,2,2,2,kg/t,recalled,S,me\n"
                        "a,b,c,CO2,3,3,3,kg/t,paper,S,me\n");
    fixture_fail(lt_factors_create(&factors));
    assert_int_equal(lt_factors_read(path, factors), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "factors.csv:4"));
    lt_factors_free(factors);
    fixture_write(path, "id,title_zh,title_en,edition,year,read,mark,note\na,b,c,,,d,V,\na,b,c,,,d,V,\n");
    lt_documents *documents;
    assert_int_equal(lt_documents_read_file(path, &documents), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "stands twice"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_document_is_listed),
                                       cmocka_unit_test(test_shipped_alternatives), cmocka_unit_test(test_order_counts),
                                       cmocka_unit_test(test_faults)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
