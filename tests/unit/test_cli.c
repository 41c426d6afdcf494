/* test_cli.c - the common options: what is read, and every fault. */
#include "base/cli.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

enum { MOST = 32 };

/* Splits a line at blanks ("_" stands for an empty argument). The words live until the next call. */
static lt_status parse(const char *line, lt_cli *cli) {
    static char text[512];
    static char *argv[MOST + 1];
    int argc = 0;
    strcpy(text, line);
    for (char *rest = NULL, *word = strtok_r(text, " ", &rest); word && argc < MOST;
         word = strtok_r(NULL, " ", &rest)) {
        if (strcmp(word, "_") == 0) word[0] = '\0';
        argv[argc++] = word;
    }
    argv[argc] = NULL;
    return lt_cli_parse(argc, argv, cli);
}

static void test_all_options(void **state) {
    (void)state;
    lt_cli cli;
    assert_int_equal(
        parse("/usr/bin/lantian run liaoning --out o --lang zh --start 2020-01-06 --days 3 --grid=liaoning-9 "
              "--met m.csv --met=n.csv --obs=b.csv --restart r.nc --variant noise --threads 4 --json --quiet --force",
              &cli),
        LT_OK);
    assert_string_equal(cli.command, "run");
    assert_int_equal(cli.n_positional, 1);
    assert_string_equal(cli.positional[0], "liaoning");
    assert_string_equal(cli.out, "o");
    assert_string_equal(cli.lang, "zh");
    assert_string_equal(cli.start, "2020-01-06");
    assert_int_equal(cli.days, 3);
    assert_string_equal(cli.grid, "liaoning-9");
    assert_int_equal(cli.met.n, 2);
    assert_string_equal(cli.met.items[0], "m.csv");
    assert_string_equal(cli.met.items[1], "n.csv");
    assert_string_equal(cli.obs.items[0], "b.csv");
    assert_string_equal(cli.restart, "r.nc");
    assert_string_equal(cli.variant, "noise");
    assert_int_equal(cli.threads, 4);
    assert_true(cli.json && cli.quiet && cli.force && !cli.help);
    assert_int_equal(strncmp(lt_command_line(), "lantian run liaoning --out o", 28), 0);
}

static void test_forms(void **state) {
    (void)state;
    lt_cli cli;
    assert_int_equal(parse("lantian", &cli), LT_OK);
    assert_null(cli.command);
    assert_int_equal(parse("lantian -h", &cli), LT_OK);
    assert_true(cli.help && !cli.command);
    assert_int_equal(parse("lantian model --help", &cli), LT_OK);
    assert_true(cli.help);
    assert_int_equal(parse("lantian check - x", &cli), LT_OK); /* "-" is a word */
    assert_int_equal(cli.n_positional, 2);
    assert_int_equal(parse("lantian check -- --odd", &cli), LT_OK);
    assert_string_equal(cli.positional[0], "--odd");
    assert_int_equal(parse("lantian run --out=--odd --case c", &cli), LT_OK);
    assert_string_equal(cli.out, "--odd");
    assert_string_equal(cli.case_path, "c");
    assert_int_equal(cli.days, 0);
}

static void fault(const char *line, const char *const *words) {
    lt_cli cli;
    char text[2048];
    if (parse(line, &cli) != LT_ERR_USAGE) fail_msg("accepted: %s", line);
    lt_error_text(LT_ERR_USAGE, text, sizeof text);
    for (; *words; words++)
        if (!strstr(text, *words)) fail_msg("\"%s\" is not in: %s", *words, text);
}
#define FAULT(line, ...) fault(line, (const char *const[]){__VA_ARGS__, NULL})

static void test_faults(void **state) {
    (void)state;
    FAULT("lantian run --thread 4", "unknown option --thread", "did you mean --threads?");
    FAULT("lantian run --dayz=4", "unknown option --dayz=4", "did you mean --days?");
    FAULT("lantian run --colour", "unknown option", "--help");
    FAULT("lantian run -q", "unknown option -q");
    FAULT("lantian run -help", "unknown option -help", "did you mean --help?");
    FAULT("lantian run --days", "--days needs a value", "--days N");
    FAULT("lantian run --out --json", "--out needs a value");
    FAULT("lantian run --days 0", "a bad value for --days", "from 1 to 3660", "\"0\"");
    FAULT("lantian run --days -3", "from 1 to 3660", "\"-3\"");
    FAULT("lantian run --days 2.5", "\"2.5\"");
    FAULT("lantian run --days 99999", "\"99999\"");
    FAULT("lantian run --threads many", "from 1 to 1024", "\"many\"");
    FAULT("lantian run --start 2019-02-29", "a bad value for --start", "\"2019-02-29\"");
    FAULT("lantian run --lang de", "one of zh|en", "\"de\"");
    FAULT("lantian run --lang z", "one of zh|en");
    FAULT("lantian run --out _", "a bad value for --out");
    FAULT("lantian run --out a --out b", "--out is given twice");
    FAULT("lantian run --days 1 --days 1", "--days is given twice");
    FAULT("lantian run --json=yes", "--json takes no value");
    FAULT("lantian run 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17", "too many arguments", "at most 16", "\"17\"");
}

static void test_allow(void **state) {
    (void)state;
    lt_cli cli;
    char text[1024];
    assert_int_equal(parse("lantian inventory check --json --out o -h", &cli), LT_OK);
    assert_int_equal(lt_cli_allow(&cli, "out lang json"), LT_OK);
    assert_int_equal(lt_cli_allow(&cli, "output json"), LT_ERR_USAGE); /* whole words only */
    lt_error_text(LT_ERR_USAGE, text, sizeof text);
    assert_non_null(strstr(text, "lantian inventory does not take --out"));
    assert_int_equal(lt_cli_allow(&cli, "out"), LT_ERR_USAGE);
    assert_int_equal(lt_cli_allow(&cli, ""), LT_ERR_USAGE);
    assert_int_equal(parse("lantian inventory --days 2", &cli), LT_OK);
    assert_int_equal(lt_cli_allow(&cli, "out"), LT_ERR_USAGE);
    assert_int_equal(lt_cli_allow(&cli, " days "), LT_OK);
}

static void test_help_and_version(void **state) {
    (void)state;
    const char *help = lt_cli_help("out days", true);
    assert_non_null(strstr(help, "--out DIR"));
    assert_non_null(strstr(help, "结果文件夹"));
    assert_null(strstr(help, "folder"));
    help = lt_cli_help("out days", false);
    assert_non_null(strstr(help, "--out DIR"));
    assert_non_null(strstr(help, "--days N"));
    assert_non_null(strstr(help, "-h, --help"));
    assert_null(strstr(help, "--lang"));
    assert_int_equal(strspn(lt_version(), "0123456789"), 1);
}

/* The history of a file leaves out what cannot change a number, also where a value holds blanks. */
static void test_history(void **state) {
    (void)state;
    lt_cli cli;
    char *argv[] = {"/opt/my bin/lantian",
                    "run",
                    "--out",
                    "my results",
                    "liaoning",
                    "--threads=2",
                    "--days",
                    "3",
                    "--json",
                    "--",
                    "--out",
                    NULL};
    assert_int_equal(lt_cli_parse(11, argv, &cli), LT_OK);
    assert_string_equal(lt_command_history(), "lantian run liaoning --days 3 -- --out");
    lt_command_stands_for("lantian-mpi model");
    assert_string_equal(lt_command_history(), "lantian-mpi model liaoning --days 3 -- --out");
    assert_string_equal(lt_command_line(),
                        "lantian run --out \"my results\" liaoning --threads=2 --days 3 --json -- --out");
}

static void test_command_line_is_cut(void **state) {
    (void)state;
    static char longest[3000];
    memset(longest, 'x', sizeof longest - 1);
    char *argv[] = {"lantian", "run", "a b", longest, NULL};
    lt_cli cli;
    assert_int_equal(lt_cli_parse(4, argv, &cli), LT_OK);
    assert_int_equal(strncmp(lt_command_line(), "lantian run \"a b\" xxx", 21), 0);
    assert_true(strlen(lt_command_line()) < 1024);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_options),      cmocka_unit_test(test_forms),
        cmocka_unit_test(test_faults),           cmocka_unit_test(test_allow),
        cmocka_unit_test(test_help_and_version), cmocka_unit_test(test_command_line_is_cut),
        cmocka_unit_test(test_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
