/* Maps near the sources: what summary, page and pictures say of files made by hand, and files that are refused. */
#include "tests/unit/post_fixture.h"

#include "postproc/nearby/nearby_json.h"
#include "postproc/nearby/nearby_sheet.h"
#include "postproc/post_stage.h"
#include "postproc/report.h"
#include "postproc/text.h"
#include "tests/support/near.h"
#include "tests/support/nearby_file.h"

static fixture shared;
static lt_node *model;

/* Means over the hours of what the conc files hold, in their floats. */
static double cell_mean(const nearby_made *made, int pollutant, long cell) {
    const fixture *f = made->of;
    if (strcmp(made->pollutants[pollutant], "so2") == 0) return 30;
    double sum = 0;
    for (long hour = 0; hour < FIXTURE_HOURS; hour++)
        sum += (double)(float)fixture_pm25(f, made->job.variant, cell, hour) / FIXTURE_HOURS;
    return sum;
}

static double base_mean(const nearby_made *made, int pollutant, long cell) {
    nearby_made base = *made;
    base.job.variant = "base";
    return cell_mean(&base, pollutant, cell);
}

static nearby_made good(const char *variant) {
    nearby_made made = {.job = shared.job,
                        .grid = shared.grid,
                        .name = "town",
                        .site = "town",
                        .n_pollutants = 2,
                        .pollutants = {"so2", "pm25"},
                        .cell = cell_mean,
                        .peak = strcmp(variant, "base") == 0 ? 1 : 0.5,
                        .of = &shared};
    int i = 0, j = 0;
    bool inside = false;
    assert_good(lt_grid_cell(shared.grid, 123.4, 41.8, &i, &j, &inside));
    assert_true(inside);
    made.i0 = i - 1, made.j0 = j - 1;
    made.job.variant = variant;
    made.job.period = &shared.period;
    return made;
}

static void make_good(void) {
    const nearby_made base = good("base"), package = good("boilers");
    nearby_make(&base);
    nearby_make(&package);
}

static int set_up(void **state) {
    (void)state;
    fixture_create(&shared, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    fixture_listen();
    assert_good(lt_node_parse("case.yaml", "near:\n  - {site: town, lon: 123.4, lat: 41.8}\n", &model));
    shared.setup.model = model;
    make_good();
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    lt_node_free(model);
    fixture_free(&shared);
    return 0;
}

static lt_nearby *read_good(lt_summary **summary) {
    lt_nearby *nearby = NULL;
    assert_good(lt_summary_create(&shared.job, shared.grid, summary));
    assert_good(lt_nearby_create(&shared.job, shared.grid, *summary, &nearby));
    assert_non_null(nearby);
    return nearby;
}

/* --- what is said ------------------------------------------------------------------------------------------------- */

static cJSON *file_json(const char *name) {
    char path[256];
    cJSON *root = NULL;
    snprintf(path, sizeof path, "%s/%s", shared.folder, name);
    assert_good(lt_json_read(path, "run it again", &root));
    return root;
}

static const cJSON *under(const cJSON *object, const char *const *keys) {
    for (; *keys; keys++) object = cJSON_GetObjectItem(object, *keys);
    return object;
}
#define UNDER(object, ...) under(object, (const char *const[]){__VA_ARGS__, NULL})

static void the_stage_writes_numbers_and_pictures(void **state) {
    (void)state;
    const char *name = NULL, *gone = "near-map_gone_boilers_winter.png";
    assert_good(lt_outdir_write_text(shared.out, gone, "of a site that the case had"));
    assert_good(lt_post_stage(&shared.job));
    assert_false(lt_outdir_has(shared.out, gone, false, NULL));
    assert_good(lt_post_more_outputs(&shared.job, 0, &name));
    assert_string_equal(name, "near-map_town_boilers_winter.png");
    assert_true(lt_outdir_has(shared.out, name, true, NULL));
    assert_good(lt_post_more_outputs(&shared.job, 1, &name));
    assert_null(name);

    cJSON *root = file_json("summary.json");
    const cJSON *sites = UNDER(root, "near", "sites"), *site = cJSON_GetArrayItem(sites, 0);
    const cJSON *winter = UNDER(site, "by_period", "winter"), *so2 = UNDER(winter, "pollutants", "so2");
    const cJSON *pm25 = UNDER(winter, "pollutants", "pm25"), *boilers = UNDER(pm25, "packages", "boilers");
    assert_int_equal(cJSON_GetArraySize(sites), 1);
    assert_string_equal(lt_json_text(site, "title_zh"), "某镇");
    assert_near(lt_json_number(winter, "stacks"), 3, 0);
    assert_near(lt_json_number(winter, "around"), 1, 0);
    assert_near(lt_json_number(winter, "place_assumed"), 1, 0);
    assert_near(lt_json_number(UNDER(so2, "base"), "mean_ugm3"), 30, 1e-12);
    assert_near(lt_json_number(UNDER(so2, "base"), "stack_share"), 0.2, 1e-12);
    assert_near(lt_json_number(UNDER(so2, "base"), "flat_share"), 0.25, 0);
    assert_near(lt_json_number(UNDER(so2, "base"), "shaped_share"), 0.2 * 0.75, 1e-12);
    assert_near(lt_json_number(UNDER(so2, "packages", "boilers"), "delta_stacks_ugm3"), 0, 1e-12);
    assert_near(lt_json_number(boilers, "delta_stacks_ugm3"), 0.2 * lt_json_number(boilers, "delta_ugm3"), 1e-9);
    assert_true(cJSON_HasObjectItem(UNDER(so2, "base"), "highest_lon"));
    assert_true(lt_json_number(UNDER(so2, "base"), "highest_ugm3") > 40);
    assert_near(lt_json_number(UNDER(so2, "base"), "highest_hour_ugm3"),
                3 * lt_json_number(UNDER(so2, "base"), "highest_ugm3"), 1e-9);
    /* sums of 36 doubles */
    assert_true(lt_json_number(UNDER(pm25, "base"), "mean_difference") < 1e-14);
    /* the same in the cells, less at their peaks, more around them: SO2 has no noise here */
    assert_near(lt_json_number(UNDER(so2, "packages", "boilers"), "delta_ugm3"), 0, 1e-12);
    assert_true(lt_json_number(UNDER(so2, "packages", "boilers"), "largest_decrease_ugm3") < -1);
    assert_true(lt_json_number(UNDER(so2, "packages", "boilers"), "largest_increase_ugm3") > 1);
    assert_near(lt_json_number(UNDER(so2, "packages", "boilers"), "hidden_share"), 0, 0);
    double delta = 0;
    const nearby_made one = good("boilers"), other = good("base");
    for (int c = 0; c < 9; c++) {
        const long cell = (one.j0 + c / 3) * (long)shared.grid->nx + one.i0 + c % 3;
        delta += (cell_mean(&one, 1, cell) - cell_mean(&other, 1, cell)) / 9;
    }
    assert_true(delta < -0.5);
    assert_near(lt_json_number(boilers, "delta_ugm3"), delta, 1e-9);
    cJSON_Delete(root);
}

/* Without the list there is nothing of it, and no picture of an earlier run. */
static void a_case_without_sites_says_nothing(void **state) {
    (void)state;
    const char *name = "";
    assert_true(lt_outdir_has(shared.out, "near-map_town_boilers_winter.png", false, NULL));
    shared.setup.model = NULL;
    const lt_status status = lt_post_stage(&shared.job), named = lt_post_more_outputs(&shared.job, 0, &name);
    shared.setup.model = model;
    assert_good(status);
    assert_good(named);
    assert_null(name);
    assert_false(lt_outdir_has_any(shared.out, "near-map_", ".png"));
    cJSON *root = file_json("summary.json");
    assert_false(cJSON_HasObjectItem(root, "near"));
    cJSON_Delete(root);
}

/* Plumes that make 3 % of the highest point: it is no place; 15 %: it is one. */
static void a_highest_point_without_stacks_is_no_place(void **state) {
    (void)state;
    lt_summary *summary = NULL;
    nearby_made base = good("base");
    for (int high = 0; high < 2; high++) {
        base.local = high ? 0.2 : 0.04; /* a quarter of it flat */
        nearby_make(&base);
        lt_nearby *nearby = read_good(&summary);
        const lt_nearby_site site = lt_nearby_at(nearby, 0, 0);
        assert_near(lt_nearby_shaped(site.files, LT_NEARBY_SO2), 0.75 * base.local, 1e-12);
        assert_true(lt_nearby_has_place(site.files, LT_NEARBY_SO2) == (high == 1));
        cJSON *said = lt_nearby_pollutant_json(nearby, &site, LT_NEARBY_SO2);
        assert_true(cJSON_HasObjectItem(UNDER(said, "base"), "highest_ugm3"));
        assert_int_equal(cJSON_HasObjectItem(UNDER(said, "base"), "highest_lon"), high);
        assert_int_equal(cJSON_HasObjectItem(UNDER(said, "base"), "highest_lat"), high);
        cJSON_Delete(said);
        lt_nearby_free(nearby);
        lt_summary_free(summary);
    }
    make_good();
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static const char page_signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void the_page_gets_one_sign_a_point(void **state) {
    (void)state;
    lt_summary *summary = NULL;
    char *text = NULL;
    lt_nearby *nearby = read_good(&summary);
    assert_good(lt_nearby_report(nearby, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const cJSON *site = cJSON_GetArrayItem(UNDER(root, "sites"), 0), *winter = UNDER(site, "by_period", "winter");
    const cJSON *so2 = UNDER(winter, "pollutants", "so2"), *amounts = UNDER(so2, "amounts", "base");
    const char *field = lt_json_text(amounts, "field"),
               *change = lt_json_text(UNDER(so2, "changes", "boilers"), "field");
    assert_near(lt_json_number(site, "nx"), NEARBY_SIDE, 0);
    assert_int_equal(strlen(field), NEARBY_SIDE * NEARBY_SIDE);
    assert_int_equal(strlen(change), NEARBY_SIDE * NEARBY_SIDE);
    assert_int_equal(cJSON_GetArraySize(UNDER(so2, "cells")), 9);
    assert_int_equal(cJSON_GetArraySize(UNDER(winter, "stacks")), NEARBY_STACKS);
    /* a point's class is that of its value: 7 signs each */
    const lt_nearby_site at = lt_nearby_at(nearby, 0, 0);
    const cJSON *bounds = UNDER(amounts, "bounds");
    int seen[LT_NEARBY_CLASSES] = {0}, n_seen = 0;
    for (long q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) {
        const double value = at.files[0].air[LT_NEARBY_SO2].mean[q];
        int class = 0;
        while (class < LT_NEARBY_CLASSES - 1 && value >= cJSON_GetArrayItem(bounds, class)->valuedouble) class ++;
        const int sign = (int)(strchr(page_signs, field[q]) - page_signs);
        assert_int_equal(sign / 7 < LT_NEARBY_CLASSES ? sign / 7 : LT_NEARBY_CLASSES - 1, class);
        n_seen += seen[class]++ == 0;
        const double delta = lt_nearby_delta(nearby, &at, LT_NEARBY_SO2, 0, q);
        assert_true(change[q] != '-' && (delta > 0) == ((int)(strchr(page_signs, change[q]) - page_signs) > 31));
    }
    assert_true(n_seen > 3); /* or the picture would be one colour */
    cJSON_Delete(root);
    lt_nearby_free(nearby);
    lt_summary_free(summary);
}

static double change_of(const nearby_made *made, int p, long cell) {
    const nearby_made base = good("base");
    return cell_mean(made, p, cell) - cell_mean(&base, p, cell);
}

/* A file that has a change of its own is believed, by the picture and the page, where it is that of the cells. */
static void the_change_is_the_file_s(void **state) {
    (void)state;
    lt_summary *summary = NULL;
    char *text = NULL;
    nearby_made made = good("boilers");
    made.change = change_of;
    nearby_make(&made);
    lt_nearby *nearby = read_good(&summary);
    const lt_nearby_site site = lt_nearby_at(nearby, 0, 0);
    assert_good(lt_nearby_report(nearby, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *winter = UNDER(cJSON_GetArrayItem(UNDER(root, "sites"), 0), "by_period", "winter");
    const char *field = lt_json_text(UNDER(winter, "pollutants", "so2", "changes", "boilers"), "field");
    for (long q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) {
        const long i = q % NEARBY_SIDE, j = q / NEARBY_SIDE;
        const long cell = (made.j0 + j / NEARBY_POINTS) * (long)made.grid->nx + made.i0 + i / NEARBY_POINTS;
        const double want = change_of(&made, 0, cell) + ((i + j) % 2 ? 3.0 : -3.0);
        assert_near(lt_nearby_delta(nearby, &site, LT_NEARBY_SO2, 0, q), want, 1e-9);
        assert_true(field[q] != '-' && (want > 0) == ((int)(strchr(page_signs, field[q]) - page_signs) > 31));
    }
    cJSON_Delete(root);
    lt_nearby_free(nearby);
    lt_summary_free(summary);
    make_good();
}

/* --- the picture -------------------------------------------------------------------------------------------------- */

static char *text_of(const lt_map *map, const char *name) {
    static char *text; /* not of the stack: gcc 12 takes what is read into it for its address */
    char path[1024];
    snprintf(path, sizeof path, "%s/%s", map->folder, name);
    assert_good(lt_path_read_text(path, &text));
    return text;
}

static int times(const char *text, const char *word) {
    int n = 0;
    for (const char *at = strstr(text, word); at; at = strstr(at + 1, word)) n++;
    return n;
}

static void the_picture_says_where_a_place_is_assumed(void **state) {
    (void)state;
    static const char *const words[2] = {"place assumed", "位置为假设"};
    lt_summary *summary = NULL;
    lt_nearby *nearby = read_good(&summary);
    for (int zh = 0; zh < 2; zh++) {
        lt_nearby_sheet sheet = {.nearby = nearby, .site = lt_nearby_at(nearby, 0, 0)};
        lt_map map = {.job = &shared.job, .grid = shared.grid, .summary = summary, .chinese = zh, .data = &sheet};
        snprintf(map.folder, sizeof map.folder, "%s", shared.folder);
        assert_good(lt_nearby_fill(&sheet));
        assert_int_equal(sheet.n_places, 2); /* two stacks at one place, one in the ring is not on the map */
        map.width = 18, map.height = 20;
        assert_good(lt_nearby_write_cells(&map));
        assert_good(lt_nearby_write_texts(&map));
        char *labels = text_of(&map, "labels.txt"), *notes = text_of(&map, "notes.txt"),
             *title = text_of(&map, "title.txt");
        char *hollow = text_of(&map, "assumed.txt"), *filled = text_of(&map, "known.txt");
        assert_int_equal(times(labels, words[zh]), 1);
        assert_non_null(strstr(notes, words[zh]));
        assert_non_null(strstr(title, zh ? "某镇" : "a town"));
        assert_int_equal(times(title, zh ? "平均的 15.0 %" : "stacks: 15.0 % of the mean"), 2);
        assert_int_equal(times(title, zh ? "很少" : "little"), 0);
        assert_non_null(strstr(notes, zh ? "圆形隆起" : "round bulge"));
        assert_non_null(strstr(title, zh ? "合成冬季气象" : "synthetic winter weather"));
        assert_ptr_equal(strchr(hollow, '\n'), hollow + strlen(hollow) - 1);
        assert_ptr_equal(strchr(filled, '\n'), filled + strlen(filled) - 1);
        free(labels), free(notes), free(title), free(hollow), free(filled);
        lt_free(sheet.places);
    }
    lt_nearby_free(nearby);
    lt_summary_free(summary);
}

/* Above the panels of a package, in both languages: what of the change is the stacks', and where they are little. */
static void the_picture_says_what_stacks_are(void **state) {
    (void)state;
    static const char *const words[2][2] = {{"stacks: 3.0 % of the mean, little", "of the mean change"},
                                            {"平均的 3.0 %，很少", "平均变化中排气筒占"}};
    lt_summary *summary = NULL;
    nearby_made base = good("base"), package = good("boilers");
    base.peak = 0.5, base.local = 0.04, package.peak = 0.3, package.local = 0.01;
    nearby_make(&base);
    nearby_make(&package);
    lt_nearby *nearby = read_good(&summary);
    const lt_nearby_site site = lt_nearby_at(nearby, 0, 0);
    assert_near(lt_nearby_delta_stacks(nearby, &site, LT_NEARBY_SO2, 0), -0.03 * 30, 1e-12);
    for (int zh = 0; zh < 2; zh++) {
        lt_nearby_sheet sheet = {.nearby = nearby, .site = site};
        lt_map map = {.job = &shared.job, .grid = shared.grid, .summary = summary, .chinese = zh, .data = &sheet};
        snprintf(map.folder, sizeof map.folder, "%s", shared.folder);
        assert_good(lt_nearby_fill(&sheet));
        map.width = 18, map.height = 20;
        assert_good(lt_nearby_write_texts(&map));
        char *title = text_of(&map, "title.txt");
        assert_int_equal(times(title, words[zh][0]), 2);
        assert_int_equal(times(title, words[zh][1]), 2);
        assert_non_null(strstr(title, zh ? "\xe2\x80\x93"
                                           "0.900"
                                         : "-0.900"));
        free(title);
        lt_free(sheet.places);
    }
    lt_nearby_free(nearby);
    lt_summary_free(summary);
    make_good();
}

/* A change below three times the noise of its cell is no point of the picture. */
static void hidden_changes_are_grey(void **state) {
    (void)state;
    lt_summary *summary = NULL;
    nearby_made same = good("boilers");
    same.peak = good("base").peak * (1 + 2e-5); /* pm25: changes of 1e-3, about the noise of 1e-3 */
    same.n_pollutants = 1;
    same.pollutants[0] = "pm25";
    nearby_made base = good("base");
    base.n_pollutants = 1;
    base.pollutants[0] = "pm25";
    base.i0 = same.i0 = 2, base.j0 = same.j0 = 2; /* where the package does nothing */
    nearby_make(&base);
    nearby_make(&same);
    lt_nearby *nearby = read_good(&summary);
    const lt_nearby_site site = lt_nearby_at(nearby, 0, 0);
    assert_near(site.noise[LT_NEARBY_PM25 * 9], 0.001, 1e-5);
    for (long q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) {
        const double delta = lt_nearby_delta(nearby, &site, LT_NEARBY_PM25, 0, q);
        assert_true(fabs(delta) < 3e-3 * (1 - 1e-2));
        assert_true(lt_nearby_is_hidden(nearby, &site, LT_NEARBY_PM25, 0, q));
    }
    lt_nearby_free(nearby);
    lt_summary_free(summary);
    make_good();
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

static void assert_refused(lt_status wanted, const char *reason) {
    lt_summary *summary = NULL;
    lt_nearby *nearby = NULL;
    char text[2048];
    assert_good(lt_summary_create(&shared.job, shared.grid, &summary));
    const lt_status status = lt_nearby_create(&shared.job, shared.grid, summary, &nearby);
    lt_summary_free(summary);
    assert_int_equal(status, wanted);
    assert_null(nearby);
    lt_error_text(status, text, sizeof text);
    if (!strstr(text, reason) || !strstr(text, "near_town_")) fail_msg("no word of \"%s\" in: %s", reason, text);
}

#define REFUSED(change, status, reason)                                                                                \
    do {                                                                                                               \
        nearby_made made = good("boilers");                                                                            \
        change;                                                                                                        \
        nearby_make(&made);                                                                                            \
        assert_refused(status, reason);                                                                                \
    } while (0)

static void foreign_and_damaged_files_are_refused(void **state) {
    (void)state;
    REFUSED(made.site = "city", LT_ERR_INPUT, "another site");
    REFUSED(made.proj = "+proj=longlat", LT_ERR_INPUT, "another projection");
    REFUSED(made.shift_m = 5000, LT_ERR_INPUT, "does not lie on cells");
    REFUSED(made.i0 = -2, LT_ERR_INPUT, "does not lie on cells");
    REFUSED(made.least = NAN, LT_ERR_VERIFY, "no concentration");
    REFUSED(made.least = -1, LT_ERR_VERIFY, "no concentration");
    REFUSED(made.off_by = 1e-6, LT_ERR_VERIFY, "the mean of their cell");
    /* another run's values: those of base in the package's file */
    REFUSED(made.cell = base_mean, LT_ERR_VERIFY, "not of this run");
    REFUSED(made.change = cell_mean, LT_ERR_VERIFY, "not that of its cells");
    REFUSED(made.n_pollutants = 1, LT_ERR_INPUT, "differ in points or pollutants");
    REFUSED(made.n_pollutants = 0, LT_ERR_INPUT, "no pollutant");
    make_good();
}

static void a_missing_file_is_refused(void **state) {
    (void)state;
    assert_good(lt_outdir_drop(shared.out, "near_town_boilers_winter.nc"));
    assert_refused(LT_ERR_INPUT, "reading the near-field map of town, boilers, winter");
    make_good();
}

/* No stacks near it: the file has no such group. */
static void a_map_without_stacks_is_read(void **state) {
    (void)state;
    lt_summary *summary = NULL;
    nearby_made base = good("base"), package = good("boilers");
    base.has_no_stacks = package.has_no_stacks = true;
    nearby_make(&base);
    nearby_make(&package);
    lt_nearby *nearby = read_good(&summary);
    assert_int_equal(lt_nearby_at(nearby, 0, 0).files[0].n_stacks, 0);
    lt_nearby_free(nearby);
    lt_summary_free(summary);
    make_good();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_stage_writes_numbers_and_pictures),
        cmocka_unit_test(a_case_without_sites_says_nothing),
        cmocka_unit_test(a_highest_point_without_stacks_is_no_place),
        cmocka_unit_test(the_page_gets_one_sign_a_point),
        cmocka_unit_test(the_change_is_the_file_s),
        cmocka_unit_test(the_picture_says_where_a_place_is_assumed),
        cmocka_unit_test(the_picture_says_what_stacks_are),
        cmocka_unit_test(hidden_changes_are_grey),
        cmocka_unit_test(foreign_and_damaged_files_are_refused),
        cmocka_unit_test(a_missing_file_is_refused),
        cmocka_unit_test(a_map_without_stacks_is_read),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
