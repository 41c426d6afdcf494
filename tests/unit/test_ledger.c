/* The ledger: worked examples, reading, every fault of a user's table. */
#include "inventory_fixture.h"

#include "inventory/methods/method.h"

#include "inventory/controls.h"
#include "inventory/factors.h"

static char folder[] = "/tmp/lt-ledger-XXXXXX";
static char path[256];

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/ledger.csv", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    unlink(path);
    return rmdir(folder);
}

/* T/CSES 144-2024: S = 1 %, sr = 0.15 gives 17 g/kg; A = 10 %, ar = 0.85, f = 0.6 gives 9 g/kg. */
static void test_worked_examples(void **state) {
    (void)state;
    double kg[LT_N_POLLUTANTS];
    fixture_fail(lt_method_evaluate(
        &lt_method_coal, "sulfur_percent=1;ash_percent=10;sr=0.15;ar=0.85;f25=0.6;f10=0.6;f_bc=0;f_oc=0", "here", kg));
    assert_near(kg[LT_SO2], 17.0, 1e-12);
    assert_near(kg[LT_PM25], 9.0, 1e-12);
    assert_true(isnan(kg[LT_NOX]));
    assert_int_equal(lt_method_evaluate(&lt_method_coal, "sulfur_percent=1", "here", kg), LT_ERR_INPUT);
    assert_int_equal(lt_method_evaluate(&lt_method_coal, "sulphur=1", "here", kg), LT_ERR_INPUT);
    lt_error_clear();
    /* A t x EF g/kg x (1 - eta): 1000 t, 17 g/kg, 80 % removed at 90 % application leaves 4.76 t. */
    lt_source s = {.activity = 1000};
    s.factor_kg[LT_SO2] = 17;
    s.removal[LT_SO2] = 0.8 * 0.9;
    assert_near(lt_source_emission_kg(&s, LT_SO2), 4760.0, 1e-9);
    /* Table A.1 note a: fine 90 %, coarse 99 % of 2 and 8 kg leave 0.2 + 0.08. */
    assert_near(10.0 * (1 - lt_control_whole(2, 10, 0.90, 0.99)), 0.28, 1e-12);
    assert_near(lt_control_whole(0, 0, 0.5, 0.5), 0.0, 0);
}

static void test_example_is_valid(void **state) {
    (void)state;
    fixture_write(path, lt_ledger_example());
    char text[400];
    snprintf(text, sizeof text, "ledger: %s\nneighbours: no\n", path);
    lt_node *section;
    fixture_fail(lt_node_parse("case.yaml", text, &section));
    lt_ledger *ledger;
    fixture_fail(lt_ledger_read(section, 2020, &ledger));
    assert_int_equal(ledger->n, 3);
    assert_true(ledger->sources[0].built_up);
    assert_near(ledger->sources[0].capacity_tph, 660, 0);
    assert_int_equal(ledger->sources[0].line, 5);
    assert_true(ledger->sources[2].is_point);
    assert_near(ledger->sources[2].removal[LT_SO2], 0.9, 0);
    /* 20 x 0.7 x 0.85 kg/t of coal.csv, 60 % x 70 % removed in 2020. */
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_SO2), 200000 * 11.9 * (1 - 0.42), 1e-3);
    lt_ledger_free(ledger);
    lt_node_free(section);
}

typedef struct faults {
    int n;
    char text[8][2048];
} faults;

static void collect(const char *text, void *context) {
    faults *all = context;
    if (all->n < 8) snprintf(all->text[all->n], sizeof all->text[0], "%s", text);
    all->n++;
}

#define HEADER "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,source"
#define GOOD "Dalian,heat,coal,grate_small,heat_small,100,t,heating,urban,low_stack,me\n"

static const struct {
    const char *name, *text, *say[4];
} bad[] = {
    {"city",
     HEADER "\na,Shenyng,heat,coal,grate_small,heat_small,1,t,heating,urban,low_stack,me\n",
     {"ledger.csv:2", "column region", "Shenyng", "did you mean Shenyang"}},
    {"species",
     HEADER ",factor_S02\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,low_stack,me,1\n",
     {"ledger.csv", "column factor_S02", "unknown species", "SO2"}},
    {"column",
     HEADER ",actvity\na,Dalian,heat,coal,grate_small,heat_small,1,t,heating,urban,low_stack,me,1\n",
     {"actvity", "did you mean activity"}},
    {"negative",
     HEADER "\na,Dalian,heat,coal,grate_small,heat_small,-1,t,heating,urban,low_stack,me\n",
     {"ledger.csv:2, column activity", "negative activity", "-1"}},
    {"efficiency",
     HEADER ",efficiency_SO2\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,low_stack,me,1.2\n",
     {"column efficiency_SO2", "outside 0 to 1", "1.2"}},
    {"rate",
     HEADER ",efficiency_SO2,rate_SO2\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,low_stack,me,1,80\n",
     {"column rate_SO2", "application rate", "80"}},
    {"no unit",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,,heating,urban,low_stack,me\n",
     {"column unit", "no unit", "nothing"}},
    {"wrong unit",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,km,heating,urban,low_stack,me\n",
     {"ledger.csv:2", "km", "multiple of t"}},
    {"twice", HEADER "\na," GOOD "a," GOOD, {"ledger.csv:3", "same id", "line 2"}},
    {"process",
     HEADER "\na,Dalian,heat,peat,grate_small,none,1,t,heating,urban,low_stack,me\n",
     {"ledger.csv:2", "no emission factors", "peat"}},
    {"control",
     HEADER "\na,Dalian,heat,coal,grate_small,magic,1,t,heating,urban,low_stack,me\n",
     {"unknown control", "magic"}},
    {"calendar",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heatng,urban,low_stack,me\n",
     {"unknown calendar", "did you mean heating"}},
    {"surrogate",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heating,urbn,low_stack,me\n",
     {"unknown surrogate", "did you mean urban"}},
    {"profile",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,low_stak,me\n",
     {"unknown height profile", "did you mean low_stack"}},
    {"stack of area",
     HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,stack,me\n",
     {"an area source has no stack"}},
    {"point without place", HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heating,point,stack,me\n", {"lon"}},
    {"no source", HEADER "\na,Dalian,heat,coal,grate_small,none,1,t,heating,urban,low_stack,\n", {"column source"}},
    {"column missing", "id,region\na,Dalian\n", {"activity"}},
};

static void test_faults(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        fixture_write(path, bad[k].text);
        faults all = {0};
        lt_faults judged = {.report = collect, .context = &all};
        assert_int_equal(lt_ledger_judge(path, &judged), LT_OK);
        assert_int_equal(judged.n, all.n);
        assert_true(all.n >= 1);
        for (int m = 0; m < 4 && bad[k].say[m]; m++)
            if (!strstr(all.text[0], bad[k].say[m])) {
                print_error("%s: \"%s\" is not in\n%s\n", bad[k].name, bad[k].say[m], all.text[0]);
                fail();
            }
        /* The reader itself refuses it too. */
        char text[400];
        lt_node *section;
        lt_ledger *ledger = (lt_ledger *)1;
        snprintf(text, sizeof text, "ledger: %s\n", path);
        fixture_fail(lt_node_parse("case.yaml", text, &section));
        assert_int_equal(lt_ledger_read(section, 2020, &ledger), LT_ERR_INPUT);
        assert_null(ledger);
        lt_node_free(section);
    }
}

static void test_all_faults_are_listed(void **state) {
    (void)state;
    fixture_write(path, HEADER "\n"
                               "a,Dalin,heat,coal,grate_small,none,1,t,heating,urban,low_stack,me\n"
                               "b,Dalian,heat,coal,grate_small,none,-3,t,heating,urban,low_stack,me\n"
                               "c," GOOD "c," GOOD);
    faults all = {0};
    lt_faults judged = {.report = collect, .context = &all};
    assert_int_equal(lt_ledger_judge(path, &judged), LT_OK);
    assert_int_equal(all.n, 3);
}

static void test_own_factors_and_year(void **state) {
    (void)state;
    fixture_write(path, HEADER ",factor_PM2.5,factor_PM10,factor_source,activity_2014,capacity_tph\n"
                               "a,Dalian,heat,peat,oven,none,10,t,heating,urban,low_stack,me,3,4,me,20,7\n"
                               "b,Dalian,heat,coal,grate_small,none,1e6,kg,heating,urban,low_stack,me,,,,,\n");
    char text[400];
    lt_node *section;
    lt_ledger *ledger;
    snprintf(text, sizeof text, "ledger: %s\nneighbours: no\n", path);
    fixture_fail(lt_node_parse("case.yaml", text, &section));
    fixture_fail(lt_ledger_read(section, 2014, &ledger));
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_PM25), 60.0, 1e-12);
    assert_near(ledger->sources[0].capacity_tph, 14.0, 1e-12);                     /* goes with the activity */
    assert_near(lt_source_emission_kg(&ledger->sources[1], LT_NOX), 4000.0, 1e-9); /* 1e6 kg at 4 kg/t */
    lt_ledger_free(ledger);
    fixture_fail(lt_ledger_read(section, 2020, &ledger));
    assert_near(lt_source_emission_kg(&ledger->sources[0], LT_PM25), 30.0, 1e-12);
    lt_ledger_free(ledger);
    lt_node_free(section);
}

static void test_process_of_a_measure(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    lt_source s = *lt_ledger_find(ledger, "heat_small_builtup_dalian");
    double before = lt_source_emission_kg(&s, LT_PM25);
    fixture_fail(lt_ledger_process(ledger, "heat", "coal", "chp_ge300", "power_coal", &s));
    assert_string_equal(s.technology, "chp_ge300");
    assert_true(lt_source_emission_kg(&s, LT_PM25) < 0.1 * before);
    lt_source same = s;
    assert_int_equal(lt_ledger_process(ledger, "heat", "coal", "nothing", "none", &s), LT_ERR_INPUT);
    assert_memory_equal(&s, &same, sizeof s);
    lt_ledger_free(ledger);
}

/* Totals do not depend on the order of rows, and neighbours are no part of Liaoning. */
static void test_totals(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020), *turned;
    fixture_fail(lt_ledger_create(2020, &turned));
    for (long k = ledger->n - 1; k >= 0; k--) fixture_fail(lt_ledger_append(turned, &ledger->sources[k]));
    double a[LT_N_POLLUTANTS], b[LT_N_POLLUTANTS], cities[LT_N_POLLUTANTS] = {0}, jilin[LT_N_POLLUTANTS];
    lt_ledger_totals_kt(ledger, NULL, NULL, a);
    lt_ledger_totals_kt(turned, NULL, NULL, b);
    assert_memory_equal(a, b, sizeof a);
    for (int c = 0; c < LT_N_CITIES; c++) {
        lt_ledger_totals_kt(ledger, lt_city_names[c], NULL, b);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) cities[p] += b[p];
    }
    for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(fabs(cities[p] - a[p]) <= 1e-12 * a[p]);
    lt_ledger_totals_kt(ledger, "CHN_JL", NULL, jilin);
    assert_true(jilin[LT_SO2] > 0);
    lt_ledger_free(turned);
    lt_ledger_free(ledger);
}

/* All rows that a row of the province becomes say where its number is from: cities the same words, plants after their
 * own.
 */
static void test_notes_survive_spreading(void **state) {
    (void)state;
    lt_ledger *ledger = fixture_ledger(2020);
    const lt_source *first = NULL;
    long n = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const bool plant = strstr(s->note, " of row ") != NULL;
        if (!s->origin || !s->origin[0] || plant) {
            /* Once each: the plant's own words are not said again in place of the row's. */
            if (plant) assert_null(strstr(strstr(s->note, " of row ") + 1, " of row "));
            continue;
        }
        if (!first || strcmp(first->origin, s->origin) != 0) first = s;
        assert_string_equal(s->note, first->note);
        n++;
    }
    assert_true(n > 500);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_worked_examples),
                                       cmocka_unit_test(test_example_is_valid),
                                       cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_all_faults_are_listed),
                                       cmocka_unit_test(test_own_factors_and_year),
                                       cmocka_unit_test(test_process_of_a_measure),
                                       cmocka_unit_test(test_totals),
                                       cmocka_unit_test(test_notes_survive_spreading)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
