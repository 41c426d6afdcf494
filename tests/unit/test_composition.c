/* What PM2.5 is made of, on a small made run of known parts: values, shares, differences beside their noise, days of
 * heating, what limits nitrate; parts that do not sum to PM2.5 are refused. */
#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "model/driver/output_sums.h"
#include "postproc/composition/compositions.h"
#include "postproc/text.h"
#include "tests/support/near.h"

enum { HOURS = 8, HEATED = 4, N_PERIODS = 2, WINTER = 0, SUMMER = 1 };

static fixture f;
static lt_period periods[N_PERIODS];
static char *packages[] = {(char *)"boilers"};
static lt_summary *summary;
static lt_compositions *all;

/* What the made files are like. */
static struct {
    bool passive, has_gases;
    int bits;         /* kept of a value; 0: all */
    double too_much;  /* added to PM2.5 of the last hour, in one cell */
    const char *lost; /* field that is not written */
    const char *dust; /* attribute, or NULL */
} made;

/* ug/m3 in winter; in summer another share. Every third cell has a little more. */
static const struct {
    const char *field;
    double winter, summer;
} fields[] = {{"sulfate", 8, 6},       {"nitrate", 20, 1},   {"ammonium", 9, 2},     {"chloride", 1.5, 0.5},
              {"sodium", 0.1, 0.1},    {"hms", 0.4, 0},      {"bc", 8, 1},           {"poa", 26, 2},
              {"soa", 3, 5},           {"om", 29, 7},        {"crustal_ions", 1, 2}, {"soil", 2, 3},
              {"pm_other", 17, 7},     {"pm_water", 26, 9},  {"pmc_soil", 3, 9},     {"pmc_sea_salt", 0.5, 1},
              {"pmc_nitrate", 0.2, 1}, {"pmc_other", 12, 6}, {"pm25", 0, 0},         {"pm10", 0, 0},
              {"nh3", 4, 16},          {"hno3", 1, 7},       {"pmc", 12, 6}};
enum { N_FIELDS = sizeof fields / sizeof *fields };

static bool is_written(const char *field) {
    static const char passive[] = " sulfate bc om pm_other pm25 pm10 pmc ";
    if (made.lost && strcmp(field, made.lost) == 0) return false;
    if (made.passive) return strstr(passive, lt_fmt(" %s ", field)) != NULL;
    if (!made.has_gases && strcmp(field, "hno3") == 0) return false;
    return strcmp(field, "pmc") != 0;
}

static int index_of(const char *field) {
    for (int k = 0; k < N_FIELDS; k++)
        if (strcmp(fields[k].field, field) == 0) return k;
    fail_msg("no field %s", field);
    return 0;
}

/* Is it added to PM2.5, or beside it to PM10? */
static bool adds(int k, bool coarse) {
    static const char fine[] = " sulfate nitrate ammonium chloride sodium hms bc poa soa crustal_ions soil pm_other ";
    static const char fine_passive[] = " sulfate bc om pm_other ",
                      rough[] = " pmc_soil pmc_sea_salt pmc_nitrate pmc_other ";
    const char *name = lt_fmt(" %s ", fields[k].field);
    if (coarse) return strstr(made.passive ? " pmc " : rough, name) != NULL;
    return strstr(made.passive ? fine_passive : fine, name) != NULL;
}

/* Package: 10 % less nitrate; noise: a thousandth of a microgram more sulfate. Winter hours of the day that is not
 * heated twice. */
static double part_of(int k, const char *variant, int period, long cell, long hour) {
    double v = period == WINTER ? fields[k].winter : fields[k].summer;
    if (period == WINTER && hour >= HEATED) v *= 2;
    if (strcmp(variant, "boilers") == 0 && strcmp(fields[k].field, "nitrate") == 0) v *= 0.9;
    if (strcmp(variant, "noise") == 0 && strcmp(fields[k].field, "sulfate") == 0) v += 0.001;
    return v * (1 + 0.01 * (double)(cell % 3));
}

static double value_of(int k, const char *variant, int period, long cell, long hour) {
    const bool pm25 = strcmp(fields[k].field, "pm25") == 0, pm10 = strcmp(fields[k].field, "pm10") == 0;
    if (!pm25 && !pm10) return part_of(k, variant, period, cell, hour);
    double sum = pm25 && cell == 7 && hour == HOURS - 1 ? made.too_much : 0;
    for (int q = 0; q < N_FIELDS; q++)
        if (adds(q, false) || (pm10 && adds(q, true))) sum += part_of(q, variant, period, cell, hour);
    return sum;
}

static void write_conc(const char *variant, int period) {
    const long n_cells = (long)f.grid->nx * f.grid->ny;
    lt_ncw *file;
    float *values;
    lt_job job = f.job;
    job.variant = variant;
    job.period = &periods[period];
    assert_good(lt_calloc((size_t)n_cells, sizeof *values, &values));
    assert_good(lt_ncw_create(f.out, lt_job_file(&job, "conc", ".nc"), "made by a test", &file));
    assert_good(lt_ncw_time_hours(file, job.period->start, HOURS));
    assert_good(lt_ncw_dim(file, "y", (size_t)f.grid->ny));
    assert_good(lt_ncw_dim(file, "x", (size_t)f.grid->nx));
    for (int k = 0; k < N_FIELDS; k++) {
        const lt_field field = {fields[k].field, NULL, "ug m-3", "time y x", "t"};
        if (!is_written(fields[k].field)) continue;
        assert_good(lt_ncw_var(file, &field, NC_FLOAT));
        if (made.bits) assert_good(lt_ncw_bitround(file, fields[k].field, made.bits));
    }
    if (made.dust) assert_good(lt_ncw_attr_text(file, NULL, "dust", made.dust));
    for (long h = 0; h < HOURS; h++)
        for (int k = 0; k < N_FIELDS; k++) {
            if (!is_written(fields[k].field)) continue;
            for (long q = 0; q < n_cells; q++) values[q] = (float)value_of(k, variant, period, q, h);
            assert_good(lt_ncw_put_float_record(file, fields[k].field, (size_t)h, values));
        }
    assert_good(lt_ncw_commit(file));
    lt_free(values);
}

/* Heated from 1 November to 11 January: of the winter period the first half. `last`: of all cells. */
static void write_emissions(int period, int last) {
    static const lt_field days[] = {{"laws/heating_first", NULL, "1", "y x", "first"},
                                    {"laws/heating_last", NULL, "1", "y x", "last"}};
    const long n_cells = (long)f.grid->nx * f.grid->ny;
    lt_ncw *file;
    double *values;
    lt_job job = f.job;
    job.variant = "base";
    job.period = &periods[period];
    assert_good(lt_calloc((size_t)n_cells, sizeof *values, &values));
    assert_good(lt_ncw_create(f.out, lt_job_file(&job, "emissions", ".nc"), "made by a test", &file));
    assert_good(lt_ncw_dim(file, "y", (size_t)f.grid->ny));
    assert_good(lt_ncw_dim(file, "x", (size_t)f.grid->nx));
    for (int k = 0; k < 2; k++) assert_good(lt_ncw_var(file, &days[k], NC_INT));
    for (int k = 0; k < 2; k++) {
        for (long q = 0; q < n_cells; q++) values[q] = k == 0 ? 1101 : last;
        assert_good(lt_ncw_put_double(file, days[k].name, values));
    }
    assert_good(lt_ncw_commit(file));
    lt_free(values);
}

static void write_all_conc(void) {
    static const char *const variants[] = {"base", "noise", "boilers"};
    for (int v = 0; v < 3; v++)
        for (int p = WINTER; p <= SUMMER; p++) write_conc(variants[v], p);
}

static int set_up(void **state) {
    (void)state;
    fixture_create(&f, "",
                   lt_time_from_civil(2020, 1, 11, 12, 0, 0)); /* 20:00 in UTC+8: four hours, then the next day */
    for (int p = 0; p < N_PERIODS; p++) {
        periods[p] = f.period;
        periods[p].length_s = HOURS * LT_HOUR;
    }
    periods[1].id = (char *)"summer";
    periods[1].start = lt_time_from_civil(2020, 7, 9, 12, 0, 0);
    for (int p = 0; p < N_PERIODS; p++) {
        f.period = periods[p];
        fixture_met(&f, "");
        write_emissions(p, 111);
    }
    f.setup.periods = (lt_list){periods, N_PERIODS};
    f.setup.packages = (lt_list){packages, 1};
    made.has_gases = true;
    write_all_conc();
    assert_good(lt_summary_create(&f.job, f.grid, &summary));
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &all));
    assert_non_null(all);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    lt_compositions_free(all);
    lt_summary_free(summary);
    fixture_free(&f);
    return 0;
}

/* Mean of 1 + 0.01 (cell mod 3) over the sites of a city. */
static double bump(int city) {
    const lt_weights *sites = &summary->cities->of[city][LT_CITY_SITES];
    double sum = 0;
    for (long q = 0; q < sites->n; q++) sum += sites->weight[q] * (1 + 0.01 * (double)(sites->cell[q] % 3));
    return sum;
}

static double winter_mean(const char *field) {
    return 1.5 * fields[index_of(field)].winter; /* the second half is twice the first */
}

static const double rounding = 1e-5; /* of floats of 100 ug/m3: 4e-6 */

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
    assert_near(lt_compositions_value(all, LT_COMPONENT_SOA, LT_SUMMARY_BASE, -1, LT_COMPOSITION_ALL), mean, rounding);
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
            if (strcmp(lt_csv_text(table, row, city), lt_compositions_city(c, false)) != 0 ||
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

/* By hand, umol/m3: NH3 17.031, NO3 62.004, HNO3 63.012, NH4 18.039, SO4 96.056 g/mol. */
static void ratios_are_the_forms(void **state) {
    (void)state;
    const lt_nitrate_air rich = {.nh3 = 17.031,
                                 .ammonium = 18.039,
                                 .sulfate = 0.25 * 96.056,
                                 .hno3 = 0.25 * 63.012,
                                 .nitrate = 0.5 * 62.004,
                                 .pm25 = 100};
    lt_gas_ratio of = lt_gas_ratio_of(&rich);
    assert_near(of.adjusted, 1.5 / 0.75, 1e-12);
    assert_near(of.gas, 1.5 / 0.75, 1e-12);
    assert_near(of.free_ugm3, 1.5 * 17.031, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_ACID);
    lt_nitrate_air air = rich;
    air.nh3 = 0.1 * 17.031; /* adjusted 0.6 / 0.75; free 0.6 */
    of = lt_gas_ratio_of(&air);
    assert_near(of.adjusted, 0.8, 1e-12);
    assert_near(of.gas, 0.8, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_AMMONIA);
    air.sulfate = 0; /* sodium holds the nitrate: free 1.1 */
    of = lt_gas_ratio_of(&air);
    assert_near(of.gas, 1.1 / 0.75, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_DOUBT);
    air.pm25 = 0.5 * 62.004 / LT_NITRATE_MATTERS + 1;
    assert_int_equal(lt_gas_ratio_of(&air).limit, LT_NITRATE_LITTLE);
    air.nitrate = air.hno3 = 0;
    of = lt_gas_ratio_of(&air);
    assert_true(isnan(of.adjusted) && isnan(of.gas));
    assert_int_equal(of.limit, LT_NITRATE_LITTLE);
}

static double moles(double ugm3, double molar_mass) {
    return ugm3 / molar_mass;
}

static void ratios_of_cities_and_cells(void **state) {
    (void)state;
    const double nh3 = moles(4, 17.031), nitrate = moles(20, 62.004), hno3 = moles(1, 63.012);
    const double want = (nh3 + nitrate) / (hno3 + nitrate);
    for (int c = 0; c < LT_N_COMPOSITION_CITIES; c++) {
        const lt_gas_ratio of = lt_compositions_ratio(all, LT_SUMMARY_BASE, 0, c);
        assert_near(of.adjusted, want, 1e-6); /* floats */
        assert_int_equal(of.limit, LT_NITRATE_ACID);
        /* in summer nitrate is 1 of 30 ug/m3 */
        assert_int_equal(lt_compositions_ratio(all, LT_SUMMARY_BASE, 1, c).limit, LT_NITRATE_LITTLE);
    }
    assert_near(lt_compositions_cell_ratio(all, 0, 11).adjusted, want, 1e-6);
    const double less = 0.9 * nitrate;
    assert_near(lt_compositions_ratio(all, LT_SUMMARY_PACKAGE, 0, 3).adjusted, (nh3 + less) / (hno3 + less), 1e-6);
}

/* A quarter of all hours is heated: those of 11 January; the others of winter are twice as much. */
static void heated_days_beside_the_others(void **state) {
    (void)state;
    const int k = index_of("poa"), c = lt_city_find("Shenyang");
    const lt_heating_ratio of = lt_compositions_heating(all, LT_COMPONENT_POA, c);
    assert_near(of.heated_days, HEATED / 24.0, 1e-12);
    assert_near(of.other_days, (2 * HOURS - HEATED) / 24.0, 1e-12);
    assert_near(of.heated, fields[k].winter * bump(c), rounding);
    assert_near(of.other, (2 * fields[k].winter + 2 * fields[k].summer) / 3 * bump(c), rounding);
    assert_near(of.ratio, of.heated / of.other, 1e-12);
    const lt_component om[] = {LT_COMPONENT_OM};
    const double pm25 = value_of(index_of("pm25"), "base", WINTER, 0, 0);
    assert_near(lt_compositions_heating_share(all, om, 1, true, c), 29 / pm25, 1e-6);
    /* the calendar goes over the new year; its ends belong to it */
    lt_heating_days days = {.known = true};
    days.first[0] = 1101, days.last[0] = 331;
    assert_true(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 10, 31, 16, 0, 0))); /* 1 November, UTC+8 */
    assert_false(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 10, 31, 15, 0, 0)));
    assert_true(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 3, 31, 15, 0, 0)));
    assert_false(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 3, 31, 16, 0, 0)));
}

static void published_stand_with_their_year(void **state) {
    (void)state;
    char *text;
    lt_csv *table;
    int year, ours, id, published;
    assert_good(lt_compositions_published_csv(all, &text));
    assert_good(lt_csv_parse("published", text, &table));
    free(text);
    assert_good(lt_csv_column(table, "id", &id));
    assert_good(lt_csv_column(table, "year", &year));
    assert_good(lt_csv_column(table, "ours", &ours));
    assert_good(lt_csv_column(table, "published", &published));
    const lt_heating_ratio pm25 = lt_compositions_heating(all, LT_COMPONENT_PM25, lt_city_find("Shenyang"));
    double value;
    assert_good(lt_csv_double(table, 0, ours, &value));
    assert_near(value, pm25.ratio, 5e-4);
    assert_string_equal(lt_csv_text(table, 0, published), "1.76");
    assert_string_equal(lt_csv_text(table, 0, year), "2015");
    for (long row = 0; row < lt_csv_rows(table); row++) assert_true(lt_csv_text(table, row, year)[0] == '2');
    /* row 3: organic matter of the heated day; row 11: nitrate among the ions, 20 of 38.6 */
    assert_good(lt_csv_double(table, 3, ours, &value));
    assert_near(value, 100 * 29 / value_of(index_of("pm25"), "base", WINTER, 0, 0), 5e-3);
    assert_good(lt_csv_double(table, 11, ours, &value));
    assert_near(value, 100 * 20 / 38.6, 5e-3);
    lt_csv_free(table);
}

/* Both languages, 100 columns. */
static void the_terminal_says_it(void **state) {
    (void)state;
    static const char *const words[2][4] = {
        {"what PM2.5 is made of", "what limits nitrate", "HNO3", "published (2015): 1.76"},
        {"PM2.5组成", "硝酸盐受什么控制", "硝酸", "文献（2015年）：1.76"}};
    lt_composition_texts texts;
    assert_good(lt_composition_texts_create(all, &texts));
    for (int chinese = 0; chinese < 2; chinese++) {
        fixture_listen();
        assert_good(lt_compositions_print(&texts, chinese));
        for (int w = 0; w < 4; w++)
            if (!strstr(fixture_said, words[chinese][w]))
                fail_msg("nothing of %s in %s", words[chinese][w], fixture_said);
        fixture_said_in_100_columns();
    }
    lt_log_set_sinks(NULL, NULL);
    lt_composition_texts_free(&texts);
}

/* The page's data are JSON, with a row a city and a number a component. */
static void the_page_has_it(void **state) {
    (void)state;
    char *text;
    assert_good(lt_compositions_report(all, f.grid, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    const cJSON *winter = cJSON_GetObjectItem(cJSON_GetObjectItem(root, "periods"), "winter");
    const cJSON *base = cJSON_GetObjectItem(winter, "base");
    assert_int_equal(cJSON_GetArraySize(base), LT_N_COMPOSITION_CITIES);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetArrayItem(base, 0)), N_FIELDS - 1);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "components")), N_FIELDS - 1);
    assert_string_equal(lt_json_text(root, "dust"), "on");
    assert_int_equal(
        strspn(lt_json_text(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "cells"), "winter"), "classes"), "h"),
        strlen(lt_json_text(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "cells"), "winter"), "classes")));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "heating"), "values")),
                     LT_N_COMPOSITION_CITIES);
    assert_true(cJSON_GetArraySize(cJSON_GetObjectItem(root, "published")) >= 9);
    cJSON_Delete(root);
}

/* --- other files; each puts the first ones back --- */

static lt_status make(lt_compositions **out) {
    *out = NULL;
    write_conc("base", WINTER);
    return lt_compositions_create(&f.job, f.grid, summary, out);
}

static void put_back(void) {
    made.too_much = 0, made.lost = NULL, made.passive = false, made.has_gases = true, made.bits = 0;
    write_conc("base", WINTER);
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

/* Of a run that says that it has no wind-blown dust. */
static void dust_may_be_off(void **state) {
    (void)state;
    static const char *const said[][2] = {{"off", "off"}, {"0", "off"}, {"on", "on"}, {"0.5", "on"}};
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        lt_compositions *out;
        char *text;
        made.dust = said[k][0];
        assert_good(make(&out));
        assert_good(lt_compositions_report(out, f.grid, &text));
        cJSON *root = cJSON_Parse(text);
        assert_string_equal(lt_json_text(root, "dust"), said[k][1]);
        cJSON_Delete(root);
        free(text);
        lt_compositions_free(out);
    }
    made.dust = NULL;
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

/* No calendar in the emissions: no ratio, no file. A day that is none: an error. */
static void days_of_heating_may_be_unknown(void **state) {
    (void)state;
    lt_compositions *out;
    char *text;
    lt_job job = f.job;
    job.variant = "base";
    for (int p = 0; p < N_PERIODS; p++) {
        job.period = &periods[p];
        assert_good(lt_outdir_drop(f.out, lt_job_file(&job, "emissions", ".nc")));
    }
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &out));
    assert_true(isnan(lt_compositions_heating(out, LT_COMPONENT_PM25, 0).ratio));
    assert_good(lt_compositions_heating_csv(out, &text));
    assert_null(text);
    lt_compositions_free(out);
    write_emissions(WINTER, 1332);
    assert_int_equal(lt_compositions_create(&f.job, f.grid, summary, &out), LT_ERR_INPUT);
    lt_error_clear();
    for (int p = WINTER; p <= SUMMER; p++) write_emissions(p, 111);
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
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_are_those_of_the_files),
                                       cmocka_unit_test(shares_sum_to_one),
                                       cmocka_unit_test(ratios_are_the_forms),
                                       cmocka_unit_test(ratios_of_cities_and_cells),
                                       cmocka_unit_test(heated_days_beside_the_others),
                                       cmocka_unit_test(published_stand_with_their_year),
                                       cmocka_unit_test(the_terminal_says_it),
                                       cmocka_unit_test(the_page_has_it),
                                       cmocka_unit_test(parts_that_do_not_sum_are_refused),
                                       cmocka_unit_test(rounded_files_pass),
                                       cmocka_unit_test(dust_may_be_off),
                                       cmocka_unit_test(a_run_without_chemistry),
                                       cmocka_unit_test(days_of_heating_may_be_unknown),
                                       cmocka_unit_test(parts_are_fields_of_the_model)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
