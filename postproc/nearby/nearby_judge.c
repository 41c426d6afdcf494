#include "postproc/nearby/nearby_judge.h"

#include "base/ncio.h"
#include "postproc/conc.h"

#include <math.h>
#include <string.h>

static const char again[] = "run the case again, so that its near-field maps are made from this run";

lt_status lt_nearby_judge_head(lt_ncr *nc, const lt_grid *grid, const char *site, const lt_nearby_file *file) {
    char proj[256];
    if (strcmp(file->site, site) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map is of another site", .where = lt_ncr_path(nc),
                        .expected = site, .found = file->site, .todo = again);
    LT_TRY(lt_ncr_attr_text(nc, NULL, "proj4", proj, sizeof proj));
    if (strcmp(proj, grid->proj) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map is on another projection", .where = lt_ncr_path(nc),
                        .expected = grid->proj, .found = proj, .todo = again);
    if (file->resolution > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map without a resolution", .where = lt_ncr_path(nc),
                    .expected = "resolution_m above 0", .found = lt_fmt("%g", file->resolution), .todo = again);
}

lt_status lt_nearby_judge_shape(lt_ncr *nc, const lt_grid *grid, const lt_nearby_file *file) {
    const bool good = file->cells_x > 0 && file->cells_y > 0 && file->cells_x <= grid->nx &&
                      file->cells_y <= grid->ny && file->nx >= file->cells_x && file->ny >= file->cells_y &&
                      file->nx % file->cells_x == 0 && file->ny % file->cells_y == 0 &&
                      file->nx / file->cells_x == file->ny / file->cells_y;
    if (good) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the points of a near-field map do not divide its cells",
                    .where = lt_ncr_path(nc), .expected = "as many points along x as along y in every cell",
                    .found = lt_fmt("%d x %d points, %d x %d cells", file->nx, file->ny, file->cells_x, file->cells_y),
                    .todo = again);
}

lt_status lt_nearby_judge_axis(lt_ncr *nc, const lt_grid *grid, lt_nearby_file *file, const char *name, size_t n,
                               const double *values) {
    const bool is_x = name[strlen(name) - 1] == 'x', is_cells = strncmp(name, "cell_", 5) == 0;
    const double corner = is_x ? grid->x0 : grid->y0,
                 step = grid->dx * (is_x ? file->cells_x : file->cells_y) / (double)n;
    const double first = (values[0] - step / 2 - corner) / grid->dx; /* in cells from the corner of the grid */
    const double most = (is_x ? grid->nx - file->cells_x : grid->ny - file->cells_y) + 0.01;
    bool good = fabs(first - round(first)) < 1e-3 && first > -0.01 && first < most;
    for (size_t q = 1; q < n; q++) good = good && fabs(values[q] - values[q - 1] - step) < 1e-3 * step;
    if (!good)
        return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map does not lie on cells of the grid",
                        .where = lt_fmt("%s, %s", lt_ncr_path(nc), name),
                        .expected = lt_fmt("middles, %g m apart, of cells of %s", step, grid->name),
                        .found = lt_fmt("%g m first, %g m last", values[0], values[n - 1]), .todo = again);
    const int cell = (int)lround(first);
    int *known = is_x ? &file->i0 : &file->j0;
    if (is_cells && cell != *known)
        return LT_RAISE(LT_ERR_INPUT, .what = "points and cells of a near-field map lie apart",
                        .where = lt_fmt("%s, %s", lt_ncr_path(nc), name),
                        .expected = lt_fmt("cells from %d on", *known), .found = lt_fmt("from %d on", cell),
                        .todo = again);
    *known = cell;
    *(is_x ? &file->x0 : &file->y0) = corner + cell * grid->dx;
    file->cell = grid->dx;
    if (!is_cells) file->step = step;
    return LT_OK;
}

lt_status lt_nearby_judge_values(lt_ncr *nc, const char *variable, size_t n, const double *values) {
    for (size_t q = 0; q < n; q++)
        if (!(isfinite(values[q]) && values[q] >= 0))
            return LT_RAISE(LT_ERR_VERIFY, .what = "a value of a near-field map is no concentration",
                            .where = lt_fmt("%s, %s", lt_ncr_path(nc), variable),
                            .expected = "a finite number, not negative",
                            .found = lt_fmt("%g at point %zu", values[q], q), .todo = again);
    return LT_OK;
}

lt_status lt_nearby_grid_mean(const lt_job *job, const lt_grid *grid, const lt_nearby_file *file, const char *variable,
                              double *out) {
    enum { MOST_CELLS = 128 };
    const lt_ncr_window window = {(size_t)file->j0, (size_t)file->i0, (size_t)file->cells_y, (size_t)file->cells_x};
    const long hours = lt_period_hours(job->period), n = (long)file->cells_x * file->cells_y;
    float values[MOST_CELLS];
    lt_ncr *conc = NULL;
    if (n > MOST_CELLS)
        return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map of too many cells", .where = file->site,
                        .expected = lt_fmt("at most %d", MOST_CELLS), .found = lt_fmt("%ld", n), .todo = again);
    LT_TRY(lt_conc_open(job, grid, &conc));
    lt_status status = LT_OK;
    for (long c = 0; c < n; c++) out[c] = 0;
    for (long hour = 0; hour < hours && status == LT_OK; hour++) {
        status = lt_ncr_get_float_window(conc, variable, "ug m-3", hour, &window, values);
        for (long c = 0; c < n; c++) out[c] += (double)values[c] / (double)hours;
    }
    lt_ncr_close(conc);
    return status;
}

/* Relative to the cell; where that is next to nothing, to nothing that anyone would see. */
static double difference(double a, double b) {
    return fabs(a - b) / fmax(fabs(b), 1e-6);
}

void lt_nearby_cell_means(const lt_nearby_file *file, const double *points, double *out) {
    const long n_cells = (long)file->cells_x * file->cells_y, n = (long)file->nx * file->ny;
    for (long c = 0; c < n_cells; c++) out[c] = 0;
    for (long q = 0; q < n; q++) out[lt_nearby_cell(file, q)] += points[q];
    for (long c = 0; c < n_cells; c++) out[c] /= (double)n / (double)n_cells;
}

static lt_status judge_points(lt_ncr *nc, const lt_nearby_file *file, int p, lt_nearby_air *air, double *means) {
    lt_nearby_cell_means(file, air->mean, means);
    for (long c = 0; c < (long)file->cells_x * file->cells_y; c++)
        air->mean_difference = fmax(air->mean_difference, difference(means[c], air->cell[c]));
    if (air->mean_difference <= LT_NEARBY_MEAN_MOST) return LT_OK;
    return LT_RAISE(LT_ERR_VERIFY, .what = "points of a near-field map do not have the mean of their cell",
                    .where = lt_fmt("%s, %s", lt_ncr_path(nc), lt_nearby_table[p].variable),
                    .expected = lt_fmt("a relative difference of %g at most", LT_NEARBY_MEAN_MOST),
                    .found = lt_fmt("%.2g", air->mean_difference), .todo = again);
}

static lt_status judge_grid(lt_ncr *nc, const lt_job *job, const lt_grid *grid, const lt_nearby_file *file, int p,
                            double *means) {
    const lt_nearby_air *air = &file->air[p];
    LT_TRY(lt_nearby_grid_mean(job, grid, file, lt_nearby_table[p].variable, means));
    for (long c = 0; c < (long)file->cells_x * file->cells_y; c++)
        if (!(difference(air->cell[c], means[c]) <= LT_NEARBY_GRID_MOST))
            return LT_RAISE(LT_ERR_VERIFY, .what = "a near-field map is not of this run of the grid",
                            .where = lt_fmt("%s, %s_cell, cell %ld", lt_ncr_path(nc), lt_nearby_table[p].variable, c),
                            .expected = lt_fmt("%.9g ug/m3 of %s", means[c], lt_job_file(job, "conc", ".nc")),
                            .found = lt_fmt("%.9g ug/m3", air->cell[c]), .todo = again);
    return LT_OK;
}

lt_status lt_nearby_judge_means(lt_ncr *nc, const lt_job *job, const lt_grid *grid, lt_nearby_file *file) {
    double *room;
    LT_TRY(lt_calloc((size_t)file->cells_x * (size_t)file->cells_y, sizeof *room, &room));
    lt_status status = LT_OK;
    for (int p = 0; p < LT_N_NEARBY && status == LT_OK; p++) {
        if (!file->air[p].has) continue;
        status = judge_points(nc, file, p, &file->air[p], room);
        if (status == LT_OK) status = judge_grid(nc, job, grid, file, p, room);
    }
    lt_free(room);
    return status;
}

static lt_status judge_change(const lt_nearby_air *before, const lt_nearby_file *after, int p, double *means) {
    const lt_nearby_air *air = &after->air[p];
    lt_nearby_cell_means(after, air->change, means);
    for (long c = 0; c < (long)after->cells_x * after->cells_y; c++) {
        const double want = air->cell[c] - before->cell[c], large = fmax(air->cell[c], before->cell[c]);
        if (!(fabs(means[c] - want) <= LT_NEARBY_MEAN_MOST * fmax(large, 1e-6)))
            return LT_RAISE(LT_ERR_VERIFY, .what = "the change of a near-field map is not that of its cells",
                            .where = lt_fmt("%s, %s_change, cell %ld", after->site, lt_nearby_table[p].variable, c),
                            .expected = lt_fmt("%.9g ug/m3", want), .found = lt_fmt("%.9g ug/m3", means[c]),
                            .todo = again);
    }
    return LT_OK;
}

lt_status lt_nearby_judge_change(const lt_nearby_file *before, const lt_nearby_file *after, int p) {
    double *means;
    if (!after->air[p].change) return LT_OK;
    LT_TRY(lt_calloc((size_t)after->cells_x * (size_t)after->cells_y, sizeof *means, &means));
    const lt_status status = judge_change(&before->air[p], after, p, means);
    lt_free(means);
    return status;
}
