/* obs_coverage_print.c - coverage for people and for other programs. */
#include "postproc/obs/archive/obs_coverage.h"

#include "base/outdir.h"
#include "postproc/cities.h"
#include "postproc/text.h"

enum { LINE = 256, STATION = 36, SPECIES = 9, MONTH = 9, NUMBER = 7 };

static double share(const lt_obs_coverage_row *row) {
    return row->possible ? 100.0 * (double)row->n / (double)row->possible : 0;
}

static const char *station_name(const lt_place *place, bool chinese) {
    const char *name = chinese && place->name_zh[0] ? place->name_zh : place->name_en;
    return name[0] ? lt_fmt("%s %s", place->code, name) : place->code;
}

static void print_head(bool chinese) {
    char line[LINE] = "";
    lt_text_column(line, LINE, lt_text_word("station", "站点", chinese), STATION);
    lt_text_column(line, LINE, lt_text_word("species", "物种", chinese), SPECIES);
    lt_text_column(line, LINE, lt_text_word("month", "月份", chinese), MONTH);
    lt_text_column(line, LINE, lt_text_word("values", "数据量", chinese), -NUMBER);
    lt_text_column(line, LINE, lt_text_word("share", "覆盖率", chinese), -NUMBER - 2);
    lt_text_column(line, LINE, lt_text_word("flagged", "存疑", chinese), -NUMBER - 2);
    lt_text_append(line, LINE, "  ");
    lt_text_append(line, LINE, lt_text_word("by rule", "按规则", chinese));
    lt_text_say("%s", line);
}

/* "jump 3, stuck 12" */
static const char *rules_of(const lt_obs_coverage_row *row, bool chinese) {
    char out[160] = "";
    for (int k = 0; k < LT_N_FLAGS; k++) {
        const char *name = chinese ? lt_flag_table[k].zh : lt_flag_table[k].en;
        if (row->by[k]) lt_text_append(out, sizeof out, lt_fmt("%s%s %ld", out[0] ? ", " : "", name, row->by[k]));
    }
    return lt_fmt("%s", out);
}

static void print_row(const lt_obs_coverage *c, const lt_obs_coverage_row *row, bool first, bool chinese) {
    const lt_archived *series = &c->catalogue.series[row->series];
    char line[LINE] = "";
    lt_text_column(line, LINE, first ? station_name(&c->catalogue.stations[series->station], chinese) : "", STATION);
    lt_text_column(line, LINE, lt_observed_table[series->species].name, SPECIES);
    lt_text_column(line, LINE, lt_fmt("%04d-%02d", row->year, row->month), MONTH);
    lt_text_column(line, LINE, lt_fmt("%ld", row->n), -NUMBER);
    lt_text_column(line, LINE, lt_fmt("%.1f %%", share(row)), -NUMBER - 2);
    lt_text_column(line, LINE, lt_fmt("%ld", row->flagged), -NUMBER - 2);
    lt_text_append(line, LINE, "  ");
    if (series->interval_s != LT_HOUR)
        lt_text_append(line, LINE, lt_fmt(chinese ? "[%d 小时] " : "[%d h] ", series->interval_s / LT_HOUR));
    lt_text_append(line, LINE, rules_of(row, chinese));
    lt_text_say("%s", line);
}

void lt_obs_coverage_print(const lt_obs_coverage *coverage, const char *path, bool chinese) {
    lt_text_say(chinese ? "%s：%ld 个站点，%ld 个值，%ld 个旧版本，%ld 个文件，%ld 个拒收的单元格或行"
                        : "%s: %ld stations, %ld values, %ld older revisions, %ld files, %ld cells or rows refused",
                path, coverage->catalogue.n_stations, coverage->n_values, coverage->n_past, coverage->n_sources,
                coverage->n_refused);
    if (coverage->n == 0) {
        lt_text_say("%s", lt_text_word("no values of what was asked for", "没有符合条件的数据", chinese));
        return;
    }
    print_head(chinese);
    long station = -1;
    for (long k = 0; k < coverage->n; k++) {
        const long own = coverage->catalogue.series[coverage->rows[k].series].station;
        print_row(coverage, &coverage->rows[k], own != station, chinese);
        station = own;
    }
    lt_text_say("%s",
                lt_text_word("Months by the start of the hour, UTC+8. Flagged values are kept and not used; a value "
                             "may be flagged by several rules.",
                             "月份按小时起点（北京时间）；存疑值保留但不使用，一个值可被多条规则标记。", chinese));
}

static void put_row(FILE *out, const lt_obs_coverage *c, const lt_obs_coverage_row *row) {
    const lt_archived *series = &c->catalogue.series[row->series];
    const lt_place *place = &c->catalogue.stations[series->station];
    lt_csv_put(out, place->code);
    fputc(',', out);
    lt_csv_put(out, place->name_en);
    fputc(',', out);
    lt_csv_put(out, place->city_en);
    fprintf(out, ",%s,%d,%04d-%02d,%ld,%ld,%.2f,%ld", lt_observed_table[series->species].name,
            series->interval_s / LT_HOUR, row->year, row->month, row->n, row->possible, share(row), row->flagged);
    for (int k = 0; k < LT_N_FLAGS; k++) fprintf(out, ",%ld", row->by[k]);
    fputc('\n', out);
}

lt_status lt_obs_coverage_write(const lt_obs_coverage *coverage, const char *folder) {
    lt_outdir *dir = NULL;
    FILE *out;
    LT_TRY(lt_outdir_open(folder, &dir));
    lt_status status = lt_outdir_stream(dir, "coverage.csv", &out);
    if (status == LT_OK) {
        fputs("# Months by the start of the interval, UTC+8; flagged: kept, not used.\n"
              "station,name_en,city_en,species,interval_h,month,values,possible,share_pct,flagged",
              out);
        for (int k = 0; k < LT_N_FLAGS; k++) fprintf(out, ",flagged_%s", lt_flag_table[k].name);
        fputc('\n', out);
        for (long k = 0; k < coverage->n; k++) put_row(out, coverage, &coverage->rows[k]);
        status = lt_outdir_commit_stream(dir, "coverage.csv", out);
    }
    lt_outdir_close(dir);
    return status;
}

static void add_json_row(cJSON *list, const lt_obs_coverage *c, const lt_obs_coverage_row *row) {
    const lt_archived *series = &c->catalogue.series[row->series];
    const lt_place *place = &c->catalogue.stations[series->station];
    cJSON *one = lt_json_add_item(list), *by;
    cJSON_AddStringToObject(one, "station", place->code);
    cJSON_AddStringToObject(one, "city", place->city_en);
    cJSON_AddStringToObject(one, "species", lt_observed_table[series->species].name);
    cJSON_AddNumberToObject(one, "interval_h", series->interval_s / LT_HOUR);
    cJSON_AddStringToObject(one, "month", lt_fmt("%04d-%02d", row->year, row->month));
    cJSON_AddNumberToObject(one, "values", (double)row->n);
    cJSON_AddNumberToObject(one, "possible", (double)row->possible);
    cJSON_AddNumberToObject(one, "flagged", (double)row->flagged);
    by = cJSON_AddObjectToObject(one, "by_rule");
    for (int k = 0; k < LT_N_FLAGS; k++) cJSON_AddNumberToObject(by, lt_flag_table[k].name, (double)row->by[k]);
}

lt_status lt_obs_coverage_say_json(const lt_obs_coverage *coverage, const char *path) {
    cJSON *root = cJSON_CreateObject();
    cJSON_AddStringToObject(root, "schema", "lantian-coverage-1");
    cJSON_AddStringToObject(root, "archive", path);
    cJSON_AddNumberToObject(root, "stations", (double)coverage->catalogue.n_stations);
    cJSON_AddNumberToObject(root, "values", (double)coverage->n_values);
    cJSON_AddNumberToObject(root, "older_revisions", (double)coverage->n_past);
    cJSON_AddNumberToObject(root, "files", (double)coverage->n_sources);
    cJSON_AddNumberToObject(root, "refused", (double)coverage->n_refused);
    cJSON *list = cJSON_AddArrayToObject(root, "results");
    for (long k = 0; k < coverage->n; k++) add_json_row(list, coverage, &coverage->rows[k]);
    return lt_json_say(root);
}
