#include "postproc/nearby/nearby_file.h"

#include "base/ncio.h"
#include "postproc/conc.h"
#include "postproc/nearby/nearby_judge.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const lt_nearby_row lt_nearby_table[LT_N_NEARBY] = {
#define LT_NEARBY_ROW(id, variable, gmt, name) {variable, gmt, name},
    LT_NEARBY_LIST(LT_NEARBY_ROW)
#undef LT_NEARBY_ROW
};

/* --- axes --------------------------------------------------------------------------------------------------------- */

static lt_status read_axes(lt_ncr *nc, const lt_grid *grid, lt_nearby_file *file) {
    size_t n[4];
    static const char *const names[4] = {"x", "y", "cell_x", "cell_y"};
    double *values;
    for (int k = 0; k < 4; k++) LT_TRY(lt_ncr_dim(nc, names[k], &n[k]));
    file->nx = (int)n[0], file->ny = (int)n[1], file->cells_x = (int)n[2], file->cells_y = (int)n[3];
    LT_TRY(lt_nearby_judge_shape(nc, grid, file));
    LT_TRY(lt_calloc(n[0] + n[1], sizeof *values, &values));
    lt_status status = LT_OK;
    for (int k = 0; k < 4 && status == LT_OK; k++) {
        status = lt_ncr_get_double(nc, names[k], "m", n[k], values);
        if (status == LT_OK) status = lt_nearby_judge_axis(nc, grid, file, names[k], n[k], values);
    }
    lt_free(values);
    return status;
}

static lt_status read_places(lt_ncr *nc, lt_nearby_file *file) {
    const size_t n = (size_t)file->nx * (size_t)file->ny;
    LT_TRY(lt_calloc(n, sizeof(double), &file->lon));
    LT_TRY(lt_calloc(n, sizeof(double), &file->lat));
    LT_TRY(lt_ncr_get_double(nc, "lon", NULL, n, file->lon));
    return lt_ncr_get_double(nc, "lat", NULL, n, file->lat);
}

/* --- one pollutant ------------------------------------------------------------------------------------------------ */

static lt_status read_highest(lt_ncr *nc, const char *variable, size_t n, lt_nearby_air *air) {
    double *most;
    LT_TRY(lt_calloc(n, sizeof *most, &most));
    const lt_status status = lt_ncr_get_double(nc, lt_fmt("%s_max", variable), "ug m-3", n, most);
    for (size_t q = 0; status == LT_OK && q < n; q++) {
        if (air->mean[q] > air->mean[air->most_at]) air->most_at = (long)q;
        if (most[q] > most[air->hour_at]) air->hour_at = (long)q;
    }
    air->most_hour = most[air->hour_at];
    lt_free(most);
    LT_TRY(status);
    return lt_nearby_judge_values(nc, lt_fmt("%s_max", variable), 1, &air->most_hour);
}

/* Of the maps of the reference and of packages. */
static lt_status read_change(lt_ncr *nc, const char *variable, size_t n, lt_nearby_air *air) {
    const char *change = lt_fmt("%s_change", variable);
    if (!lt_ncr_has(nc, change)) return LT_OK;
    LT_TRY(lt_calloc(n, sizeof(double), &air->change));
    return lt_ncr_get_double(nc, change, "ug m-3", n, air->change);
}

static lt_status read_air(lt_ncr *nc, const lt_nearby_file *file, const char *variable, lt_nearby_air *air) {
    const size_t n = (size_t)file->nx * (size_t)file->ny, n_cells = (size_t)file->cells_x * (size_t)file->cells_y;
    const char *local = lt_fmt("%s_local", variable);
    *air = (lt_nearby_air){.has = true, .share_flat = NAN};
    LT_TRY(lt_calloc(n, sizeof(double), &air->mean));
    LT_TRY(lt_calloc(n_cells, sizeof(double), &air->cell));
    LT_TRY(lt_ncr_get_double(nc, variable, "ug m-3", n, air->mean));
    LT_TRY(lt_nearby_judge_values(nc, variable, n, air->mean));
    LT_TRY(lt_ncr_get_double(nc, lt_fmt("%s_cell", variable), "ug m-3", n_cells, air->cell));
    LT_TRY(lt_nearby_judge_values(nc, lt_fmt("%s_cell", variable), n_cells, air->cell));
    LT_TRY(read_highest(nc, variable, n, air));
    LT_TRY(read_change(nc, variable, n, air));
    if (!lt_ncr_has(nc, local)) return LT_OK;
    LT_TRY(lt_calloc(n_cells, sizeof(double), &air->local));
    LT_TRY(lt_ncr_get_double(nc, local, "ug m-3", n_cells, air->local));
    LT_TRY(lt_nearby_judge_values(nc, local, n_cells, air->local));
    const char *stacks = lt_fmt("%s_stacks", variable);
    LT_TRY(lt_calloc(n, sizeof(double), &air->stacks));
    LT_TRY(lt_ncr_get_double(nc, stacks, "ug m-3", n, air->stacks));
    LT_TRY(lt_nearby_judge_values(nc, stacks, n, air->stacks));
    return lt_ncr_has_attr(nc, local, "share_flat") ? lt_ncr_attr_double(nc, local, "share_flat", &air->share_flat)
                                                    : LT_OK;
}

static lt_status read_airs(lt_ncr *nc, lt_nearby_file *file) {
    int n = 0;
    for (int p = 0; p < LT_N_NEARBY; p++) {
        if (!lt_ncr_has(nc, lt_nearby_table[p].variable)) continue;
        LT_TRY(read_air(nc, file, lt_nearby_table[p].variable, &file->air[p]));
        n++;
    }
    if (n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a near-field map of no pollutant", .where = lt_ncr_path(nc),
                    .expected = "so2, nox, no2, pm25, pm10 or co", .found = "none", .todo = "run the case again");
}

/* --- stacks ------------------------------------------------------------------------------------------------------- */

static lt_status read_ids(lt_ncr *nc, lt_nearby_file *file) {
    char **ids;
    const size_t n = (size_t)file->n_stacks;
    LT_TRY(lt_calloc(n, sizeof *ids, &ids));
    const lt_status status = lt_ncr_get_strings(nc, "source/id", n, ids);
    for (size_t k = 0; status == LT_OK && k < n; k++) file->stacks[k].id = ids[k];
    lt_free(ids);
    return status;
}

static double *field_of(lt_nearby_stack *stack, int field) {
    double *const fields[] = {&stack->lon, &stack->lat, &stack->x, &stack->y, &stack->height};
    return fields[field];
}

static lt_status read_numbers(lt_ncr *nc, lt_nearby_file *file, double *values) {
    static const char *const names[] = {"source/lon", "source/lat", "source/x", "source/y", "source/height"};
    const size_t n = (size_t)file->n_stacks;
    for (int f = 0; f < 5; f++) {
        LT_TRY(lt_ncr_get_double(nc, names[f], f < 2 ? NULL : "m", n, values));
        for (size_t k = 0; k < n; k++) *field_of(&file->stacks[k], f) = values[k];
    }
    LT_TRY(lt_ncr_get_double(nc, "source/place_assumed", NULL, n, values));
    for (size_t k = 0; k < n; k++) file->stacks[k].assumed = values[k] != 0;
    for (int p = 0; p < LT_N_NEARBY; p++) {
        const char *name = lt_fmt("source/%s_rate", lt_nearby_table[p].variable);
        const bool has = lt_ncr_has(nc, name);
        if (has) LT_TRY(lt_ncr_get_double(nc, name, "g s-1", n, values));
        for (size_t k = 0; k < n; k++) file->stacks[k].rate[p] = has ? values[k] : NAN;
    }
    return LT_OK;
}

static double strength(const lt_nearby_stack *stack) {
    for (int p = 0; p < LT_N_NEARBY; p++)
        if (isfinite(stack->rate[p])) return stack->rate[p];
    return 0;
}

/* Those in the map first, of these the strongest; equals by their ids, so that the order is always the same. */
static int stronger(const void *a, const void *b) {
    const lt_nearby_stack *one = a, *other = b;
    if (one->inside != other->inside) return one->inside ? -1 : 1;
    const double p = strength(one), q = strength(other);
    return p > q ? -1 : p < q ? 1 : strcmp(one->id, other->id);
}

/* A map without stacks near it has no such group. */
static lt_status read_stacks(lt_ncr *nc, lt_nearby_file *file) {
    size_t n = 0;
    double *values;
    if (!lt_ncr_has(nc, "source/id")) return LT_OK;
    LT_TRY(lt_ncr_dim(nc, "stack", &n));
    LT_TRY(lt_calloc(n, sizeof *file->stacks, &file->stacks));
    file->n_stacks = (long)n;
    LT_TRY(lt_calloc(n, sizeof *values, &values));
    lt_status status = read_ids(nc, file);
    if (status == LT_OK) status = read_numbers(nc, file, values);
    lt_free(values);
    LT_TRY(status);
    for (size_t k = 0; k < n; k++) {
        lt_nearby_stack *one = &file->stacks[k];
        const double x = one->x - file->x0, y = one->y - file->y0;
        one->inside = x >= 0 && y >= 0 && x < file->cells_x * file->cell && y < file->cells_y * file->cell;
    }
    qsort(file->stacks, n, sizeof *file->stacks, stronger);
    return LT_OK;
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

static lt_status read_all(lt_ncr *nc, const lt_job *job, const lt_grid *grid, const char *site, lt_nearby_file *file) {
    LT_TRY(lt_ncr_attr_text(nc, NULL, "site", file->site, sizeof file->site));
    LT_TRY(lt_ncr_attr_text(nc, NULL, "title_en", file->title_en, sizeof file->title_en));
    LT_TRY(lt_ncr_attr_text(nc, NULL, "title_zh", file->title_zh, sizeof file->title_zh));
    LT_TRY(lt_ncr_attr_double(nc, NULL, "resolution_m", &file->resolution));
    LT_TRY(lt_nearby_judge_head(nc, grid, site, file));
    LT_TRY(read_axes(nc, grid, file));
    LT_TRY(read_places(nc, file));
    LT_TRY(read_airs(nc, file));
    LT_TRY(read_stacks(nc, file));
    return lt_nearby_judge_means(nc, job, grid, file);
}

lt_status lt_nearby_file_read(const lt_job *job, const lt_grid *grid, const char *site, lt_nearby_file *out) {
    lt_ncr *nc = NULL;
    *out = (lt_nearby_file){0};
    LT_TRY(lt_ncr_open_own(job->out, lt_job_file(job, lt_fmt("near_%s", site), ".nc"), &nc));
    const lt_status status = read_all(nc, job, grid, site, out);
    lt_ncr_close(nc);
    if (status != LT_OK) lt_nearby_file_free(out);
    return status;
}

void lt_nearby_file_free(lt_nearby_file *file) {
    for (int p = 0; p < LT_N_NEARBY; p++) {
        lt_free(file->air[p].mean);
        lt_free(file->air[p].change);
        lt_free(file->air[p].cell);
        lt_free(file->air[p].local);
        lt_free(file->air[p].stacks);
    }
    for (long k = 0; k < file->n_stacks; k++) free(file->stacks[k].id);
    lt_free(file->stacks);
    lt_free(file->lon);
    lt_free(file->lat);
    *file = (lt_nearby_file){0};
}
