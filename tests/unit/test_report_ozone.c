/* What a run with gas chemistry puts into the report: fields of ozone and NO2 under the noise rule, regimes, Ox that
 * titration leaves alone, notes on the chemistry, tunings that are on, the map of ozone, the table on the terminal. */
#include "tests/unit/post_fixture.h"

#include "postproc/post_stage.h"
#include "postproc/reference_state.h"
#include "postproc/report.h"
#include "postproc/text.h"
#include "tests/support/near.h"

static fixture shared;
static lt_summary *summary;
static double factor; /* from ambient to the reference state, the same in all cells */

static int set_up(void **state) {
    (void)state;
    fixture_create(&shared, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    shared.has_gases = true;
    fixture_conc(&shared, "base");
    fixture_conc(&shared, "noise");
    fixture_conc(&shared, "boilers");
    assert_good(lt_summary_create(&shared.job, shared.grid, &summary));
    factor = lt_state_factor(LT_STATE_REFERENCE, 263.15, lt_state_pressure(263.15, 100));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    lt_summary_free(summary);
    fixture_free(&shared);
    return 0;
}

/* The package gives back as ozone what it takes as NO2. Floats of the file: 80 to 4e-6, differences to 1e-5. */
static void titration_leaves_ox(void **state) {
    (void)state;
    const double no2 = lt_summary_delta(summary, LT_QUANTITY_NO2, 0, 0, 0, LT_CITY_SITES);
    const double o3 = lt_summary_delta(summary, LT_QUANTITY_O3_MDA8, 0, 0, 0, LT_CITY_SITES);
    const double ox = lt_summary_delta(summary, LT_QUANTITY_OX_DAY, 0, 0, 0, LT_CITY_SITES);
    assert_near(no2, -3 * factor, 2e-5);
    assert_near(o3, 3 * 47.9982 / 46.0055 * factor, 2e-5);
    assert_near(ox, 0, 2e-5);
    /* 10 to 18 alone: 80 and not the 40 of the other hours */
    assert_near(lt_summary_value(summary, LT_QUANTITY_OX_DAY, LT_SUMMARY_BASE, 0, 0, LT_CITY_SITES),
                (80 + 30 * 47.9982 / 46.0055) * factor, 2e-5);
}

static const cJSON *get(const cJSON *object, const char *key) {
    const cJSON *found = cJSON_GetObjectItemCaseSensitive(object, key);
    assert_non_null(found);
    return found;
}

static void the_map_has_ozone_and_regimes(void **state) {
    (void)state;
    char *text = NULL;
    assert_good(lt_report_map(shared.grid, summary, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const int n = (int)lt_json_number(root, "nx") * (int)lt_json_number(root, "ny");
    const cJSON *fields = get(root, "fields"), *value = NULL;
    assert_int_equal(cJSON_GetArraySize(fields), 3);
    const cJSON *ozone = get(fields, "o3_mda8"), *delta = get(get(get(ozone, "delta"), "boilers"), "winter");
    assert_int_equal(cJSON_GetArraySize(delta), n);
    cJSON_ArrayForEach(value, delta) assert_near(value->valuedouble, 3 * 47.9982 / 46.0055 * factor, 0.5e-2);
    cJSON_ArrayForEach(value, get(get(ozone, "base"), "winter")) assert_near(value->valuedouble, 80 * factor, 0.05);
    const cJSON *column = get(get(get(get(root, "regime"), "hcho_no2_column"), "base"), "winter");
    const cJSON *acids = get(get(get(get(root, "regime"), "h2o2_hno3"), "boilers"), "winter");
    assert_int_equal(strlen(lt_json_text(column, "classes")), (size_t)n);
    assert_int_equal(strspn(lt_json_text(column, "classes"), "t"), (size_t)n);
    cJSON_ArrayForEach(value, get(column, "values")) assert_near(value->valuedouble, 3, 0.05);
    const cJSON *lon = get(root, "lon");
    for (int q = 0; q < n; q++)
        assert_int_equal(lt_json_text(acids, "classes")[q], cJSON_GetArrayItem(lon, q)->valuedouble < 121.99 ? 'n'
                                                            : cJSON_GetArrayItem(lon, q)->valuedouble > 122.01
                                                                ? 'v'
                                                                : lt_json_text(acids, "classes")[q]);
    assert_non_null(strchr(lt_json_text(acids, "classes"), 'n'));
    assert_non_null(strchr(lt_json_text(acids, "classes"), 'v'));
    cJSON_Delete(root);
}

/* Every note in both languages, with its mark; of a run without ozone there is none. */
static void the_chemistry_is_told(void **state) {
    (void)state;
    static const char *const keys[] = {"title_en", "title_zh", "text_en", "text_zh", "source"};
    char *text = NULL;
    assert_good(lt_report_context(&shared.job, shared.grid, summary, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *notes = get(root, "chemistry_notes"), *note = NULL;
    assert_true(cJSON_GetArraySize(notes) > 5);
    cJSON_ArrayForEach(note, notes) {
        for (int k = 0; k < 5; k++) assert_true(lt_json_text(note, keys[k])[0]);
        assert_non_null(strchr("VSDRA", lt_json_text(note, "mark")[0]));
    }
    cJSON_Delete(root);
}

/* Does a line of what the winter assumes hold these words? The files of the base are written anew. */
static bool assumes(const char *key, const char *line) {
    char *text = NULL;
    bool told = false;
    fixture_conc(&shared, "base");
    assert_good(lt_report_context(&shared.job, shared.grid, summary, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, get(get(get(root, "weather"), "winter"), key)) told |=
        strstr(one->valuestring, line) != NULL;
    cJSON_Delete(root);
    return told;
}

/* Tunings that are on stand among the assumptions in both languages; none, or a run without aerosol: no line. */
static void what_was_fitted_is_told(void **state) {
    (void)state;
    static const char english[] = "fitted to air, not measured in a laboratory, are in use",
                      chinese[] = "按大气观测拟合";
    static const char *const silent[] = {NULL, "none"};
    for (int k = 0; k < 2; k++) {
        shared.tunings = silent[k];
        assert_false(assumes("assumptions_en", english));
        assert_false(assumes("assumptions_zh", chinese));
    }
    shared.tunings = "so2_gamma, no2_light";
    assert_true(assumes("assumptions_en", lt_fmt("%s: so2_gamma, no2_light", english)));
    assert_true(assumes("assumptions_zh", chinese));
    assert_true(assumes("assumptions_zh", "：so2_gamma, no2_light"));
    shared.tunings = NULL;
    fixture_conc(&shared, "base");
}

/* Two days and a half of spin-up and period: hours outside the period, other layers and species take no part. */
static void processes_are_summed_over_the_period(void **state) {
    (void)state;
    char *text = NULL;
    assert_good(lt_report_process(&shared.job, &text)); /* no file, no island */
    assert_null(text);
    assert_good(lt_outdir_write_text(
        shared.out, "process_base_winter.csv",
        "# a comment\nhour_end_utc,region,layers,species,transport_mean,mixing_mean,emission_mean,dry_mean,"
        "chemistry_mean,wet_mean,produced_mean,destroyed_mean,change_mean,mean,unit\n"
        "2020-01-09T16:00:00Z,Dalian,low,OX,100,100,100,100,100,100,0,0,100,40,ppb\n"
        "2020-01-09T17:00:00Z,Dalian,low,OX,1.5,3,0,-6,9,0,0,0,7.5,40,ppb\n"
        "2020-01-12T16:00:00Z,Dalian,low,OX,1.5,0,0,-3,0,0,0,0,-1.5,40,ppb\n"
        "2020-01-12T17:00:00Z,Dalian,low,OX,100,100,100,100,100,100,0,0,100,40,ppb\n"
        "2020-01-10T17:00:00Z,Dalian,ground,OX,100,100,100,100,100,100,0,0,100,40,ppb\n"
        "2020-01-10T17:00:00Z,Dalian,low,CO,100,100,100,100,100,100,0,0,100,40,ppb\n"
        "2020-01-10T17:00:00Z,elsewhere,low,OX,100,100,100,100,100,100,0,0,100,40,ppb\n"));
    assert_good(lt_report_process(&shared.job, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const cJSON *rows = get(get(get(root, "periods"), "winter"), "OX");
    assert_int_equal(cJSON_GetArraySize(rows), LT_N_CITY_VALUES);
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(rows, 0)));
    static const double a_day[] = {1, 1, 0, -3, 3, 0, 2}; /* three days */
    for (int k = 0; k < 7; k++)
        assert_near(cJSON_GetArrayItem(cJSON_GetArrayItem(rows, 1), k)->valuedouble, a_day[k], 1e-12);
    cJSON_Delete(root);
}

static void the_stage_draws_and_prints_ozone(void **state) {
    (void)state;
    fixture_listen();
    assert_good(lt_post_stage(&shared.job));
    assert_true(lt_outdir_has(shared.out, "map-o3_boilers_winter.png", true, NULL));
    assert_true(lt_outdir_has(shared.out, "map_boilers_winter.png", true, NULL));
    assert_non_null(strstr(fixture_said, "O3 MDA8"));
    const char *line = strstr(fixture_said, "boilers             winter");
    assert_non_null(line);
    char pm25[16], o3[16], no2[16], ox[16], less[16];
    assert_int_equal(sscanf(line, "boilers winter %15s %15s %15s %15s %15s", pm25, o3, no2, ox, less), 5);
    assert_string_equal(o3, lt_text_delta(3 * 47.9982 / 46.0055 * factor, 0));
    assert_string_equal(no2, lt_text_delta(-3 * factor, 0));
    assert_string_equal(ox, "<"); /* below three times the noise: never a number */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titration_leaves_ox),
        cmocka_unit_test(the_map_has_ozone_and_regimes),
        cmocka_unit_test(the_chemistry_is_told),
        cmocka_unit_test(what_was_fitted_is_told),
        cmocka_unit_test(processes_are_summed_over_the_period),
        cmocka_unit_test(the_stage_draws_and_prints_ozone),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
