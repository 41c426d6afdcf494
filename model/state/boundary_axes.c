/* boundary_axes.c - axes of a boundary file: what they are, and do they fit a run? */
#include "model/state/boundary_private.h"
#include "model/state/hours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define OTHER_FIELDS                                                                                                   \
    "fields of a case belong to its own grid and days: leave --grid, --start and --days out or, for others, take "     \
    "liaoning-long, "                                                                                                  \
    "which makes its own, or `boundary: background` in section model of a case of your own"

static const char seconds[] = "seconds since 1970-01-01 00:00:00";

const char *const lt_boundary_sides[LT_N_SIDES] = {
    [LT_WEST] = "west", [LT_EAST] = "east", [LT_SOUTH] = "south", [LT_NORTH] = "north"};

const char *lt_boundary_variable(int variable) {
    return variable < LT_N_SIDES ? lt_boundary_sides[variable] : variable == LT_BOUNDARY_TOP ? "top" : "initial";
}

const char *lt_boundary_dims(const lt_boundary_axes *axes, int variable) {
    static const char *const perimeter[] = {
        [LT_WEST] = "time_edge species z y",         [LT_EAST] = "time_edge species z y",
        [LT_SOUTH] = "time_edge species z x",        [LT_NORTH] = "time_edge species z x",
        [LT_BOUNDARY_TOP] = "time_edge species y x", [LT_BOUNDARY_INITIAL] = "time_initial species z y x"};
    if (axes->perimeter) return perimeter[variable];
    return variable < LT_N_SIDES         ? "time_edge species z"
           : variable == LT_BOUNDARY_TOP ? "time_edge species"
                                         : "time_initial species z";
}

size_t lt_boundary_count(const lt_boundary_axes *axes, int variable, size_t *in_layer) {
    bool west_east = variable == LT_WEST || variable == LT_EAST;
    *in_layer = variable >= LT_N_SIDES ? axes->nx * axes->ny : west_east ? axes->ny : axes->nx;
    return *in_layer * (variable == LT_BOUNDARY_TOP ? 1 : axes->nz);
}

/* --- reading --- */

static void time_text(double time, char out[24]) {
    if (lt_hours_is_time(time))
        lt_time_iso((lt_time)time, out);
    else
        snprintf(out, 24, "no time (%g)", time);
}

static lt_status raise_times(const lt_ncr *file, double before, double found, double step) {
    char a[24], b[24];
    time_text(before, a);
    time_text(found, b);
    return LT_RAISE(LT_ERR_INPUT, .what = "the instants of a boundary file are not even",
                    .where = lt_fmt("%s, time_edge", lt_ncr_path(file)),
                    .expected = lt_fmt("%g h after %s, on full hours, at least two", step / LT_HOUR, a),
                    .found = lt_fmt("%s", b), .todo = "give every instant, one every hour or every few whole hours");
}

static lt_status read_times(lt_ncr *file, lt_boundary_axes *a) {
    double *times;
    LT_TRY(lt_calloc(a->n_times, sizeof *times, &times));
    lt_status status = lt_ncr_get_double(file, "time_edge", seconds, a->n_times, times);
    double step = a->n_times > 1 ? times[1] - times[0] : 0;
    double hours = nearbyint(step / LT_HOUR);
    bool even = status == LT_OK && lt_hours_is_time(times[0]) && a->n_times > 1 && hours >= 1 &&
                fabs(step - hours * LT_HOUR) < 1;
    if (status == LT_OK && (!even || fabs(remainder(times[0], LT_HOUR)) >= 1))
        status = raise_times(file, times[0], a->n_times > 1 ? times[1] : times[0], LT_HOUR);
    for (size_t n = 1; n < a->n_times && status == LT_OK; ++n)
        if (!(fabs(times[n] - times[0] - (double)n * step) < 1))
            status = raise_times(file, times[n - 1], times[n], step);
    if (status == LT_OK) {
        a->first = (lt_time)nearbyint(times[0]);
        a->step = (lt_time)(hours * LT_HOUR);
    }
    lt_free(times);
    return status;
}

static lt_status judge_names(const lt_ncr *file, const lt_boundary_axes *a) {
    for (size_t s = 0; s < a->n_species; ++s)
        for (size_t r = 0; r < s; ++r)
            if (strcmp(a->species[r], a->species[s]) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = "a species stands twice in a boundary file",
                                .where = lt_fmt("%s, species, value %zu", lt_ncr_path(file), s),
                                .expected = "every name once", .found = a->species[s], .todo = "remove one of both");
    return LT_OK;
}

static lt_status read_all(lt_ncr *file, lt_boundary_axes *a) {
    a->perimeter = lt_ncr_has(file, "x");
    a->nx = a->ny = 1;
    LT_TRY(lt_ncr_dim(file, "time_edge", &a->n_times));
    LT_TRY(lt_ncr_dim(file, "species", &a->n_species));
    LT_TRY(lt_ncr_dim(file, "z", &a->nz));
    if (a->perimeter) LT_TRY(lt_ncr_dim(file, "x", &a->nx));
    if (a->perimeter) LT_TRY(lt_ncr_dim(file, "y", &a->ny));
    LT_TRY(lt_ncr_expect_dim(file, "z_edge", a->nz + 1));
    LT_TRY(lt_calloc(a->n_species, sizeof *a->species, &a->species));
    LT_TRY(lt_ncr_get_strings(file, "species", a->n_species, a->species));
    LT_TRY(judge_names(file, a));
    LT_TRY(read_times(file, a));
    if (!lt_ncr_has(file, "initial")) return LT_OK;
    LT_TRY(lt_ncr_dim(file, "time_initial", &a->n_initial));
    LT_TRY(lt_calloc(a->n_initial, sizeof *a->initial, &a->initial));
    return lt_ncr_get_double(file, "time_initial", seconds, a->n_initial, a->initial);
}

lt_status lt_boundary_axes_read(lt_ncr *file, lt_boundary_axes *out) {
    memset(out, 0, sizeof *out);
    lt_status status = read_all(file, out);
    if (status != LT_OK) lt_boundary_axes_free(out);
    return status;
}

void lt_boundary_axes_free(lt_boundary_axes *a) {
    for (size_t s = 0; a->species && s < a->n_species; ++s) free(a->species[s]);
    lt_free(a->species);
    lt_free(a->initial);
    memset(a, 0, sizeof *a);
}

int lt_boundary_axes_find(const lt_boundary_axes *a, const char *species) {
    for (size_t s = 0; s < a->n_species; ++s)
        if (strcmp(a->species[s], species) == 0) return (int)s;
    return -1;
}

/* --- fitting --- */

/* Its name, where the file says it. */
static const char *grid_of(lt_ncr *file) {
    char name[128];
    if (!lt_ncr_has_attr(file, NULL, "grid_name")) return "another grid";
    if (lt_ncr_attr_text(file, NULL, "grid_name", name, sizeof name) == LT_OK) return lt_fmt("grid %s", name);
    lt_error_clear();
    return "another grid";
}

/* An axis of n values must be the cells from `first` on of a row that begins at `corner`, or values where they are
 * given. */
static lt_status fit_axis(lt_ncr *file, const char *name, const lt_grid *grid, size_t n, const double *values,
                          double corner, int first) {
    double *found;
    LT_TRY(lt_calloc(n, sizeof *found, &found));
    lt_status status = lt_ncr_get_double(file, name, "m", n, found);
    for (size_t c = 0; c < n && status == LT_OK; ++c) {
        double want = values ? values[c] : corner + ((double)first + (double)c + 0.5) * grid->dx;
        if (fabs(found[c] - want) > 1e-3)
            status = LT_RAISE(LT_ERR_INPUT, .what = "the boundary file is of another grid",
                              .where = lt_fmt("%s, %s, value %zu", lt_ncr_path(file), name, (size_t)first + c),
                              .expected = lt_fmt("%.10g m, as in grid %s", want, grid->name),
                              .found = lt_fmt("%.10g m, of %s", found[c], grid_of(file)), .todo = OTHER_FIELDS);
    }
    lt_free(found);
    return status;
}

/* As many values as the grid has of a dimension. */
static lt_status fit_size(lt_ncr *file, const char *name, const lt_grid *grid, size_t found, int wanted) {
    if (found == (size_t)wanted) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file is of another grid",
                    .where = lt_fmt("%s, dimension %s", lt_ncr_path(file), name),
                    .expected = lt_fmt("%d, as in grid %s", wanted, grid->name),
                    .found = lt_fmt("%zu, of %s", found, grid_of(file)), .todo = OTHER_FIELDS);
}

lt_status lt_boundary_axes_fit_whole(lt_ncr *file, const lt_grid *g) {
    size_t nx, ny;
    if (!lt_ncr_has(file, "x")) return LT_OK; /* profiles */
    LT_TRY(lt_ncr_dim(file, "x", &nx));
    LT_TRY(lt_ncr_dim(file, "y", &ny));
    LT_TRY_CONTEXT(fit_size(file, "x", g, nx, g->i0 + g->nx + g->beyond_x), "boundary of grid %s", g->name);
    LT_TRY_CONTEXT(fit_size(file, "y", g, ny, g->j0 + g->ny + g->beyond_y), "boundary of grid %s", g->name);
    return LT_OK;
}

static lt_status fit_place(lt_ncr *file, const lt_boundary_axes *a, const lt_grid *g) {
    char text[512];
    LT_TRY_CONTEXT(fit_size(file, "z", g, a->nz, g->nz), "boundary of grid %s", g->name);
    LT_TRY(fit_axis(file, "z_edge", g, (size_t)g->nz + 1, g->z_edge, 0, 0));
    if (!a->perimeter) return LT_OK;
    LT_TRY(fit_axis(file, "x", g, (size_t)g->nx, NULL, g->x0, g->i0));
    LT_TRY(fit_axis(file, "y", g, (size_t)g->ny, NULL, g->y0, g->j0));
    LT_TRY(lt_ncr_attr_text(file, NULL, "proj4", text, sizeof text));
    if (strcmp(text, g->proj) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file is of another projection",
                    .where = lt_fmt("%s, attribute proj4", lt_ncr_path(file)), .expected = g->proj,
                    .found = lt_fmt("%s", text), .todo = OTHER_FIELDS);
}

static lt_status fit_times(lt_ncr *file, const lt_boundary_axes *a, const lt_boundary_need *need) {
    lt_time last = a->first + (lt_time)(a->n_times - 1) * a->step, end = need->start + need->n_hours * LT_HOUR;
    if (need->start >= a->first && end <= last) return LT_OK;
    char have[2][24], want[2][24];
    lt_time_iso(a->first, have[0]);
    lt_time_iso(last, have[1]);
    lt_time_iso(need->start, want[0]);
    lt_time_iso(end, want[1]);
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file does not cover the run",
                    .where = lt_fmt("%s, time_edge", lt_ncr_path(file)),
                    .expected = lt_fmt("instants from %s to %s", want[0], want[1]),
                    .found = lt_fmt("%s to %s", have[0], have[1]), .todo = OTHER_FIELDS);
}

static lt_status fit_initial(lt_ncr *file, const lt_boundary_axes *a, const lt_boundary_need *need) {
    char want[24], have[64] = "no first state (variable initial)";
    for (size_t n = 0; n < a->n_initial; ++n)
        if (fabs(a->initial[n] - (double)need->start) < 1) return LT_OK;
    lt_time_iso(need->start, want);
    if (a->n_initial > 0) {
        char ends[2][24];
        time_text(a->initial[0], ends[0]);
        time_text(a->initial[a->n_initial - 1], ends[1]);
        snprintf(have, sizeof have, "%zu, %s to %s", a->n_initial, ends[0], ends[1]);
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file has no state at the first hour of the run",
                    .where = lt_fmt("%s, time_initial", lt_ncr_path(file)), .expected = lt_fmt("one at %s", want),
                    .found = have, .todo = "change the spin-up of the period, or say `initial: background`");
}

static lt_status fit_chemistry(lt_ncr *file, const lt_boundary_need *need) {
    char text[512];
    if (!need->chemistry || !lt_ncr_has_attr(file, NULL, "chemistry")) return LT_OK;
    LT_TRY(lt_ncr_attr_text(file, NULL, "chemistry", text, sizeof text));
    if (strcmp(text, need->chemistry) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the boundary file is of another chemistry",
                    .where = lt_fmt("%s, attribute chemistry", lt_ncr_path(file)), .expected = need->chemistry,
                    .found = lt_fmt("%s", text),
                    .todo = "make it with the chemistry of this run, or set `chemistry` in section model");
}

lt_status lt_boundary_axes_fit(lt_ncr *file, const lt_boundary_axes *a, const lt_boundary_need *need) {
    LT_TRY(fit_chemistry(file, need));
    LT_TRY(fit_place(file, a, need->grid));
    LT_TRY(fit_times(file, a, need));
    LT_TRY(lt_boundary_lack_judge(file, a, need));
    return need->initial ? fit_initial(file, a, need) : LT_OK;
}
