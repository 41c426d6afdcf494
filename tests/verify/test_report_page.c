/* The page of a report in headless Chromium (postproc/web/page.test.mjs). The oracle for every number of the city table
 * is what the table on the terminal prints. Where node, the browser or the page are missing it is skipped, and says
 * why; where CI=true that is a failure. */
#include "tests/unit/post_fixture.h"

#include "postproc/post_stage.h"
#include "postproc/text.h"
#include "tests/support/program.h"

#include <unistd.h>

static const char modules[] = LT_BUILD_DIR "/postproc/web/node_modules";

static void is_missing(const char *what) {
    const char *ci = getenv("CI");
    if (ci && strcmp(ci, "true") == 0) fail_msg("%s", what);
    print_message("skipped: %s\n", what);
    skip();
}

static bool any_exists(const char *const *paths) {
    for (; *paths; paths++)
        if (access(*paths, X_OK) == 0) return true;
    return false;
}

static void look_for_tools(void) {
    static const char *const browsers[] = {"/usr/bin/chromium-headless-shell", "/usr/bin/chromium",
                                           "/usr/bin/chromium-browser", "/usr/bin/google-chrome", NULL};
    program_options env = {.program = "/usr/bin/env"};
    program_result node = program_run(&env, "node", "--version");
    const bool has_node = node.code == 0;
    program_free(&node);
    if (!has_node) is_missing("no node: install nodejs");
    if (access(LT_BUILD_DIR "/share/lantian/postproc/web/report.html", R_OK) != 0)
        is_missing("the page was not built: npm, or its registry, was missing at build time");
    char driver[4096];
    snprintf(driver, sizeof driver, "%s/playwright-core/package.json", modules);
    if (access(driver, R_OK) != 0) is_missing("no playwright-core: `npm ci` brought no development packages");
    if (!any_exists(browsers) && !getenv("LANTIAN_CHROMIUM"))
        is_missing("no browser: install chromium-headless-shell or chromium");
}

/* [[delta, noise, text], ...]: sizes from 1e-9 to 1e3 and the edges of the rule. */
static cJSON *deltas(void) {
    static const double noises[] = {0, 1e-7, 2.5e-6, 3.3e-5, 1e-4, 3.4e-3, 0.02, 0.033, 0.1, 3.4, 40};
    cJSON *list = cJSON_CreateArray();
    for (int q = -180; q <= 60; q++)
        for (size_t n = 0; n < sizeof noises / sizeof *noises; n++)
            for (int sign = -1; sign <= 1; sign += 2) {
                const double delta = sign * pow(10, q / 20.0) * 1.0371;
                cJSON *row = cJSON_CreateArray();
                cJSON_AddItemToArray(row, cJSON_CreateNumber(delta));
                cJSON_AddItemToArray(row, cJSON_CreateNumber(noises[n]));
                cJSON_AddItemToArray(row, cJSON_CreateString(lt_text_delta(delta, noises[n])));
                cJSON_AddItemToArray(list, row);
            }
    return list;
}

static const cJSON *get(const cJSON *object, const char *key) {
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* {period: {city: [base, delta of every package]}} as the terminal shows them. */
static cJSON *cities(const cJSON *summary) {
    cJSON *out = cJSON_CreateObject(), *winter = cJSON_AddObjectToObject(out, "winter");
    const cJSON *city = NULL, *package = NULL;
    cJSON_ArrayForEach(city, get(summary, "cities")) {
        cJSON *texts = cJSON_AddArrayToObject(winter, lt_json_text(city, "name_en"));
        const cJSON *base = get(get(city, "by_period"), "winter");
        cJSON_AddItemToArray(texts, cJSON_CreateString(lt_text_number(lt_json_number(base, "pm25_base_ugm3"), 1)));
        cJSON_ArrayForEach(package, get(city, "packages")) {
            const cJSON *at = get(get(package, "by_period"), "winter");
            cJSON_AddItemToArray(texts, cJSON_CreateString(lt_text_delta(lt_json_number(at, "pm25_delta_ugm3"),
                                                                         lt_json_number(at, "pm25_noise_ugm3"))));
        }
    }
    return out;
}

static void write_oracle(const fixture *f) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/summary.json", f->folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *summary = cJSON_Parse(text), *oracle = cJSON_CreateObject();
    free(text);
    cJSON_AddItemToObject(oracle, "cities", cities(summary));
    cJSON_AddItemToObject(oracle, "deltas", deltas());
    text = cJSON_PrintUnformatted(oracle);
    snprintf(path, sizeof path, "%s/oracle.json", f->folder);
    assert_true(files_write_text(path, text));
    free(text);
    cJSON_Delete(oracle);
    cJSON_Delete(summary);
}

static void the_page_stands_in_a_browser(void **state) {
    (void)state;
    fixture f;
    look_for_tools();
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    fixture_listen();
    assert_good(lt_post_stage(&f.job));
    assert_true(lt_outdir_has(f.out, "report.html", true, NULL));
    write_oracle(&f);
    program_options env = {.program = "/usr/bin/env"};
    program_result result = program_run(&env, "node", LT_SOURCE_DIR "/postproc/web/page.test.mjs", f.folder, modules);
    print_message("%s%s", result.said, result.code ? result.err : "");
    assert_int_equal(result.code, 0);
    program_free(&result);
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_page_stands_in_a_browser)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
