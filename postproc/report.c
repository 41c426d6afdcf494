#include "postproc/report.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char page_name[] = "postproc/web/report.html";
static const char file_name[] = "report.html";
static const char mark[] = "<!--LANTIAN-DATA-->"; /* stands once in the page, before its code */

/* false: the page was not built. */
static bool find_page(char *path, size_t size) {
    if (lt_share_path(page_name, path, size) == LT_OK) return true;
    lt_error_clear();
    return false;
}

lt_status lt_report_digest(lt_hash *hash) {
    char path[4096];
    if (find_page(path, sizeof path)) return lt_hash_share_file(hash, page_name);
    lt_hash_text(hash, "no page");
    return LT_OK;
}

/* In JSON '<' stands in texts only, where \u003c is the same: so no text can end the element or open a comment. */
static void put_island(FILE *stream, const char *id, const char *json) {
    fprintf(stream, "<script type=\"application/json\" id=\"%s\">", id);
    for (const char *rest = json; *rest;) {
        const size_t plain = strcspn(rest, "<");
        fwrite(rest, 1, plain, stream);
        rest += plain;
        if (*rest == '<') fputs("\\u003c", stream), rest++;
    }
    fputs("</script>\n", stream);
}

/* A file of the run that was just written, to the letter. */
static lt_status put_file(const lt_job *job, FILE *stream, const char *id, const char *name, bool may_miss) {
    char path[4096], *text = NULL;
    if (may_miss && !lt_outdir_has(job->out, name, false, NULL)) return LT_OK;
    LT_TRY(lt_outdir_join(job->out, name, path, sizeof path));
    LT_TRY(lt_path_read_text(path, &text));
    put_island(stream, id, text);
    free(text);
    return LT_OK;
}

/* What a part of the report wrote, if it has anything to say; takes the text over. */
static void put_text(FILE *stream, const char *id, char *text) {
    if (text) put_island(stream, id, text);
    free(text);
}

static lt_status put_targets(const lt_job *job, FILE *stream) {
    char *text = NULL;
    lt_observed_base base;
    LT_TRY(lt_observed_base_of(job, &base));
    const lt_status status = lt_report_targets(lt_outdir_path(job->out), &base, &text);
    lt_observed_base_free(&base);
    LT_TRY_CONTEXT(status, "the targets of the documents");
    put_text(stream, "lantian-targets", text);
    return LT_OK;
}

static lt_status put_data(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                          const lt_report_parts *parts, FILE *stream) {
    char *text = NULL;
    LT_TRY(put_file(job, stream, "lantian-summary", "summary.json", false));
    LT_TRY(put_file(job, stream, "lantian-evaluation", "evaluation.json", true));
    LT_TRY(lt_report_map(grid, summary, &text));
    put_text(stream, "lantian-map", text);
    LT_TRY_CONTEXT(lt_report_inventory(job, grid, &text), "the inventory of base");
    put_text(stream, "lantian-inventory", text);
    LT_TRY_CONTEXT(lt_report_process(job, &text), "the process budget of base");
    put_text(stream, "lantian-process", text);
    LT_TRY_CONTEXT(lt_report_steps(summary, &text), "the shares of measures");
    put_text(stream, "lantian-steps", text);
    LT_TRY(put_targets(job, stream));
    LT_TRY_CONTEXT(lt_report_alerts(job, summary, &text), "the hours of alerts");
    put_text(stream, "lantian-alerts", text);
    LT_TRY_CONTEXT(lt_report_isopleths(job, grid, summary, &text), "ozone over cuts of NOx and VOC");
    put_text(stream, "lantian-isopleths", text);
    text = NULL;
    if (parts->compositions) LT_TRY(lt_compositions_report(parts->compositions, grid, &text));
    put_text(stream, "lantian-composition", text);
    LT_TRY_CONTEXT(lt_nearby_report(parts->nearby, &text), "the maps near the sources");
    put_text(stream, "lantian-near", text);
    LT_TRY(lt_report_context(job, grid, summary, &text));
    put_text(stream, "lantian-context", text);
    return LT_OK;
}

static lt_status put_page(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                          const lt_report_parts *parts, const char *page, const char *path) {
    const char *place = strstr(page, mark);
    FILE *stream = NULL;
    if (!place || strstr(place + 1, mark))
        return LT_RAISE(LT_ERR_ENV, .what = "the page of the report has no place for the data", .where = path,
                        .expected = lt_fmt("%s once", mark), .found = place ? "more than one" : "none",
                        .todo = "build Lantian again");
    LT_TRY(lt_outdir_stream(job->out, file_name, &stream));
    fwrite(page, 1, (size_t)(place - page), stream);
    const lt_status status = put_data(job, grid, summary, parts, stream);
    if (status != LT_OK) {
        lt_outdir_abandon_stream(job->out, file_name, stream);
        return status;
    }
    fputs(place + strlen(mark), stream);
    return lt_outdir_commit_stream(job->out, file_name, stream);
}

lt_status lt_report_write(const lt_job *job, const lt_grid *grid, const lt_summary *summary,
                          const lt_report_parts *parts) {
    char path[4096], *page = NULL;
    if (!find_page(path, sizeof path)) {
        lt_remark(LT_LOG_WARNING,
                  "report.html was not made: its page was not built. Install nodejs (18 or newer) and npm, "
                  "build Lantian again (or run ./quickstart), then run this again");
        return lt_outdir_drop(job->out, file_name);
    }
    LT_TRY(lt_path_read_text(path, &page));
    const lt_status status = put_page(job, grid, summary, parts, page, path);
    free(page);
    return status == LT_OK ? LT_OK : lt_error_context(status, "writing %s", file_name);
}
