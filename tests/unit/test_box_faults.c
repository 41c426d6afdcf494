/* What is wrong in a box case is named with file, line and key, all of it at once by lantian check; nothing is written
 * by a run that is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/log.h"
#include "model/chemistry/box/box_sweep.h"
#include "model/chemistry/box/plausible.h"
#include "tests/support/box_case.h"
#include "tests/support/error_block.h"
#include "tests/support/words.h"

/* A valid case of 12 lines, one of which is changed. */
static const char *const lines[] = {
    "box: faults",
    "mechanism: cb6r5",
    "start: 2020-06-21 06:00",
    "duration: 2 h",
    "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1000 m}",
    "sun: {latitude: 41.8, longitude: 123.4}",
    "photolysis: {law: clear_sky}",
    "uptake: {others: 0 s-1}",
    "initial: {O3: 40 ppb}",
    "emissions: [{species: {NO: 1 ppb/h}}]",
    "deposition: {O3: 0.4 cm/s}",
    "output: {budget: [O3]}",
};
enum { N_LINES = sizeof lines / sizeof *lines };

static void make_text(int changed, const char *with, char *out, size_t size) {
    size_t used = 0;
    for (int n = 0; n < N_LINES; n++)
        used += (size_t)snprintf(out + used, size - used, "%s\n", n + 1 == changed ? with : lines[n]);
}

static const struct {
    int line;
    const char *text, *words[6];
} faults[] = {
    {2, "mechanism: cb6r55", {"cb6r55", "case.yaml:2", "cb6r5"}},
    {4, "duration: 2 furlong", {"case.yaml:4", "duration", "furlong"}},
    {4, "duration: 121 min", {"case.yaml:4", "duration", "7260 s"}},
    {5, "air: {temperature: 298, pressure: 1000 hPa, relative_humidity: 0.5}", {"case.yaml:5", "no unit", "298 K"}},
    {5,
     "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 50, mixing_height: 1 km}",
     {"case.yaml:5", "relative_humidity", "\"50\"", "0 to 1"}},
    {5, "air: {temperature: 298 K, pressure: 1000 hPa, mixing_height: 1 km}", {"case.yaml:5", "relative_humidity"}},
    {5, "air: {temperature: 298 K, relative_humidity: 0.5, mixing_height: 1 km}", {"case.yaml:5", "pressure"}},
    {5, "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5}", {"case.yaml:5", "mixing_height"}},
    {5,
     "air: {temperature: 120 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1 km}",
     {"validity", "120 K", "label"}},
    {6, "# no sun", {"case.yaml:1", "sun", "latitude"}},
    {6, "sun: {latitude: 41.8}", {"case.yaml:6", "longitude"}},
    {7,
     "photolysis: {values: {NO2_IUPAC10: 8e-3 s-1}}",
     {"case.yaml:7", "30 more values", "O3_O1D_IUPAC10", "clear_sky"}},
    {7, "photolysis: {law: clear_sky, values: {NO2_IUPAC1: 8e-3 s-1}}", {"case.yaml:7", "did you mean NO2_IUPAC10"}},
    {7, "photolysis: {law: clear_sky, values: {R3: 8e-3 s-1}}", {"case.yaml:7", "R3", "ARR_ab", "hv"}},
    {7, "photolysis: {factor: 0.5, values: {others: 1e-4 s-1}}", {"case.yaml:7", "factor: 0.5", "clear_sky"}},
    {8, "uptake: {HETERO_IEPOXOS: 1e-4 s-1, others: 0 s-1}", {"case.yaml:8", "HETERO_IEPOXOS", "cm3 molecule-1 s-1"}},
    {8, "uptake: {HETERO_NO2: 1e-12 cm3 molecule-1 s-1, others: 0 s-1}", {"case.yaml:8", "HETERO_NO2", "1e-4 s-1"}},
    {8, "uptake: {others: 1e-5 s-1}", {"case.yaml:8", "5 more values", "HETERO_IEPOXOS", "HETERO_PNCOMLI"}},
    {8, "uptake: {R1: 0 s-1, others: 0 s-1}", {"case.yaml:8", "R1", "HET"}},
    {8, "uptake: {HETERO_NO2: 0 s-1}", {"case.yaml:8", "17 more values", "HETERO_N2O5IJ"}},
    {8, "rates: {R1a: 3}", {"case.yaml:8", "R1a", "did you mean R1"}},
    {9, "initial: {O33: 40 ppb}", {"case.yaml:9", "O33", "did you mean O3?"}},
    {9, "initial: {HCHO: 4 ppb}", {"case.yaml:9", "HCHO", "here it is FORM (formaldehyde)"}},
    {9, "initial: {甲醛: 4 ppb}", {"case.yaml:9", "here it is FORM"}},
    {9, "initial: {isoprene: 4 ppb}", {"case.yaml:9", "here it is ISOP"}},
    {9, "initial: {XYL: 4 ppb}", {"case.yaml:9", "here it is XYLMN"}},
    {9, "initial: {H2SO4: 4 ppb}", {"case.yaml:9", "here it is SULF"}},
    {9, "initial: {NOx: 4 ppb}", {"case.yaml:9", "NO and NO2"}},
    {9, "initial: {CFC12: 4 ppb}", {"case.yaml:9", "`lantian mechanism check cb6r5` lists the species"}},
    {12, "output: {budget: [Ox]}", {"case.yaml:12", "a sum", "output: families"}},
    {9, "initial: {O3: -40 ppb}", {"case.yaml:9", "O3", "negative"}},
    {9, "initial: {O3: nan ppb}", {"case.yaml:9", "O3", "not a number"}},
    {9, "initial: {O3: .inf ppb}", {"case.yaml:9", "O3", "not a number"}},
    {9, "initial: {O3: 2e11 ppb}", {"case.yaml:9", "O3", "more than all air", "2e+11 ppb"}},
    {9, "initial: {O3: 40 ppb, o3: 30 ppb}", {"case.yaml:9", "twice", "O3 and o3"}},
    {9, "initial: {O3: 40}", {"case.yaml:9", "no unit"}},
    {9, "initial: {O3: 40 ug m-3}", {"case.yaml:9", "unit does not fit", "40 ug m-3"}},
    {9, "initial: {O3: 60 ug/m3}", {"case.yaml:9", "mass is not taken", "40 ppb", "molecules cm-3"}},
    {10, "emissions: [{species: {NO: 1e-9 kg m-2 s-1}}]", {"case.yaml:10", "mass is not taken", "cm-2 s-1"}},
    {10, "emissions: [{species: {NO: 1 ppb}}]", {"case.yaml:10", "unit does not fit"}},
    {10, "emissions: [{species: {NO: 1 ppb/h}, hours: 7-24}]", {"case.yaml:10", "7-24"}},
    {10, "emissions: [{species: {CH4: 1 ppb/h}}]", {"case.yaml:10", "CH4", "fixed"}},
    {10,
     "emissions: [{name: a, species: {NO: 1 ppb/h}}, {name: a, species: {CO: 1 ppb/h}}]",
     {"case.yaml:10", "two sources"}},
    {11, "dilution: {background: {O3: 40 ppb}}", {"case.yaml:11", "background", "rate"}},
    {11, "deposition: {O3: 0.4 cm}", {"case.yaml:11", "0.4 cm", "cm/s"}},
    {11, "held: {NO: 1 ppb, M: 1 ppb}", {"case.yaml:11", "M", "fixed"}},
    {12, "output: {budget: [O3, Oy], families: {Ox: [O3, O]}}", {"case.yaml:12", "Oy"}},
    {12, "output: {families: {O3: [O3, O]}}", {"case.yaml:12", "name of a species"}},
    {12, "output: {species: [O3, NO, o3]}", {"case.yaml:12", "O3", "twice"}},
    {12, "output: {rates: [R1, R2, R1]}", {"case.yaml:12", "R1", "twice"}},
    {12, "rates: {R1: 3 s-1}", {"case.yaml:12", "R1", "without unit", "leave the unit out", "cm3, molecules"}},
    {12, "rate_factors: {R1: 3 s-1}", {"case.yaml:12", "R1", "without unit", "leave the unit out"}},
    {12, "output: {families: {time: [O3, O]}}", {"case.yaml:12", "time", "another name"}},
    {12, "output: {families: {O3/NO: [O3, NO]}}", {"case.yaml:12", "O3/NO", "another name"}},
    {12, "outputs: {budget: [O3]}", {"case.yaml:12", "did you mean output?"}},
    {12, "engine: generated", {"case.yaml", "emissions", "generated"}},
    {12, "method: ros4", {"case.yaml:12", "ros4", "ros3"}},
    {12, "rtol: 2", {"case.yaml:12", "rtol", "out of range"}},
    {12,
     "sweep: {x: {name: a, initial: [O3], factors: [1]}, y: {name: b, factors: [1]}, of: [O3]}",
     {"y", "multiplies nothing"}},
    {12,
     "sweep: {x: {name: a, initial: [O3], factors: [1]}, y: {name: b, initial: [NO2], factors: [1, 2]}, of: [O3]}",
     {"y", "multiplies nothing", "amounts of 0"}},
};

static void test_single_faults(void **state) {
    (void)state;
    box_test t;
    char text[4096], path[4096], out[4096], said[8192], empty[] = "";
    box_folder(&t);
    assert_true(files_join(path, t.folder, "case.yaml"));
    assert_true(files_join(out, t.folder, "out"));
    for (size_t f = 0; f < sizeof faults / sizeof *faults; f++) {
        make_text(faults[f].line, faults[f].text, text, sizeof text);
        assert_true(files_write_text(path, text));
        lt_faults strict = {0};
        const lt_status status = lt_box_judge(path, &strict);
        lt_error_text(status, said, sizeof said);
        const program_result judged = {.code = status == LT_ERR_INPUT ? 2 : 1, .said = empty, .err = said};
        assert_true(error_block_good(&judged, faults[f].text, 2, ERROR_FULL, faults[f].words));
        if (f % 12 != 0) continue; /* a program is slow to start */
        program_result run = program_run(NULL, "box", path, "--out", out);
        assert_true(error_block_good(&run, faults[f].text, 2, ERROR_FULL, faults[f].words) && !files_exists(out));
        program_free(&run);
    }
    box_remove(&t);
}

/* --- what is no fault, but implausible --- */

static char remarks[8192];
static int n_remarks;

static void keep_remark(lt_log_level level, const char *text) {
    const size_t used = strlen(remarks);
    if (level != LT_LOG_WARNING) return;
    snprintf(remarks + used, sizeof remarks - used, "%s\n", text);
    n_remarks++;
}

static void expect_remarks(box_test *t, const char *text, int n, const char *const *words) {
    remarks[0] = '\0', n_remarks = 0;
    lt_log_set_sinks(NULL, keep_remark);
    const lt_status status = box_open(t, text);
    lt_log_set_sinks(NULL, NULL);
    BOX_OK(status);
    bool good = n_remarks == n;
    for (; *words; words++) good = good && strstr(remarks, *words);
    if (!good) fail_msg("%s\n%d remarks, wanted %d:\n%s", text, n_remarks, n, remarks);
    lt_box_free(t->box);
    t->box = NULL;
}

/* One remark each with line, value and what is plausible; none of what can be, high in the air too. */
static void test_implausible(void **state) {
    (void)state;
    static const struct {
        int line, n;
        const char *text, *words[6];
    } cases[] = {
        {9, 1, "initial: {O3: 30 ppm}", {"case.yaml:9", "O3 of initial is 30000 ppb", "at most 5 ppm"}},
        {9, 0, "initial: {O3: 4.9 ppm, CO: 50 ppm}", {NULL}},
        {9, 1, "initial: {CH4: 1850 ppm}", {"CH4 of initial is 1.85e+06 ppb", "100 ppm"}},
        {11, 1, "held: {NO: 40 ppm}", {"case.yaml:11", "NO of held is 40000 ppb"}},
        {11, 1, "dilution: {rate: 1 h-1, background: {O3: 40 ppm}}", {"case.yaml:11", "O3 of background"}},
        {11, 1, "deposition: {O3: 40 m/s}", {"case.yaml:11", "O3 of deposition is 40 m/s", "0.2 m/s", "cm/s meant?"}},
        {11, 0, "deposition: {HNO3: 10 cm/s}", {NULL}},
        {7,
         1,
         "photolysis: {law: clear_sky, values: {NO2_IUPAC10: 8 s-1}}",
         {"case.yaml:7", "J of NO2_IUPAC10", "is 8 s-1", "faster than 1 s-1"}},
        {7, 1, "photolysis: {law: clear_sky, values: {R1: 8 s-1}}", {"rate constant of R1 ", "is 8 s-1", "1 s-1"}},
        {12,
         1,
         "rates: {R3: 26.6}",
         {"case.yaml:12", "rate constant of R3 ", "is 26.6", "up to 1e-9 cm3 s-1", "molecules"}},
        {12, 0, "rates: {R3: 9e-9}", {NULL}},
        {5,
         1,
         "air: {temperature: 298 K, pressure: 1000 Pa, relative_humidity: 0.1, mixing_height: 1 km}",
         {"case.yaml:5", "pressure", "298 K", "is 1000 Pa", "20000 Pa"}},
        {5, 0, "air: {temperature: 240 K, pressure: 1000 Pa, relative_humidity: 0.1, mixing_height: 1 km}", {NULL}},
    };
    box_test t;
    char text[4096];
    box_folder(&t);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        make_text(cases[c].line, cases[c].text, text, sizeof text);
        expect_remarks(&t, text, cases[c].n, cases[c].words);
    }
    /* A table that has it in all its rows, and an own mechanism with a constant in ppm and min. */
    box_write(&t, "air.csv", "hour,J_NO2_IUPAC10,held_O3\n0,8,50000\n1,9,50000\n2,8,50000\n");
    make_text(5,
              "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1 km, "
              "table: air.csv}",
              text, sizeof text);
    expect_remarks(&t, text, 2, (const char *const[]){"J of NO2_IUPAC10", "O3 of held is 50000 ppb", NULL});
    box_write(&t, "own.def",
              "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#DEFFIX\n H2O = IGNORE;\n#EQUATIONS\n"
              "<R4> X + H2O = 2 Y : 3.2E5;\n");
    static const char own[] = "box: own\nmechanism: own.def\nstart: 2020-06-21 06:00\nduration: 1 h\n%s"
                              "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5}\n";
    snprintf(text, sizeof text, own, "initial: {X: 30 ppm}\n");
    expect_remarks(&t, text, 2, (const char *const[]){"rate constant of R4", "own.def:6", "320000", NULL});
    /* High in the air ozone has up to 10 ppm. */
    make_text(9, "initial: {O3: 9 ppm}", text, sizeof text);
    char *hPa = strstr(text, "298 K, pressure: 1000 hPa");
    memcpy(hPa, "240 K, pressure:   12 hPa", strlen("240 K, pressure:   12 hPa"));
    expect_remarks(&t, text, 0, (const char *const[]){NULL});
    box_remove(&t);
}

/* The laws of the mechanisms that are shipped stay below the limit of collisions at any temperature of the air. */
static void test_shipped_laws_are_plausible(void **state) {
    (void)state;
    static const char *const names[] = {"cb6r5", "cb6r5_ae7_aq", "chapman", "co_ch4_nox"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        lt_mechanism *m;
        BOX_OK(lt_mechanism_read(names[n], &m));
        double *k = calloc((size_t)m->n_reactions, sizeof *k), *zero = calloc((size_t)m->n_externals + 1, sizeof *k);
        for (double T = 190; T <= 320; T += 10)
            for (double p = 1e3; p <= 101e3; p *= 10) {
                const double M = lt_air_number(T, p);
                const lt_rate_air air = {.variable = {[LT_RATE_TEMP] = T,
                                                      [LT_RATE_PRESS] = p,
                                                      [LT_RATE_AIR] = M,
                                                      [LT_RATE_O2] = 0.21 * M,
                                                      [LT_RATE_N2] = 0.78 * M,
                                                      [LT_RATE_H2O] = 0.01 * M,
                                                      [LT_RATE_CFACTOR] = 1},
                                         .external = zero};
                BOX_OK(lt_rates(m, &air, k));
                for (int r = 0; r < m->n_reactions; r++)
                    if (lt_implausible_rate(&m->reactions[r], k[r]))
                        fail_msg("%s %s: %g at %g K", names[n], m->reactions[r].label, k[r], T);
            }
        free(k);
        free(zero);
        lt_mechanism_free(m);
    }
}

/* lantian check lists them all, each with its line, and says how many. */
static void test_all_at_once(void **state) {
    (void)state;
    box_test t;
    char path[4096];
    box_folder(&t);
    assert_true(files_join(path, t.folder, "case.yaml"));
    assert_true(files_write_text(
        path, "box: all\nmechanism: cb6r5\nstart: 2020-06-21 06:00\nduration: 2 h\nengin: best\n"
              "air: {temperature: 298 K, pressure: 1000}\nphotolysis: {values: {NOO2: 1 s-1}}\n"
              "uptake: {HETERO_NO2: -1 s-1}\ninitial:\n  O3: 40\n  NOO: 4 ppb\n  NO: -4 ppb\n  CO: 3 K\n"));
    program_result check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 2);
    static const char *const words[] = {
        "case.yaml:5",    "case.yaml:6",    "did you mean NO2",  "HETERO_NO2 of uptake is negative",
        "case.yaml:10",   "case.yaml:11",   "case.yaml:12",      "case.yaml:13",
        "31 more values", "18 more values", "relative_humidity", "pressure"};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (!strstr(check.said, words[w])) fail_msg("\"%s\" is not in:\n%s", words[w], check.said);
    program_free(&check);
    /* Without a mechanism there is nothing to look names up in, and the sweep waits. */
    assert_true(files_write_text(path, "box: none\nstart: 2020-06-21 06:00\nduration: 2 h\ninitial: {O3: 40 ppb}\n"
                                       "sweep: {x: {name: a, initial: [O3], factors: [1]}, y: 3, of: [O3]}\n"));
    check = program_run(NULL, "check", path);
    assert_int_equal(check.code, 2);
    assert_non_null(strstr(check.said, "mechanism is missing"));
    program_free(&check);
    program_result example = program_run(NULL, "example", "box");
    assert_int_equal(example.code, 0);
    assert_true(files_write_text(path, example.said));
    program_free(&example);
    check = program_run(NULL, "check", path);
    if (check.code != 0) print_error("%s%s\n", check.said, check.err);
    assert_int_equal(check.code, 0);
    program_free(&check);
    box_remove(&t);
}

/* Faults of the table over time: file, line, column. */
static void test_table_faults(void **state) {
    (void)state;
    static const struct {
        const char *table, *words[6];
    } cases[] = {
        {"temperature_K\n298\n", {"air.csv", "no time"}},
        {"hour,temperature_K\n0,298\n1,299\n", {"air.csv", "does not cover", "0 to 2 h"}},
        {"hour,temperature_K\n0,298\n0,299\n2,298\n", {"air.csv:3", "hour"}},
        {"hour,temperature_K\n0,298\n2,25\n", {"air.csv:3", "temperature_K", "25"}},
        {"hour,temperature_C\n0,298\n2,298\n", {"air.csv", "temperature_C", "did you mean"}},
        {"hour,temperature_K,J_NO2_IUPAC\n0,298,1\n2,298,1\n", {"air.csv", "J_NO2_IUPAC", "NO2_IUPAC10"}},
        {"hour,temperature_K,held_O33\n0,298,1\n2,298,1\n", {"air.csv", "O33", "O3"}},
        {"hour,temperature_K,relative_humidity\n0,298,50\n2,298,50\n", {"air.csv:2", "relative_humidity", "\"50\""}},
        {"hour,temperature_K,temperature_degC\n0,298,25\n2,298,25\n", {"air.csv:1", "same thing"}},
        {"hour,temperature_K,J_R3\n0,298,1\n2,298,1\n", {"air.csv:1", "R3", "hv"}},
        {"time_local,temperature_K\n2020-06-21 06:00,298\n2020-06-21 08:00,\n", {"air.csv:3", "temperature_K"}},
        {"time_local,temperature_K\n2020-06-21 06:00,298\n2020-06-21 08:00,120\n", {"validity", "120 K"}},
    };
    box_test t;
    char text[4096];
    box_folder(&t);
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        box_write(&t, "air.csv", cases[c].table);
        make_text(5, "air: {pressure: 1000 hPa, relative_humidity: 0.5, mixing_height: 1000 m, table: air.csv}", text,
                  sizeof text);
        assert_int_equal(box_open(&t, text), LT_ERR_INPUT);
        expect_words(cases[c].words);
    }
    box_write(&t, "air.csv", "time_utc,temperature_degC\n2020-06-20 22:00,20\n2020-06-21 00:00,25\n");
    BOX_OK(box_open(&t, text));
    box_remove(&t);
}

/* lantian check of a table alone: its form, not what the case says of its names. */
static void test_check_of_a_table(void **state) {
    (void)state;
    static const struct {
        int code;
        const char *table, *words[4];
    } cases[] = {
        {0, "hour,temperature_K,J_NO2_IUPAC10,held_O3\n0,298,1e-3,40\n2,299,2e-3,50\n", {"a valid box-table"}},
        {0, "hour,J_ANY\n0,1e-3\n", {"a valid box-table", "judged with the case"}},
        {0, "time_local,K_R1\n2020-06-21 06:00,1\n2020-06-21 08:00,2\n", {"a valid box-table"}},
        {2, "hour,temperature_K,presure_hPa\n0,25,1000\n1,298,-\n", {"2 faults", "out of range", "presure_hPa"}},
        {2, "hour,temperature_K\n0,298\n0,298\n", {"times do not grow", "air.csv:3"}},
        {2, "temperature_K,cos_sza\n298,0.5\n", {"the table has no time", "air.csv"}},
        {2, "time_local,hour,temperature_K,O3_ppb\n2020-06-21 06:00,0,298,40\n", {"a result of `lantian box`"}},
    };
    box_test t;
    char path[4096];
    box_folder(&t);
    assert_true(files_join(path, t.folder, "air.csv"));
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        box_write(&t, "air.csv", cases[c].table);
        program_result r = program_run(NULL, "check", path);
        bool good = r.code == cases[c].code;
        for (const char *const *w = cases[c].words; *w; w++) good = good && (strstr(r.said, *w) || strstr(r.err, *w));
        if (!good) fail_msg("%s%d: %s%s", cases[c].table, r.code, r.said, r.err);
        program_free(&r);
    }
    box_remove(&t);
}

/* What a case cannot do is not left out in silence: a table that the compiled kernel does not follow, rates beside
 * constants, a flux into air of unknown density, start values without a unit. */
static void test_what_does_not_go_together(void **state) {
    (void)state;
    static const struct {
        const char *table, *text, *words[6];
    } cases[] = {
        {"hour,held_X\n0,1\n2,2\n", "initial: {X: 1 ppb}\nengine: generated\n", {"case.yaml:4", "held_", "generated"}},
        {"hour,mixing_height_m\n0,500\n2,900\n",
         "initial: {X: 1 ppb}\nengine: generated\n",
         {"case.yaml:4", "mixing_height_m"}},
        {"hour,K_R1\n0,1\n2,2\n", "initial: {X: 1 ppb}\nconstants: {R1: 1}\n", {"case.yaml:4", "K_", "constants"}},
        {"hour,mixing_height_m\n0,500\n2,900\n",
         "initial: {X: 1 ppb}\nconstants: {R1: 1}\nemissions: [{species: {Y: 1e11 molecules cm-2 s-1}}]\n",
         {"case.yaml:4", "temperature and pressure"}},
        {"hour,temperature_K,pressure_hPa\n0,280,950\n2,280,950\n", "initial: {Y: 1 ppb}\n", {"X without", "native"}},
    };
    box_test t;
    char text[1024];
    box_folder(&t);
    box_write(&t, "decay.def",
              "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X = Y : 2.0E-5;\n#INITVALUES\n X = 5.0;\n");
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        box_write(&t, "air.csv", cases[c].table);
        snprintf(text, sizeof text,
                 "mechanism: decay.def\nstart: 2020-06-21 06:00\nduration: 2 h\nair: {table: air.csv}\nbox: b\n%s",
                 cases[c].text);
        assert_int_equal(box_open(&t, text), LT_ERR_INPUT);
        expect_words(cases[c].words);
    }
    box_remove(&t);
}

/* Mechanisms of one's own: synonyms work the other way round, hints name the file, the law of light says what it does
 * not know. */
static void test_names_of_own_mechanisms(void **state) {
    (void)state;
    static const struct {
        const char *text, *words[6];
    } cases[] = {
        {"initial: {FORM: 1 ppb}\n", {"case.yaml:9", "here it is HCHO"}},
        {"initial: {PAN: 1 ppb}\n", {"case.yaml:9", "mechanism check ", "/own.def` lists the species"}},
        {"initial: {O: 1 ppb}\n", {"case.yaml:9", "mechanism check ", "/own.def` lists the species"}},
        {"rate_factors: {Z99: 2}\n", {"case.yaml:9", "mechanism check ", "/own.def --json` lists them"}},
        {"", {"case.yaml:8", "HCHO_M", "clear_sky does not know HCHO_M", "J(HCHO_H)", "clear_sky_photolysis.csv"}},
    };
    box_test t;
    char text[1024];
    box_folder(&t);
    box_write(&t, "own.def",
              "#DEFVAR\n HCHO = C + 2H + O; CO = C + O;\n#EQUATIONS\n<R1> HCHO + hv = CO : J(HCHO_M);\n");
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        snprintf(text, sizeof text,
                 "box: b\nmechanism: own.def\nstart: 2020-06-21 06:00\nduration: 1 h\n"
                 "air: {temperature: 280 K, pressure: 950 hPa}\nsun: {latitude: 41.8, longitude: 123.4}\n"
                 "# the law is there\nphotolysis: {law: clear_sky%s}\n%s",
                 *cases[c].text ? ", values: {HCHO_M: 1e-5 s-1}" : "", cases[c].text);
        assert_int_equal(box_open(&t, text), LT_ERR_INPUT);
        expect_words(cases[c].words);
    }
    box_remove(&t);
}

/* An axis of a sweep whose factors change nothing: held species in the start and in sources, light without a law. */
static void test_axes_that_change_nothing(void **state) {
    (void)state;
    static const char *const axes[] = {"initial: [X]", "emissions: [a]", "photolysis: yes"};
    box_test t;
    char text[1024];
    box_folder(&t);
    box_write(&t, "decay.def", "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X + hv = Y : J(A);\n");
    for (size_t a = 0; a < sizeof axes / sizeof *axes; a++) {
        lt_box_sweep *sweep;
        lt_faults strict = {0};
        snprintf(text, sizeof text,
                 "box: b\nmechanism: decay.def\nstart: 2020-06-21 06:00\nduration: 1 h\n"
                 "air: {temperature: 280 K, pressure: 950 hPa}\nphotolysis: {values: {A: 1e-4 s-1}}\n"
                 "initial: {X: 1 ppb, Y: 1 ppb}\nheld: {X: 2 ppb}\nemissions: [{name: a, species: {X: 1 ppb/h}}]\n"
                 "sweep: {x: {name: x, %s, factors: [1, 2]}, y: {name: y, initial: [Y], factors: [1, 2]}, of: [Y]}\n",
                 axes[a]);
        BOX_OK(box_open(&t, text));
        assert_int_equal(lt_box_sweep_create(t.box, &strict, &sweep), LT_ERR_INPUT);
        EXPECT("axis x", "multiplies nothing", "case.yaml:10");
        box_end(&t);
    }
    box_remove(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_single_faults),
                                       cmocka_unit_test(test_all_at_once),
                                       cmocka_unit_test(test_implausible),
                                       cmocka_unit_test(test_shipped_laws_are_plausible),
                                       cmocka_unit_test(test_table_faults),
                                       cmocka_unit_test(test_check_of_a_table),
                                       cmocka_unit_test(test_what_does_not_go_together),
                                       cmocka_unit_test(test_names_of_own_mechanisms),
                                       cmocka_unit_test(test_axes_that_change_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
