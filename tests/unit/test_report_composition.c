/* The composition in the page's data, and what it says of wind-blown dust. */
#include "tests/unit/composition_fixture.h"

/* The page's data are JSON, with a row a city and a number a component. */
static void the_page_has_it(void **state) {
    (void)state;
    char *text;
    assert_good(lt_compositions_report(all, f.grid, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const cJSON *winter = cJSON_GetObjectItem(cJSON_GetObjectItem(root, "periods"), "winter");
    const cJSON *base = cJSON_GetObjectItem(winter, "base");
    assert_int_equal(cJSON_GetArraySize(base), LT_N_COMPOSITION_CITIES);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetArrayItem(base, 0)), N_FIELDS - 1);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "components")), N_FIELDS - 1);
    assert_string_equal(lt_json_text(root, "dust"), "on");
    assert_int_equal(
        strspn(lt_json_text(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "cells"), "winter"), "classes"), "h"),
        strlen(lt_json_text(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "cells"), "winter"), "classes")));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "heating"), "values")),
                     LT_N_COMPOSITION_CITIES);
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(root, "published")) >= 9);
    cJSON_Delete(root);
}

/* Of a run that says that it has no wind-blown dust. */
static void dust_may_be_off(void **state) {
    (void)state;
    static const char *const said[][2] = {{"off", "off"}, {"0", "off"}, {"on", "on"}, {"0.5", "on"}};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        lt_compositions *out;
        char *text;
        made.dust = said[k][0];
        assert_good(make(&out));
        assert_good(lt_compositions_report(out, f.grid, &text));
        cJSON *root = cJSON_Parse(text);
        assert_string_equal(lt_json_text(root, "dust"), said[k][1]);
        cJSON_Delete(root);
        free(text);
        lt_compositions_free(out);
    }
    made.dust = NULL;
    put_back();
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_page_has_it), cmocka_unit_test(dust_may_be_off)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
