/* The page of a report in headless Chromium (postproc/web/page.test.mjs). The oracle for every number of the city table
 * is what the table on the terminal prints. Where node, the browser or the page are missing it is skipped, and says
 * why; where CI=true that is a failure. */
#include "tests/unit/post_fixture.h"

#include "postproc/post_stage.h"
#include "postproc/report.h"
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

static cJSON *fields_oracle(const fixture *f);

static void write_oracle(const fixture *f) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/summary.json", f->folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *summary = cJSON_Parse(text), *oracle = cJSON_CreateObject();
    free(text);
    cJSON_AddItemToObject(oracle, "cities", cities(summary));
    cJSON_AddItemToObject(oracle, "deltas", deltas());
    cJSON_AddItemToObject(oracle, "fields", fields_oracle(f));
    text = cJSON_PrintUnformatted(oracle);
    snprintf(path, sizeof path, "%s/oracle.json", f->folder);
    assert_true(files_write_text(path, text));
    free(text);
    cJSON_Delete(oracle);
    cJSON_Delete(summary);
}

/* --- the inventory of base: two sectors, two quantities --- */

enum { N_SECTORS = 2, N_QUANTITIES = 2 };

/* kg of a cell; nothing in every fifth. */
static double kg_of(int quantity, int sector, long cell) {
    return cell % 5 == 0 ? 0 : (1 + quantity) * (1 + 3 * sector) * pow(10, (double)(cell % 997) / 200) * 100;
}

static void write_fields(const fixture *f) {
    static const lt_field names[] = {{"sector_name", NULL, "1", "sector", "id"},
                                     {"sector_name_en", NULL, "1", "sector", "English"},
                                     {"sector_name_zh", NULL, "1", "sector", "Chinese"}};
    static const char *const texts[][N_SECTORS] = {{"power", "solvent"}, {"power", "solvents"}, {"电力", "溶剂使用"}};
    static const lt_field fields[] = {{"NMVOC", NULL, "kg", "sector y x", "a year"},
                                      {"PM25", NULL, "kg", "sector y x", "a year"}};
    const long cells = (long)f->grid->nx * f->grid->ny;
    lt_ncw *nc;
    double *v;
    assert_good(lt_calloc((size_t)(N_SECTORS * cells), sizeof *v, &v));
    assert_good(lt_ncw_create(f->out, "annual_base.nc", "made by a test", &nc));
    assert_good(lt_ncw_dim(nc, "sector", N_SECTORS));
    assert_good(lt_ncw_dim(nc, "y", (size_t)f->grid->ny));
    assert_good(lt_ncw_dim(nc, "x", (size_t)f->grid->nx));
    for (int k = 0; k < 3; k++) assert_good(lt_ncw_var(nc, &names[k], NC_STRING));
    for (int q = 0; q < N_QUANTITIES; q++) assert_good(lt_ncw_var(nc, &fields[q], NC_FLOAT));
    for (int k = 0; k < 3; k++) assert_good(lt_ncw_put_strings(nc, names[k].name, texts[k]));
    for (int q = 0; q < N_QUANTITIES; q++) {
        for (int s = 0; s < N_SECTORS; s++)
            for (long c = 0; c < cells; c++) v[s * cells + c] = kg_of(q, s, c);
        assert_good(lt_ncw_put_double(nc, fields[q].name, v));
    }
    assert_good(lt_ncw_commit(nc));
    lt_free(v);
}

static void write_inventory(const fixture *f) {
    write_fields(f);
    assert_good(lt_outdir_write_text(f->out, "totals_base.csv",
                                     "region,sector,NMVOC_kt,PM2.5_kt\nShenyang,power,1.25,30\n"
                                     "Shenyang,solvent,60,0\nDalian,solvent,40,10\n"));
    assert_good(lt_outdir_write_text(f->out, "flow_base.csv",
                                     "activity,name_en,name_zh,sector,region,NMVOC_kt,PM2.5_kt\n"
                                     "coal,coal,煤炭,power,Shenyang,1.25,30\n"
                                     "solvents,paints and solvents,涂料与溶剂,solvent,Shenyang,60,0\n"
                                     "solvents,paints and solvents,涂料与溶剂,solvent,Dalian,40,10\n"));
    assert_good(lt_outdir_write_text(
        f->out, "reactive_base.csv",
        "kind,rank,rank_oh,id,name_en,name_zh,region,sector,lon,lat,i,j,NMVOC_t,ofp_t_o3,oh_t_propene,share_ofp,"
        "running_share\n"
        "firm,1,2,a,\"Works, first\",第一厂,Dalian,solvent,121.6,38.9,19,11,4321,16789,1234,0.125,0.125\n"
        "firm,2,1,b,Second works,第二厂,Shenyang,power,123.4,41.8,25,22,1000,4000,2000,0.03,0.155\n"
        "cell,1,1,25_22,,,Shenyang,solvent,123.39,41.7,25,22,50000,200000,9000,0.5,0.5\n"));
    assert_good(lt_outdir_write_text(f->out, "uncertainty_base.csv",
                                     "place,sector,pollutant,table_kt,mean_kt,p2_5_kt,p97_5_kt\n"
                                     "Shenyang,all,NMVOC,61,61,1,99\nLiaoning,all,NMVOC,101.25,103,80,150\n"
                                     "Liaoning,power,NMVOC,1,1,1,1\nLiaoning,all,PM2.5,40,41,20,80\n"));
    assert_good(lt_outdir_write_text(f->out, "sobol_base.csv",
                                     "place,pollutant,share,kind,factor95,mark,input\n"
                                     "Shenyang,NMVOC,0.9,factor,2,V,factor wrong\n"
                                     "Liaoning,NMVOC,0.62,activity,2,R,activity sol_paint\n"
                                     "Liaoning,NMVOC,0.3,factor,2,R,factor second\n"));
}

/* {quantity: {sector: [t of the cells of the window]}} */
static cJSON *fields_oracle(const fixture *f) {
    static const char *const quantity[] = {"NMVOC", "PM2.5"}, *const sector[] = {"power", "solvent"};
    lt_report_cells window;
    cJSON *out = cJSON_CreateObject();
    assert_good(lt_report_cells_find(f->grid, &window));
    for (int q = 0; q < N_QUANTITIES; q++) {
        cJSON *of = cJSON_AddObjectToObject(out, quantity[q]);
        for (int s = 0; s < N_SECTORS; s++) {
            cJSON *values = cJSON_AddArrayToObject(of, sector[s]);
            for (long c = 0; c < (long)window.nx * window.ny; c++)
                cJSON_AddItemToArray(values,
                                     cJSON_CreateNumber(kg_of(q, s, lt_report_cell(&window, f->grid, c)) * 1e-3));
        }
    }
    return out;
}

static void the_page_stands_in_a_browser(void **state) {
    (void)state;
    fixture f;
    look_for_tools();
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    write_inventory(&f);
    f.has_parts = true;
    f.tunings = "so2_gamma, no2_light";
    fixture_conc(&f, "base");
    fixture_conc(&f, "noise");
    fixture_conc(&f, "boilers");
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
