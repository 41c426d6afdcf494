/* update.c - the new version of a ledger: cells replaced in its text, calendars of its own beside it, what changed.
 *
 * It is made and read in a folder that is removed again; only a version that can be read reaches the results. */
#include "inventory/update/update.h"

#include "base/hash.h"
#include "base/number.h"
#include "base/texts.h"
#include "inventory/ledger_words.h"
#include "inventory/update/diff.h"
#include "inventory/update/table_text.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Columns of the ledger that a version may change; -1: not there yet. */
typedef struct writing {
    const lt_update *update;
    const lt_csv *table;
    lt_table_text *text;
    FILE *calendars;
    lt_texts *known; /* names of calendars written */
    long n_known;
    const char *series_name;
    lt_digest series_digest;
} writing;

static int find(const lt_csv *t, const char *name) {
    const int column = lt_csv_find(t, name);
    return column < 0 && lt_ledger_column_zh(name)[0] ? lt_csv_find(t, lt_ledger_column_zh(name)) : column;
}

/* The column of a name, added where the table lacks it. */
static lt_status column_of(writing *w, const char *name, int *out) {
    *out = find(w->table, name);
    if (*out >= 0) return LT_OK;
    return lt_table_text_add_column(w->text, name, out);
}

static lt_status set_number(writing *w, int line, int column, double value) {
    char text[40];
    lt_number_text(value, text, sizeof text);
    return lt_table_text_set(w->text, line, column, text);
}

/* --- calendars ---------------------------------------------------------------------------------------------------- */

static uint64_t hash_of(const double *values, int n, uint64_t hash) {
    for (int k = 0; k < n; k++) {
        char text[40];
        snprintf(text, sizeof text, "%.9f", values[k]);
        hash = lt_hash_short(hash, text, strlen(text));
    }
    return hash;
}

/* The same shares have the same name: what they are, and what they are made from. */
static void calendar_name(const lt_calendar *base, const lt_row_change *change, char out[24]) {
    uint64_t hash = hash_of(change->month, 12, LT_HASH_SHORT);
    hash = hash_of(isnan(change->weekday[0]) ? base->weekday : change->weekday, 7, hash);
    hash = hash_of(base->hour, 24, hash);
    snprintf(out, 24, "%.*s_%08x", (int)strcspn(base->name, "_") < 12 ? (int)strcspn(base->name, "_") : 12, base->name,
             (unsigned)(hash ^ (hash >> 32)));
}

static void put_calendar(const writing *w, const char *name, const lt_calendar *base, const lt_row_change *change) {
    const double *week = isnan(change->weekday[0]) ? base->weekday : change->weekday;
    fprintf(w->calendars, "%s,", name);
    for (int m = 0; m < 12; m++) fprintf(w->calendars, ",%.9f", change->month[m]);
    for (int d = 0; d < 7; d++) fprintf(w->calendars, ",%.9f", week[d]);
    for (int h = 0; h < 24; h++) fprintf(w->calendars, ",%.9f", base->hour[h]);
    fprintf(w->calendars, ",D,\"%d, series %s %.12s; hours of %s\"\n", w->update->year, w->series_name,
            w->series_digest, base->name);
}

static lt_status set_calendar(writing *w, const lt_source *s, const lt_row_change *change) {
    const lt_calendars *calendars = w->update->allocation->calendars;
    const int k = lt_calendars_find(calendars, s->calendar);
    int column;
    char name[24];
    if (k < 0) return LT_RAISE(LT_ERR_INTERNAL, .what = "a row without calendar", .where = s->id);
    calendar_name(&calendars->items[k], change, name);
    if (lt_calendars_find(calendars, name) < 0 && lt_texts_number(w->known, name) < 0) {
        put_calendar(w, name, &calendars->items[k], change);
        LT_TRY(lt_texts_set_number(w->known, name, w->n_known++));
    }
    LT_TRY(column_of(w, "calendar", &column));
    return lt_table_text_set(w->text, s->line, column, name);
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

/* Measured mass: factor = mass / activity, nothing removed, and the document of the factor is the series. */
static lt_status set_emission(writing *w, const lt_source *s, const lt_row_change *change, const int *factor,
                              const int *efficiency, int factor_source) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (isnan(change->emission_kg[p])) continue;
        const double activity = isnan(change->activity) ? s->activity : change->activity;
        LT_TRY(set_number(w, s->line, factor[p], change->emission_kg[p] / activity));
        LT_TRY(set_number(w, s->line, efficiency[p], 0));
        LT_TRY(lt_table_text_set(w->text, s->line, factor_source,
                                 lt_fmt("measured %d: %s %.12s", w->update->year, w->series_name, w->series_digest)));
    }
    return LT_OK;
}

static lt_status set_rows(writing *w) {
    const lt_update *u = w->update;
    int factor[LT_N_POLLUTANTS], efficiency[LT_N_POLLUTANTS], factor_source = -1, activity, of_year, source;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        bool needed = false;
        for (long k = 0; k < u->n; k++) needed = needed || !isnan(u->changes[k].emission_kg[p]);
        if (!needed) continue;
        LT_TRY(column_of(w, lt_fmt("factor_%s", lt_pollutant_names[p]), &factor[p]));
        LT_TRY(column_of(w, lt_fmt("efficiency_%s", lt_pollutant_names[p]), &efficiency[p]));
        if (factor_source < 0) LT_TRY(column_of(w, "factor_source", &factor_source));
    }
    activity = find(w->table, "activity");
    of_year = lt_csv_find(w->table, lt_fmt("activity_%d", u->year));
    source = find(w->table, "source");
    for (long k = 0; k < u->n; k++) {
        const lt_row_change *change = &u->changes[k];
        const lt_source *s = &u->ledger->sources[change->row];
        if (!isnan(change->activity)) {
            LT_TRY(set_number(w, s->line, of_year >= 0 ? of_year : activity, change->activity));
            const char *bracket = s->note && s->note[0] == '[' ? strstr(s->note, "] ") : NULL;
            LT_TRY(lt_table_text_set(w->text, s->line, source,
                                     lt_fmt("%d: series %s %.12s; before: %.600s", u->year, w->series_name,
                                            w->series_digest,
                                            bracket   ? bracket + 2
                                            : s->note ? s->note
                                                      : "")));
        }
        if (change->has_calendar) LT_TRY(set_calendar(w, s, change));
        LT_TRY(set_emission(w, s, change, factor, efficiency, factor_source));
    }
    return LT_OK;
}

/* The number of the version before, from its remark; 1 where it has none. */
static int version_of(const char *bytes) {
    static const char mark[] = "# version: ";
    const char *at = strstr(bytes, mark);
    return at ? atoi(at + sizeof mark - 1) : 1;
}

static lt_status write_version(writing *w, const char *ledger_path, FILE *out) {
    lt_digest parent;
    LT_TRY(lt_hash_file(ledger_path, parent));
    const char *slash = strrchr(ledger_path, '/');
    char head[1024];
    snprintf(head, sizeof head, "# version: %d\n# parent: %s %s\n# change: %s %s, %d, %ld rows\n",
             version_of(lt_table_text_bytes(w->text)) + 1, parent, slash ? slash + 1 : ledger_path, w->series_name,
             w->series_digest, w->update->year, w->update->n);
    lt_table_text_write(w->text, head, out);
    return LT_OK;
}

/* The old calendars of the ledger, byte by byte, or a head for the first. */
static lt_status begin_calendars(const writing *w) {
    const char *old = w->update->ledger->calendars;
    if (old[0]) {
        char *text;
        LT_TRY(lt_path_read_text(old, &text));
        const size_t n = strlen(text);
        fwrite(text, 1, n, w->calendars);
        if (n && text[n - 1] != '\n') fputc('\n', w->calendars);
        free(text);
        return LT_OK;
    }
    fputs("# Calendars of a ledger, made by lantian inventory update.\ncalendar,year", w->calendars);
    static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    for (int m = 1; m <= 12; m++) fprintf(w->calendars, ",m%02d", m);
    for (int d = 0; d < 7; d++) fprintf(w->calendars, ",%s", days[d]);
    for (int h = 0; h < 24; h++) fprintf(w->calendars, ",h%02d", h);
    fputs(",mark,source\n", w->calendars);
    return LT_OK;
}

static lt_status close_file(FILE *file, const char *path) {
    const int bad = ferror(file);
    if (fclose(file) == 0 && !bad) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "a file cannot be written", .where = path, .expected = "room on the disk",
                    .found = "a failed write", .todo = "set TMPDIR to a folder with room");
}

/* Both tables into the folder of the trial. */
static lt_status write_trial(writing *w, const char *ledger_path, const char *table_path, const char *calendars_path) {
    FILE *table = fopen(table_path, "w");
    w->calendars = fopen(calendars_path, "w");
    lt_status status = LT_OK;
    if (!table || !w->calendars)
        status = LT_RAISE(LT_ERR_ENV, .what = "a file cannot be written", .where = table_path,
                          .expected = "a folder that can be written", .found = "no file",
                          .todo = "set TMPDIR to such a folder");
    if (status == LT_OK) status = begin_calendars(w);
    if (status == LT_OK) status = set_rows(w);
    if (status == LT_OK) status = write_version(w, ledger_path, table);
    lt_status closed = table ? close_file(table, table_path) : LT_OK;
    if (status == LT_OK) status = closed;
    closed = w->calendars ? close_file(w->calendars, calendars_path) : LT_OK;
    const bool none = w->n_known == 0 && !w->update->ledger->calendars[0];
    if (status != LT_OK || none) unlink(calendars_path);
    return status == LT_OK ? closed : status;
}

static lt_status copy_into(lt_outdir *dir, const char *path) {
    char *text;
    if (!lt_path_exists(path)) return LT_OK;
    LT_TRY(lt_path_read_text(path, &text));
    const lt_status status = lt_outdir_write_text(dir, strrchr(path, '/') + 1, text);
    free(text);
    return status;
}

static lt_status write_changes(const lt_update *update, const char *table_path, lt_outdir *dir) {
    lt_node *section;
    lt_ledger *made;
    lt_ledger_diff diff;
    FILE *out;
    LT_TRY(lt_node_parse("update", lt_fmt("ledger: %s\nneighbours: no\n", table_path), &section));
    lt_status status = lt_ledger_read(section, update->ledger->base_year, &made);
    lt_node_free(section);
    if (status != LT_OK) return lt_error_context(status, "the new version cannot be read; nothing was written");
    status = lt_ledger_diff_make(update->ledger, made, &diff);
    if (status == LT_OK) status = lt_outdir_stream(dir, "changes.csv", &out);
    if (status == LT_OK) {
        lt_ledger_diff_csv(&diff, out);
        status = lt_outdir_commit_stream(dir, "changes.csv", out);
    }
    lt_ledger_diff_free(&diff);
    lt_ledger_free(made);
    return status;
}

static lt_status refuse_same_file(const char *ledger_path, const lt_outdir *dir, const char *name) {
    char target[1024];
    LT_TRY(lt_outdir_join(dir, name, target, sizeof target));
    char *a = realpath(ledger_path, NULL), *b = realpath(target, NULL);
    const bool same = a && b && strcmp(a, b) == 0;
    free(a);
    free(b);
    if (!same) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "the new version would stand in place of the old one", .where = "--out",
                    .expected = "a folder without this ledger", .found = target, .todo = "name another folder");
}

lt_status lt_update_write(const lt_update *update, const char *ledger_path, const char *series_path, lt_outdir *dir) {
    const char *slash = strrchr(ledger_path, '/'), *name = slash ? slash + 1 : ledger_path, *folder = getenv("TMPDIR");
    char trial[512], table_path[1024], calendars_path[1024];
    writing w = {.update = update, .series_name = strrchr(series_path, '/')};
    w.series_name = w.series_name ? w.series_name + 1 : series_path;
    LT_TRY(refuse_same_file(ledger_path, dir, name));
    LT_TRY(lt_hash_file(series_path, w.series_digest));
    snprintf(trial, sizeof trial, "%s/lantian-update-XXXXXX", folder && folder[0] ? folder : "/tmp");
    if (!mkdtemp(trial))
        return LT_RAISE(LT_ERR_ENV, .what = "no folder for a trial", .where = trial, .found = "it cannot be made",
                        .todo = "set TMPDIR to a folder that can be written");
    snprintf(table_path, sizeof table_path, "%s/%s", trial, name);
    lt_csv *table = NULL;
    lt_status status = lt_ledger_companion(table_path, "calendars", calendars_path, sizeof calendars_path);
    if (status == LT_OK) status = lt_texts_create(&w.known);
    if (status == LT_OK) status = lt_csv_read(ledger_path, &table);
    if (status == LT_OK) status = lt_table_text_read(ledger_path, &w.text);
    w.table = table;
    if (status == LT_OK) status = write_trial(&w, ledger_path, table_path, calendars_path);
    if (status == LT_OK) status = write_changes(update, table_path, dir);
    if (status == LT_OK) status = copy_into(dir, table_path);
    if (status == LT_OK) status = copy_into(dir, calendars_path);
    lt_texts_free(w.known);
    lt_table_text_free(w.text);
    lt_csv_free(table);
    unlink(table_path);
    unlink(calendars_path);
    rmdir(trial);
    return status;
}
