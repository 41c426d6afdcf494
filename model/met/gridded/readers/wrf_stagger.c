/* wrf_stagger.c - do the staggered grids of a WRF file lie around its points? A file may be a part that ncks cut, and
 * then of each dimension on its own. */
#include "model/met/gridded/readers/wrf.h"

#include <math.h>

/* By the places of both, where the file has them. */
static lt_status judge_between(lt_wrf *w, const char *stag, const char *name, long step) {
    long n = (long)w->nx * w->ny, n_stag = step == 1 ? (long)(w->nx + 1) * w->ny : (long)w->nx * (w->ny + 1);
    double *work = NULL;
    lt_ncr_shape shape;
    if (!lt_ncr_has(w->file, stag)) return LT_OK;
    LT_TRY(lt_ncr_get_shape(w->file, stag, &shape));
    LT_TRY(lt_calloc((size_t)(n + n_stag), sizeof *work, &work));
    lt_status status = shape.n == 3 ? lt_ncr_get_double_record(w->file, stag, NULL, 0, (size_t)n_stag, work)
                                    : lt_ncr_get_double(w->file, stag, NULL, (size_t)n_stag, work);
    double *mid = work + n_stag;
    if (status == LT_OK) status = lt_ncr_get_shape(w->file, name, &shape);
    if (status == LT_OK)
        status = shape.n == 3 ? lt_ncr_get_double_record(w->file, name, NULL, 0, (size_t)n, mid)
                              : lt_ncr_get_double(w->file, name, NULL, (size_t)n, mid);
    double width = remainder(work[step] - work[0], 360.0), off = remainder(mid[0] - work[0], 360.0) / width;
    lt_free(work);
    if (status != LT_OK || fabs(off - 0.5) < 0.1) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "the staggered grid of the WRF file does not lie around its points",
                    .where = lt_fmt("%s, variables %s and %s", w->path, stag, name),
                    .expected = "the first point half way between the first two staggered ones",
                    .found = lt_fmt("%.2f of the way", off),
                    .todo = "cut all dimensions alike: from the same index, the staggered ones one longer");
}

lt_status lt_wrf_judge_staggering(lt_wrf *w) {
    static const struct {
        const char *variable, *dim, *of;
    } pairs[] = {{"U", "west_east_stag", "west_east"},
                 {"V", "south_north_stag", "south_north"},
                 {"PH", "bottom_top_stag", "bottom_top"}};
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        if (!lt_ncr_has(w->file, pairs[k].variable)) continue;
        long stag = lt_foreign_dim(w->file, pairs[k].dim), n = lt_foreign_dim(w->file, pairs[k].of);
        if (stag == n + 1) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "the staggered grid of the WRF file does not fit its points",
                        .where = lt_fmt("%s, variable %s", w->path, pairs[k].variable),
                        .expected = lt_fmt("%s %ld, one more than %s", pairs[k].dim, n + 1, pairs[k].of),
                        .found = lt_fmt("%ld", stag),
                        .todo = "cut all dimensions alike: the staggered ones one longer");
    }
    LT_TRY(judge_between(w, "XLONG_U", "XLONG", 1));
    return judge_between(w, "XLAT_V", "XLAT", w->nx);
}
