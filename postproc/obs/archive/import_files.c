#include "postproc/obs/archive/import_files.h"

#include "base/log.h"
#include "postproc/obs/archive/clocks.h"
#include "postproc/text.h"

#include <string.h>
#include <time.h>

enum { SHOWN = 3 };

typedef struct lt_importing {
    const lt_cli *cli;
    const char *archive_path;
    lt_archive *archive; /* opened by the first file that can be read */
    lt_quality quality;
    lt_places places;
    bool chinese, told_again;
    cJSON *list, *bad; /* NULL: words */
    lt_time last;      /* the latest hour that was put in; with any */
    bool any;
    long n, n_bad;
    lt_status first_bad;
    char packed[LT_ERROR_PACKED];
} lt_importing;

/* --- what is said --- */

static const char *bare(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static void say_refused(const char *path, const lt_obs_rows *rows) {
    for (long k = 0; k < rows->n_refused && k < SHOWN; k++) {
        const lt_refusal *one = &rows->refused[k];
        lt_remark(LT_LOG_WARNING, "%s:%d%s%s: %s%s%s", path, one->line, one->cell[0] ? ", " : "", one->cell, one->why,
                  one->found[0] ? ": " : "", one->found);
    }
    if (rows->n_refused > SHOWN)
        lt_remark(LT_LOG_WARNING, "%s: and %ld more refused (table refused of the archive)", path,
                  rows->n_refused - SHOWN);
}

static void say_words(const lt_importing *m, const lt_obs_rows *rows, const lt_import *import) {
    if (import->known) {
        lt_text_say(m->chinese ? "%s：已导入过，无变化" : "%s: imported before, nothing changes", import->file);
        return;
    }
    lt_text_say(m->chinese
                    ? "%s：%s（时标为%s），%ld 个站点，新增 %ld，修订 %ld，相同 %ld，存疑 %ld，拒收 %ld，空缺 %ld"
                    : "%s: %s (times: %s), %ld stations; values: %ld new, %ld changed, %ld as before; %ld flagged; %ld "
                      "refused; %ld empty",
                import->file, rows->layout, rows->label, rows->n_stations, import->n_new, import->n_changed,
                import->n_same, import->n_flagged, rows->n_refused, rows->n_missing);
    if (rows->n_repeated)
        lt_text_say(m->chinese ? "  %ld 个值重复出现，只取一次" : "  %ld values stand twice alike: taken once",
                    rows->n_repeated);
    if (rows->n_running)
        lt_text_say(m->chinese ? "  %ld 行为滑动平均或指数，不作小时值"
                               : "  %ld rows of running means and indices passed over",
                    rows->n_running);
    if (import->n_moved)
        lt_text_say(m->chinese ? "  %ld 个站点的坐标按站点表更正，全部小时重新检查"
                               : "  %ld stations stand where the list has them now; all hours were judged again",
                    import->n_moved);
    if (rows->n_unplaced)
        lt_text_say(m->chinese ? "  %ld 个无坐标的站点或行略去（--stations 可给出站点表）"
                               : "  %ld columns or rows of stations without a place left out (--stations gives places)",
                    rows->n_unplaced);
}

static void add_json(const lt_importing *m, const lt_obs_rows *rows, const lt_import *import) {
    cJSON *one = lt_json_add_item(m->list);
    cJSON_AddStringToObject(one, "file", import->file);
    cJSON_AddStringToObject(one, "digest", import->digest);
    cJSON_AddStringToObject(one, "layout", rows->layout);
    cJSON_AddStringToObject(one, "label", rows->label);
    cJSON_AddBoolToObject(one, "known", import->known);
    cJSON_AddNumberToObject(one, "stations", (double)rows->n_stations);
    cJSON_AddNumberToObject(one, "new", (double)import->n_new);
    cJSON_AddNumberToObject(one, "changed", (double)import->n_changed);
    cJSON_AddNumberToObject(one, "same", (double)import->n_same);
    cJSON_AddNumberToObject(one, "flagged", (double)import->n_flagged);
    cJSON_AddNumberToObject(one, "refused", (double)rows->n_refused);
    cJSON_AddNumberToObject(one, "empty", (double)rows->n_missing);
    cJSON_AddNumberToObject(one, "repeated", (double)rows->n_repeated);
    cJSON_AddNumberToObject(one, "running", (double)rows->n_running);
    cJSON_AddNumberToObject(one, "unplaced", (double)rows->n_unplaced);
}

/* --- one file --- */

/* A file that is still being written has another digest when it was read: its end would be missing. */
static lt_status read_whole(const char *path, lt_obs_rows *rows, lt_digest digest) {
    lt_digest after;
    LT_TRY(lt_hash_file(path, digest));
    LT_TRY(lt_rows_read(path, rows));
    LT_TRY(lt_hash_file(path, after));
    if (strcmp(digest, after) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of observations changes while it is read", .where = path,
                    .expected = "a finished file", .found = "other bytes than a moment before",
                    .todo = "import it when it is whole");
}

/* The archive is made only when there is something to put in. */
static lt_status open_archive(lt_importing *m) {
    bool again = false;
    if (m->archive) return LT_OK;
    LT_TRY(lt_archive_open(m->archive_path, true, &m->archive));
    LT_TRY(lt_archive_judge_all(m->archive, &m->quality, &again));
    if (again) lt_remark(LT_LOG_INFO, "%s: all hours were judged again, the limits are others", m->archive_path);
    return LT_OK;
}

static lt_status put_file(lt_importing *m, const char *path, const lt_obs_rows *rows, lt_import *import) {
    LT_TRY(open_archive(m));
    LT_TRY_CONTEXT(lt_archive_import(m->archive, rows, &m->quality, import), "importing %s", path);
    if (!import->known) say_refused(path, rows);
    for (long k = 0; k < rows->n && !import->known; k++) {
        if (!m->any || rows->items[k].start > m->last) m->last = rows->items[k].start;
        m->any = true;
    }
    if (m->list)
        add_json(m, rows, import);
    else
        say_words(m, rows, import);
    return LT_OK;
}

static void keep_bad(lt_importing *m, const char *path, lt_status status) {
    char text[8192];
    if (m->bad) {
        cJSON *one = lt_json_add_item(m->bad);
        cJSON_AddStringToObject(one, "file", path);
        cJSON_AddStringToObject(one, "what", lt_error_what());
        cJSON_AddStringToObject(one, "where", lt_error_where());
    }
    if (m->n_bad++ == 0) {
        m->first_bad = status;
        lt_error_pack(status, m->packed);
    } else {
        lt_error_text(status, text, sizeof text);
        lt_remark(LT_LOG_WARNING, "%s", text);
    }
    lt_error_clear();
}

static lt_status visit(const char *path, void *context) {
    lt_importing *m = context;
    lt_obs_rows rows = {.places = &m->places, .now = (lt_time)time(NULL)};
    lt_import import = {.file = bare(path), .now = rows.now};
    m->n++;
    lt_status status = read_whole(path, &rows, import.digest);
    if (status == LT_ERR_INPUT) {
        keep_bad(m, path, status);
        status = LT_OK;
    } else if (status == LT_OK) {
        status = put_file(m, path, &rows, &import);
    }
    lt_rows_free(&rows);
    return status;
}

/* --- clocks --- */

static void say_clock(const lt_importing *m, const lt_clock_fault *fault) {
    const lt_clock *clock = &fault->clock;
    const char *species = lt_observed_table[fault->species].name;
    if (clock->is_off)
        lt_remark(LT_LOG_WARNING,
                  m->chinese
                      ? "站点 %s：%s 平移 %+d 小时后与邻站最一致（r %.2f，现为 %.2f）：时钟是否在另一时区？"
                      : "station %s: its %s agrees best with the stations around when moved by %+d h (r %.2f, now "
                        "%.2f): a clock in another zone?",
                  fault->station.code, species, clock->shift_h, clock->r_shifted, clock->r_now);
    else
        lt_remark(LT_LOG_WARNING,
                  m->chinese
                      ? "站点 %s：臭氧日变化峰值在 %.0f 时（北京时间），不在午后：时标是否在另一时区？"
                      : "station %s: ozone of its mean day peaks at %.0f h (UTC+8), not in the afternoon: times of "
                        "another zone?",
                  fault->station.code, fault->ozone_peak_h);
}

static void add_clock(cJSON *list, const lt_clock_fault *fault) {
    cJSON *one = lt_json_add_item(list);
    cJSON_AddStringToObject(one, "station", fault->station.code);
    cJSON_AddStringToObject(one, "species", lt_observed_table[fault->species].name);
    cJSON_AddBoolToObject(one, "off_beside_others", fault->clock.is_off);
    cJSON_AddNumberToObject(one, "shift_h", fault->clock.shift_h);
    lt_json_add_number(one, "r_now", fault->clock.r_now);
    lt_json_add_number(one, "r_shifted", fault->clock.r_shifted);
    lt_json_add_number(one, "ozone_peak_h", fault->ozone_peak_h);
}

/* Of the two weeks that end with the newest hour of this import. */
static lt_status tell_clocks(const lt_importing *m, cJSON *root) {
    lt_clock_faults faults = {0};
    lt_status status = m->any ? lt_clocks_find(m->archive, m->last, &faults) : LT_OK;
    cJSON *list = root ? cJSON_AddArrayToObject(root, "clocks") : NULL;
    for (long k = 0; k < faults.n && status == LT_OK; k++) {
        if (k < SHOWN) say_clock(m, &faults.items[k]);
        if (list) add_clock(list, &faults.items[k]);
    }
    if (faults.n > SHOWN)
        lt_remark(LT_LOG_WARNING,
                  m->chinese ? "另有 %ld 个站点的时钟可疑（--json 列出全部）"
                             : "and %ld more stations whose clocks look so (--json lists all)",
                  faults.n - SHOWN);
    lt_free(faults.items);
    return status;
}

/* --- all --- */

static lt_status import_all(lt_importing *m) {
    LT_TRY(lt_quality_read(&m->quality));
    LT_TRY(lt_places_read(m->cli->stations.items, m->cli->stations.n, &m->places));
    for (int k = 1; k < m->cli->n_positional; k++) {
        const lt_status status = lt_obs_each_file(m->cli->positional[k], visit, m);
        if (status == LT_ERR_INPUT && !m->archive && m->n == 0) return status; /* a name that names nothing */
        LT_TRY(status);
    }
    return LT_OK;
}

/* Said last: the others are in. */
static lt_status bad_files(const lt_importing *m) {
    if (m->n_bad == 0) return LT_OK;
    LT_TRY(lt_error_unpack(m->packed) == m->first_bad ? LT_OK : LT_ERR_INTERNAL);
    return lt_error_context(m->first_bad, "%ld of %ld files could not be imported", m->n_bad, m->n);
}

lt_status lt_import_files(const lt_cli *cli, const char *archive_path) {
    lt_importing m = {.cli = cli, .archive_path = archive_path, .chinese = lt_cli_chinese(cli)};
    cJSON *root = cli->json ? cJSON_CreateObject() : NULL;
    if (root) {
        cJSON_AddStringToObject(root, "schema", "lantian-import-1");
        cJSON_AddStringToObject(root, "archive", archive_path);
        m.list = cJSON_AddArrayToObject(root, "results");
        m.bad = cJSON_AddArrayToObject(root, "bad_files");
    }
    lt_status status = import_all(&m);
    if (status == LT_OK) status = tell_clocks(&m, root);
    lt_places_free(&m.places);
    lt_archive_close(m.archive);
    if (root && status == LT_OK)
        status = lt_json_say(root);
    else
        cJSON_Delete(root);
    return status == LT_OK ? bad_files(&m) : status;
}
