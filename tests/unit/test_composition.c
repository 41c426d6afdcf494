/* What PM2.5 is made of, on a small made run of known parts: values, shares, differences beside their noise; parts that
 * do not sum to PM2.5 are refused; a run without chemistry. */
#include "tests/unit/composition_fixture.h"

#include "model/driver/output_sums.h"

static void values_are_those_of_the_files(void **state) {
    (void)state;
    double mean = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        assert_near(lt_compositions_value(all, LT_COMPONENT_POA, LT_SUMMARY_BASE, 0, c), winter_mean("poa") * bump(c),
                    rounding);
        assert_near(lt_compositions_delta(all, LT_COMPONENT_NITRATE, 0, 0, c), -0.1 * winter_mean("nitrate") * bump(c),
                    rounding);
        assert_near(lt_compositions_delta(all, LT_COMPONENT_BC, 0, 0, c), 0, 0);
        assert_near(lt_compositions_noise(all, LT_COMPONENT_SULFATE, 0, c), 0.001 * bump(c), 2 * rounding);
        const double both = 0.5 * (winter_mean("soa") + fields[index_of("soa")].summer) * bump(c);
        assert_near(lt_compositions_value(all, LT_COMPONENT_SOA, LT_SUMMARY_BASE, -1, c), both, rounding);
        mean += both / LT_N_CITY_VALUES;
    }
    assert_near(lt_compositions_value(all, LT_COMPONENT_SOA, LT_SUMMARY_BASE, -1, LT_ALL_CITIES), mean, rounding);
    assert_false(lt_compositions_is_part(all, LT_COMPONENT_OM, LT_OF_PM25));
    assert_true(lt_compositions_is_part(all, LT_COMPONENT_POA, LT_OF_PM25));
    assert_true(lt_compositions_is_part(all, LT_COMPONENT_PMC_SOIL, LT_OF_PM10));
    assert_false(all->has[LT_COMPONENT_VISIBILITY]);
}

/* The parts of a city sum to its PM2.5, and so do the shares of components.csv. */
static void shares_sum_to_one(void **state) {
    (void)state;
    char *text;
    lt_csv *table;
    int share, part, city, period;
    assert_good(lt_compositions_csv(all, &text));
    assert_good(lt_csv_parse("components.csv", text, &table));
    free(text);
    assert_good(lt_csv_column(table, "share", &share));
    assert_good(lt_csv_column(table, "part_of", &part));
    assert_good(lt_csv_column(table, "city_en", &city));
    assert_good(lt_csv_column(table, "period", &period));
    assert_int_equal(lt_csv_rows(table), 3 * LT_N_COMPOSITION_CITIES * (N_FIELDS - 1));
    for (int c = 0; c < LT_N_COMPOSITION_CITIES; c++) {
        double sum = 0;
        for (long row = 0; row < lt_csv_rows(table); row++) {
            double value;
            if (strcmp(lt_csv_text(table, row, city), lt_city_name(c, false)) != 0 ||
                strcmp(lt_csv_text(table, row, period), "summer") != 0 ||
                strcmp(lt_csv_text(table, row, part), "PM2.5") != 0)
                continue;
            assert_good(lt_csv_double(table, row, share, &value));
            sum += value;
        }
        assert_near(sum, 1, 12 * 5e-7); /* twelve shares of six digits */
    }
    lt_csv_free(table);
}

/* One cell in one hour, by ten times what floats allow. */
static void parts_that_do_not_sum_are_refused(void **state) {
    (void)state;
    lt_compositions *out;
    char text[2048];
    made.too_much = 2 * 193 * exp2(-23) * 10;
    lt_status status = make(&out);
    assert_int_equal(status, LT_ERR_VERIFY);
    assert_null(out);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "the parts of PM2.5 do not sum to it"));
    assert_non_null(strstr(text, "hour 7, cell 7"));
    lt_error_clear();
    /* a part that is not there, of either total */
    made.too_much = 0;
    static const char *const lost[] = {"sodium", "pmc_soil"};
    static const char *const total[] = {"PM2.5", "PM10"};
    for (int k = 0; k < 2; k++) {
        made.lost = lost[k];
        status = make(&out);
        assert_int_equal(status, LT_ERR_VERIFY);
        lt_error_text(status, text, sizeof text);
        assert_non_null(strstr(text, lt_fmt("the parts of %s do not sum", total[k])));
        lt_error_clear();
    }
    put_back();
}

/* A case may keep fewer bits; the tolerance follows. 10 bits: 0.05 %. */
static void rounded_files_pass(void **state) {
    (void)state;
    lt_compositions *out;
    made.bits = 10;
    assert_good(make(&out));
    assert_near(lt_compositions_value(out, LT_COMPONENT_POA, LT_SUMMARY_BASE, 0, 0), winter_mean("poa") * bump(0),
                winter_mean("poa") * exp2(-11) * 1.03);
    lt_compositions_free(out);
    /* but no more than that */
    made.too_much = 2 * 193 * exp2(-11) * 3;
    assert_int_equal(make(&out), LT_ERR_VERIFY);
    lt_error_clear();
    put_back();
}

/* Without gas chemistry om is a part, and there is no ratio. */
static void a_run_without_chemistry(void **state) {
    (void)state;
    lt_compositions *out;
    char *text;
    made.passive = true;
    write_all_conc();
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &out));
    assert_non_null(out);
    assert_true(lt_compositions_is_part(out, LT_COMPONENT_OM, LT_OF_PM25));
    assert_true(lt_compositions_is_part(out, LT_COMPONENT_PMC, LT_OF_PM10));
    assert_false(lt_compositions_has_ratio(out));
    assert_good(lt_compositions_ratio_csv(out, &text));
    assert_null(text);
    assert_good(lt_compositions_report(out, f.grid, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(root, "dust")));
    cJSON_Delete(root);
    lt_compositions_free(out);
    put_back();
    write_all_conc();
}

/* Every part is a field that a run writes (model/driver/output_sums.h). */
static void parts_are_fields_of_the_model(void **state) {
    (void)state;
    for (int c = 0; c < LT_N_COMPONENTS; c++) {
        const lt_component_row *row = &lt_component_table[c];
        if (row->group == LT_PM_LIGHT) continue;
        if (!lt_output_sums_of_mechanism(row->field) && !lt_output_sums_of_passive(row->field))
            fail_msg("no run writes %s", row->field);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_those_of_the_files),     cmocka_unit_test(shares_sum_to_one),
        cmocka_unit_test(parts_that_do_not_sum_are_refused), cmocka_unit_test(rounded_files_pass),
        cmocka_unit_test(a_run_without_chemistry),           cmocka_unit_test(parts_are_fields_of_the_model)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
