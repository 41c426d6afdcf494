/* archive_check.c - is an archive what was put into it?
 *
 * Every file has a sum over the values that came from it (hash of series, start, value and state, added modulo 2^64).
 * Values move to the past and are never deleted, so it never changes: a bit that flips in a stored number is seen.
 * Flags and numbers of revisions are not in it. */
#include "postproc/obs/archive/archive_private.h"

#include <string.h>

uint64_t lt_archive_sum_of(long series, lt_time start, double value, int state) {
    const int64_t whole[3] = {series, start, state};
    return lt_hash_short(lt_hash_short(LT_HASH_SHORT, whole, sizeof whole), &value, sizeof value);
}

static lt_status check_pages(lt_archive *archive) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, "PRAGMA integrity_check(1)", &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    const char *said = status == LT_OK && row ? (const char *)sqlite3_column_text(statement, 0) : "";
    if (status == LT_OK && (!said || strcmp(said, "ok") != 0)) status = lt_archive_damaged(archive, lt_fmt("%s", said));
    sqlite3_finalize(statement);
    return status;
}

/* Sum and number of what now stands with each source, by its number. */
typedef struct lt_source_sums {
    uint64_t *sum;
    long *n;
    long room;
} lt_source_sums;

static lt_status add_table(lt_archive *archive, const char *sql, lt_source_sums *sums) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, sql, &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    while (status == LT_OK && row) {
        const long source = (long)sqlite3_column_int64(statement, 4);
        if (source < 0 || source >= sums->room) {
            status =
                lt_archive_damaged(archive, lt_fmt("a value of file %ld, which is not in the table source", source));
            break;
        }
        sums->sum[source] +=
            lt_archive_sum_of((long)sqlite3_column_int64(statement, 0), sqlite3_column_int64(statement, 1),
                              sqlite3_column_double(statement, 2), sqlite3_column_int(statement, 3));
        sums->n[source]++;
        status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static lt_status compare(lt_archive *archive, const lt_source_sums *sums, long *n_files) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, "SELECT id, n_new + n_changed, sum, file FROM source", &statement));
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    for (; status == LT_OK && row; ++*n_files) {
        const long id = (long)sqlite3_column_int64(statement, 0), n = (long)sqlite3_column_int64(statement, 1);
        const char *file = (const char *)sqlite3_column_text(statement, 3);
        if (sums->n[id] != n)
            status =
                lt_archive_damaged(archive, lt_fmt("%ld values of %s, of which %ld were put in", sums->n[id], file, n));
        else if (sums->sum[id] != (uint64_t)sqlite3_column_int64(statement, 2))
            status = lt_archive_damaged(archive, lt_fmt("values of %s that are not those that were put in", file));
        if (status == LT_OK) status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    return status;
}

static lt_status last_source(lt_archive *archive, long *out) {
    sqlite3_stmt *statement;
    bool row = false;
    LT_TRY(lt_archive_prepare(archive, "SELECT ifnull(max(id), 0) FROM source", &statement));
    const lt_status status = lt_archive_step(archive, "read", statement, &row);
    if (status == LT_OK && row) *out = (long)sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    return status;
}

static lt_status check(lt_archive *archive, lt_source_sums *sums, long *n_files, long *n_values) {
    long last = 0;
    LT_TRY(check_pages(archive));
    LT_TRY(last_source(archive, &last));
    if (last < 0 || last > 100000000) return lt_archive_damaged(archive, lt_fmt("a file with the number %ld", last));
    sums->room = last + 1;
    LT_TRY(lt_calloc((size_t)sums->room, sizeof *sums->sum, &sums->sum));
    LT_TRY(lt_calloc((size_t)sums->room, sizeof *sums->n, &sums->n));
    LT_TRY(add_table(archive, "SELECT series, start, value, state, source FROM value", sums));
    LT_TRY(add_table(archive, "SELECT series, start, value, state, source FROM past", sums));
    LT_TRY(compare(archive, sums, n_files));
    for (long k = 0; k < sums->room; k++) *n_values += sums->n[k];
    return LT_OK;
}

lt_status lt_archive_check(lt_archive *archive, long *n_files, long *n_values) {
    lt_source_sums sums = {0};
    *n_files = *n_values = 0;
    LT_TRY(lt_archive_do(archive, "read", "BEGIN"));
    const lt_status status = lt_archive_end(archive, check(archive, &sums, n_files, n_values));
    lt_free(sums.sum);
    lt_free(sums.n);
    return status;
}
