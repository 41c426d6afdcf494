/* Checks of a whole ledger: the shipped one passes all; each fault alone; Chinese words and tables; places of web maps.
 */
#include "inventory_fixture.h"

#include "grids/gcj02.h"
#include "inventory/check/check.h"
#include "tests/support/root.h"

static char path[400], totals[400];

static int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    snprintf(path, sizeof path, "%s/ledger.csv", root);
    snprintf(totals, sizeof totals, "%s/ledger.totals.csv", root);
    return 0;
}

typedef struct report {
    long n;
    char text[1 << 14];
} report;

static void collect(const char *text, void *context) {
    report *all = context;
    all->n++;
    if (strlen(all->text) + strlen(text) + 2 < sizeof all->text) strcat(strcat(all->text, text), "\n");
}

static void test_the_shipped_ledger_passes(void **state) {
    (void)state;
    static const int years[] = {2014, 2020};
    for (int y = 0; y < 2; y++) {
        lt_ledger *ledger = fixture_ledger(years[y]);
        report all = {0};
        lt_faults faults = {.report = collect, .context = &all};
        fixture_fail(lt_ledger_checks(ledger, "shipped.csv", &faults));
        if (all.n) print_error("%s", all.text);
        assert_int_equal(all.n, 0);
        lt_ledger_free(ledger);
    }
}

static report judge(const char *text, const char *stated) {
    report all = {0};
    lt_faults faults = {.report = collect, .context = &all};
    fixture_write(path, text);
    unlink(totals);
    if (stated) fixture_write(totals, stated);
    fixture_fail(lt_ledger_judge(path, &faults));
    return all;
}

#define HEAD "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source"
#define ROW(id, activity) id ",Dalian,heat,coal,grate_small,none," activity ",t,heating,urban,low_stack,me"
#define TOTALS "region,sector,process,technology,quantity,value,unit,tolerance_percent\n"

static void test_totals(void **state) {
    (void)state;
    static const struct {
        const char *line;
        long faults;
    } cases[] = {
        {"Dalian,heat,,,activity,300,t,0\n", 0},
        {"Liaoning,*,*,*,activity,300,t,\n", 0},
        {"Dalian,,,,activity,0.3,kilotonne,0\n", 0},
        {",,coal,,activity,301,t,\n", 0},      /* 0.5 % and half a tonne */
        {",,coal,,activity,303,t,\n", 1},      /* 1 % */
        {",,coal,,activity,303,t,1\n", 0},     /* said to be allowed */
        {"Dalian,heat,,,NOx,1.2,t,0.01\n", 0}, /* 300 t x 4 kg/t (T/CSES E.7) */
        {"Dalian,heat,,,NOx,1.3,t,0.01\n", 1}, /* half of the last digit is 0.05 */
        {"Anshan,heat,,,activity,300,t,\n", 1},
        {"Dalian,heat,,,activity,300,km,\n", 1},
        {"Dalian,heat,,,activity,300,,\n", 1},
        {"Dalian,heat,,,soot,300,t,\n", 1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char stated[400];
        snprintf(stated, sizeof stated, "%s%s", TOTALS, cases[k].line);
        const report all = judge(HEAD "\n" ROW("a", "100") "\n" ROW("b", "200") "\n", stated);
        if (all.n != cases[k].faults) print_error("%s%s", cases[k].line, all.text);
        assert_int_equal(all.n, cases[k].faults);
        if (all.n) assert_non_null(strstr(all.text, "ledger.totals.csv:2, column "));
    }
}

static void test_particles(void **state) {
    (void)state;
    static const struct {
        const char *numbers, *say; /* PM2.5, PM10, TSP, BC, OC */
    } cases[] = {{"3,4,5,1,1", NULL},
                 {"4,4,4,2,2", NULL},
                 {"3,4,,1,1", NULL},
                 {"5,4,6,1,1", "PM2.5 <= PM10"},
                 {"3,4,3.9,1,1", "PM10 <= TSP"},
                 {"3,4,5,2,1.1", "BC + OC <= PM2.5"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char text[1000];
        snprintf(text, sizeof text,
                 HEAD
                 ",factor_PM2.5,factor_PM10,factor_TSP,factor_BC,factor_OC,factor_source\n" ROW("a", "1") ",%s,me\n",
                 cases[k].numbers);
        const report all = judge(text, NULL);
        if (all.n != (cases[k].say != NULL)) print_error("%s: %s", cases[k].numbers, all.text);
        assert_int_equal(all.n, cases[k].say != NULL);
        if (cases[k].say) assert_non_null(strstr(all.text, cases[k].say));
    }
}

static void test_twins_and_places(void **state) {
    (void)state;
    report all = judge(HEAD "\n" ROW("a", "100") "\n" ROW("b", "100") "\n", NULL);
    assert_int_equal(all.n, 1);
    assert_non_null(strstr(all.text, "ledger.csv:3, column id"));
    /* In the city; on a pier 1 km off the coast; in another city; in the sea. */
    static const struct {
        const char *place;
        const char *say;
    } places[] = {{"121.62,38.95", NULL},
                  {"123.43,41.80", "in Shenyang"},
                  {"121.00,38.00", "in none of the 14 cities"},
                  {"38.95,121.62", "may have changed places"}};
    for (int k = 0; k < 4; k++) {
        char text[1000];
        snprintf(text, sizeof text,
                 HEAD ",lon,lat,stack_height_m,stack_diameter_m,exit_temperature_K,exit_velocity_ms\n"
                      "a,Dalian,heat,coal,grate_large,none,1,t,heating,point,stack,me,%s,80,3,330,10\n",
                 places[k].place);
        all = judge(text, NULL);
        assert_int_equal(all.n, places[k].say != NULL);
        if (places[k].say) assert_non_null(strstr(all.text, places[k].say));
    }
}

static void test_counties(void **state) {
    (void)state;
    static const struct {
        const char *city, *county, *say;
    } cases[] = {{"Shenyang", "Heping", NULL},
                 {"Shenyang", "210102", NULL},
                 {"Shenyang", "和平区", NULL},
                 {"Shenyang", "", NULL},
                 {"Shenyang", "Hepin", "did you mean Heping"},
                 {"Dalian", "Heping", "a county of Dalian"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char text[600];
        snprintf(text, sizeof text, HEAD ",county\na,%s,heat,coal,grate_small,none,1,t,heating,urban,low_stack,me,%s\n",
                 cases[k].city, cases[k].county);
        const report all = judge(text, NULL);
        if (all.n != (cases[k].say != NULL)) print_error("%s", all.text);
        assert_int_equal(all.n, cases[k].say != NULL);
        if (cases[k].say) assert_non_null(strstr(all.text, cases[k].say));
        if (cases[k].say) assert_non_null(strstr(all.text, "ledger.csv:2, column county"));
    }
}

static lt_ledger *read_own(const char *text) {
    fixture_write(path, text);
    unlink(totals);
    return fixture_own_ledger(path, "");
}

/* The same row in Chinese words, as UTF-8 and as GB18030. */
static void test_chinese_table(void **state) {
    (void)state;
    static const char *const texts[] = {
        "编号,城市,行业,燃料/产品,工艺技术,末端控制技术,活动水平,活动水平单位,时间分配,空间分配,排放高度,数据来源\n"
        "a,沈阳市,供热,煤炭,grate_small,无,0.1,万吨,heating,urban,low_stack,统计年鉴\n",
        "\xb1\xe0\xba\xc5,\xb3\xc7\xca\xd0,\xd0\xd0\xd2\xb5,\xc8\xbc\xc1\xcf/\xb2\xfa\xc6\xb7,"
        "\xb9\xa4\xd2\xd5\xbc\xbc\xca\xf5,\xc4\xa9\xb6\xcb\xbf\xd8\xd6\xc6\xbc\xbc\xca\xf5,"
        "\xbb\xee\xb6\xaf\xcb\xae\xc6\xbd,"
        "\xbb\xee\xb6\xaf\xcb\xae\xc6\xbd\xb5\xa5\xce\xbb,\xca\xb1\xbc\xe4\xb7\xd6\xc5\xe4,"
        "\xbf\xd5\xbc\xe4\xb7\xd6\xc5\xe4,"
        "\xc5\xc5\xb7\xc5\xb8\xdf\xb6\xc8,\xca\xfd\xbe\xdd\xc0\xb4\xd4\xb4\n"
        "a,\xc9\xf2\xd1\xf4,\xb9\xa9\xc8\xc8,coal,grate_small,\xce\xde,1000,t,heating,urban,low_stack,x\n"};
    for (int k = 0; k < 2; k++) {
        lt_ledger *ledger = read_own(texts[k]);
        const lt_source *s = &ledger->sources[0];
        assert_string_equal(s->region, "Shenyang");
        assert_string_equal(s->sector, "heat");
        assert_string_equal(s->control, "none");
        assert_near(lt_source_emission_kg(s, LT_NOX), 4000, 1e-9);
        lt_ledger_free(ledger);
    }
}

static void test_places_of_web_maps(void **state) {
    (void)state;
    char text[1000];
    double lon, lat;
    lt_gcj02_from_wgs84(121.62, 38.95, &lon, &lat);
    snprintf(text, sizeof text,
             HEAD ",lon_gcj02,lat_gcj02,stack_height_m,stack_diameter_m,exit_temperature_K,exit_velocity_ms\n"
                  "a,Dalian,heat,coal,grate_large,none,1,t,heating,point,stack,me,%.9f,%.9f,80,3,330,10\n",
             lon, lat);
    lt_ledger *ledger = read_own(text);
    assert_true(fabs(ledger->sources[0].lon - 121.62) < 1e-8 && fabs(ledger->sources[0].lat - 38.95) < 1e-8);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_the_shipped_ledger_passes),
                                       cmocka_unit_test(test_totals),
                                       cmocka_unit_test(test_particles),
                                       cmocka_unit_test(test_twins_and_places),
                                       cmocka_unit_test(test_counties),
                                       cmocka_unit_test(test_chinese_table),
                                       cmocka_unit_test(test_places_of_web_maps)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
