/* equilibrium_command.h - `lantian equilibrium` in this process on a table of its own: what it says, what it leaves.
 * Header only; after the headers of cmocka. */
#ifndef LT_TESTS_EQUILIBRIUM_COMMAND_H
#define LT_TESTS_EQUILIBRIUM_COMMAND_H

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

static LT_UNUSED int make_folder(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    snprintf(in, sizeof in, "%s/in.csv", folder);
    snprintf(out, sizeof out, "%s/out.csv", folder);
    return 0;
}

static LT_UNUSED int remove_folder(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static LT_UNUSED void write_in(const char *format, ...) {
    char text[8192];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    assert_true(files_write_text(in, text));
}

static LT_UNUSED void check_words(const char *text, const char *const *words) {
    for (int w = 0; words[w]; w++) {
        if (!strstr(text, words[w])) print_error("no \"%s\" in:\n%s\n", words[w], text);
        assert_non_null(strstr(text, words[w]));
    }
}

/* The command in this process, which starts sooner than the program. What it says, then the error. */
static char said[1 << 16];

static LT_UNUSED void hear(const char *text) {
    snprintf(said + strlen(said), sizeof said - strlen(said), "%s", text);
}

static LT_UNUSED void hear_remark(lt_log_level level, const char *text) {
    (void)level;
    hear(text);
    hear("\n");
}

static LT_UNUSED int run_here(const char *const *arguments) {
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
static LT_UNUSED void check_refused(const char *const *arguments, const char *const *words) {
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

static LT_UNUSED lt_csv *solve(const char *option, const char *value) {
    lt_csv *table;
    const int code = run_here(ARGUMENTS("--quiet", option, value));
    if (code != 0) print_error("exit code %d:\n%s\n", code, said);
    assert_int_equal(code, 0);
    assert_int_equal(lt_csv_read(out, &table), LT_OK);
    return table;
}

static LT_UNUSED double number(const lt_csv *table, long row, const char *column) {
    double value;
    const int c = lt_csv_find(table, column);
    assert_true(c >= 0);
    if (!lt_number_double(lt_csv_text(table, row, c), &value))
        fail_msg("%s: \"%s\"", column, lt_csv_text(table, row, c));
    return value;
}

/* States of all kinds, in this order of rows and columns. */
static LT_UNUSED void write_states(int n, int step, bool turned) {
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

#endif
