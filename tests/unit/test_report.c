/* report.html as C writes it: the files of the run to the letter, the fields of the map under the noise rule, and a run
 * without the page. tests/verify/test_report_page.c looks at it in a browser. */
#include "tests/unit/post_fixture.h"

#include "postproc/post_stage.h"
#include "postproc/report.h"
#include "postproc/share_table.h"
#include "postproc/text.h"
#include "tests/support/files.h"
#include "tests/support/near.h"

#include <sys/stat.h>

static fixture shared;
static char warned[2048];

static void listen(lt_log_level level, const char *text) {
    if (level == LT_LOG_WARNING && strstr(text, "report.html")) snprintf(warned, sizeof warned, "%s", text);
}

static int set_up(void **state) {
    (void)state;
    fixture_create(&shared, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

static char *file_text(const char *name) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/%s", shared.folder, name);
    assert_good(lt_path_read_text(path, &text));
    return text;
}

static lt_summary *make_summary(void) {
    lt_summary *summary = NULL;
    assert_good(lt_summary_create(&shared.job, shared.grid, &summary));
    return summary;
}

static const cJSON *path_of(const cJSON *object, const char *a, const char *b, const char *c) {
    return cJSON_GetObjectItem(cJSON_GetObjectItem(cJSON_GetObjectItem(object, a), b), c);
}

static void the_map_keeps_the_noise_rule(void **state) {
    (void)state;
    lt_summary *summary = make_summary();
    char *text = NULL;
    assert_good(lt_report_map(shared.grid, summary, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const int nx = (int)lt_json_number(root, "nx"), ny = (int)lt_json_number(root, "ny");
    const double dx = shared.grid->dx / 1000;
    const int i0 = (int)lround((lt_json_number(root, "x0") - shared.grid->x0 / 1000) / dx);
    const int j0 = (int)lround((lt_json_number(root, "y0") - shared.grid->y0 / 1000) / dx);
    const cJSON *fields = cJSON_GetObjectItem(root, "fields");
    const cJSON *delta = path_of(cJSON_GetObjectItem(fields, "pm25"), "delta", "boilers", "winter");
    assert_int_equal(cJSON_GetArraySize(fields), 1); /* of a run without ozone */
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "regime")), 0);
    assert_int_equal(cJSON_GetArraySize(delta), nx * ny);
    assert_int_equal(strlen(lt_json_text(root, "sea")), (size_t)nx * (size_t)ny);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "places")), LT_N_CITY_VALUES);
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(root, "outlines")) >= LT_N_CITY_VALUES);
    int shown = 0, hidden = 0, q = 0;
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, delta) {
        const long cell = (long)(j0 + q / nx) * shared.grid->nx + i0 + q % nx;
        const double value = lt_summary_cell_delta(summary, LT_QUANTITY_PM25, 0, 0, cell);
        const double noise = lt_summary_cell_noise(summary, LT_QUANTITY_PM25, 0, cell);
        q++;
        if (value == 0 || fabs(value) < 3 * noise) {
            assert_true(cJSON_IsNull(item));
            hidden++;
            continue;
        }
        shown++;
        /* noise is 0.001 in the fixture: three decimals, at the very edge of a float's rounding four */
        assert_near(item->valuedouble, value, 0.5e-3 * (1 + 1e-9));
    }
    assert_true(shown > 20 && hidden > 20); /* or one half of the rule was not tried */
    cJSON_Delete(root);
    lt_summary_free(summary);
}

/* The text of an island, with the one escape undone. */
static char *island(const char *html, const char *id) {
    char mark[96];
    snprintf(mark, sizeof mark, "<script type=\"application/json\" id=\"%s\">", id);
    const char *from = strstr(html, mark);
    assert_non_null(from);
    from += strlen(mark);
    const char *to = strstr(from, "</script>");
    assert_non_null(to);
    char *out = calloc(1, (size_t)(to - from) + 1);
    assert_non_null(out);
    for (size_t n = 0; from < to;) {
        const bool escaped = strncmp(from, "\\u003c", 6) == 0;
        out[n++] = escaped ? '<' : *from;
        from += escaped ? 6 : 1;
    }
    return out;
}

static const char *last_line(const cJSON *weather, const char *key) {
    const cJSON *lines = cJSON_GetObjectItem(weather, key);
    const cJSON *last = cJSON_GetArrayItem(lines, cJSON_GetArraySize(lines) - 1);
    return cJSON_IsString(last) ? last->valuestring : "";
}

static void files_stand_in_it_to_the_letter(void **state) {
    (void)state;
    char title[] = "Winter <!-- <script> & </script>", share[300] = "", *old = NULL;
    /* A page of our own, so that this needs no npm: a share folder with links to the tree and a page in it. */
    char *title_before = shared.setup.title_en;
    assert_true(snprintf(share, sizeof share, "%s/share", shared.folder) > 0);
    char command[2048];
    snprintf(command, sizeof command,
             "mkdir -p '%s/postproc/web' && ln -s '" LT_SOURCE_DIR "/grids' '" LT_SOURCE_DIR "/inventory' '%s/' && "
             "ln -s '" LT_SOURCE_DIR "/postproc/judgement' '%s/postproc/' && "
             "printf '<p>before</p>\\n<!--LANTIAN-DATA-->\\n"
             "<p>after</p>\\n' >'%s/postproc/web/report.html'",
             share, share, share, share);
    assert_int_equal(system(command), 0);
    setenv("LANTIAN_SHARE", share, 1);
    shared.setup.title_en = title;
    assert_good(lt_post_stage(&shared.job));
    shared.setup.title_en = title_before;
    unsetenv("LANTIAN_SHARE");
    assert_true(lt_outdir_has(shared.out, "report.html", true, NULL));
    char *html = file_text("report.html"), *summary = file_text("summary.json");
    old = island(html, "lantian-summary");
    assert_string_equal(old, summary);
    free(old);
    assert_ptr_equal(strstr(html, "<p>before</p>"), html);
    assert_non_null(strstr(html, "<p>after</p>"));
    assert_null(strstr(html, "LANTIAN-DATA"));
    assert_null(strstr(html, "<!--")); /* that of the title is written \u003c!-- */
    old = island(html, "lantian-context");
    cJSON *context = cJSON_Parse(old);
    free(old);
    assert_non_null(context);
    assert_string_equal(lt_json_text(context, "lang"), "en");
    const cJSON *files = cJSON_GetObjectItem(context, "files"), *file = NULL;
    bool found = false;
    cJSON_ArrayForEach(file, files) {
        lt_digest digest;
        assert_true(lt_outdir_has(shared.out, lt_json_text(file, "name"), false, digest));
        assert_string_equal(lt_json_text(file, "sha256"), digest);
        found |= strcmp(lt_json_text(file, "name"), "conc_boilers_winter.nc") == 0;
    }
    assert_true(found);
    const cJSON *weather = cJSON_GetObjectItem(cJSON_GetObjectItem(context, "weather"), "winter");
    assert_string_equal(last_line(weather, "assumptions_en"), "the boundary file lacks something");
    assert_string_equal(last_line(weather, "assumptions_zh"), "边界文件缺若干物种");
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(context, "inventory_notes")) > 5);
    cJSON_Delete(context);
    free(html);
    free(summary);
}

/* --- measures and targets --- */

static void measures_stand_in_it_by_both_ways(void **state) {
    (void)state;
    char *text = NULL;
    lt_summary *summary = NULL;
    assert_good(lt_summary_create(&shared.job, shared.grid, &summary));
    assert_good(lt_report_steps(summary, &text));
    lt_summary_free(summary);
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *of = path_of(root, "packages", "boilers", "members"), *quantity = NULL;
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "packages")), 1);
    assert_int_equal(cJSON_GetArraySize(of), 1);
    assert_string_equal(cJSON_GetArrayItem(of, 0)->valuestring, "boilers");
    lt_share_table table;
    assert_good(lt_share_table_read(shared.out, "shares_boilers.csv", &table));
    int q = 0, seen = 0;
    cJSON_ArrayForEach(quantity, cJSON_GetObjectItem(root, "quantities")) {
        for (long r = 0; r < table.n; r++) {
            const lt_share_row *row = &table.rows[r];
            if (strcmp(row->quantity, quantity->valuestring) != 0 || strcmp(row->member, "boilers") != 0) continue;
            const cJSON *addition = cJSON_GetArrayItem(path_of(root, "packages", "boilers", "addition"), 0);
            const cJSON *removal = cJSON_GetArrayItem(path_of(root, "packages", "boilers", "removal"), 0);
            assert_near(cJSON_GetArrayItem(addition, q)->valuedouble, row->addition_kt, 1e-6 * fabs(row->addition_kt));
            assert_near(cJSON_GetArrayItem(removal, q)->valuedouble, row->removal_kt, 1e-6 * fabs(row->removal_kt));
            seen++;
        }
        q++;
    }
    assert_true(seen > 0 && seen == q);
    lt_share_table_free(&table);
    cJSON_Delete(root);
}

/* Which row of the board a target is. */
static int row_of(const cJSON *root, const char *id) {
    const cJSON *row = NULL;
    int n = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "rows")) {
        if (strcmp(lt_json_text(row, "id"), id) == 0) return n;
        n++;
    }
    fail_msg("no target %s", id);
    return -1;
}

static void targets_are_held_against_base_and_package(void **state) {
    (void)state;
    char *text = NULL, folder[300], path[320], changes[320];
    const lt_observed_base none = {0};
    snprintf(folder, sizeof folder, "%s/results", shared.folder);
    assert_int_equal(mkdir(folder, 0777), 0);
    snprintf(path, sizeof path, "%s/summary.json", folder);
    /* NOx -15 % where -10 % is asked; nothing is known of the air. */
    assert_true(files_write_text(path, "{\"base_year\":2020,\"cities\":[],\"emissions_kt\":{\"base\":{\"NOx\":200},"
                                       "\"pack\":{\"NOx\":170}}}"));
    /* Chaoyang alone: elsewhere power is made for it, or moved within the year. */
    snprintf(changes, sizeof changes, "%s/changes_pack.csv", folder);
    assert_true(files_write_text(changes, "# made by a test\nrecord,region,action,SO2_change_kg,NOx_change_kg\n"
                                          "a,Chaoyang,retire_capacity,0,-5\nb,Jinzhou,replace,1,2\n"
                                          "c,Dalian,calendar,0,0\nd,Chaoyang,set_control,-3,0\n"));
    assert_good(lt_report_targets(folder, &none, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *acts_on = cJSON_GetObjectItem(root, "acts_on"), *of_pack = cJSON_GetObjectItem(acts_on, "pack");
    assert_int_equal(cJSON_GetArraySize(acts_on), 1);
    assert_int_equal(cJSON_GetArraySize(of_pack), 1);
    assert_string_equal(cJSON_GetArrayItem(of_pack, 0)->valuestring, "Chaoyang");
    const int nox = row_of(root, "P-03d"), air = row_of(root, "P-03a");
    const cJSON *variants = cJSON_GetObjectItem(root, "variants");
    assert_int_equal(cJSON_GetArraySize(variants), 2);
    assert_null(cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(root, "rows"), nox), "results"));
    static const char *const regimes[] = {"2012", "2026"};
    for (int x = 0; x < 2; x++) {
        const cJSON *pack =
            cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(variants, "pack"), nox), regimes[x]);
        const cJSON *base =
            cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(variants, "base"), nox), regimes[x]);
        const cJSON *nothing =
            cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(variants, "pack"), air), regimes[x]);
        assert_string_equal(lt_json_text(pack, "outcome"), "pass");
        assert_near(lt_json_number(pack, "value"), -15, 1e-9);
        assert_near(lt_json_number(pack, "margin"), 5, 1e-9);
        assert_string_equal(lt_json_text(base, "outcome"), "fail");
        assert_string_equal(lt_json_text(nothing, "outcome"), "not judgeable");
        assert_int_equal(cJSON_GetArraySize(nothing), 3); /* and the reason in both languages */
    }
    cJSON_Delete(root);
    assert_true(files_write_text(path, "{}"));
    assert_good(lt_report_targets(folder, &none, &text));
    assert_null(text);
}

static const cJSON *side_of(const cJSON *root, const char *key, const char *variant) {
    return cJSON_GetObjectItem(cJSON_GetObjectItem(root, key), variant);
}

/* Jinzhou: modelled 50, 45 with the package; observed 60 on one day of the base year: 54. Bands of one period are those
 * of the emissions alone; what is not known is null. */
static void targets_are_projected_on_observations(void **state) {
    (void)state;
    char *text = NULL, folder[300], path[320], obs[320], *names[] = {obs};
    const lt_observed_base base = {.names = names, .n = 1};
    snprintf(folder, sizeof folder, "%s/results", shared.folder);
    snprintf(path, sizeof path, "%s/summary.json", folder);
    snprintf(obs, sizeof obs, "%s/obs.csv", folder);
    assert_true(files_write_text(obs, "city,date,PM25_ugm3\nJinzhou,2020-01-06,60\n"));
    assert_true(files_write_text(
        path,
        "{\"base_year\":2020,\"periods\":[{\"id\":\"a\"}],\"cities\":[{\"name_en\":\"Jinzhou\",\"pm25_base_ugm3\":50,"
        "\"packages\":{\"pack\":{\"pm25_delta_ugm3\":-5}}}],\"emissions_kt\":{\"base\":{\"NOx\":200},\"pack\":{"
        "\"NOx\":170}}}"));
    assert_good(lt_report_targets(folder, &base, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const int air = row_of(root, "J-3.1-2020"), nox = row_of(root, "P-03d"), days = row_of(root, "P-03b");
    assert_true(lt_json_number(root, "observed_year") == 2020);
    const cJSON *projected = cJSON_GetArrayItem(side_of(root, "projected", "pack"), air);
    assert_near(lt_json_number(cJSON_GetObjectItem(projected, "2012"), "value"), 54, 1e-12);
    assert_near(lt_json_number(cJSON_GetArrayItem(side_of(root, "bands", "pack"), air), "value"), 45, 1e-12);
    assert_near(lt_json_number(cJSON_GetArrayItem(side_of(root, "projected_bands", "base"), air), "value"), 60, 1e-12);
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(side_of(root, "projected", "pack"), nox)));
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(side_of(root, "bands", "pack"), days)));
    cJSON_Delete(root);
}

/* Two alerts of one package, two species, two places; a tier that asks nothing of CO. Without tables no island. */
static void alerts_stand_in_it_in_groups(void **state) {
    (void)state;
    lt_summary *summary = make_summary();
    char *text = NULL;
    assert_good(lt_report_alerts(&shared.job, summary, &text));
    assert_null(text);
#define WHEN "2020-01-10 00:00,2020-01-11 00:00,2020-01-12 00:00,24"
    assert_good(lt_outdir_write_text(
        shared.out, "alerts.csv",
        "# remark\nperiod,alert,tier,announced,start,end,hours,package,city_en,city_zh,species,unit,without,with,"
        "change,change_percent,noise,sign\n"
        "winter,1,," WHEN ",boilers,Shenyang,沈阳,PM2.5,ug/m3,100,90,-10,-10,0.001,-\n"
        "winter,1,," WHEN ",boilers,Liaoning,全省,PM2.5,ug/m3,50,47.5,-2.5,-5,0.001,-\n"
        "winter,1,," WHEN ",boilers,Shenyang,沈阳,O3,ug/m3,30,33,3,10,0.001,+\n"
        "winter,2,," WHEN ",boilers,Shenyang,沈阳,O3,ug/m3,30,30,0,0,0.001,0\n"));
    assert_good(lt_outdir_write_text(
        shared.out, "alerts_boilers.csv",
        "# remark\nalert,tier,announced,start,end,hours,place,pollutant,without_t,with_t,taken_t,taken_percent,"
        "asked_percent\n"
        "1,red," WHEN ",Shenyang,NOx,600,420,180,30,30\n1,red," WHEN ",Shenyang,CO,4000,4000,0,0,\n"));
#undef WHEN
    assert_good(lt_report_alerts(&shared.job, summary, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *air = cJSON_GetObjectItem(root, "air"), *first = cJSON_GetArrayItem(air, 0);
    assert_int_equal(cJSON_GetArraySize(air), 3);
    assert_string_equal(lt_json_text(first, "species"), "PM2.5");
    assert_string_equal(cJSON_GetArrayItem(cJSON_GetObjectItem(first, "names"), 1)->valuestring, "Liaoning");
    assert_true(cJSON_GetArrayItem(cJSON_GetArrayItem(cJSON_GetObjectItem(first, "values"), 1), 2)->valuedouble ==
                -2.5);
    const cJSON *taken = cJSON_GetArrayItem(side_of(root, "taken", "boilers"), 0);
    assert_string_equal(lt_json_text(taken, "tier"), "red");
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(cJSON_GetArrayItem(cJSON_GetObjectItem(taken, "values"), 1), 4)));
    cJSON_Delete(root);
    lt_summary_free(summary);
}

/* Built without npm: one line says what to do, and an older page does not stay beside newer numbers. */
static void without_the_page_the_run_says_so(void **state) {
    (void)state;
    assert_good(lt_outdir_write_text(shared.out, "report.html", "of an older run"));
    warned[0] = '\0';
    setenv("LANTIAN_SHARE", LT_SOURCE_DIR, 1); /* holds all but the page */
    lt_log_set_sinks(NULL, listen);
    assert_good(lt_post_stage(&shared.job));
    lt_log_set_sinks(NULL, NULL);
    unsetenv("LANTIAN_SHARE");
    assert_non_null(strstr(warned, "npm"));
    assert_null(strchr(warned, '\n'));
    assert_false(lt_outdir_has(shared.out, "report.html", false, NULL));
    assert_true(lt_outdir_has(shared.out, "summary.json", true, NULL));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_map_keeps_the_noise_rule),
        cmocka_unit_test(files_stand_in_it_to_the_letter),
        cmocka_unit_test(measures_stand_in_it_by_both_ways),
        cmocka_unit_test(targets_are_held_against_base_and_package),
        cmocka_unit_test(targets_are_projected_on_observations),
        cmocka_unit_test(alerts_stand_in_it_in_groups),
        cmocka_unit_test(without_the_page_the_run_says_so),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
