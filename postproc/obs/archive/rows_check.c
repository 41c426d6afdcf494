/* rows_check.c - what an import would refuse of a table, as faults. */
#include "base/faults.h"
#include "postproc/obs/archive/rows.h"

#include <time.h>

static lt_status tell(const char *path, const lt_refusal *one, lt_faults *faults) {
    return lt_faults_take(
        faults, LT_RAISE(LT_ERR_INPUT, .what = one->why,
                         .where = lt_fmt("%s:%d%s%s", path, one->line, one->cell[0] ? ", column " : "", one->cell),
                         .expected = "a value that an import takes", .todo = "correct the cell or row",
                         .found = one->found[0] ? one->found : "this row"));
}

lt_status lt_rows_check(const char *path, lt_faults *faults) {
    lt_places places;
    LT_TRY(lt_places_read(NULL, 0, &places));
    lt_obs_rows rows = {.places = &places, .now = (lt_time)time(NULL)};
    lt_status status = lt_rows_read(path, &rows);
    for (long k = 0; k < rows.n_refused && status == LT_OK; k++) status = tell(path, &rows.refused[k], faults);
    lt_rows_free(&rows);
    lt_places_free(&places);
    return status;
}
