/* result.c - see result.h. */
#include "model/aerosol/equilibrium/command/result_private.h"

#include "base/log.h"

#include <errno.h>
#include <limits.h>
#include <omp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { PIECE = 512, PIECES = 64, ROUND = PIECE * PIECES };

typedef struct writer {
    const lt_equilibrium_table *table;
    const lt_equilibrium_setup *setup;
    int threads;
    lt_equilibrium_round round;
    lt_equilibrium_text pieces[PIECES];
    lt_equilibrium_counts *counts;
} writer;

/* --- where --- */

static lt_status judge_name(const char *out) {
    char folder[PATH_MAX];
    const char *name;
    struct stat info;
    LT_TRY(lt_path_split(out, folder, sizeof folder, &name));
    if (!lt_outdir_is_name(name))
        return LT_RAISE(LT_ERR_USAGE, .what = "no name for a file of results", .where = "command line",
                        .expected = "1 to 200 bytes, no leading dot, not " LT_OUTDIR_TEMPORARY ", not MANIFEST.sha256",
                        .found = out, .todo = "choose another name, e.g. out.csv");
    /* A link would be replaced, not followed: /dev/stdout is one. */
    if (lstat(out, &info) == 0 && !S_ISREG(info.st_mode))
        return LT_RAISE(LT_ERR_USAGE, .what = "the results cannot go there", .where = "command line",
                        .expected = "a file, or a name that is free",
                        .found = lt_fmt("%s, %s", out,
                                        S_ISDIR(info.st_mode)   ? "a folder"
                                        : S_ISLNK(info.st_mode) ? "a link"
                                                                : "a pipe or device"),
                        .todo = "name a file, e.g. out.csv");
    return LT_OK;
}

lt_status lt_equilibrium_result_judge(const char *in, const char *out) {
    LT_TRY(judge_name(out));
    if (!lt_path_same(in, out)) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the results would overwrite the states", .where = "command line",
                    .expected = "two files", .found = out, .todo = "give the results another name");
}

/* --- a round --- */

static void point_at(writer *w, long from) {
    lt_equilibrium_states *s = &w->round.states;
    s->temperature = w->table->values[LT_EQ_COLUMN_T] + from;
    s->humidity = w->table->values[LT_EQ_COLUMN_RH] + from;
    for (int t = 0; t < LT_N_TOTALS; t++) s->total[t] = w->table->values[LT_EQ_COLUMN_TOTALS + t] + from;
}

static lt_status make_text(writer *w, long from, long n) {
    lt_status statuses[PIECES] = {LT_OK};
    const int pieces = (int)((n + PIECE - 1) / PIECE);
#pragma omp parallel for schedule(dynamic) num_threads(w->threads)
    for (int p = 0; p < pieces; p++) {
        const long at = (long)p * PIECE, rows = n - at < PIECE ? n - at : PIECE;
        statuses[p] = lt_equilibrium_rows(w->table, &w->round, from + at, at, rows, &w->pieces[p]);
    }
    for (int p = 0; p < pieces; p++) /* the error of another thread is not seen here; there is one that it can be */
        if (statuses[p] != LT_OK)
            return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the text of results", .where = "OUT.csv");
    return LT_OK;
}

static void solve(writer *w, long from, long n) {
    const double begin = lt_wall_seconds();
    point_at(w, from);
#pragma omp parallel for schedule(dynamic) num_threads(w->threads)
    for (long at = 0; at < n; at += PIECE)
        lt_equilibrium_solve(w->setup, &w->round.states, (size_t)at, (size_t)(n - at < PIECE ? n - at : PIECE));
    w->counts->solve_s += lt_wall_seconds() - begin;
}

static void count(writer *w, long from, long n) {
    lt_equilibrium_counts *c = w->counts;
    for (long at = 0; at < n; at++) {
        const unsigned flags = w->round.flags[at];
        const double residual = w->round.states.residual[at];
        const long before = c->flags[LT_EQ_BIT_UNSOLVED];
        for (int k = 0; k < LT_EQ_N_FLAGS; k++) c->flags[k] += flags >> k & 1;
        if (!(flags & LT_EQ_UNSOLVED) && residual > c->largest_residual) c->largest_residual = residual;
        if ((flags & LT_EQ_UNSOLVED) && before < LT_EQ_NAMED)
            c->unsolved[before] = lt_csv_line(w->table->csv, w->table->rows[from + at]);
    }
}

/* --- the file --- */

static lt_status put(FILE *file, const lt_equilibrium_text *text, const char *path) {
    if (fwrite(text->bytes, 1, (size_t)text->n, file) == (size_t)text->n) return LT_OK;
    return lt_errno_raise(errno, "write", path);
}

static lt_status write_rounds(writer *w, FILE *file, const char *path) {
    const long n = w->table->n;
    LT_TRY(put(file, &w->pieces[0], path)); /* the header line */
    lt_progress_begin("equilibrium", n, "states");
    lt_status status = LT_OK;
    for (long from = 0; from < n && status == LT_OK; from += ROUND) {
        const long rows = n - from < ROUND ? n - from : ROUND;
        solve(w, from, rows);
        count(w, from, rows);
        status = make_text(w, from, rows);
        for (long p = 0; p * PIECE < rows && status == LT_OK; p++) status = put(file, &w->pieces[p], path);
        lt_progress_step(from + rows, "");
    }
    lt_progress_end();
    return status;
}

static lt_status write_file(writer *w, lt_outdir *dir, const char *name, const char *path) {
    FILE *file;
    LT_TRY(lt_outdir_stream(dir, name, &file));
    const lt_status status = write_rounds(w, file, path);
    if (status == LT_OK) return lt_outdir_commit_stream(dir, name, file);
    lt_outdir_abandon_stream(dir, name, file);
    return status;
}

lt_status lt_equilibrium_result_write(const lt_equilibrium_table *table, const lt_equilibrium_setup *setup, int threads,
                                      const char *path, lt_equilibrium_counts *counts) {
    char folder[PATH_MAX];
    const char *name;
    lt_outdir *dir;
    writer w = {
        .table = table, .setup = setup, .threads = threads > 0 ? threads : omp_get_max_threads(), .counts = counts};
    *counts = (lt_equilibrium_counts){0};
    LT_TRY(lt_path_split(path, folder, sizeof folder, &name));
    LT_TRY(lt_equilibrium_round_create(setup, ROUND, &w.round));
    lt_status status = lt_equilibrium_header(table, &w.round, &w.pieces[0]);
    if (status == LT_OK) status = lt_outdir_open(folder, &dir);
    if (status == LT_OK) {
        status = write_file(&w, dir, name, path);
        lt_outdir_close(dir);
    }
    for (int p = 0; p < PIECES; p++) lt_free(w.pieces[p].bytes);
    lt_equilibrium_round_free(&w.round);
    return status;
}
