/* The list of inventories of others in a case: what cannot stand together is refused when it is read. */
#include "fusion_fixture.h"

#include "inventory/fusion/backing.h"

/* Fields are added up: a second year, the same month again, months beside a year are refused when they are read. */
static void refuse(const char *first, const char *second, const char *what) {
    char text[1600];
    lt_ledger *ledger;
    write_meic(first, 1);
    write_meic(second, 1);
    snprintf(text, sizeof text,
             "ledger: %s\nneighbours: no\nbackground:\n  - format: meic_asc\n    files: [%s/%s, %s/%s]\n",
             in_root("ledger.csv"), root, first, root, second);
    assert_int_equal(fixture_section(text, 2020, &ledger), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), what));
}

static void test_two_of_a_field(void **state) {
    (void)state;
    lt_ledger_free(ledger_with("", shenyang)); /* writes the ledger */
    refuse("2020_05_power_NOx.asc", "2019_05_power_NOx.asc", "two years");
    refuse("2020_05_power_NOx.asc", "2020_05__power__NOx.asc", "stands twice");
    lt_foreign_field fields[] = {{.species = "NOx", .sector = "power", .year = 2020},
                                 {.species = "NOx", .sector = "power", .year = 2020, .month = 3}};
    lt_foreign both = {.fields = fields, .n_fields = 2};
    assert_int_equal(lt_backing_judge_fields(&both), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "beside its months"));
    fields[0].month = 4;
    fixture_fail(lt_backing_judge_fields(&both));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_two_of_a_field)};
    return cmocka_run_group_tests(tests, start, end);
}
