/* The cost model of many ranks: by hand on a small case, and the table of model/bench/README.md is what it gives. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "model/bench/ranks_cost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const lt_cost_parts parts = {.transport_us = 2,
                                    .column_us = 1,
                                    .reaction_us = 5,
                                    .packing_ns = 1,
                                    .hourly_us = 4,
                                    .reading_us = 10,
                                    .writing_ns = 10,
                                    .restart_ns = 5,
                                    .hash_ns = 2,
                                    .disk_bytes_s = 1e9,
                                    .latency_s = 1e-6,
                                    .node_bytes_s = 1e9,
                                    .node_cores = 2};
static const lt_cost_case small = {.nx = 100,
                                   .ny = 100,
                                   .nz = 10,
                                   .species = 50,
                                   .steps = 10,
                                   .sweeps_x = 1,
                                   .sweeps_y = 1,
                                   .surface_fields = 5,
                                   .restart_hours = 2,
                                   .load = 1.5};

static void near(double a, double b) {
    if (!(fabs(a - b) <= 1e-9 * fabs(b))) fail_msg("%.12g is not %.12g", a, b);
}

static void test_one_core(void **state) {
    (void)state;
    lt_cost c;
    assert_int_equal(lt_ranks_cost(&small, &parts, 1, LT_OUTPUT_GATHER, &c), LT_OK);
    near(c.work, 8e-6 * 1e5 * 10);
    near(c.load, 0.5 * 5e-6 * 1e5 * 10);
    near(c.hourly, 0.4);
    near(c.reading, 1.0);
    near(c.writing, 1.2e-8 * 5 * 1e4 * 4);
    near(c.restart, 5e-9 * 1e5 * 50 * 4 / 2);
    assert_true(c.packing == 0.0 && c.messages == 0.0 && c.gather == 0.0);
    near(c.all, 8.0 + 2.5 + 0.4 + 1.0 + 0.0024 + 0.05);
    assert_string_equal(c.most, "work");
}

/* Blocks of 100 x 25: a side sends 4 cells deep, along y alone. */
static void test_four_cores(void **state) {
    (void)state;
    lt_cost c;
    const double side = 4.0 * 4 * 100 * 10 * 50; /* bytes */
    near(lt_ranks_halo_bytes(100, 10, 50), side);
    assert_int_equal(lt_ranks_cost(&small, &parts, 4, LT_OUTPUT_GATHER, &c), LT_OK);
    assert_true(c.px == 1 && c.py == 4 && c.ni == 100 && c.nj == 25);
    near(c.work, 2.0);
    near(c.packing, 1e-9 * 2 * side * 10);
    /* a sweep works 25 ms, its messages fly 3.2 ms: latency alone is seen */
    near(c.messages, 10 * 8 * 1e-6);
    near(c.gather, (5 * 1e4 * 4 + 1e5 * 50 * 4 / 2) / 1e9);
    near(c.reading, 1.0); /* one chunk holds all rows */
    lt_cost_parts slow = parts;
    slow.node_bytes_s = 1e7;
    assert_int_equal(lt_ranks_cost(&small, &slow, 4, LT_OUTPUT_GATHER, &c), LT_OK);
    near(c.messages, 10 * (2 * side * 2 / 1e7 - 0.75 * 0.025 + 8e-6));
}

/* Fields at the ground are 0.2 MB: 2.4 ms by one rank, hidden behind the rest; by all, one tile and the disk. */
static void test_ways(void **state) {
    (void)state;
    lt_cost c;
    lt_cost_parts slow = parts;
    assert_int_equal(lt_ranks_cost(&small, &parts, 4, LT_OUTPUT_RANK, &c), LT_OK);
    assert_true(c.writing == 0.0);
    slow.writing_ns = 1e5;
    assert_int_equal(lt_ranks_cost(&small, &slow, 4, LT_OUTPUT_RANK, &c), LT_OK);
    near(c.writing, 20.0004 - (c.all - c.writing - c.gather));
    assert_int_equal(lt_ranks_cost(&small, &slow, 4, LT_OUTPUT_PARALLEL, &c), LT_OK);
    near(c.writing, 20.0004);
    near(c.gather, 1e5 * 50 * 4 / 2 / 1e9);
    slow.disk_bytes_s = 1e3;
    assert_int_equal(lt_ranks_cost(&small, &slow, 4, LT_OUTPUT_PARALLEL, &c), LT_OK);
    near(c.writing, 200.0004);
}

static void test_refused(void **state) {
    (void)state;
    lt_cost c;
    assert_int_equal(lt_ranks_cost(&small, &parts, 1009, LT_OUTPUT_GATHER, &c), LT_ERR_USAGE); /* a prime above 100/4 */
}

/* | cores | output | layout, block | work | load | packing | messages | hourly | reading | gather | writing | restart |
 * hour |
 */
static void test_table(void **state) {
    (void)state;
    char *text, *line;
    int rows = 0;
    assert_int_equal(lt_path_read_text(LT_SOURCE_DIR "/model/bench/README.md", &text), LT_OK);
    const char *const head = "| cores | output | layout, block | work |";
    line = strstr(text, head);
    assert_non_null(line);
    line = strchr(line, '\n') + 1; /* the rule */
    for (line = strchr(line, '\n') + 1; *line == '|'; line = strchr(line, '\n') + 1, ++rows) {
        lt_cost c;
        int cores, px, py, ni, nj;
        double said[10];
        char way[16];
        assert_int_equal(
            sscanf(line, "| %d | %15s | %dx%d, %dx%d | %lf | %lf | %lf | %lf | %lf | %lf | %lf | %lf | %lf | %lf",
                   &cores, way, &px, &py, &ni, &nj, &said[0], &said[1], &said[2], &said[3], &said[4], &said[5],
                   &said[6], &said[7], &said[8], &said[9]),
            16);
        assert_int_equal(lt_ranks_cost(&lt_cost_china, &lt_cost_measured, cores, lt_output_way_of(way), &c), LT_OK);
        const double found[10] = {c.work,    c.load,   c.packing, c.messages, c.hourly,
                                  c.reading, c.gather, c.writing, c.restart,  c.all};
        assert_true(c.px == px && c.py == py && c.ni == ni && c.nj == nj);
        for (int n = 0; n < 10; ++n)
            if (!(fabs(said[n] - found[n]) <= 0.0051)) fail_msg("%d cores, column %d: %.4f", cores, n, found[n]);
    }
    assert_int_equal(rows, 9);
    free(text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_core), cmocka_unit_test(test_four_cores),
                                       cmocka_unit_test(test_ways), cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
