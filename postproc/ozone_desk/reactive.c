#include "postproc/ozone_desk/reactive.h"

#include "postproc/results_folder.h"
#include "postproc/text.h"

#include <string.h>

const char *const lt_reactive_kinds[LT_N_REACTIVE] = {"firm", "cell"};

lt_status lt_reactive_read(const lt_job *job, lt_csv **out) {
    static const char *const columns[] = {
        "kind", "rank",    "name_en",  "name_zh",   "region", "sector",  "lon",          "lat",           "i",
        "j",    "NMVOC_t", "ofp_t_o3", "share_ofp", "id",     "rank_oh", "oh_t_propene", "running_share", NULL};
    int found[sizeof columns / sizeof *columns];
    const lt_job one = {.setup = job->setup, .out = job->out, .variant = "base", .nest = job->nest};
    LT_TRY(lt_results_table(&one, "reactive", "the list of firms and cells by reactive VOC is missing", out));
    const lt_status status = lt_csv_all(*out, columns, found);
    if (status == LT_OK) return LT_OK;
    lt_csv_free(*out);
    *out = NULL;
    return status;
}

long lt_reactive_next(const lt_csv *table, lt_reactive_kind kind, const char *city, long row) {
    for (row++; row < lt_csv_rows(table); row++)
        if (strcmp(lt_text_cell(table, row, "kind"), lt_reactive_kinds[kind]) == 0 &&
            (!city || strcmp(lt_text_cell(table, row, "region"), city) == 0))
            return row;
    return -1;
}
