#include "postproc/obs/archive/obs_history.h"

#include "postproc/obs/archive/archive_private.h"
#include "postproc/text.h"

#include <string.h>

/* Both tables alike; ?4: only values that were revised, and their past. */
static const char history[] =
    "SELECT start, species, interval_s, value, state, flags, revision, file, imported FROM"
    " (SELECT series, start, value, state, flags, revision, source FROM value WHERE ?4 = 0 OR revision > 1"
    " UNION ALL SELECT series, start, value, state, flags, revision, source FROM past)"
    " JOIN series ON series.id = series JOIN source ON source.id = source"
    " WHERE series IN (SELECT id FROM series WHERE station = ?1) AND start >= ?2 AND start < ?3"
    " ORDER BY species, interval_s, start, revision";

enum { LINE = 320 };

typedef struct lt_revision {
    lt_time start, imported;
    const char *species, *file;
    int interval_s, state, flags, revision;
    double value;
} lt_revision;

static lt_revision revision_of(sqlite3_stmt *statement) {
    return (lt_revision){.start = sqlite3_column_int64(statement, 0),
                         .species = (const char *)sqlite3_column_text(statement, 1),
                         .interval_s = sqlite3_column_int(statement, 2),
                         .value = sqlite3_column_double(statement, 3),
                         .state = sqlite3_column_int(statement, 4),
                         .flags = sqlite3_column_int(statement, 5),
                         .revision = sqlite3_column_int(statement, 6),
                         .file = (const char *)sqlite3_column_text(statement, 7),
                         .imported = sqlite3_column_int64(statement, 8)};
}

static const char *flags_text(int flags, bool names, bool chinese) {
    char out[160] = "";
    for (int k = 0; k < LT_N_FLAGS; k++) {
        const lt_flag_row *row = &lt_flag_table[k];
        if (!(flags & row->bit)) continue;
        if (out[0]) lt_text_append(out, sizeof out, names ? " " : ", ");
        lt_text_append(out, sizeof out, names ? row->name : chinese ? row->zh : row->en);
    }
    return lt_fmt("%s", out);
}

static void say_words(const lt_revision *r, bool chinese) {
    char line[LINE] = "", start[24], imported[24];
    lt_time_local(r->start, start);
    lt_time_local(r->imported, imported);
    lt_text_column(line, LINE, r->species, 7);
    lt_text_column(line, LINE, start, 18);
    lt_text_column(line, LINE, lt_fmt("%d h", r->interval_s / LT_HOUR), 6);
    lt_text_column(line, LINE, lt_fmt("%.6g", r->value), -10);
    lt_text_append(line, LINE, "  ");
    lt_text_column(line, LINE, lt_obs_state_name((lt_obs_state)r->state), 22);
    lt_text_column(line, LINE, lt_fmt(chinese ? "第 %d 版" : "revision %d", r->revision), 13);
    lt_text_column(line, LINE, imported, 18);
    lt_text_append(line, LINE, r->file);
    if (r->flags) lt_text_append(line, LINE, lt_fmt("  [%s]", flags_text(r->flags, false, chinese)));
    lt_text_say("%s", line);
}

static void add_json(cJSON *list, const lt_revision *r) {
    cJSON *one = lt_json_add_item(list);
    char start[24], imported[24];
    lt_time_iso(r->start, start);
    lt_time_iso(r->imported, imported);
    cJSON_AddStringToObject(one, "species", r->species);
    cJSON_AddStringToObject(one, "start", start);
    cJSON_AddNumberToObject(one, "interval_h", r->interval_s / LT_HOUR);
    cJSON_AddNumberToObject(one, "value", r->value);
    cJSON_AddStringToObject(one, "state", lt_obs_state_name((lt_obs_state)r->state));
    cJSON_AddStringToObject(one, "flags", flags_text(r->flags, true, false));
    cJSON_AddNumberToObject(one, "revision", r->revision);
    cJSON_AddStringToObject(one, "file", r->file);
    cJSON_AddStringToObject(one, "imported", imported);
}

static lt_status find(lt_archive *archive, const char *code, long *out) {
    lt_obs_catalogue c;
    const char *names[64];
    int n = 0;
    LT_TRY(lt_archive_list(archive, &c));
    *out = -1;
    for (long s = 0; s < c.n_stations; s++) {
        if (strcmp(c.stations[s].code, code) == 0) *out = c.station_ids[s];
        if (n < 64) names[n++] = c.stations[s].code;
    }
    const lt_status status =
        *out >= 0 ? LT_OK
                  : LT_RAISE(LT_ERR_INPUT, .what = "no such station in the archive", .where = archive->path,
                             .expected = lt_one_of(names, n), .found = code, .todo = lt_did_you_mean(code, names, n));
    lt_obs_catalogue_free(&c);
    return status;
}

lt_status lt_obs_history_say(lt_archive *archive, const lt_obs_history_wish *wish, bool json, bool chinese) {
    sqlite3_stmt *statement;
    long station = 0, n = 0;
    bool row = false;
    LT_TRY(find(archive, wish->station, &station));
    LT_TRY(lt_archive_prepare(archive, history, &statement));
    sqlite3_bind_int64(statement, 1, station);
    sqlite3_bind_int64(statement, 2, wish->first);
    sqlite3_bind_int64(statement, 3, wish->end);
    sqlite3_bind_int(statement, 4, wish->is_revised);
    cJSON *root = json ? cJSON_CreateObject() : NULL;
    cJSON *list = json ? cJSON_AddArrayToObject(root, "results") : NULL;
    if (json) cJSON_AddStringToObject(root, "station", wish->station);
    lt_status status = lt_archive_step(archive, "read", statement, &row);
    while (status == LT_OK && row) {
        const lt_revision one = revision_of(statement);
        const int species = lt_observed_find(one.species, strlen(one.species));
        const bool asked = wish->species < 0 || wish->species == species;
        if (asked && json) add_json(list, &one);
        if (asked && !json) say_words(&one, chinese);
        n += asked;
        status = lt_archive_step(archive, "read", statement, &row);
    }
    sqlite3_finalize(statement);
    if (status == LT_OK && json) return lt_json_say(root);
    cJSON_Delete(root);
    if (status == LT_OK && n == 0)
        lt_text_say("%s",
                    wish->is_revised
                        ? lt_text_word("no value of this station was ever another", "该站点没有修订过的数据", chinese)
                        : lt_text_word("no values of what was asked for", "没有符合条件的数据", chinese));
    return status;
}
