/* `lantian equilibrium` as a user runs it: what is good comes through whole, the same for any order, thread count and
 * company. Its faults: test_equilibrium_table_faults.c. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/equilibrium_command.h"

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
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
