/* lantian check of what stands beside the IN.nc of many cells: a result, tables and folders of states. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/chemistry/box/cells.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/cells_file.h"
#include "tests/support/program.h"

#include <errno.h>
#include <math.h>
#include <sys/stat.h>

static program_result check(const char *path, int code, const char *const *words) {
    program_result r = program_run(NULL, "check", path);
    bool good = r.code == code;
    for (; *words; words++) good = good && (strstr(r.said, *words) || strstr(r.err, *words));
    if (!good) fail_msg("check %s: exit code %d\n%s%s", path, r.code, r.said, r.err);
    return r;
}
#define CHECK(path, code, ...)                                                                                         \
    do {                                                                                                               \
        program_result r_ = check(path, code, (const char *const[]){__VA_ARGS__, NULL});                               \
        program_free(&r_);                                                                                             \
    } while (0)

/* OUT.nc is a result, and a spoilt one is not. */
static void test_check_result(void **state) {
    (void)state;
    int id;
    cells_write(&(cells_form){0});
    lt_cli cli = {.quiet = true, .n_positional = 2, .positional = {in_root("in.nc"), in_root("out.nc")}};
    assert_int_equal(lt_box_cells_command(&cli), LT_OK);
    CHECK(in_root("out.nc"), 0, "a valid cells-result; a result of `lantian box --cells`, no input");
    CHECK(in_root("in.nc"), 0, "a valid cells");
    nc_good(nc_open(in_root("out.nc"), NC_WRITE, &id));
    cells_put_at(id, "concentration", 1, 0, NAN);
    nc_end(id);
    CHECK(in_root("out.nc"), 2, "variable concentration, value 2", "cells-result");
    remove(in_root("out.nc"));
}

static void write_states(const char *start) {
    static const char *const ends[] = {"start", "pulse", "rates"};
    static const char pulse[] = "cell,O,O1D,O3\n7,0,0,0.01\n";
    assert_int_equal(mkdir(in_root("set"), 0777) == 0 || errno == EEXIST, true);
    lt_mechanism *m;
    assert_int_equal(lt_mechanism_read("chapman", &m), LT_OK);
    char rates[1024], row[1024] = "";
    snprintf(rates, sizeof rates, "cell");
    for (int r = 0; r < m->n_reactions; r++) {
        snprintf(rates + strlen(rates), sizeof rates - strlen(rates), ",k%d", r + 1);
        snprintf(row + strlen(row), sizeof row - strlen(row), ",1e-6");
    }
    lt_mechanism_free(m);
    snprintf(rates + strlen(rates), sizeof rates - strlen(rates), "\n7%s\n", row);
    const char *const texts[] = {start, pulse, rates};
    for (int t = 0; t < 3; t++) assert_true(files_write_text(in_root(lt_fmt("set/x_%s.csv", ends[t])), texts[t]));
}

/* The folder of states, and each of its tables: the whole set by the mechanism that fits. */
static void test_check_states(void **state) {
    (void)state;
    write_states("cell,T_K,P,cos_sza,O,O1D,O3\n7,240,0.0118,0.5,1e-6,1e-12,5\n");
    CHECK(in_root("set"), 0, "a valid states", "mechanism chapman");
    CHECK(in_root("set/x_start.csv"), 0, "a valid states", "mechanism chapman");
    CHECK(in_root("set/x_rates.csv"), 0, "a valid states");
    CHECK(in_root("set/x_pulse.csv"), 0, "a valid states");
    write_states("cell,T_K,P,cos_sza,O,O1D,O3\n7,240,0.0118,0.5,1e-6,1e-12,500\n");
    CHECK(in_root("set"), 0, "a valid states", "O3", "500000 ppb", "at most 15 ppm");
    write_states("cell,T_K,P,cos_sza,O,O1D,O3\n7,240,0.0118,0.5,1e-6,-1,5\n");
    CHECK(in_root("set"), 2, "O1D is negative", "x_start.csv:2", "cell 7");
    CHECK(in_root("set/x_start.csv"), 2, "O1D is negative", "x_start.csv:2");
    write_states("cell,T_K,P,cos_sza,O,O1D,O2\n7,240,0.0118,0.5,1e-6,0,5\n");
    CHECK(in_root("set"), 2, "O3 has no column", "x_start.csv");
    write_states("cell,T_K,P,cos_sza,A,B,C\n7,240,0.0118,0.5,1e-6,0,5\n");
    CHECK(in_root("set"), 2, "a mechanism of yours", "--mechanism FILE.def");
    write_states("cell,T_K,P,cos_sza,O,O1D,O3\n7,240,0.0118,0.5,1e-6,0,5\n");
    assert_int_equal(remove(in_root("set/x_rates.csv")), 0);
    CHECK(in_root("set"), 2, "x_rates.csv");
    assert_int_equal(remove(in_root("set/x_start.csv")), 0);
    CHECK(in_root("set/x_pulse.csv"), 2, "no states in this folder", "_start.csv");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_check_result), cmocka_unit_test(test_check_states)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
