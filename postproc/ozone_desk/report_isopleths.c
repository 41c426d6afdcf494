/* Ozone over cuts of NOx and VOC as JSON, for the page (report.h): the object "lantian-ozone-1" (README.md) of all
 * cities without the rankings of firms and cells, which the inventory of the page has; numbers to four digits. */
#include "postproc/ozone_desk/desk_files.h"
#include "postproc/report.h"
#include "postproc/text.h"

#include <stdlib.h>

static lt_status text_of(const lt_desk *desk, char **out) {
    const lt_desk_view all = {.place = -1};
    cJSON *root = NULL;
    LT_TRY(lt_desk_json(desk, NULL, &all, &root));
    lt_json_digits(root, 4);
    *out = cJSON_PrintUnformatted(root);
    cJSON_Delete(root);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the report");
}

/* A case whose packages make no surface has no such section. */
lt_status lt_report_isopleths(const lt_job *job, const lt_grid *grid, const lt_summary *summary, char **out) {
    lt_design design;
    lt_desk *desk = NULL;
    *out = NULL;
    if (summary->n_packages == 0) return LT_OK;
    lt_status status = lt_design_read(job, summary, NULL, &design);
    if (status == LT_OK && lt_design_has_surface(&design)) status = lt_desk_create(&design, grid, summary, &desk);
    if (desk) status = text_of(desk, out);
    lt_desk_free(desk);
    lt_design_free(&design);
    return status;
}
