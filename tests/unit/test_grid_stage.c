/* The stage and the command: grid.nc in its folder, digests of the inputs, nothing left after a fault. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "grids/build/stage.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char folder[64];
static char said[65536];

static void take(const char *text) {
    strncat(said, text, sizeof said - strlen(said) - 1);
}

static int set_up(void **state) {
    (void)state;
    strcpy(folder, "/tmp/lantian-stage-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    lt_log_set_sinks(NULL, NULL);
    snprintf(command, sizeof command, "rm -r '%s'", folder);
    return system(command);
}

static void digest_of(const char *grid, lt_digest out) {
    char name[64];
    snprintf(name, sizeof name, "%s", grid);
    lt_case setup = {.grid = name};
    lt_job job = {.setup = &setup};
    lt_hash hash;
    lt_hash_init(&hash);
    assert_int_equal(lt_grid_inputs(&job, &hash), LT_OK);
    lt_hash_end(&hash, out);
}

static void test_stage_writes_the_same_bits(void **state) {
    (void)state;
    char path[128];
    lt_digest digest[2];
    for (int q = 0; q < 2; q++) {
        lt_outdir *dir;
        snprintf(path, sizeof path, "%s/run%d", folder, q);
        assert_int_equal(lt_outdir_open(path, &dir), LT_OK);
        lt_case setup = {.grid = "liaoning-27w"};
        lt_job job = {.setup = &setup, .out = dir};
        assert_int_equal(lt_grid_stage(&job), LT_OK);
        assert_true(lt_outdir_has(dir, "grid.nc", true, digest[q]));
        lt_grid *g;
        assert_int_equal(lt_grid_read(dir, "grid.nc", &g), LT_OK);
        assert_true(g->nx == 32 && g->n_neighbour == LT_N_NEIGHBOURS);
        lt_grid_free(g);
        lt_outdir_close(dir);
    }
    assert_string_equal(digest[0], digest[1]);
}

static void test_inputs_decide(void **state) {
    (void)state;
    lt_digest a, b, c;
    digest_of("liaoning-27", a);
    digest_of("liaoning-27", b);
    digest_of("liaoning-9", c);
    assert_string_equal(a, b);
    assert_string_not_equal(a, c);
}

static void test_command_says(void **state) {
    (void)state;
    char out[128];
    snprintf(out, sizeof out, "%s/command", folder);
    lt_cli cli = {.command = "grid", .positional = {"liaoning-27w"}, .n_positional = 1, .out = out};
    lt_log_set_sinks(take, NULL);
    said[0] = '\0';
    assert_int_equal(lt_grid_command(&cli), LT_OK);
    assert_non_null(strstr(said, "32 x 28 cells of 27 km"));
    for (int r = 0; r < LT_N_PREFECTURES; r++) assert_non_null(strstr(said, lt_region_ids[r]));
    said[0] = '\0';
    cli.json = true;
    assert_int_equal(lt_grid_command(&cli), LT_OK);
    cJSON *root = cJSON_Parse(said);
    assert_non_null(root);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "prefectures")), LT_N_PREFECTURES);
    cJSON_Delete(root);
}

static void test_faults_leave_nothing(void **state) {
    (void)state;
    char out[128];
    snprintf(out, sizeof out, "%s/none", folder);
    lt_cli cli = {.command = "grid", .positional = {"liaoning-28"}, .n_positional = 1, .out = out};
    assert_int_equal(lt_grid_command(&cli), LT_ERR_INPUT);
    assert_false(lt_path_exists(out));
    cli.n_positional = 0;
    assert_int_equal(lt_grid_command(&cli), LT_ERR_USAGE);
    assert_false(lt_path_exists(out));
}

/* Damaged shipped data, through LANTIAN_SHARE: one clear error, no grid. */
static void test_damaged_data(void **state) {
    (void)state;
    char data[96], command[1024];
    snprintf(data, sizeof data, "%s/share", folder);
    const char *damage[] = {"prefectures.geojson", "land.geojson", "neighbours.geojson",
                            "terrain.nc",          "places.csv",   "population.csv"};
    for (size_t q = 0; q < sizeof damage / sizeof *damage; q++) {
        snprintf(command, sizeof command,
                 "rm -rf '%s' && mkdir -p '%s/grids' && cp -r '%s/grids/data' '%s/grids/' && truncate -s 700 "
                 "'%s/grids/data/%s'",
                 data, data, LT_SOURCE_DIR, data, data, damage[q]);
        assert_int_equal(system(command), 0);
        setenv("LANTIAN_SHARE", data, 1);
        lt_grid *g = NULL;
        lt_status status = lt_grid_build("liaoning-27w", NULL, NULL, &g, NULL);
        unsetenv("LANTIAN_SHARE");
        char text[4096];
        lt_error_text(status, text, sizeof text);
        if (status != LT_ERR_INPUT || g || !strstr(text, damage[q])) fail_msg("%s: %s", damage[q], text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_stage_writes_the_same_bits),
                                       cmocka_unit_test(test_inputs_decide), cmocka_unit_test(test_command_says),
                                       cmocka_unit_test(test_faults_leave_nothing),
                                       cmocka_unit_test(test_damaged_data)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
