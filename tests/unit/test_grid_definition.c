/* Definition files: what is right is read, every fault is named. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/definition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char folder[64];

static int set_up(void **state) {
    (void)state;
    strcpy(folder, "/tmp/lantian-definition-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/grid.yaml", folder);
    unlink(path);
    return rmdir(folder);
}

/* The text with the first `from` replaced by `to`, written to grid.yaml. */
static const char *variant(const char *text, const char *from, const char *to) {
    static char path[128];
    const char *at = strstr(text, from);
    assert_non_null(at);
    snprintf(path, sizeof path, "%s/grid.yaml", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
    assert_int_equal(fclose(file), 0);
    return path;
}

/* Reading must fail with bad input and the message must hold `say`. */
static void expect_fault(const char *from, const char *to, const char *say) {
    lt_definition *d = NULL;
    char text[4096];
    lt_status status = lt_definition_read(variant(lt_grid_example(), from, to), &d);
    assert_int_equal(status, LT_ERR_INPUT);
    assert_null(d);
    lt_error_text(status, text, sizeof text);
    if (!strstr(text, say)) fail_msg("'%s' is not in: %s", say, text);
}

static void test_example_is_valid(void **state) {
    (void)state;
    lt_definition *d;
    assert_int_equal(lt_definition_read(variant(lt_grid_example(), "nx: 10", "nx: 10"), &d), LT_OK);
    assert_string_equal(d->name, "example");
    assert_true(d->cell == 50000 && d->nx == 10 && d->ny == 8 && d->layer_edges.n == 5);
    assert_true(((double *)d->layer_edges.items)[3] == 1000);
    assert_true(d->projection.radius == 6370000);
    double x0, y0;
    lt_definition_corner(d, &x0, &y0);
    assert_true(x0 == -250000 && y0 == -200000);
    lt_definition_free(d);
}

static void test_faults_are_named(void **state) {
    (void)state;
    expect_fault("cell: 50 km", "cel: 50 km", "cell");                   /* unknown key: nearest name */
    expect_fault("cell: 50 km", "cell: 50", "unit");                     /* missing unit */
    expect_fault("cell: 50 km", "cell: 50 kg", "kg");                    /* wrong unit */
    expect_fault("cell: 50 km", "cell: -50 km", "cell");                 /* below the limit */
    expect_fault("nx: 10\n", "", "nx");                                  /* missing key */
    expect_fault("nx: 10", "nx: ten", "ten");                            /* no number */
    expect_fault("1 km, 8 km", "8 km, 1 km", "grow");                    /* layers that do not grow */
    expect_fault("[0 m, 40 m", "[10 m, 40 m", "ground");                 /* layers not from the ground */
    expect_fault("8 km]", "12 km]", "tropopause");                       /* a top between 9 and 15 km */
    expect_fault("[0 m, 40 m, 200 m, 1 km, 8 km]", "[]", "layer_edges"); /* no layers */
    expect_fault("36 degrees_north, ", "", "parallels");                 /* one parallel only */
    expect_fault("[36 degrees_north", "[-46 degrees_north", "Lambert");  /* no cone */
    expect_fault("lambert_conformal", "mercator", "mercator");           /* unknown projection */
    expect_fault("ny: 8", "ny: 8\nparent: nowhere-1", "nowhere-1");      /* unknown parent */
    expect_fault("ny: 8", "ny: 8\nparent: liaoning-27", "projection");   /* parent of another projection */
}

static void expect_nest_fault(const char *from, const char *to, const char *say) {
    static const char nest[] = "name: nest\nprojection:\n  type: lambert_conformal\n"
                               "  standard_parallels: [36 degree, 46 degree]\n  origin_longitude: 122.25 degree\n"
                               "  origin_latitude: 41.1 degree\ncell: 9 km\nnx: 12\nny: 12\n"
                               "layer_edges: [0 m, 40 m, 8500 m]\nparent: liaoning-27\n";
    lt_definition *d = NULL;
    char text[4096];
    lt_status status = lt_definition_read(variant(nest, from, to), &d);
    if (!say) {
        assert_int_equal(status, LT_OK);
        lt_definition_free(d);
        return;
    }
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    if (!strstr(text, say)) fail_msg("'%s' is not in: %s", say, text);
}

static void test_nest_lies_on_parent_edges(void **state) {
    (void)state;
    expect_nest_fault("nx: 12", "nx: 12", NULL);
    expect_nest_fault("nx: 12", "nx: 12\ncentre_east: 3", NULL);
    expect_nest_fault("nx: 12", "nx: 12\ncentre_east: 1", "edges"); /* 9 km off the 27 km edges */
    expect_nest_fault("nx: 12", "nx: 13", "edges");
    expect_nest_fault("nx: 12", "nx: 12\ncentre_east: 63",
                      "edges"); /* reaches out of the parent: 61.5 + 6 > 66 cells */
    expect_nest_fault("cell: 9 km", "cell: 8 km", "edges");
    expect_nest_fault("40 m,", "41 m,", "layer");
}

static void count(const char *text, void *context) {
    assert_true(strlen(text) > 0);
    ++*(int *)context;
}

static void test_check_lists_all_faults(void **state) {
    (void)state;
    lt_node *document;
    int faults = 0;
    assert_int_equal(lt_node_parse("example", lt_grid_example(), &document), LT_OK);
    assert_int_equal(lt_grid_check(document, count, &faults), LT_OK);
    assert_int_equal(faults, 0);
    lt_node_free(document);
    assert_int_equal(lt_node_parse("bad", "name: bad\ncell: 50\nnx: ten\nny: 8\nlayers: [0 m]\n", &document), LT_OK);
    assert_int_equal(lt_grid_check(document, count, &faults), LT_ERR_INPUT);
    assert_int_equal(faults, 5); /* unit of cell, nx, unknown layers, missing projection and layer_edges */
    lt_node_free(document);
    /* Faults of form and of meaning together, and none that only follows from another. */
    static const char bad[] = "name: bad\nprojection:\n  type: lambert_conformal\n"
                              "  standard_parallels: [-46 degree, 46 degree]\n  origin_longitude: 122 degree\n"
                              "  origin_latitude: 41 degree\ncell: 50\nnx: 10\nny: 8\n"
                              "layer_edges: [10 m, 5 m, 40, 3 km, 2 km, 12 km]\nparent: nowhere\n";
    faults = 0;
    assert_int_equal(lt_node_parse("bad", bad, &document), LT_OK);
    assert_int_equal(lt_grid_check(document, count, &faults), LT_ERR_INPUT);
    assert_int_equal(faults, 7); /* cone, unit of cell, not from the ground, unit of 40, two that do not grow, top */
    lt_node_free(document);
}

static void test_digest_follows_the_file(void **state) {
    (void)state;
    lt_digest a, b, c;
    const char *changes[] = {"nx: 10", "nx: 12", "nx: 10"};
    lt_digest *digests[] = {&a, &b, &c};
    for (int q = 0; q < 3; q++) {
        lt_hash hash;
        lt_hash_init(&hash);
        assert_int_equal(lt_definition_digest(variant(lt_grid_example(), "nx: 10", changes[q]), &hash), LT_OK);
        lt_hash_end(&hash, *digests[q]);
    }
    assert_string_equal(a, c);
    assert_string_not_equal(a, b);
}

static void test_unknown_name(void **state) {
    (void)state;
    lt_definition *d;
    assert_int_equal(lt_definition_read("liaoning-28", &d), LT_ERR_INPUT);
    assert_null(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example_is_valid),          cmocka_unit_test(test_faults_are_named),
        cmocka_unit_test(test_nest_lies_on_parent_edges), cmocka_unit_test(test_check_lists_all_faults),
        cmocka_unit_test(test_digest_follows_the_file),   cmocka_unit_test(test_unknown_name)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
