/* Ozone over cuts of NOx and VOC as JSON, for the page (report.h): the object "lantian-ozone-1" (README.md) of all
 * cities without the rankings of firms and cells, which the inventory of the page has; numbers to four digits. */
#include "postproc/ozone_desk/desk_files.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <stdlib.h>

/* A case whose packages make no surface has no such section: it is no fault of the case. */
static lt_status desk_of(const lt_job *job, const lt_grid *grid, const lt_summary *summary, lt_desk **out) {
    const lt_status status = lt_desk_create(job, grid, summary, NULL, out);
    if (status != LT_ERR_INPUT) return status;
    lt_error_clear();
    *out = NULL;
    return LT_OK;
}

lt_status lt_report_isopleths(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out) {
    lt_desk *desk = NULL;
    cJSON *root = NULL;
    const lt_desk_view all = {.place = -1};
    *out = NULL;
    if (summary->n_packages == 0) return LT_OK;
    LT_TRY(desk_of(job, grid, summary, &desk));
    if (!desk) return LT_OK;
    const lt_status status = lt_desk_json(desk, NULL, &all, &root);
    lt_desk_free(desk);
    LT_TRY(status);
    lt_json_digits(root, 4);
    *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}
