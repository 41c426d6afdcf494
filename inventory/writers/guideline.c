/* guideline.c - the ledger in the layout of the Chinese guidelines, guideline.csv: four levels (行业, 燃料/产品,
 * 工艺技术, 末端控制技术) under the ten classes, activity, and for each species factor, removal and emission. UTF-8
 * with a BOM, so that a spreadsheet opens it. Words: data/words.csv; what has none there keeps its id. The first
 * columns have the heads that ledger_words.c reads. */
#include "inventory/writers/writer.h"

#include "base/csv.h"

#include "inventory/classes.h"
#include "inventory/ledger_words.h"
#include "inventory/words.h"

static void put_text(FILE *out, const char *text, char after) {
    lt_csv_put(out, text);
    fputc(after, out);
}

static void put_head(FILE *out) {
    static const char *const levels[] = {"id", "region", "county"}, *const four[] = {"sector", "process", "technology",
                                                                                     "control"};
    fputs("\xef\xbb\xbf", out);
    for (int k = 0; k < 3; k++) fprintf(out, "%s,", lt_ledger_column_zh(levels[k]));
    fputs("第一级分类,第二级分类,", out);
    for (int k = 0; k < 4; k++) fprintf(out, "%s,", lt_ledger_column_zh(four[k]));
    fputs("经度,纬度,排气筒高度(m),活动水平,活动水平单位", out);
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        fprintf(out, ",%s排放系数(kg/单位),%s去除率,%s排放量(t)", lt_pollutant_names[p], lt_pollutant_names[p],
                lt_pollutant_names[p]);
    fputs(",数据质量,数据来源\n", out);
}

static lt_status put_row(const lt_export *job, const lt_source *s, const lt_classes *classes, const lt_words *words,
                         FILE *out) {
    const lt_class_name *first = lt_classes_of(classes, LT_GUIDELINE1, s->sector, s->process, s->technology);
    const lt_class_name *second = lt_classes_of(classes, LT_GUIDELINE2, s->sector, s->process, s->technology);
    const lt_region_info *region = lt_regions_find(job->allocation->regions, s->region);
    const lt_sector *sector = lt_sectors_find(job->allocation->sectors, s->sector);
    if (!first || !second)
        return LT_RAISE(LT_ERR_INPUT, .what = "a source without class",
                        .where = lt_fmt("%s:%d, source %s", s->file ? s->file : "", s->line, s->id),
                        .expected = "a row of inventory/data/classes.csv that fits",
                        .found = lt_fmt("%s, %s, %s", s->sector, s->process, s->technology),
                        .todo = "add its class, or use the names of the shipped ledger");
    put_text(out, s->id, ',');
    put_text(out, region ? region->name_zh : s->region, ',');
    put_text(out, s->county, ',');
    put_text(out, lt_fmt("%s %s", first->code, first->zh), ',');
    put_text(out, second->zh, ',');
    put_text(out, sector ? sector->name_zh : s->sector, ',');
    put_text(out, lt_words_zh(words, s->process), ',');
    put_text(out, lt_words_zh(words, s->technology), ',');
    put_text(out, lt_words_zh(words, s->control), ',');
    if (s->is_point)
        fprintf(out, "%.6f,%.6f,%g,", s->lon, s->lat, s->stack_height_m);
    else
        fputs(",,,", out);
    fprintf(out, "%.9g,%s", s->activity, s->unit);
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        fprintf(out, ",%.9g,%.9g,%.9g", s->factor_kg[p], s->removal[p],
                lt_source_emission_kg(s, (enum lt_pollutant)p) * 1e-3);
    fputc(',', out);
    put_text(out, s->mark, ',');
    put_text(out, s->note ? s->note : "", '\n');
    return LT_OK;
}

static lt_status write_rows(const lt_export *job, const lt_classes *classes, const lt_words *words) {
    FILE *out;
    LT_TRY(lt_outdir_stream(job->dir, "guideline.csv", &out));
    put_head(out);
    lt_status status = LT_OK;
    for (long k = 0; k < job->ledger->n && status == LT_OK; k++)
        if (lt_region_is_liaoning(job->ledger->sources[k].region))
            status = put_row(job, &job->ledger->sources[k], classes, words, out);
    if (status == LT_OK) return lt_outdir_commit_stream(job->dir, "guideline.csv", out);
    lt_outdir_abandon_stream(job->dir, "guideline.csv", out);
    return status;
}

static lt_status write_guideline(const lt_export *job) {
    lt_classes *classes = NULL;
    lt_words *words = NULL;
    lt_status status = lt_classes_read(&classes);
    if (status == LT_OK) status = lt_words_read(&words);
    if (status == LT_OK) status = write_rows(job, classes, words);
    lt_words_free(words);
    lt_classes_free(classes);
    return status;
}

const lt_writer lt_writer_guideline = {.name = "guideline",
                                       .title_en = "the ledger in the four-level layout of the Chinese guidelines",
                                       .title_zh = "按清单编制指南四级分类格式的清单",
                                       .write = write_guideline};
