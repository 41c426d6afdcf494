/* The list `model: near:` is judged, and becomes tags of stacks cell by cell. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "model/state/chemical_set.h"
#include "tests/support/model_text.h"
#include "tests/support/words.h"

#include <stdio.h>
#include <string.h>

static lt_status read_list(const char *list, lt_model_config *out) {
    static char text[4096];
    snprintf(text, sizeof text, "chemistry: cb6r5\nnear:\n%s", list);
    return model_text(text, out);
}

#define SIXTEEN "cells of a town "
#define LONG_TITLE SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN SIXTEEN
_Static_assert(2 * (sizeof LONG_TITLE - 1) == LT_NEAR_TITLE, "two of them are too long by one");

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *list, *words[3];
    } rows[] = {
        {"  - {site: A b, lon: 121.1, lat: 41.1}\n", {"not a name for a map", "A b", "case.yaml:3"}},
        {"  - {site: a, lon: 121.1, lat: 41.1}\n  - {site: a, lon: 122, lat: 41}\n", {"one name", "case.yaml:4"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, cells: 4}\n", {"not in the middle", "4"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, cells: 11}\n", {"cells", "11"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, pollutants: [o3]}\n", {"no map can be made", "o3", "secondary"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, pollutants: [so2, so2]}\n", {"stands twice"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, resolution: 50 m}\n", {"resolution", "100"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, resolution: 100}\n", {"resolution", "unit"}},
        {"  - {site: a, lon: 121.1, lat: 41.1, title_en: " LONG_TITLE LONG_TITLE "b}\n",
         {"title of a map is too long"}},
        {"  - {site: a, lat: 41.1}\n", {"lon is missing"}},
        {"  - {lon: 121.1, lat: 41.1}\n", {"site is missing"}},
        {"  - {site: a, lon: 121.1, lat: 41.1}\ntracers:\n  - {name: near1_SO2_0_0, kind: tag, of: SO2}\n",
         {"one of the maps'", "near1_SO2_0_0"}},
    };
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        lt_model_config c;
        assert_int_equal(read_list(rows[r].list, &c), LT_ERR_INPUT);
        for (int w = 0; w < 3 && rows[r].words[w]; w++) EXPECT(rows[r].words[w]);
    }
}

static const lt_tracer_setup *find(const lt_list *tracers, const char *name) {
    for (long t = 0; t < tracers->n; t++)
        if (strcmp(((const lt_tracer_setup *)tracers->items)[t].name, name) == 0)
            return (const lt_tracer_setup *)tracers->items + t;
    return NULL;
}

/* nox and pm10 with pm25 share what they tag; every tag passes the judgement of tracers. */
static void test_tags(void **state) {
    (void)state;
    lt_model_config c;
    lt_chemical_set *set;
    assert_int_equal(read_list("  - {site: a, lon: 121.1, lat: 41.1, pollutants: [so2, nox, pm25, pm10]}\n"
                               "  - {site: b, lon: 122.1, lat: 41.9, cells: 1, pollutants: co}\n"
                               "tracers:\n  - {name: CO2, kind: gas}\n",
                               &c),
                     LT_OK);
    assert_int_equal(lt_near_add_tags(&c.near, true, &c.tracers), LT_OK);
    assert_int_equal(c.tracers.n, 1 + 9 * 5 + 1); /* SO2, NO, NO2, fine, coarse; CO */
    const lt_tracer_setup *corner = find(&c.tracers, "near1_primary_pm25_2_0"), *one = find(&c.tracers, "near2_CO_0_0");
    assert_non_null(corner);
    assert_true(corner->east == 1 && corner->north == -1 && corner->ring == 1 && corner->lon == 121.1);
    assert_string_equal(corner->source, "points");
    assert_non_null(one);
    assert_true(one->east == 0 && one->north == 0 && one->ring == 1);
    assert_int_equal(lt_chemical_set_create("cb6r5", &set), LT_OK);
    const lt_species_set species = lt_chemical_set_species(set);
    assert_int_equal(lt_tracers_judge(&c.tracers, &species, NULL), LT_OK);
    const int parent = lt_tracer_parent(&c.tracers, &species, corner - (const lt_tracer_setup *)c.tracers.items);
    assert_int_equal(species.info[parent].dry_class, LT_DRY_FINE);
    lt_chemical_set_free(set);
    lt_config_release(lt_model_config_rows, &c);
}

/* Without maps nothing is added; the chemistry says which species stand for a pollutant. */
static void test_pollutants(void **state) {
    (void)state;
    int n;
    const lt_near_setup usual = {0};
    lt_list near = {0}, tracers = {0};
    const char *species[LT_NEAR_MOST_SPECIES];
    assert_int_equal(lt_near_add_tags(&near, true, &tracers), LT_OK);
    assert_int_equal(tracers.n, 0);
    lt_near_species(&usual, true, species, &n);
    assert_int_equal(n, 4);
    lt_near_species(&usual, false, species, &n);
    assert_int_equal(n, 3);
    assert_null(lt_near_pollutant_find("o3", true));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_faults), cmocka_unit_test(test_tags),
                                       cmocka_unit_test(test_pollutants)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
