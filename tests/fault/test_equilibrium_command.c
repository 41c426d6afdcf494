/* `lantian equilibrium` as a user runs it: every bad input is named with line and column and leaves an earlier result
 * as it was; what is good comes through whole, the same for any order, thread count and company. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/log.h"
#include "base/number.h"
#include "base/outdir.h"
#include "model/aerosol/equilibrium/command/command.h"
#include "model/aerosol/equilibrium/command/summary.h"
#include "tests/support/program.h"

#include <math.h>

#define HEADER "T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\n"
#define GOOD "263.15,0.78,2e-8,4.2e-7,1.7e-6,7.5e-7,1.6e-7,2.5e-8,4e-8,8e-9\n"

static char folder[256], in[300], out[300];

static int make_folder(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    snprintf(in, sizeof in, "%s/in.csv", folder);
    snprintf(out, sizeof out, "%s/out.csv", folder);
    return 0;
}

static int remove_folder(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static void write_in(const char *format, ...) {
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    assert_true(files_write_text(in, text));
}

static void check_words(const char *text, const char *const *words) {
    for (int w = 0; words[w]; w++) {
        if (!strstr(text, words[w])) print_error("no \"%s\" in:\n%s\n", words[w], text);
        assert_non_null(strstr(text, words[w]));
    }
}

/* The command in this process, which starts sooner than the program. What it says, then the error. */
static char said[1 << 16];

static void hear(const char *text) {
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s", text);
}

static void hear_remark(lt_log_level level, const char *text) {
    (void)level;
    hear(text);
    hear("\n");
}

static int run_here(const char *const *arguments) {
    const char *argv[12] = {"lantian"};
    int argc = 1;
    lt_cli cli;
    for (; argc < 12 && arguments[argc - 1]; argc++) argv[argc] = arguments[argc - 1];
    said[0] = '\0';
    lt_log_set_sinks(hear, hear_remark);
    lt_status status = lt_cli_parse(argc, (char **)(uintptr_t)argv, &cli);
    if (status == LT_OK && cli.quiet) lt_log_set_sinks(hear, NULL);
    if (status == LT_OK) status = lt_equilibrium_command(&cli);
    lt_log_set_sinks(NULL, NULL);
    if (status != LT_OK) lt_error_text(status, said + strlen(said), sizeof said - strlen(said));
    return lt_status_exit_code(status);
}

/* Refused with exit code 2 and these words, an earlier result unchanged. */
static void check_refused(const char *const *arguments, const char *const *words) {
    char kept[16][256]; /* the command writes into the buffers of lt_fmt too */
    const char *kept_words[17] = {0};
    for (int w = 0; w < 16 && words[w]; w++) {
        snprintf(kept[w], sizeof kept[w], "%s", words[w]);
        kept_words[w] = kept[w];
    }
    assert_true(files_write_text(out, "an earlier result\n"));
    const int code = run_here(arguments);
    if (code != 2) print_error("exit code %d:\n%s\n", code, said);
    assert_int_equal(code, 2);
    check_words(said, kept_words);
    char *after = files_read(out, NULL);
    assert_string_equal(after, "an earlier result\n");
    free(after);
}
#define ARGUMENTS(...)                                                                                                 \
    (const char *const[]) {                                                                                            \
        "equilibrium", in, out, __VA_ARGS__, NULL                                                                      \
    }
#define WORDS(...)                                                                                                     \
    (const char *const[]) {                                                                                            \
        __VA_ARGS__, NULL                                                                                              \
    }
#define REFUSES(...) check_refused(ARGUMENTS(NULL), WORDS(__VA_ARGS__))

static lt_csv *solve(const char *option, const char *value) {
    lt_csv *table;
    const int code = run_here(ARGUMENTS("--quiet", option, value));
    if (code != 0) print_error("exit code %d:\n%s\n", code, said);
    assert_int_equal(code, 0);
    assert_int_equal(lt_csv_read(out, &table), LT_OK);
    return table;
}

static double number(const lt_csv *table, long row, const char *column) {
    double value;
    const int c = lt_csv_find(table, column);
    assert_true(c >= 0);
    if (!lt_number_double(lt_csv_text(table, row, c), &value))
        fail_msg("%s: \"%s\"", column, lt_csv_text(table, row, c));
    return value;
}

/* --- what is good ------------------------------------------------------------------------------------------------- */

static void write_example(void) {
    program_result example = program_run(NULL, "example", "equilibrium");
    assert_int_equal(example.code, 0);
    assert_true(files_write_text(in, example.said));
    program_free(&example);
}

/* 1e-12: the bound of mass; the text reads back as the same doubles. */
static void check_mass(const lt_csv *table, long row, const char *total, int n, const char *const *parts) {
    const double wanted = number(table, row, total);
    double sum = 0;
    for (int p = 0; p < n; p++) sum += number(table, row, parts[p]);
    if (!(fabs(sum - wanted) <= 1e-12 * wanted))
        print_error("row %ld, %s: %.17g, not %.17g\n", row, total, sum, wanted);
    assert_true(fabs(sum - wanted) <= 1e-12 * wanted);
}
#define MASS(total, ...)                                                                                               \
    check_mass(table, r, total, (int)(sizeof WORDS(__VA_ARGS__) / sizeof(char *)) - 1, WORDS(__VA_ARGS__))

static void test_example_closes(void **state) {
    (void)state;
    static const char *const columns[] = {"place", "T_K",   "RH",     "Na",       "SO4",    "NH4",    "NO3", "Cl",
                                          "Ca",    "K",     "Mg",     "NH3_g",    "HNO3_g", "HCl_g",  "H_p", "Na_p",
                                          "NH4_p", "SO4_p", "HSO4_p", "NO3_p",    "Cl_p",   "Ca_p",   "K_p", "Mg_p",
                                          "OH_p",  "H2O",   "pH",     "residual", "flag",   "CaSO4_s"};
    write_example();
    lt_csv *table = solve(NULL, NULL);
    assert_int_equal(lt_csv_columns(table), sizeof columns / sizeof *columns);
    for (int c = 0; c < lt_csv_columns(table); c++) assert_string_equal(lt_csv_header(table, c), columns[c]);
    assert_int_equal(lt_csv_rows(table), 5);
    for (long r = 0; r < 5; r++) {
        MASS("Na", "Na_p");
        MASS("K", "K_p");
        MASS("Mg", "Mg_p");
        MASS("Ca", "Ca_p", "CaSO4_s");
        MASS("SO4", "SO4_p", "HSO4_p", "CaSO4_s");
        MASS("NH4", "NH4_p", "NH3_g");
        MASS("NO3", "NO3_p", "HNO3_g");
        MASS("Cl", "Cl_p", "HCl_g");
        assert_true(number(table, r, "H2O") > 0);
        assert_true(number(table, r, "residual") <= 1e-8);
    }
    lt_csv_free(table);
}

/* The particle keeps what it has; the gas is above it. What has more cations than anions is no particle. */
static void test_reverse(void **state) {
    (void)state;
    write_in(HEADER "263.15,0.78,2e-8,4.2e-7,1.6e-6,7.5e-7,1.6e-7,2.5e-8,4e-8,8e-9\n"
                    "298,0.5,0,1e-7,1.9e-7,1e-8,0,0,0,0\n");
    lt_csv *table = solve("--mode", "reverse");
    for (long r = 0; r < 2; r++) {
        MASS("Na", "Na_p");
        MASS("Ca", "Ca_p", "CaSO4_s");
        MASS("SO4", "SO4_p", "HSO4_p", "CaSO4_s");
        MASS("NH4", "NH4_p");
        MASS("NO3", "NO3_p");
        MASS("Cl", "Cl_p");
        assert_true(number(table, r, "NH3_g") > 0 && number(table, r, "HNO3_g") > 0);
        assert_true(number(table, r, "residual") <= 1e-8);
    }
    lt_csv_free(table);
    write_in(HEADER "298,0.5,0,1e-7,1.9e-7,1e-8,0,0,0,0\n"
                    "298,0.5,0,1e-7,2.2e-7,1e-8,0,0,0,0\n");
    check_refused(ARGUMENTS("--mode", "reverse"),
                  WORDS("unbalanced charge", "in.csv:3, column NH4", "cations of the particle", "1e-08 mol/m3",
                        "--mode forward", "lower NH4"));
    assert_null(strstr(said, "carbonate")); /* no Ca or Mg in it */
    write_in(HEADER "298,0.5,0,1e-7,1e-7,1e-8,0,1e-7,0,0\n");
    check_refused(ARGUMENTS("--mode", "reverse"), WORDS("unbalanced charge", "carbonate of Ca and Mg"));
    write_in(HEADER "298,0.5,0,1e-7,1.9e-7,1e-8,0,0,0,0\n"
                    "298,0.5,0,1e-7,2.2e-7,1e-8,0,0,0,0\n");
    assert_int_equal(run_here(ARGUMENTS("--mode", "reverse", "--skip-bad")), 0);
    check_words(said, WORDS("in.csv:3, column NH4: found a surplus", "1 of 2 rows"));
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0); /* of gas and particle it can be */
}

/* Of a total all that is in gas, solution and solids. */
static double sum_of(const lt_csv *table, long r, const char *gas, const int *ions, int n) {
    double sum = gas ? number(table, r, gas) : 0;
    for (int k = 0; k < n; k++) {
        sum += number(table, r, lt_ion_names[ions[k]]);
        for (int s = 0; s < LT_N_SOLIDS; s++) sum += lt_solid_ions[s][ions[k]] * number(table, r, lt_solid_names[s]);
    }
    return sum;
}

static void test_stable_closes(void **state) {
    (void)state;
    static const struct {
        const char *total, *gas;
        int ions[2], n;
    } sums[] = {{"Na", NULL, {LT_ION_NA}, 1},      {"SO4", NULL, {LT_ION_SO4, LT_ION_HSO4}, 2},
                {"NH4", "NH3_g", {LT_ION_NH4}, 1}, {"NO3", "HNO3_g", {LT_ION_NO3}, 1},
                {"Cl", "HCl_g", {LT_ION_CL}, 1},   {"Ca", NULL, {LT_ION_CA}, 1},
                {"K", NULL, {LT_ION_K}, 1},        {"Mg", NULL, {LT_ION_MG}, 1}};
    write_example();
    lt_csv *table = solve("--state", "stable");
    int dry = 0;
    for (long r = 0; r < lt_csv_rows(table); r++) {
        for (size_t k = 0; k < sizeof sums / sizeof *sums; k++) {
            const double total = number(table, r, sums[k].total);
            const double sum = sum_of(table, r, sums[k].gas, sums[k].ions, sums[k].n);
            if (!(fabs(sum - total) <= 1e-12 * total)) print_error("row %ld, %s: %.17g\n", r, sums[k].total, sum);
            assert_true(fabs(sum - total) <= 1e-12 * total);
        }
        if (!strstr(lt_csv_text(table, r, lt_csv_find(table, "flag")), "dry")) continue;
        dry++;
        assert_true(number(table, r, "H2O") == 0);
        assert_string_equal(lt_csv_text(table, r, lt_csv_find(table, "pH")), ""); /* of no solution */
    }
    assert_true(dry > 0); /* haze of 45 % humidity */
    lt_csv_free(table);
}

static void test_other_columns(void **state) {
    (void)state;
    write_in("Mg,K,站点,Ca,Cl,NO3,NH4,SO4,Na,RH,pH,T_K,\"note, of \"\"me\"\"\"\n"
             "8e-9,4e-8,沈阳,2.5e-8,1.6e-7,7.5e-7,1.7e-6,4.2e-7,2e-8,0.780,3.5,263.15,\"a, \"\"b\"\"\"\n"
             "0,0,\"#1\",0,0,7.5e-7,1.7e-6,4.2e-7,0,0.78,,263.15,\n");
    lt_csv *table = solve(NULL, NULL);
    assert_string_equal(lt_csv_text(table, 0, lt_csv_find(table, "站点")), "沈阳");
    assert_string_equal(lt_csv_text(table, 1, lt_csv_find(table, "站点")), "#1");
    assert_string_equal(lt_csv_text(table, 0, lt_csv_find(table, "note, of \"me\"")), "a, \"b\"");
    assert_string_equal(lt_csv_text(table, 0, lt_csv_find(table, "RH")), "0.780");
    /* The measured pH stays beside the new one. */
    assert_string_equal(lt_csv_text(table, 0, lt_csv_find(table, "pH_in")), "3.5");
    assert_true(fabs(number(table, 0, "pH") - 3.5) < 2);
    lt_csv_free(table);
    write_in("pH,pH_in," HEADER "1,2," GOOD);
    REFUSES("column pH ", "pH_in", "rename");
    char none[300], inside[320]; /* no folder is made for nothing */
    snprintf(none, sizeof none, "%s/none", folder);
    snprintf(inside, sizeof inside, "%s/out.csv", none);
    assert_int_equal(run_here((const char *const[]){"equilibrium", in, inside, NULL}), 2);
    assert_false(files_exists(none));
}

static void test_summary(void **state) {
    (void)state;
    write_in(HEADER GOOD "298,0.05,0,1e-7,2e-7,1e-8,0,0,0,0\n298,0.5,0,0,0,0,0,0,0,0\n");
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0);
    check_words(said, WORDS("3 states (forward, metastable), 3 solved",
                            "ISORROPIA II's constants, activity "
                            "kusik_meissner at the true temperature",
                            "flag empty: 1 (nothing that condenses", "flag parched: 1 (humidity below 0.1"));
    assert_null(strstr(said, "unsolved"));
    assert_int_equal(run_here(ARGUMENTS("--mode", "reverse", "--state", "stable", "--lang", "zh", "--skip-bad")), 0);
    check_words(said, WORDS("反向，稳定", "ISORROPIA II", "标记 empty：1 个（没有"));
    assert_int_equal(run_here(ARGUMENTS("--lang", "zh", "--activity", "isorropia", "--water", "percent")), 0);
    check_words(said, WORDS("正向，亚稳", "isorropia（取其表中", "整百分"));
}

/* What LT_EQ_FLAGS and the list of salts say stands in the README. */
static void test_readme_has_flags_and_solids(void **state) {
    (void)state;
    char *readme = files_read(LT_SOURCE_DIR "/model/aerosol/equilibrium/README.md", NULL);
    assert_non_null(readme);
    for (int k = 0; k < LT_EQ_N_FLAGS; k++)
        check_words(readme,
                    WORDS(lt_fmt("\n| `%s` | %s |\n", lt_equilibrium_flags[k].word, lt_equilibrium_flags[k].text)));
    for (int k = 0; k < LT_N_SOLIDS; k++) check_words(readme, WORDS(lt_fmt("| `%s`", lt_solid_names[k])));
    free(readme);
}

/* States of all kinds, in this order of rows and columns. */
static void write_states(int n, int step, bool turned) {
    static const char *const names[] = {"T_K", "RH", "Na", "SO4", "NH4", "NO3", "Cl", "Ca", "K", "Mg"};
    FILE *file = fopen(in, "w");
    assert_non_null(file);
    for (int k = 0; k < 10; k++) fprintf(file, "%s,", names[turned ? 9 - k : k]);
    fprintf(file, "id\n");
    for (int i = 0; i < n; i++) {
        const int id = (int)((long)i * step % n);
        double value[10] = {233 + id % 80, 0.05 + 0.9 * (id % 97) / 97};
        for (int k = 2; k < 10; k++) value[k] = (id >> k) % 5 == 0 ? 0 : 1e-9 * exp(0.001 * ((id * 7919L * k) % 6000));
        for (int k = 0; k < 10; k++) fprintf(file, "%.6g,", value[turned ? 9 - k : k]);
        fprintf(file, "%d\n", id);
    }
    assert_int_equal(fclose(file), 0);
}

static void test_order(void **state) {
    (void)state;
    enum { N = 1009 }; /* a prime: every step goes through all */
    write_states(N, 1, false);
    lt_csv *plain = solve(NULL, NULL);
    write_states(N, 387, true);
    lt_csv *turned = solve(NULL, NULL);
    assert_int_equal(lt_csv_rows(turned), N);
    const int first = lt_csv_find(plain, "NH3_g");
    for (long r = 0; r < N; r++) {
        const long same = (long)number(turned, r, "id");
        for (int c = first; c < lt_csv_columns(plain); c++)
            assert_string_equal(lt_csv_text(turned, r, c), lt_csv_text(plain, same, c));
    }
    lt_csv_free(plain);
    lt_csv_free(turned);
}

static void test_threads(void **state) {
    (void)state;
    static const char *const settings[][2] = {{"--state", "metastable"}, {"--state", "stable"}};
    size_t n[3];
    char *text[3];
    write_states(3001, 1, false);
    for (int k = 0; k < 2; k++) {
        for (int t = 0; t < 3; t++) {
            const char *threads = (const char *const[]){"1", "2", "3"}[t];
            const int code = run_here(ARGUMENTS("--threads", threads, settings[k][0], settings[k][1]));
            assert_true(code == 0 || code == 1); /* a state without solution is one for any thread */
            text[t] = files_read(out, &n[t]);
        }
        for (int t = 1; t < 3; t++) {
            assert_int_equal(n[t], n[0]);
            assert_memory_equal(text[t], text[0], n[0]);
        }
        for (int t = 0; t < 3; t++) free(text[t]);
    }
}

/* Exit code, the number that is told and the flags of the rows say the same, whatever the solver reaches here. */
static void test_unsolved_is_told(void **state) {
    (void)state;
    lt_csv *table;
    write_in(HEADER GOOD "298,0,1e-8,1e-7,2e-7,1e-7,0,0,0,0\n"
                         "298,0,0,1e-7,2e-7,1e-7,0,0,0,0\n"
                         "298,0,0,1e-2,1e-2,1e-2,0,0,0,0\n"
                         "298,1,0,1e-2,1e-300,1e-30,0,0,0,1e-20\n");
    program_result run = program_run(NULL, "equilibrium", in, out);
    assert_int_equal(lt_csv_read(out, &table), LT_OK);
    int n = 0;
    for (long r = 0; r < 5; r++) n += strstr(lt_csv_text(table, r, lt_csv_find(table, "flag")), "unsolved") != NULL;
    assert_int_equal(lt_csv_rows(table), 5);
    assert_int_equal(run.code, n ? 1 : 0);
    if (n) check_words(run.err, WORDS(lt_fmt("%d of 5 states have no solution", n), "in.csv, line "));
    lt_csv_free(table);
    program_free(&run);
}

/* No state of today's solver is without solution for sure, so the last word is asked with counts of its own. */
static void test_verdict(void **state) {
    (void)state;
    const lt_cli cli = {.positional = {"in.csv", "out.csv"}};
    const lt_equilibrium_table table = {.n = 100};
    const lt_equilibrium_setup setup = {.mode = LT_EQ_FORWARD};
    lt_equilibrium_counts counts = {.largest_residual = 0.5};
    const lt_equilibrium_run run = {&cli, &setup, &table, &counts, 1};
    assert_int_equal(lt_equilibrium_verdict(&run), LT_OK);
    counts.flags[LT_EQ_BIT_UNSOLVED] = 2;
    counts.unsolved[0] = 17;
    counts.unsolved[1] = 42;
    const lt_status status = lt_equilibrium_verdict(&run);
    assert_int_equal(lt_status_exit_code(status), 1);
    lt_error_text(status, said, sizeof said);
    check_words(said, WORDS("2 of 100 states have no solution", "in.csv, line 17, 42\n"));
    for (int k = 0; k < LT_EQ_NAMED; k++) counts.unsolved[k] = 1000000 + k;
    counts.flags[LT_EQ_BIT_UNSOLVED] = LT_EQ_NAMED + 1;
    lt_error_text(lt_equilibrium_verdict(&run), said, sizeof said);
    check_words(said, WORDS("1000009 ...\n"));
}

static void test_example_and_check(void **state) {
    (void)state;
    write_example();
    program_result check = program_run(NULL, "check", in);
    assert_int_equal(check.code, 0);
    check_words(check.said, WORDS("a valid equilibrium"));
    program_free(&check);
    write_in("T_K,RH,SO4,NH4,NO3,Cl,Ca,K,Mg\n25,65,1e-7,x,,-1,0,0,0\n");
    check = program_run(NULL, "check", in);
    assert_int_equal(check.code, 2);
    check_words(check.said, WORDS("column Na is missing", "in.csv:2, column T_K", "in.csv:2, column RH",
                                  "in.csv:2, column NH4", "in.csv:2, column NO3", "in.csv:2, column Cl"));
    check_words(check.err, WORDS("6 faults", "lantian example equilibrium"));
    program_free(&check);
}

/* --- what is bad -------------------------------------------------------------------------------------------------- */

static void test_bad_cells(void **state) {
    (void)state;
    static const char *const columns[] = {"T_K", "RH", "Na", "SO4", "NH4", "NO3", "Cl", "Ca", "K", "Mg"};
    static const struct {
        int from, to; /* columns */
        const char *text, *found, *word;
    } rows[] = {
        {0, 0, "25", "25", "Celsius: add 273.15"},
        {0, 0, "-12.5", "-12.5", "Celsius"},
        {0, 0, "199.99", "199.99", "200 to 320 K"},
        {0, 0, "320.01", "320.01", "200 to 320 K"},
        {1, 1, "65", "65", "percent: divide by 100"},
        {1, 1, "1.01", "1.01", "above saturation"},
        {1, 1, "-0.1", "-0.1", "0 to 1"},
        {2, 9, "-1e-9", "-1e-09", "0 to 0.01 mol/m3"},
        {2, 9, "12.5", "12.5", "another unit"},
        {0, 9, "nan", "\"nan\"", "a finite number"},
        {0, 9, "inf", "\"inf\"", "a finite number"},
        {0, 9, "1e999", "\"1e999\"", "a finite number"},
        {0, 9, "<LOD", "\"<LOD\"", "a finite number"},
        {2, 9, "1.5D-08", "\"1.5D-08\"", "1.5E-08"},
        {0, 9, "", "nothing", "a finite number"},
    };
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        char text[2048] = "# a remark\n" HEADER GOOD;
        const char *words[15] = {lt_fmt("found:    %s\n", rows[k].found), rows[k].word, "to do:"};
        int n = 3;
        for (int c = rows[k].from; c <= rows[k].to; c++) {
            const char *cells[] = {"298", "0.5", "0", "1e-7", "2e-7", "1e-7", "0", "0", "0", "0"};
            cells[c] = rows[k].text;
            for (int d = 0; d < 10; d++) strcat(strcat(text, cells[d]), d < 9 ? "," : "\n");
            words[n++] = lt_fmt("in.csv:%d, column %s\n", 4 + c - rows[k].from, columns[c]);
        }
        write_in("%s", text);
        check_refused(ARGUMENTS(NULL), words);
    }
}

static void test_missing_columns(void **state) {
    (void)state;
    static const char *const columns[] = {"T_K", "RH", "Na", "SO4", "NH4", "NO3", "Cl", "Ca", "K", "Mg"};
    for (int c = 0; c < 10; c++) {
        char header[200] = "";
        for (int k = 0; k < 10; k++)
            snprintf(header + strlen(header), sizeof header - strlen(header), "%s%s", k ? "," : "",
                     k == c ? "other" : columns[k]);
        write_in("%s\n" GOOD, header);
        REFUSES(lt_fmt("the column %s is missing", columns[c]), lt_fmt("add a column %s", columns[c]));
    }
    check_refused(ARGUMENTS("--skip-bad", "--quiet"), WORDS("the column Mg is missing"));
    /* A slip is told, a neighbour that is wanted itself is none. */
    write_in("T,RH,Na,so4,NH4,NO3,Cl,Ca,K,Mg\n" GOOD);
    REFUSES("rename T to T_K", "rename so4 to SO4", "2 faults");
    write_in("T (K),RH(%%),Na+,SO42-,NH4+,NO3-,Cl-,Ca2+,K+,Mg 2+\n" GOOD);
    REFUSES("rename T (K) to T_K", "rename RH(%) to RH", "rename SO42- to SO4", "rename Ca2+ to Ca",
            "rename Mg 2+ to Mg", "10 faults");
    static const char *const signs[][2] = {{";", "semicolons"}, {"\t", "tabs"}, {"，", "full-width commas"}};
    for (int k = 0; k < 3; k++)
        for (int comma = 0; comma < 2; comma++) { /* one in a name is not what separates */
            const char *s = signs[k][0];
            write_in("%s%sT_K%sRH%sNa%sSO4%sNH4%sNO3%sCl%sCa%sK%sMg\n", comma ? "wind, m/s" : "site", s, s, s, s, s, s,
                     s, s, s, s);
            REFUSES("not separated by commas", signs[k][1]);
            assert_int_equal(program_count(said, "to do:"), 1);
        }
    write_in("T_K,T_K,RH,Na,SO4,NH4,NO3,Cl,Ca,K,Mg\n1," GOOD);
    REFUSES("T_K stands twice");
    check_refused(ARGUMENTS("--skip-bad"), WORDS("T_K stands twice"));
    write_in(HEADER);
    REFUSES("without states");
    write_in("%s", "");
    REFUSES("in.csv");
}

static void test_all_faults_at_once(void **state) {
    (void)state;
    char text[4096] = HEADER;
    for (int k = 0; k < 30; k++) strcat(text, k % 3 ? GOOD : "25,65,0,1e-7,2e-7,1e-7,0,0,0,-1\n");
    strcat(text, "298,0.5,0\n");
    write_in("%s", text);
    assert_true(files_write_text(out, "an earlier result\n"));
    program_result run = program_run(NULL, "equilibrium", in, out);
    assert_int_equal(run.code, 2);
    check_words(
        run.err,
        WORDS("31 faults in", "in.csv:2, column T_K", "in.csv:2, column RH", "in.csv:2, column Mg",
              "in.csv:8, column T_K", "in.csv:32", "wrong length",
              "and 7 rows more of the same kind (lines 11, 14, 17, 20, 23, 26, 29): T_K out of its range, 10 of "
              "31 rows; to do: it looks like degrees Celsius",
              "RH out of its range, 10 of 31 rows; to do: it looks like percent", "Mg out of its range, 10 of"));
    assert_int_equal(program_count(run.err, "bad input: "), 3 * 3 + 1 + 1); /* of each kind three; the last word */
    program_free(&run);
}

/* A row with nothing is one fault; a code for a missing value is no small amount. */
static void test_missing_values(void **state) {
    (void)state;
    static const char *const codes[] = {"-99", "-999", "-999.9", "-9999", "9999"};
    for (size_t k = 0; k < sizeof codes / sizeof *codes; k++)
        for (int c = 0; c < 10; c += 4) { /* T_K, NH4, K */
            char text[512] = HEADER;
            const char *cells[] = {"298", "0.5", "0", "1e-7", "2e-7", "1e-7", "0", "0", "0", "0"};
            cells[c] = codes[k];
            for (int d = 0; d < 10; d++) strcat(strcat(text, cells[d]), d < 9 ? "," : "\n");
            write_in("%s", text);
            REFUSES("1 fault in", "a code for a missing value: leave the row out (--skip-bad)");
            assert_null(strstr(said, "written as 0"));
        }
    write_in("id," HEADER "a," GOOD "b,,,,,,,,,,\n,,,,,,,,,,\n");
    REFUSES("2 faults", "an empty row", "in.csv:3\n", "in.csv:4\n");
    assert_int_equal(run_here(ARGUMENTS("--skip-bad")), 0);
    check_words(said, WORDS("in.csv:3: found nothing in any", "in.csv:4: found nothing", "2 of 3 rows are left out"));
}

/* More than any air has is told once, and solved. */
static void test_unusual_amounts(void **state) {
    (void)state;
    write_in(HEADER GOOD
             "298,0.5,0,1e-4,1e-4,0,0,0,0,0\n298,0.5,0,1e-7,2e-4,0,0,0,0,0\n298,0.5,0,1e-3,2e-3,0,0,0,0,0\n");
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0);
    check_words(said, WORDS("2 of 4 rows have a total above 0.0001 mol/m3 (the first: line 4, column NH4)", "nmol"));
    assert_int_equal(program_count(said, "no air has"), 1);
    write_in(HEADER GOOD);
    assert_int_equal(run_here(ARGUMENTS(NULL)), 0);
    assert_null(strstr(said, "no air has"));
}

static void test_skip_bad(void **state) {
    (void)state;
    lt_csv *table;
    write_in("id," HEADER "a," GOOD "b,25,65,0,1e-7,2e-7,1e-7,0,0,0,0\n"
             "c,298,0.5\n"
             "d,298,0.5,0,x,2e-7,1e-7,0,0,0,0\n"
             "e," GOOD);
    program_result run = program_run(NULL, "equilibrium", in, out, "--skip-bad");
    assert_int_equal(run.code, 0);
    check_words(run.err, WORDS("in.csv:3, column T_K: found 25", "in.csv:3, column RH: found 65", "percent", "in.csv:4",
                               "in.csv:5, column SO4: found \"x\"", "in.csv:4: found a row of the wrong length",
                               "3 of 5 rows are left out"));
    assert_int_equal(program_count(run.err, "left out: "), 4); /* alike, in the order of the lines */
    assert_int_equal(program_count(run.err, "bad input"), 0);
    assert_true(strstr(run.err, "in.csv:3, column RH") < strstr(run.err, "in.csv:4: "));
    assert_true(strstr(run.err, "in.csv:4: ") < strstr(run.err, "in.csv:5, "));
    program_free(&run);
    assert_int_equal(lt_csv_read(out, &table), LT_OK);
    assert_int_equal(lt_csv_rows(table), 2);
    assert_string_equal(lt_csv_text(table, 0, 0), "a");
    assert_string_equal(lt_csv_text(table, 1, 0), "e");
    for (int c = 1; c < lt_csv_columns(table); c++)
        assert_string_equal(lt_csv_text(table, 0, c), lt_csv_text(table, 1, c));
    lt_csv_free(table);
    run = program_run(NULL, "equilibrium", in, out, "--skip-bad", "--json", "--quiet");
    assert_int_equal(run.code, 0);
    check_words(run.said,
                WORDS("\"states\":\t2", "\"skipped\":\t3", "\"unsolved\":\t0", "\"row\":\t5", "\"column\":\t\"SO4\"",
                      "\"row\":\t4", "\"column\":\tnull", "\"states_per_s\"", "\"largest_residual\"", "\"seconds\"",
                      "\"strong\":\t0", "\"code_version\"", "\"input\"", "\"output\"", "\"mode\":\t\"forward\"",
                      "\"method\"", "a row of the wrong length", "\"todo\""));
    assert_string_equal(run.err, "");
    program_free(&run);
    write_in(HEADER "25,65,0,1e-7,2e-7,1e-7,0,0,0,0\n");
    check_refused(ARGUMENTS("--skip-bad"), WORDS("no row is left", "1 of 1 rows"));
}

static void test_bad_requests(void **state) {
    (void)state;
    write_in(HEADER GOOD);
    check_refused(ARGUMENTS("--mode", "backward"), WORDS("--mode", "forward|reverse"));
    check_refused(ARGUMENTS("--state", "solid"), WORDS("--state", "metastable|stable"));
    check_refused(ARGUMENTS("--activity", "bromly"), WORDS("--activity", "kusik_meissner, isorropia, ideal"));
    check_refused(ARGUMENTS("--activity", "isoropia"), WORDS("did you mean isorropia?"));
    check_refused(ARGUMENTS("--water", "rough"), WORDS("--water", "smooth|percent"));
    check_refused(ARGUMENTS("--method", "ros3"), WORDS("--method", "newton, sweeps"));
    check_refused(ARGUMENTS("--threads", "0"), WORDS("--threads"));
    program_result slip = program_run(NULL, "equilibrium", in, out, "--stat", "stable"); /* --start is of others */
    assert_int_equal(slip.code, 2);
    check_words(slip.err, WORDS("unknown option --stat", "did you mean --state?"));
    program_free(&slip);
    check_refused((const char *const[]){"equilibrium", in, NULL}, WORDS("IN.csv OUT.csv", "1 names"));
    check_refused((const char *const[]){"equilibrium", lt_fmt("%s/none.csv", folder), out, NULL},
                  WORDS("no such file", "none.csv"));
}

/* Never the file that is read, by whatever name; never what is no file. */
static void test_bad_places(void **state) {
    (void)state;
    char hard[320], soft[320];
    snprintf(hard, sizeof hard, "%s/hard.csv", folder);
    snprintf(soft, sizeof soft, "%s/soft.csv", folder);
    write_in(HEADER GOOD);
    assert_int_equal(link(in, hard), 0);
    assert_int_equal(symlink(in, soft), 0);
    const char *const places[][2] = {{in, "overwrite"},
                                     {hard, "overwrite"},
                                     {soft, "a link"},
                                     {folder, "a folder"},
                                     {"/dev/null", "a pipe or device"},
                                     {lt_fmt("%s/.hidden", folder), "no name"},
                                     {lt_fmt("%s/out.lantian.tmp", folder), "no name"},
                                     {lt_fmt("%s/", folder), "no name"}};
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        check_refused((const char *const[]){"equilibrium", in, places[p][0], NULL}, WORDS(places[p][1]));
        char *after = files_read(in, NULL);
        assert_string_equal(after, HEADER GOOD);
        free(after);
    }
}

static void check_text(const char *path, const char *expected) {
    char *text = files_read(path, NULL);
    assert_string_equal(text ? text : "(gone)", expected);
    free(text);
}

/* OUT.csv may stand in a folder where people work, with temporary files of their own; only ours are removed. */
static void test_files_of_others(void **state) {
    (void)state;
    char notes[320], same_name[320], left_over[320];
    snprintf(notes, sizeof notes, "%s/notes.tmp", folder);
    snprintf(same_name, sizeof same_name, "%s.tmp", out);
    snprintf(left_over, sizeof left_over, "%s" LT_OUTDIR_TEMPORARY, out);
    write_in(HEADER GOOD);
    assert_true(files_write_text(notes, "a week of work\n") && files_write_text(same_name, "their own\n"));
    for (int time = 0; time < 2; time++) { /* the folder has our lock in the second run at the latest */
        assert_true(files_write_text(left_over, "half a result\n"));
        program_result run = program_run(NULL, "equilibrium", in, out, "--quiet");
        assert_int_equal(run.code, 0);
        program_free(&run);
        check_text(notes, "a week of work\n");
        check_text(same_name, "their own\n");
        assert_false(files_exists(left_over));
    }
}

static void test_full_disk(void **state) {
    (void)state;
    const program_options full = {.file_size_limit = 20000};
    write_states(500, 1, false); /* 80 kB, made without the limit */
    assert_true(files_write_text(out, "an earlier result\n"));
    program_result run = program_run(&full, "equilibrium", in, out, "--quiet");
    assert_int_equal(run.code, 3);
    check_words(run.err, WORDS("largest size allowed", "out.csv"));
    char *after = files_read(out, NULL);
    assert_string_equal(after, "an earlier result\n");
    assert_false(files_exists(lt_fmt("%s" LT_OUTDIR_TEMPORARY, out)));
    free(after);
    program_free(&run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example_closes),
        cmocka_unit_test(test_reverse),
        cmocka_unit_test(test_stable_closes),
        cmocka_unit_test(test_other_columns),
        cmocka_unit_test(test_summary),
        cmocka_unit_test(test_readme_has_flags_and_solids),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_threads),
        cmocka_unit_test(test_unsolved_is_told),
        cmocka_unit_test(test_verdict),
        cmocka_unit_test(test_example_and_check),
        cmocka_unit_test(test_bad_cells),
        cmocka_unit_test(test_missing_columns),
        cmocka_unit_test(test_all_faults_at_once),
        cmocka_unit_test(test_missing_values),
        cmocka_unit_test(test_unusual_amounts),
        cmocka_unit_test(test_skip_bad),
        cmocka_unit_test(test_bad_requests),
        cmocka_unit_test(test_bad_places),
        cmocka_unit_test(test_files_of_others),
        cmocka_unit_test(test_full_disk),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
