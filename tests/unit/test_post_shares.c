/* A finished run with a reference, a package of several and a removal: differences against what they act on, shares by
 * both ways, VOC reactivity. */
#include "tests/unit/post_fixture.h"

#include "postproc/post_stage.h"
#include "postproc/text.h"
#include "tests/support/near.h"

static fixture run;
static char *packages[] = {(char *)"boilers", (char *)"all"};
static char *without[] = {(char *)"boilers"};

static void write_ledger(const char *variant, double nmvoc_t, double ofp_t) {
    assert_good(
        lt_outdir_write_text(run.out, lt_fmt("ledger_%s.csv", variant),
                             lt_fmt(FIXTURE_LEDGER_HEAD "a,Dalian,solvent,1,1,1,%g,1,1,1,1,1,1,%g\n", nmvoc_t, ofp_t)));
}

static void write_shares(const char *variant, const char *rows) {
    assert_good(
        lt_outdir_write_text(run.out, lt_fmt("shares_%s.csv", variant), lt_fmt(FIXTURE_SHARES_HEAD "%s", rows)));
}

static int set_up(void **state) {
    (void)state;
    fixture_create(&run, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    run.setup.packages = (lt_list){packages, 2};
    run.setup.reference = (char *)"reference-x";
    run.setup.removal.package = (char *)"all";
    run.setup.removal.without = (lt_list){without, 1};
    fixture_conc(&run, "reference-x");
    fixture_conc(&run, "all");
    fixture_conc(&run, "all-without-boilers");
    write_ledger("reference-x", 900, 3000);
    write_ledger("all", 700, 2000);
    write_ledger("boilers", 900, 2750);
    write_shares("reference-x", "one,NMVOC,900,900,0,0,0,\n");
    write_shares("all", "boilers,ofp,3,2,-0.25,-0.5,0.25,\nrail,ofp,3,2,-0.25,-0.5,0.25,\n(rest),ofp,3,2,-0.5,0,-0.5,\n"
                        "(whole),ofp,3,2,-1,-1,0,\n");
    fixture_listen();
    assert_good(lt_post_stage(&run.job));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&run);
    return 0;
}

static cJSON *summary(void) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/summary.json", run.folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    return root;
}

/* all is 4 below base and the reference 1: the package is 3 below what it acts on. float fields: 1e-5 of 50. */
static void packages_act_on_the_reference(void **state) {
    (void)state;
    cJSON *root = summary();
    const cJSON *city = NULL;
    assert_string_equal(lt_json_text(root, "reference"), "reference-x");
    cJSON_ArrayForEach(city, cJSON_GetObjectItem(root, "cities")) {
        const cJSON *all = cJSON_GetObjectItem(city, "packages");
        assert_int_equal(cJSON_GetArraySize(all), 3);
        assert_string_equal(all->child->string, "reference-x"); /* stands first */
        assert_near(lt_json_number(all->child, "pm25_delta_ugm3"), -1, 1e-4);
        assert_near(lt_json_number(cJSON_GetObjectItem(all, "all"), "pm25_delta_ugm3"), -3, 1e-4);
        const cJSON *period = cJSON_GetObjectItem(cJSON_GetObjectItem(all, "all"), "by_period");
        assert_near(lt_json_number(cJSON_GetObjectItem(period, "winter"), "pm25_delta_ugm3"), -3, 1e-4);
    }
    const cJSON *emissions = cJSON_GetObjectItem(root, "emissions_kt");
    assert_int_equal(cJSON_GetArraySize(emissions), 4);
    assert_near(lt_json_number(cJSON_GetObjectItem(emissions, "reference-x"), "ofp_kt_o3"), 3, 1e-12);
    assert_near(lt_json_number(cJSON_GetObjectItem(emissions, "all"), "NMVOC"), 0.7, 1e-12);
    cJSON_Delete(root);
}

static const cJSON *row_of(const cJSON *root, const char *measure, const char *quantity) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "shares")) {
        if (strcmp(lt_json_text(row, "measure"), measure) == 0 && strcmp(lt_json_text(row, "quantity"), quantity) == 0)
            return row;
    }
    fail_msg("no row %s %s", measure, quantity);
    return NULL;
}

/* Emissions are the table's; concentrations by addition are package runs and by removal the run without: 4 - 3.25. */
static void shares_stand_both_ways(void **state) {
    (void)state;
    cJSON *root = summary();
    const cJSON *row = row_of(root, "boilers", "ofp_kt_o3");
    assert_string_equal(lt_json_text(row, "package"), "all");
    assert_near(lt_json_number(row, "addition"), -0.25, 0);
    assert_near(lt_json_number(row, "removal"), -0.5, 0);
    assert_near(lt_json_number(row, "gap"), 0.25, 0);
    assert_near(lt_json_number(row_of(root, "rest", "ofp_kt_o3"), "addition"), -0.5, 0);
    double mean = 0;
    const cJSON *city = NULL;
    cJSON_ArrayForEach(city, cJSON_GetObjectItem(root, "cities")) {
        const cJSON *share =
            cJSON_GetObjectItem(cJSON_GetObjectItem(cJSON_GetObjectItem(city, "shares"), "all"), "boilers");
        const cJSON *own = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "boilers");
        const double delta = lt_json_number(own, "pm25_delta_ugm3");
        assert_near(lt_json_number(share, "pm25_addition_ugm3"), delta, 0);
        assert_near(lt_json_number(share, "pm25_removal_ugm3"), -0.75, 1e-4);
        assert_near(lt_json_number(share, "pm25_gap_ugm3"), delta + 0.75, 1e-4);
        mean += delta / 14;
    }
    row = row_of(root, "boilers", "pm25_ugm3");
    assert_near(lt_json_number(row, "addition"), mean, 1e-9);
    assert_near(lt_json_number(row, "removal"), -0.75, 1e-4);
    assert_true(lt_json_number(row, "noise") > 0);
    /* the rest of two members is three differences */
    assert_near(lt_json_number(row_of(root, "rest", "pm25_ugm3"), "noise"), 3 * lt_json_number(row, "noise"), 1e-12);
    /* rail was not run alone: no number, no zero */
    assert_null(cJSON_GetObjectItem(row_of(root, "rail", "pm25_ugm3"), "addition"));
    assert_null(cJSON_GetObjectItem(row_of(root, "rest", "pm25_ugm3"), "addition"));
    assert_near(lt_json_number(row_of(root, "whole", "pm25_ugm3"), "addition"), -3, 1e-4);
    assert_non_null(strstr(fixture_said, "reference-x: against base"));
    cJSON_Delete(root);
}

static char *members[] = {(char *)"boilers", (char *)"rail", (char *)"dust", (char *)"straw", (char *)"low-voc"};
static lt_group groups[5];

/* A group of each of the first n members but the last, which takes the others. */
static void group_members(int n) {
    for (int g = 0; g < n; g++) groups[g] = (lt_group){members[g], {members + g, g == n - 1 ? 5 - g : 1}, NULL};
    run.setup.shapley = (lt_grouping){(char *)"all", {groups, n}};
}

/* Two groups, all of whose sets stand: nothing (reference, -1), boilers (its package), the other (the removal, -3.25),
 * all (-4). D boilers' own change: shares (D - 0.75) / 2 and (-2.25 - 3 - D) / 2, which sum to -3. */
static void groups_share_by_shapley(void **state) {
    (void)state;
    group_members(2);
    groups[0].alone = (char *)"boilers";
    groups[1].id = (char *)"others";
    assert_good(lt_post_stage(&run.job));
    cJSON *root = summary();
    const cJSON *city = NULL;
    cJSON_ArrayForEach(city, cJSON_GetObjectItem(root, "cities")) {
        const cJSON *shares = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "shares"), "all");
        const cJSON *own = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "boilers");
        const double delta = lt_json_number(own, "pm25_delta_ugm3");
        const cJSON *one = cJSON_GetObjectItem(shares, "boilers"), *other = cJSON_GetObjectItem(shares, "others");
        const double first = lt_json_number(one, "pm25_shapley_ugm3"),
                     second = lt_json_number(other, "pm25_shapley_ugm3");
        const cJSON *all = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "all");
        assert_near(first, (delta - 0.75) / 2, 1e-4);
        assert_near(first + second, lt_json_number(all, "pm25_delta_ugm3"), 1e-9);
        assert_near(lt_json_number(other, "pm25_addition_ugm3"), -2.25, 1e-4);
        assert_near(lt_json_number(one, "pm25_removal_ugm3"), -0.75, 1e-4);
    }
    const cJSON *row = row_of(root, "others", "pm25_ugm3"), *rest = row_of(root, "rest", "pm25_ugm3");
    assert_near(lt_json_number(row, "shapley") + lt_json_number(row_of(root, "boilers", "pm25_ugm3"), "shapley"),
                lt_json_number(row_of(root, "whole", "pm25_ugm3"), "shapley"), 1e-9);
    assert_near(lt_json_number(rest, "shapley"), 0, 1e-9);
    assert_near(lt_json_number(row, "shapley_noise"), lt_json_number(row, "noise"), 0);
    assert_null(cJSON_GetObjectItem(row_of(root, "rail", "pm25_ugm3"), "shapley")); /* stands in a group */
    const cJSON *said = cJSON_GetObjectItem(root, "shapley");
    assert_string_equal(lt_json_text(said, "method"), "exact");
    assert_near(lt_json_number(said, "runs"), 0, 0);
    assert_int_equal(
        cJSON_GetArraySize(cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(said, "groups"), 1), "members")),
        4);
    assert_non_null(strstr(fixture_said, "by Shapley"));
    cJSON_Delete(root);
    groups[0].alone = NULL; /* then it is a run of its own, which is missing */
    assert_true(lt_post_stage(&run.job) != LT_OK);
    char text[2048];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "all-shapley-10"));
}

/* Five groups: "more" is 0.1 below "less" at both points, a share -0.2 / (4 h) each; what they lack of -3 is shown, and
 * 1 / (2 h) of the noise may be in each. */
static void the_path_shows_its_remainder(void **state) {
    (void)state;
    const double h = (1 - 1 / sqrt(3)) / 2;
    group_members(5);
    for (int g = 0; g < 5; g++)
        for (int k = 0; k < 4; k++)
            fixture_conc(&run, lt_fmt("all-path-%d-%s-%s", k / 2 + 1, members[g], k % 2 ? "more" : "less"));
    assert_good(lt_post_stage(&run.job));
    cJSON *root = summary();
    const cJSON *row = row_of(root, "straw", "pm25_ugm3"), *rest = row_of(root, "rest", "pm25_ugm3");
    const double noise = lt_json_number(row, "noise");
    assert_near(lt_json_number(row, "shapley"), -0.2 / (4 * h), 1e-4);
    assert_near(lt_json_number(rest, "shapley"), -3 + 5 * 0.2 / (4 * h), 1e-4);
    assert_near(lt_json_number(row, "shapley_noise"), noise / (2 * h), 1e-12);
    assert_near(lt_json_number(rest, "shapley_noise"), noise * (1 + 5 / (2 * h)), 1e-12);
    assert_string_equal(lt_json_text(cJSON_GetObjectItem(root, "shapley"), "method"), "path");
    assert_near(lt_json_number(cJSON_GetObjectItem(root, "shapley"), "runs"), 20, 0);
    cJSON_Delete(root);
    run.setup.shapley = (lt_grouping){0};
}

/* The table says that the member cuts half of what the run of that name cuts: the run is not the member's. */
static void a_weakened_member_is_not_the_run_of_its_name(void **state) {
    (void)state;
    write_shares("all",
                 "boilers,ofp,3,2,-0.125,-0.5,0.375,\n(rest),ofp,3,2,-0.875,-0.5,-0.375,\n(whole),ofp,3,2,-1,-1,0,\n"
                 "rail,ofp,3,2,0,0,0,\n");
    assert_good(lt_post_stage(&run.job));
    cJSON *root = summary();
    assert_near(lt_json_number(row_of(root, "boilers", "ofp_kt_o3"), "addition"), -0.125, 0);
    assert_null(cJSON_GetObjectItem(row_of(root, "boilers", "pm25_ugm3"), "addition"));
    assert_near(lt_json_number(row_of(root, "boilers", "pm25_ugm3"), "removal"), -0.75, 1e-4);
    cJSON_Delete(root);
}

static void a_missing_table_is_named(void **state) {
    (void)state;
    assert_good(lt_outdir_drop(run.out, "shares_all.csv"));
    assert_int_equal(lt_post_stage(&run.job), LT_ERR_INPUT);
    char text[2048];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "shares_all.csv"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(packages_act_on_the_reference),
                                       cmocka_unit_test(shares_stand_both_ways),
                                       cmocka_unit_test(groups_share_by_shapley),
                                       cmocka_unit_test(the_path_shows_its_remainder),
                                       cmocka_unit_test(a_weakened_member_is_not_the_run_of_its_name),
                                       cmocka_unit_test(a_missing_table_is_named)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
