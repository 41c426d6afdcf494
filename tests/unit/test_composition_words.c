/* What is said of the composition: published numbers with their year beside ours, the terminal in both languages. */
#include "tests/unit/composition_fixture.h"

static void published_stand_with_their_year(void **state) {
    (void)state;
    char *text;
    lt_csv *table;
    int year, ours, id, published;
    assert_good(lt_compositions_published_csv(all, &text));
    assert_good(lt_csv_parse("published", text, &table));
    free(text);
    assert_good(lt_csv_column(table, "id", &id));
    assert_good(lt_csv_column(table, "year", &year));
    assert_good(lt_csv_column(table, "ours", &ours));
    assert_good(lt_csv_column(table, "published", &published));
    const lt_heating_ratio pm25 = lt_compositions_heating(all, LT_COMPONENT_PM25, lt_city_find("Shenyang"));
    double value;
    assert_good(lt_csv_double(table, 0, ours, &value));
    assert_near(value, pm25.ratio, 5e-4);
    assert_string_equal(lt_csv_text(table, 0, published), "1.76");
    assert_string_equal(lt_csv_text(table, 0, year), "2015");
    for (long row = 0; row < lt_csv_rows(table); row++) assert_true(lt_csv_text(table, row, year)[0] == '2');
    /* row 3: organic matter of the heated day; row 11: nitrate among the ions, 20 of 38.6 */
    assert_good(lt_csv_double(table, 3, ours, &value));
    assert_near(value, 100 * 29 / value_of(index_of("pm25"), "base", WINTER, 0, 0), 5e-3);
    assert_good(lt_csv_double(table, 11, ours, &value));
    assert_near(value, 100 * 20 / 38.6, 5e-3);
    lt_csv_free(table);
}

/* Both languages, 100 columns. */
static void the_terminal_says_it(void **state) {
    (void)state;
    static const char *const words[2][4] = {
        {"what PM2.5 is made of", "what limits nitrate", "HNO3", "published (2015): 1.76"},
        {"PM2.5组成", "硝酸盐受什么控制", "硝酸", "文献（2015年）：1.76"}};
    lt_composition_texts texts;
    assert_good(lt_composition_texts_create(all, &texts));
    for (int chinese = 0; chinese < 2; chinese++) {
        fixture_listen();
        assert_good(lt_compositions_print(&texts, chinese));
        for (int w = 0; w < 4; w++)
            if (!strstr(fixture_said, words[chinese][w]))
                fail_msg("nothing of %s in %s", words[chinese][w], fixture_said);
        fixture_said_in_100_columns();
    }
    lt_log_set_sinks(NULL, NULL);
    lt_composition_texts_free(&texts);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_stand_with_their_year),
                                       cmocka_unit_test(the_terminal_says_it)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
