/* `lantian bench` with sizes that measure nothing: every key that is promised is there and of its type. Speed is not
 * judged here: it belongs to a machine that does nothing else. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/bench.h"
#include "model/kernel/real.h"
#include "tests/support/error_block.h"
#include "tests/support/sanitizer.h"

#include <cjson/cJSON.h>
#include <math.h>

static cJSON *bench(const char *topic) {
    program_result r = program_run(NULL, "bench", topic, "--quick", "--json", "--threads", "2", "--quiet");
    if (r.code != 0) fail_msg("bench %s: code %d\n%s", topic, r.code, r.err);
    assert_string_equal(r.err, "");
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    program_free(&r);
    const cJSON *machine = cJSON_GetObjectItem(root, "machine");
    assert_true(cJSON_IsString(cJSON_GetObjectItem(machine, "processor")));
    assert_true(cJSON_IsNumber(cJSON_GetObjectItem(machine, "cores")));
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(root, "quick")));
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(root, "results")) > 0);
    return root;
}

static double positive(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, key);
    if (!cJSON_IsNumber(item) || !(item->valuedouble > 0)) fail_msg("%s is no number above 0", key);
    return item->valuedouble;
}

static const char *text(const cJSON *row, const char *key) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, key));
    if (!word || !word[0]) fail_msg("%s is no text", key);
    return word;
}

static void test_transport(void **state) {
    (void)state;
    static const char *const numbers[] = {"cell_tracer_steps_per_s",
                                          "cell_tracer_steps_per_s_min",
                                          "cell_tracer_steps_per_s_max",
                                          "cell_tracer_steps_per_cpu_s",
                                          "speedup",
                                          "threads",
                                          "nx",
                                          "ny",
                                          "nz",
                                          "bandwidth_share",
                                          "repeats"};
    cJSON *root = bench("transport");
    int horizontal = 0, vertical = 0, one = 0, two = 0;
    const cJSON *row;
    positive(cJSON_GetObjectItem(root, "machine"), "stream_bytes_per_s_1");
    positive(cJSON_GetObjectItem(root, "machine"), "stream_bytes_per_s_2");
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) positive(row, numbers[n]);
        assert_true(positive(row, "cell_tracer_steps_per_s_min") <= positive(row, "cell_tracer_steps_per_s"));
        assert_true(positive(row, "cell_tracer_steps_per_s") <= positive(row, "cell_tracer_steps_per_s_max"));
        assert_true(positive(row, "nx") == 20 && positive(row, "tracers") == 5); /* --quick is obeyed */
        horizontal += strcmp(text(row, "part"), "horizontal") == 0;
        vertical += strcmp(text(row, "part"), "vertical") == 0;
        one += positive(row, "threads") == 1;
        two += positive(row, "threads") == 2;
        text(row, "scheme");
        text(row, "isa");
        assert_string_equal(text(row, "real"), sizeof(lt_real) == 8 ? "double" : "float");
    }
    assert_true(horizontal >= 2 && vertical >= 4 && one == two && one + two == horizontal + vertical);
    cJSON_Delete(root);
}

static void test_full(void **state) {
    (void)state;
    static const char *const numbers[] = {"cell_species_steps300_per_s_per_core",
                                          "cell_species_steps300_per_cpu_s",
                                          "species",
                                          "threads",
                                          "nx",
                                          "ny",
                                          "nz",
                                          "peak_bytes",
                                          "state_bytes",
                                          "model_bytes",
                                          "memory_over_state"};
    static const char *const stages[] = {"transport", "column", "wet", "input", "output"};
    static const char *const parts[] = {"copy",   "equilibrium", "sizes",  "haze",
                                        "clouds", "settle",      "coarse", "organics"};
    cJSON *root = bench("full");
    const cJSON *row;
    int reacting = 0, passive = 0;
    double of_aerosol = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        const cJSON *share = cJSON_GetObjectItem(row, "stage_share");
        const bool off = strcmp(text(row, "chemistry"), "off") == 0;
        double sum = 0;
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) positive(row, numbers[n]);
        for (size_t n = 0; n < sizeof stages / sizeof *stages; n++) sum += positive(share, stages[n]);
        if (!off) sum += positive(share, "chemistry") + positive(share, "aerosol");
        assert_true(sum > 0.999 && sum < 1.001);
        if (!off) assert_true(positive(row, "aerosol_share") < 1.0 && positive(row, "cloudy_cells") < 1.0);
        for (size_t n = 0; !off && n < sizeof parts / sizeof *parts; n++) {
            of_aerosol += positive(cJSON_GetObjectItem(row, "aerosol_parts"), parts[n]);
            positive(cJSON_GetObjectItem(row, "aerosol_us_per_cell"), parts[n]);
        }
        const double species = positive(row, "species");
        assert_true(off ? species == 13 && positive(row, "tracers") == 3 : species > 100);
        assert_true(positive(row, "nx") == 20);
        assert_true(positive(row, "state_bytes") == 20.0 * 16 * 20 * species * sizeof(lt_real));
        assert_true(positive(row, "model_bytes") >= positive(row, "state_bytes"));
        reacting += !off;
        passive += off;
    }
    assert_true(reacting > 0 && passive == reacting);
    assert_true(fabs(of_aerosol / reacting - 1) < 1e-9);
    cJSON_Delete(root);
}

static void test_deposition(void **state) {
    (void)state;
    static const char *const numbers[] = {"threads", "ms", "ms_min", "ms_max", "cpu_ms", "ms_per_hour", "speedup"};
    cJSON *root = bench("deposition");
    const cJSON *row;
    int dry = 0, rates = 0, step = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) positive(row, numbers[n]);
        assert_true(positive(row, "columns") == 128 && positive(row, "layers") == 8 && positive(row, "species") > 100);
        dry += strcmp(text(row, "part"), "dry") == 0;
        rates += strcmp(text(row, "part"), "rates") == 0;
        step += strcmp(text(row, "part"), "step") == 0;
    }
    assert_true(dry == 4 && rates == 6 && step == 6);
    cJSON_Delete(root);
}

/* The folder of the run is gone afterwards, also when the run fails. */
static void test_full_cleans_up(void **state) {
    (void)state;
#ifdef UNDER_THREAD_SANITIZER
    print_message("skipped: a file size limit kills the thread sanitizer itself\n");
    skip();
#endif
    char folder[256], variable[300];
    assert_true(files_make_folder(folder));
    snprintf(variable, sizeof variable, "TMPDIR=%s", folder);
    const program_options good = {.variable = variable}, small = {.variable = variable, .file_size_limit = 100000};
    program_result run = program_run(&good, "bench", "full", "--quick", "--threads=1");
    assert_int_equal(run.code, 0);
    assert_int_equal(rmdir(folder), 0); /* it was empty */
    assert_int_equal(mkdir(folder, 0755), 0);
    program_result full = program_run(&small, "bench", "full", "--quick", "--threads=1");
    assert_int_equal(full.code, 3);
    assert_int_equal(rmdir(folder), 0);
    program_result nowhere = program_run(&good, "bench", "full", "--quick");
    assert_int_equal(nowhere.code, 3);
    assert_non_null(strstr(nowhere.err, folder));
    program_free(&run);
    program_free(&full);
    program_free(&nowhere);
}

/* The case of the ten days whose time model/bench/README.md gives. */
static void test_case_of_ten_days(void **state) {
    (void)state;
    program_result r = program_run(NULL, "check", LT_SOURCE_DIR "/tests/bench/liaoning-9-tags/case.yaml");
    if (r.code != 0) print_error("%s%s", r.said, r.err);
    assert_int_equal(r.code, 0);
    program_free(&r);
}

static void test_table(void **state) {
    (void)state;
    program_result en = program_run(NULL, "bench", "transport", "--quick", "--threads=1"),
                   zh = program_run(NULL, "bench", "transport", "--quick", "--threads=1", "--lang=zh");
    assert_int_equal(en.code, 0);
    assert_int_equal(zh.code, 0);
    assert_non_null(strstr(en.said, "speedup"));
    assert_non_null(strstr(zh.said, "加速比"));
    assert_non_null(strstr(en.said, "no measure of speed"));
    program_free(&en);
    program_free(&zh);
}

static void test_topics(void **state) {
    (void)state;
    program_result none = program_run(NULL, "bench"), wrong = program_run(NULL, "bench", "transprt"),
                   two = program_run(NULL, "bench", "transport", "transport");
    assert_int_equal(none.code, 2);
    assert_int_equal(wrong.code, 2);
    assert_int_equal(two.code, 2);
    assert_non_null(strstr(none.err, "no topic"));
    assert_non_null(strstr(wrong.err, "did you mean transport?"));
    assert_non_null(strstr(two.err, "2 names"));
    program_free(&none);
    program_free(&wrong);
    program_free(&two);
}

static int n_called;

static void count_call(void *context) {
    (void)context;
    n_called++;
    program_sleep_ms(n_called == 1 ? 60 : n_called);
}

/* The call without a clock is the slowest here and must not be in the times. */
static void test_measure(void **state) {
    (void)state;
    lt_bench_time time;
    lt_bench_measure(3, NULL, count_call, NULL, &time);
    assert_int_equal(n_called, 4);
    assert_int_equal(time.repeats, 3);
    assert_true(time.min >= 2e-3 && time.min <= time.median && time.median <= time.max);
    assert_true(time.min < 50e-3); /* 2 ms asked for */
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_transport),        cmocka_unit_test(test_full),
                                       cmocka_unit_test(test_deposition),       cmocka_unit_test(test_full_cleans_up),
                                       cmocka_unit_test(test_case_of_ten_days), cmocka_unit_test(test_table),
                                       cmocka_unit_test(test_topics),           cmocka_unit_test(test_measure)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
