/* restart_arrays.c - what stands in a restart file (restart.h). Of several ranks the lowest has the file: fields are
 * gathered to it and scattered from it, all else is the same on all of them. */
#include "model/state/restart_private.h"

#include "model/state/field_ranks.h"

#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static const char *const the_one_before = "go on from the generation before it (previous_...)";

static const char *path_of(const lt_ncr *file) {
    return file ? lt_ncr_path(file) : "the restart file";
}

lt_status lt_restart_check_whole(const lt_ncr *file, const char *name, double value) {
    if (value >= 0.0 && value <= 0x1p53 && value == floor(value)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not a restart of Lantian, or a damaged one",
                    .where = lt_fmt("%s, %s", path_of(file), name), .expected = "a whole number",
                    .found = lt_fmt("%.17g", value), .todo = the_one_before);
}

static void name_in(char out[128], const char *group, const char *name) {
    snprintf(out, 128, "%s/%s", group, name);
}

static lt_status check_values(const lt_ncr *file, const char *name, size_t at, double value) {
    if (isfinite(value)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart holds a value that is not a number",
                    .where = lt_fmt("%s, %s, value %zu", path_of(file), name, at), .expected = "finite numbers",
                    .found = lt_fmt("%g", value), .todo = the_one_before);
}

static lt_status put_species(lt_restart *r, const char *group, const lt_species_info *species, const lt_real *flat) {
    char name[128], dims[256];
    name_in(name, group, species->name);
    snprintf(dims, sizeof dims, "%s_z %s_y %s_x", group, group, group);
    const lt_field field = {name, NULL, "kg kg-1", dims, species->text};
    LT_TRY(lt_ncw_var_plain(r->out, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
#ifdef LT_REAL_IS_DOUBLE
    return lt_ncw_put_double(r->out, name, flat);
#else
    return lt_ncw_put_float(r->out, name, flat);
#endif
}

static lt_status get_species(lt_restart *r, const char *group, const char *species, size_t n, lt_real *flat) {
    char name[128];
    name_in(name, group, species);
#ifdef LT_REAL_IS_DOUBLE
    LT_TRY(lt_ncr_get_double(r->in, name, "kg kg-1", n, flat));
#else
    LT_TRY(lt_ncr_get_float(r->in, name, "kg kg-1", n, flat));
#endif
    for (size_t c = 0; c < n; ++c) LT_TRY(check_values(r->in, name, c, (double)flat[c]));
    return LT_OK;
}

static lt_status shape(lt_restart *r, const char *group, const lt_part *part, int nz) {
    const struct {
        const char *name;
        int length;
    } dims[] = {{"z", nz}, {"y", part->ny}, {"x", part->nx}};
    for (int d = 0; d < 3 && part->comm.rank == 0; ++d) {
        char name[64];
        snprintf(name, sizeof name, "%s_%s", group, dims[d].name);
        if (r->out)
            LT_TRY(lt_ncw_dim(r->out, name, (size_t)dims[d].length));
        else
            LT_TRY(lt_ncr_expect_dim(r->in, name, (size_t)dims[d].length));
    }
    return LT_OK;
}

static lt_status exchange_species(lt_restart *r, const char *group, int s, const lt_field_ranks *x, lt_state *state) {
    const lt_comm *comm = &x->part->comm;
    const size_t n = (size_t)x->part->nx * (size_t)x->part->ny * (size_t)x->layers;
    lt_status status = LT_OK;
    if (r->writing) {
        lt_state_get(state, s, x->mine.origin);
        LT_TRY(lt_field_ranks_move(x, true));
        if (comm->rank == 0) status = put_species(r, group, &state->species[s], x->whole);
        return lt_comm_agree(comm, status);
    }
    if (comm->rank == 0) status = get_species(r, group, state->species[s].name, n, x->whole);
    LT_TRY(lt_comm_agree(comm, status));
    LT_TRY(lt_field_ranks_move(x, false));
    lt_state_set(state, s, x->mine.origin);
    return LT_OK;
}

lt_status lt_restart_state(lt_restart *r, const char *group, lt_state *state) {
    const lt_part *part = &state->part;
    const size_t n = (size_t)part->ni * (size_t)part->nj * (size_t)state->nz;
    lt_field_ranks x;
    lt_real *flat = NULL;
    lt_status status = shape(r, group, part, state->nz);
    if (status == LT_OK) status = lt_calloc(n, sizeof *flat, &flat);
    status = lt_comm_agree(&part->comm, status);
    if (status == LT_OK) {
        status = lt_field_ranks_open(part, state->nz, sizeof *flat, flat, &x);
        for (int s = 0; s < state->n_species && status == LT_OK; ++s) status = exchange_species(r, group, s, &x, state);
        lt_field_ranks_close(&x);
    }
    lt_free(flat);
    return status;
}

/* Dimension n_LENGTH, defined once. */
static lt_status define_length(lt_restart *r, size_t n, char name[32]) {
    snprintf(name, 32, "n_%zu", n);
    for (int l = 0; l < r->n_lengths; ++l)
        if (r->lengths[l] == n) return LT_OK;
    if (r->n_lengths == LT_RESTART_LENGTHS)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too many lengths of arrays in a restart", .where = name);
    r->lengths[r->n_lengths++] = n;
    return lt_ncw_dim(r->out, name, n);
}

static lt_status put_doubles(lt_restart *r, const char *full, const char *unit, size_t n, const double *values) {
    char length[32];
    LT_TRY(define_length(r, n, length));
    const lt_field field = {full, NULL, unit, length, NULL};
    LT_TRY(lt_ncw_var_plain(r->out, &field, NC_DOUBLE));
    return lt_ncw_put_double(r->out, full, values);
}

static lt_status get_doubles(lt_restart *r, const char *full, const char *unit, size_t n, double *values) {
    LT_TRY(lt_ncr_get_double(r->in, full, unit, n, values));
    for (size_t c = 0; c < n; ++c) LT_TRY(check_values(r->in, full, c, values[c]));
    return LT_OK;
}

/* Of the whole, on rank 0. */
static lt_status exchange_doubles(lt_restart *r, const char *group, const char *name, const char *unit, size_t n,
                                  double *values) {
    char full[128];
    name_in(full, group, name);
    if (r->comm.rank != 0) return LT_OK;
    return r->writing ? put_doubles(r, full, unit, n, values) : get_doubles(r, full, unit, n, values);
}

lt_status lt_restart_doubles(lt_restart *r, const char *group, const char *name, const char *unit, size_t n,
                             double *values) {
    LT_TRY(lt_comm_agree(&r->comm, exchange_doubles(r, group, name, unit, n, values)));
    return r->writing ? LT_OK : lt_comm_broadcast(&r->comm, values, n * sizeof *values, 0);
}

lt_status lt_restart_cells(lt_restart *r, const char *group, const char *name, const char *unit, const lt_part *part,
                           int layers, double *values) {
    const size_t n = (size_t)part->nx * (size_t)part->ny * (size_t)layers;
    lt_field_ranks x;
    lt_status status = lt_field_ranks_open(part, layers, sizeof *values, values, &x);
    if (status == LT_OK && r->writing) status = lt_field_ranks_move(&x, true);
    if (status == LT_OK) status = lt_comm_agree(&part->comm, exchange_doubles(r, group, name, unit, n, x.whole));
    if (status == LT_OK && !r->writing) status = lt_field_ranks_move(&x, false);
    lt_field_ranks_close(&x);
    return status;
}

lt_status lt_restart_long(lt_restart *r, const char *group, const char *name, long *value) {
    double number = (double)*value;
    LT_TRY(lt_restart_doubles(r, group, name, "1", 1, &number));
    if (r->writing) return LT_OK;
    char full[128];
    name_in(full, group, name);
    LT_TRY(lt_restart_check_whole(r->in, full, number));
    *value = (long)number;
    return LT_OK;
}

bool lt_restart_has(lt_restart *r, const char *group, const char *name) {
    char full[128];
    int64_t has = r->writing;
    name_in(full, group, name);
    if (r->in) has = lt_ncr_has(r->in, full);
    /* Nobody gets another answer: what follows is collective. A lost message shows there. */
    if (!r->writing && lt_comm_broadcast(&r->comm, &has, sizeof has, 0) != LT_OK) lt_error_clear();
    return has != 0;
}
