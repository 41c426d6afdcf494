#include "model/state/boundary_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct lt_boundary {
    lt_ncr *file;
    lt_boundary_axes axes;
    lt_boundary_need need;
    int *from, *from_initial;  /* [n_species] of the run: its place in the file, -1 where it has none */
    double *record;            /* largest record of a variable */
    lt_border *before, *after; /* around the present hour */
    lt_time held;              /* time of before */
    char *filled[2];           /* what stands in for species that it lacks, English and Chinese, or NULL */
};

/* Where value c of a record stands, in the words of the whole grid: of profiles the layer alone. */
static const char *place_of(const lt_boundary *b, int variable, size_t c) {
    size_t in_layer;
    const size_t i0 = (size_t)b->need.grid->i0, j0 = (size_t)b->need.grid->j0, row = b->axes.nx;
    lt_boundary_count(&b->axes, variable, &in_layer);
    const char *layer = variable == LT_BOUNDARY_TOP ? "" : lt_fmt(", layer %zu", c / in_layer);
    c %= in_layer;
    if (!b->axes.perimeter) return layer;
    if (variable == LT_WEST || variable == LT_EAST) return lt_fmt("%s, row %zu", layer, j0 + c);
    if (variable < LT_N_SIDES) return lt_fmt("%s, column %zu", layer, i0 + c);
    return lt_fmt("%s, row %zu, column %zu", layer, j0 + c / row, i0 + c % row);
}

static lt_status raise_value(const lt_boundary *b, int variable, lt_time when, int s, size_t cell, double found) {
    char text[24];
    lt_time_iso(when, text);
    return LT_RAISE(LT_ERR_INPUT, .what = "a value of the boundary file cannot be",
                    .where = lt_fmt("%s, %s of %s, %s%s", lt_ncr_path(b->file), lt_boundary_variable(variable),
                                    b->need.species[s].name, text, place_of(b, variable, cell)),
                    .expected = "a mixing ratio from 0 to 1 kg kg-1", .found = lt_fmt("%g", found),
                    .todo = "correct the file");
}

/* The place of species s in the records of a variable. */
static int from(const lt_boundary *b, int variable, int s) {
    return (variable == LT_BOUNDARY_INITIAL ? b->from_initial : b->from)[s];
}

/* Record of a variable into b->record; its values of the run's species are judged. */
static lt_status load(lt_boundary *b, int variable, size_t record, lt_time when) {
    size_t in_layer, n = lt_boundary_count(&b->axes, variable, &in_layer);
    LT_TRY(lt_ncr_get_double_record(b->file, lt_boundary_variable(variable), "kg kg-1", record, b->axes.n_species * n,
                                    b->record));
    for (int s = 0; s < b->need.n_species; ++s)
        for (size_t c = 0; from(b, variable, s) >= 0 && c < n; ++c) {
            double q = b->record[(size_t)from(b, variable, s) * n + c];
            if (!(q >= 0.0 && q <= 1.0)) return raise_value(b, variable, when, s, c, q);
        }
    return LT_OK;
}

/* Species s of the loaded record: layer k, cell c of the run's grid; profiles are the same in all cells. */
static lt_real take(const lt_boundary *b, int variable, int s, int k, size_t c) {
    size_t in_layer, n = lt_boundary_count(&b->axes, variable, &in_layer);
    size_t layer = variable == LT_BOUNDARY_TOP ? 0 : (size_t)k;
    return (lt_real)b->record[(size_t)from(b, variable, s) * n + layer * in_layer + (b->axes.perimeter ? c : 0)];
}

static lt_status load_border(lt_boundary *b, lt_time when, lt_border *to) {
    size_t record = (size_t)((when - b->axes.first) / b->axes.step);
    for (int side = 0; side < LT_N_SIDES; ++side) {
        LT_TRY(load(b, side, record, when));
        for (int s = 0; s < to->n_species; ++s)
            for (int k = 0; k < to->nz && b->from[s] >= 0; ++k)
                for (int c = 0; c < lt_border_length(to, (lt_side)side); ++c)
                    lt_border_side(to, (lt_side)side, s, k)[c] = take(b, side, s, k, (size_t)c);
    }
    LT_TRY(load(b, LT_BOUNDARY_TOP, record, when));
    for (int s = 0; s < to->n_species; ++s)
        for (int c = 0; c < to->nx * to->ny && b->from[s] >= 0; ++c)
            lt_border_top(to, s)[c] = take(b, LT_BOUNDARY_TOP, s, to->nz - 1, (size_t)c);
    return LT_OK;
}

static size_t initial_record(const lt_boundary *b) {
    size_t n = 0;
    while (n + 1 < b->axes.n_initial && fabs(b->axes.initial[n] - (double)b->need.start) >= 1) ++n;
    return n;
}

/* All that the run will read, once. */
static lt_status judge_values(lt_boundary *b) {
    lt_time first = b->axes.first + (b->need.start - b->axes.first) / b->axes.step * b->axes.step;
    lt_time end = b->need.start + b->need.n_hours * LT_HOUR;
    for (lt_time when = first; when < end + b->axes.step; when += b->axes.step) {
        size_t record = (size_t)((when - b->axes.first) / b->axes.step);
        for (int v = 0; v <= LT_BOUNDARY_TOP && record < b->axes.n_times; ++v) LT_TRY(load(b, v, record, when));
    }
    return b->need.initial ? load(b, LT_BOUNDARY_INITIAL, initial_record(b), b->need.start) : LT_OK;
}

/* as: who stands for a species that the file lacks. */
static void find_species(const lt_boundary *b, const int *as, int *place) {
    for (int s = 0; s < b->need.n_species; ++s) {
        place[s] = lt_boundary_axes_find(&b->axes, b->need.species[s].name);
        if (place[s] < 0 && as && as[s] >= 0) place[s] = lt_boundary_axes_find(&b->axes, b->need.species[as[s]].name);
    }
}

/* A part of a grid takes its part of each side, and the whole profiles. */
static lt_status see_part(lt_boundary *b) {
    const lt_ncr_window window = lt_grid_window(b->need.grid);
    return lt_grid_is_part(b->need.grid) && lt_ncr_has(b->file, "x") ? lt_ncr_view(b->file, &window) : LT_OK;
}

static lt_status prepare(lt_boundary *b) {
    const lt_grid *g = b->need.grid;
    size_t most = 0;
    LT_TRY(lt_boundary_axes_fit_whole(b->file, g));
    LT_TRY(see_part(b));
    LT_TRY(lt_boundary_axes_read(b->file, &b->axes));
    LT_TRY(lt_boundary_axes_fit(b->file, &b->axes, &b->need));
    for (int v = 0; v < LT_BOUNDARY_VARIABLES; ++v) {
        size_t in_layer, n = b->axes.n_species * lt_boundary_count(&b->axes, v, &in_layer);
        if (v == LT_BOUNDARY_INITIAL && !b->need.initial) continue;
        LT_TRY(lt_ncr_expect_dims(b->file, lt_boundary_variable(v), lt_boundary_dims(&b->axes, v)));
        most = n > most ? n : most;
    }
    LT_TRY(lt_calloc(most, sizeof *b->record, &b->record));
    LT_TRY(lt_calloc((size_t)b->need.n_species, sizeof *b->from, &b->from));
    LT_TRY(lt_calloc((size_t)b->need.n_species, sizeof *b->from_initial, &b->from_initial));
    find_species(b, b->need.border_as, b->from);
    find_species(b, b->need.initial_as, b->from_initial);
    LT_TRY(judge_values(b));
    LT_TRY(lt_boundary_lack_text(&b->axes, &b->need, b->filled));
    b->held = b->axes.first - 1; /* none */
    if (!b->need.background) return LT_OK;
    LT_TRY(lt_border_create(b->need.n_species, g->nx, g->ny, g->nz, &b->before));
    LT_TRY(lt_border_create(b->need.n_species, g->nx, g->ny, g->nz, &b->after));
    lt_border_between(b->need.background, b->need.background, 0, b->before);
    lt_border_between(b->need.background, b->need.background, 0, b->after);
    return LT_OK;
}

lt_status lt_boundary_open(const char *path, const lt_boundary_need *need, lt_boundary **out) {
    lt_boundary *b;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *b, &b));
    b->need = *need;
    lt_status status = lt_ncr_open(path, &b->file);
    if (status == LT_OK) status = prepare(b);
    if (status == LT_OK)
        *out = b;
    else
        lt_boundary_close(b);
    return status == LT_OK ? LT_OK : lt_error_context(status, "the boundary of the run");
}

void lt_boundary_close(lt_boundary *b) {
    if (!b) return;
    lt_ncr_close(b->file);
    lt_boundary_axes_free(&b->axes);
    lt_border_free(b->before);
    lt_border_free(b->after);
    free(b->filled[0]);
    free(b->filled[1]);
    lt_free(b->from);
    lt_free(b->from_initial);
    lt_free(b->record);
    lt_free(b);
}

const char *lt_boundary_filled(const lt_boundary *b, bool chinese) {
    return b->filled[chinese];
}

lt_status lt_boundary_hour(lt_boundary *b, lt_time hour) {
    lt_time begin = b->axes.first + (hour - b->axes.first) / b->axes.step * b->axes.step;
    if (begin == b->held) return LT_OK;
    if (begin == b->held + b->axes.step) {
        lt_border *passed = b->before;
        b->before = b->after;
        b->after = passed;
    } else {
        LT_TRY(load_border(b, begin, b->before));
    }
    b->held = begin;
    return load_border(b, begin + b->axes.step, b->after);
}

void lt_boundary_at(const lt_boundary *b, double time, lt_border *out) {
    lt_border_between(b->before, b->after, (time - (double)b->held) / (double)b->axes.step, out);
}

lt_status lt_boundary_initial(lt_boundary *b, lt_state *state) {
    size_t plane = (size_t)state->nx * (size_t)state->ny;
    lt_real *flat;
    LT_TRY(load(b, LT_BOUNDARY_INITIAL, initial_record(b), b->need.start));
    LT_TRY(lt_calloc(plane * (size_t)state->nz, sizeof *flat, &flat));
    for (int s = 0; s < state->n_species; ++s) {
        if (b->from_initial[s] < 0) continue;
        for (int k = 0; k < state->nz; ++k)
            for (size_t c = 0; c < plane; ++c) flat[(size_t)k * plane + c] = take(b, LT_BOUNDARY_INITIAL, s, k, c);
        lt_state_set(state, s, flat);
    }
    lt_free(flat);
    return LT_OK;
}

lt_status lt_boundary_judge(lt_ncr *file, lt_faults *faults) {
    lt_boundary_axes axes;
    lt_status status = lt_boundary_axes_read(file, &axes);
    if (status != LT_OK) return lt_faults_take(faults, status);
    for (int v = 0; v < LT_BOUNDARY_VARIABLES && status == LT_OK; ++v) {
        const lt_ncr_want want = {lt_boundary_variable(v), "kg kg-1", lt_boundary_dims(&axes, v), 0, 1,
                                  v == LT_BOUNDARY_INITIAL};
        status = lt_ncr_judge(file, &want, 1, faults);
    }
    lt_boundary_axes_free(&axes);
    return status;
}
