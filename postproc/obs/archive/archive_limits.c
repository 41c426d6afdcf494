/* archive_limits.c - by which limits the hours of an archive were judged; other ones judge all of it again. */
#include "postproc/obs/archive/archive_private.h"

#include <string.h>

lt_status lt_archive_limits(lt_archive *archive, char out[65]) {
    sqlite3_stmt *statement;
    bool row = false;
    out[0] = '\0';
    LT_TRY(lt_archive_prepare(archive, "SELECT limits_digest FROM judged", &statement));
    const lt_status status = lt_archive_step(archive, "read", statement, &row);
    if (status == LT_OK && row) strncat(out, (const char *)sqlite3_column_text(statement, 0), 64);
    sqlite3_finalize(statement);
    return status;
}

static lt_status set_digest(lt_archive *archive, const char *digest) {
    sqlite3_stmt *statement;
    LT_TRY(lt_archive_prepare(archive, "INSERT OR REPLACE INTO judged VALUES(1, ?)", &statement));
    sqlite3_bind_text(statement, 1, digest, -1, SQLITE_TRANSIENT);
    const lt_status status = lt_archive_step(archive, "write", statement, NULL);
    sqlite3_finalize(statement);
    return status;
}

/* By these limits from now on; hours that others judged are judged again. */
lt_status lt_archive_judge_again(lt_archive *archive, const lt_quality *quality, bool *done) {
    char before[65];
    lt_time first = 0, last = 0;
    bool any = false;
    *done = false;
    LT_TRY(lt_archive_limits(archive, before));
    if (strcmp(before, quality->digest) == 0) return LT_OK;
    LT_TRY(lt_archive_span(archive, &first, &last, &any));
    if (any) LT_TRY(lt_archive_judge(archive, quality, first, last));
    *done = any && before[0];
    return set_digest(archive, quality->digest);
}

lt_status lt_archive_judge_all(lt_archive *archive, const lt_quality *quality, bool *done) {
    LT_TRY(lt_archive_begin(archive));
    return lt_archive_end(archive, lt_archive_judge_again(archive, quality, done));
}
