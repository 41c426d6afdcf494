/* roster.c - see roster.h. */
#include "scenarios/submit/roster.h"

#include "base/csv.h"
#include "base/number.h"
#include "base/shell.h"
#include "scenarios/submit/launch.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const kinds[] = {"inputs", "run", "finish"};

/* --- the commands --- */

static void put_option(FILE *out, const char *name, const char *value) {
    if (!value) return;
    fprintf(out, " --%s ", name);
    lt_shell_put(out, value);
}

static void put_number(FILE *out, const char *name, long value) {
    if (value > 0) fprintf(out, " --%s %ld", name, value);
}

static void put_files(FILE *out, const char *name, const lt_cli_files *files) {
    for (int k = 0; k < files->n; k++) put_option(out, name, files->items[k]);
}

/* The command that a member is, with what the user asked of the case. */
static void put_command(FILE *out, const lt_cli *cli, const char *program, const lt_roster *roster,
                        const lt_member_row *row) {
    lt_shell_put(out, program);
    fputs(row->ranks > 1 ? " model " : " run ", out);
    lt_shell_put(out, cli->positional[0]);
    put_option(out, "start", cli->start);
    put_number(out, "days", cli->days);
    put_option(out, "grid", cli->grid);
    put_files(out, "met", &cli->met);
    put_files(out, "obs", &cli->obs);
    put_option(out, "lang", cli->lang);
    put_option(out, "out", roster->out);
    if (row->kind == LT_MEMBER_RUN)
        put_option(out, "only", row->run);
    else
        fputs(row->kind == LT_MEMBER_INPUTS ? " --jobs" : " --finished", out);
    put_number(out, "threads", cli->threads > 0 ? cli->threads : 1); /* what lt_roster_same looks at ends here */
    if (row->ranks > 1) put_option(out, "layout", cli->layout);
    if (row->ranks > 1) put_option(out, "nest-layout", cli->nest_layout);
    if (row->ranks > 1) put_option(out, "output", cli->output);
}

static lt_status add_row(lt_roster *roster, const lt_cli *cli, const char *program, lt_member_kind kind,
                         const char *run) {
    lt_member_row *row = &roster->rows[roster->n];
    size_t size;
    row->kind = kind;
    row->ranks = kind == LT_MEMBER_RUN && cli->ranks > 1 ? cli->ranks : 1;
    snprintf(row->run, sizeof row->run, "%s", run);
    FILE *out = open_memstream(&row->command, &size);
    if (out) put_command(out, cli, program, roster, row);
    if (!out || fclose(out) != 0) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a command", .where = run);
    roster->n++;
    char *words[LT_ROSTER_WORDS], *copy = strdup(row->command); /* what is written can be read */
    int n;
    if (!copy) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a command", .where = run);
    const lt_status status = lt_shell_split(copy, run, words, LT_ROSTER_WORDS, &n);
    free(copy);
    return status;
}

static lt_status add_rows(lt_roster *roster, const lt_cli *cli, char **runs, long n) {
    char program[PATH_MAX], of_runs[PATH_MAX];
    LT_TRY(lt_launch_find(false, program));
    LT_TRY(lt_launch_find(cli->ranks > 1, of_runs));
    LT_TRY(lt_calloc((size_t)n + 2, sizeof *roster->rows, &roster->rows));
    LT_TRY(add_row(roster, cli, program, LT_MEMBER_INPUTS, "inputs"));
    for (long k = 0; k < n; k++) LT_TRY(add_row(roster, cli, of_runs, LT_MEMBER_RUN, runs[k]));
    return add_row(roster, cli, program, LT_MEMBER_FINISH, "finish");
}

/* A line end in a name would end a line of a script. */
static lt_status refuse_lines(const lt_roster *roster) {
    const char *texts[] = {roster->out, roster->case_file, roster->start_folder};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        if (strpbrk(texts[k], "\n\r"))
            return LT_RAISE(LT_ERR_USAGE, .what = "a line end in the name of a folder", .where = texts[k],
                            .expected = "a name that a script can hold", .found = "a line end",
                            .todo = "rename the folder, or name another one");
    return LT_OK;
}

lt_status lt_roster_make(const lt_stage *stages, int n_stages, const lt_cli *cli, lt_roster *out) {
    lt_road_report report;
    char **runs;
    long n;
    *out = (lt_roster){0};
    LT_TRY(lt_road_runs(stages, n_stages, cli, &report, &runs, &n));
    snprintf(out->case_id, sizeof out->case_id, "%s", report.case_id);
    snprintf(out->out, sizeof out->out, "%s", report.out_path);
    snprintf(out->version, sizeof out->version, "%s", lt_version());
    lt_status status = LT_OK;
    if (!realpath(report.case_file, out->case_file)) status = lt_errno_raise(errno, "find", report.case_file);
    if (status == LT_OK && !getcwd(out->start_folder, sizeof out->start_folder))
        status = lt_errno_raise(errno, "find the working folder", ".");
    if (status == LT_OK) status = refuse_lines(out);
    if (status == LT_OK) status = lt_hash_file(out->case_file, out->case_digest);
    if (status == LT_OK) status = add_rows(out, cli, runs, n);
    lt_road_runs_free(runs, n);
    if (status != LT_OK) lt_roster_free(out);
    return status;
}

void lt_roster_free(lt_roster *roster) {
    for (long k = 0; roster->rows && k < roster->n; k++) free(roster->rows[k].command);
    lt_free(roster->rows);
    roster->rows = NULL;
    roster->n = 0;
}

/* --- the file --- */

enum { MEMBER, KIND, RUN, RANKS, CASE, VERSION, DIGEST, CASE_FILE, OUT, FOLDER, COMMAND, N_COLUMNS };
static const char *const columns[] = {"member",      "kind",      "run", "ranks",  "case",    "version",
                                      "case_sha256", "case_file", "out", "folder", "command", NULL};

static void put_row(FILE *file, const lt_roster *roster, long k) {
    const lt_member_row *row = &roster->rows[k];
    const char *cells[] = {row->run,        lt_fmt("%ld", row->ranks), roster->case_id,
                           roster->version, roster->case_digest,       roster->case_file,
                           roster->out,     roster->start_folder,      row->command};
    fprintf(file, "%ld,%s", k, kinds[row->kind]);
    for (size_t c = 0; c < sizeof cells / sizeof *cells; c++) {
        fputc(',', file);
        lt_csv_put(file, cells[c]);
    }
    fputc('\n', file);
}

lt_status lt_roster_write(lt_roster *roster, lt_outdir *dir) {
    FILE *file;
    if (!realpath(lt_outdir_path(dir), roster->folder))
        return lt_errno_raise(errno, "find the folder", lt_outdir_path(dir));
    LT_TRY(lt_outdir_stream(dir, LT_ROSTER_FILE, &file));
    for (int c = 0; c < N_COLUMNS; c++) fprintf(file, "%s%s", c ? "," : "", columns[c]);
    fputc('\n', file);
    for (long k = 0; k < roster->n; k++) put_row(file, roster, k);
    return lt_outdir_commit_stream(dir, LT_ROSTER_FILE, file);
}

static lt_status bad_row(const lt_csv *table, long row, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a plan that was not written by lantian submit",
                    .where = lt_csv_where(table, row, column), .expected = expected,
                    .found = lt_csv_text(table, row, column), .todo = "submit the case again");
}

static lt_status read_row(const lt_csv *table, const int *at, long k, lt_roster *roster) {
    lt_member_row *row = &roster->rows[k];
    const lt_member_kind wanted = k == 0                        ? LT_MEMBER_INPUTS
                                  : k + 1 == lt_csv_rows(table) ? LT_MEMBER_FINISH
                                                                : LT_MEMBER_RUN;
    long number;
    LT_TRY(lt_csv_long(table, k, at[MEMBER], &number));
    if (number != k) return bad_row(table, k, at[MEMBER], lt_fmt("%ld", k));
    if (strcmp(lt_csv_text(table, k, at[KIND]), kinds[wanted]) != 0) return bad_row(table, k, at[KIND], kinds[wanted]);
    LT_TRY(lt_csv_long(table, k, at[RANKS], &row->ranks));
    if (row->ranks < 1 || (row->ranks > 1 && wanted != LT_MEMBER_RUN)) return bad_row(table, k, at[RANKS], "1");
    row->kind = wanted;
    snprintf(row->run, sizeof row->run, "%s", lt_csv_text(table, k, at[RUN]));
    row->command = strdup(lt_csv_text(table, k, at[COMMAND]));
    if (!row->command) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a plan", .where = row->run);
    roster->n++;
    return LT_OK;
}

static lt_status read_table(const lt_csv *table, lt_roster *roster) {
    int at[N_COLUMNS];
    LT_TRY(lt_csv_all(table, columns, at));
    const long n = lt_csv_rows(table);
    if (n < 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "a plan without members", .where = lt_csv_path(table),
                        .expected = "at least two rows", .found = lt_fmt("%ld", n), .todo = "submit the case again");
    LT_TRY(lt_calloc((size_t)n, sizeof *roster->rows, &roster->rows));
    for (long k = 0; k < n; k++) LT_TRY(read_row(table, at, k, roster));
    const struct {
        char *to;
        size_t size;
        int column;
    } texts[] = {{roster->case_id, sizeof roster->case_id, CASE},
                 {roster->version, sizeof roster->version, VERSION},
                 {roster->case_digest, sizeof roster->case_digest, DIGEST},
                 {roster->case_file, sizeof roster->case_file, CASE_FILE},
                 {roster->out, sizeof roster->out, OUT},
                 {roster->start_folder, sizeof roster->start_folder, FOLDER}};
    for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
        snprintf(texts[t].to, texts[t].size, "%s", lt_csv_text(table, 0, at[texts[t].column]));
    return LT_OK;
}

lt_status lt_roster_read(const char *folder, lt_roster *out) {
    char path[PATH_MAX + 16];
    lt_csv *table;
    *out = (lt_roster){0};
    if (!realpath(folder, out->folder)) return lt_errno_raise(errno, "find the folder", folder);
    snprintf(path, sizeof path, "%s/%s", out->folder, LT_ROSTER_FILE);
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = read_table(table, out);
    lt_csv_free(table);
    if (status != LT_OK) lt_roster_free(out);
    return status;
}

/* --- questions --- */

static void name_of(const lt_roster *roster, long member, char out[260]) {
    snprintf(out, 260, "%s", roster->rows[member].run);
    char *slash = strchr(out, '/');
    if (slash) *slash = '_';
}

const char *lt_roster_run_folder(const lt_roster *roster, long member) {
    char name[260];
    name_of(roster, member, name);
    return lt_fmt("%s/../jobs/%s", roster->folder, name);
}

const char *lt_roster_restart_file(const lt_roster *roster, long member) {
    char name[260];
    name_of(roster, member, name);
    return lt_fmt("%s/restart_%s.nc", lt_roster_run_folder(roster, member), name);
}

lt_status lt_roster_check(const lt_roster *roster) {
    lt_digest now;
    if (strcmp(roster->version, lt_version()) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the plan was made by another version of lantian",
                        .where = lt_fmt("%s/%s", roster->folder, LT_ROSTER_FILE), .expected = roster->version,
                        .found = lt_version(),
                        .todo = "submit again with --resume, so that all members are of one version");
    LT_TRY(lt_hash_file(roster->case_file, now));
    if (strcmp(roster->case_digest, now) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the case was changed after it was submitted", .where = roster->case_file,
                    .expected = lt_fmt("sha256 %.12s, as in the plan", roster->case_digest),
                    .found = lt_fmt("sha256 %.12s", now),
                    .todo = "submit again with --resume, so that all members are of one case");
}

/* Words of a command that say what comes out of it: not the program, its name for it, threads and layout. */
static bool split_command(char *copy, char **words, int *n) {
    int all = 0;
    if (!copy || lt_shell_split(copy, "", words, LT_ROSTER_WORDS, &all) != LT_OK) return false;
    for (*n = 0; *n < all && strcmp(words[*n], "--threads") != 0;) ++*n;
    return true;
}

static bool same_command(const char *a, const char *b) {
    char *copies[2] = {strdup(a), strdup(b)}, *words[2][LT_ROSTER_WORDS];
    int n[2] = {0};
    bool same = split_command(copies[0], words[0], &n[0]) && split_command(copies[1], words[1], &n[1]) && n[0] == n[1];
    for (int k = 2; same && k < n[0]; k++) same = strcmp(words[0][k], words[1][k]) == 0;
    free(copies[0]);
    free(copies[1]);
    return same;
}

bool lt_roster_same(const lt_roster *a, long of_a, const lt_roster *b, long of_b) {
    return strcmp(a->version, b->version) == 0 && strcmp(a->case_digest, b->case_digest) == 0 &&
           same_command(a->rows[of_a].command, b->rows[of_b].command);
}

lt_status lt_roster_find(const lt_roster *roster, const char *text, long *out) {
    if (lt_number_long(text, out) && *out >= 0 && *out < roster->n) return LT_OK;
    for (*out = 0; *out < roster->n; ++*out)
        if (strcmp(roster->rows[*out].run, text) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the plan has no such member",
                    .where = lt_fmt("%s/%s", roster->folder, LT_ROSTER_FILE),
                    .expected = lt_fmt("a number from 0 to %ld, or a name of the column run", roster->n - 1),
                    .found = lt_fmt("\"%s\"", text), .todo = "take a row of the plan");
}
