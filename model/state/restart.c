#include "model/state/restart.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static const char *const precision = sizeof(lt_real) == 8 ? "double" : "float";

static lt_status put(lt_ncw *file, const char *name, const lt_real *values) {
#ifdef LT_REAL_IS_DOUBLE
    return lt_ncw_put_double(file, name, values);
#else
    return lt_ncw_put_float(file, name, values);
#endif
}

static lt_status get(lt_ncr *file, const char *name, size_t n, lt_real *values) {
#ifdef LT_REAL_IS_DOUBLE
    return lt_ncr_get_double(file, name, "kg kg-1", n, values);
#else
    return lt_ncr_get_float(file, name, "kg kg-1", n, values);
#endif
}

static lt_status define(lt_ncw *file, const lt_state *state, const lt_restart_info *info) {
    LT_TRY(lt_ncw_dim(file, "z", (size_t)state->nz));
    LT_TRY(lt_ncw_dim(file, "y", (size_t)state->ny));
    LT_TRY(lt_ncw_dim(file, "x", (size_t)state->nx));
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        lt_field field = {lt_species_table[s].name, NULL, "kg kg-1", "z y x", lt_species_table[s].text};
        LT_TRY(lt_ncw_var(file, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
    }
    LT_TRY(lt_ncw_attr_double(file, NULL, "time_seconds_since_1970", (double)info->time));
    LT_TRY(lt_ncw_attr_double(file, NULL, "step", (double)info->step));
    LT_TRY(lt_ncw_attr_text(file, NULL, "grid_name", info->grid_name));
    return lt_ncw_attr_text(file, NULL, "precision", precision);
}

static lt_status write_species(lt_ncw *file, const lt_state *state) {
    lt_real *flat;
    LT_TRY(lt_calloc((size_t)state->nx * (size_t)state->ny * (size_t)state->nz, sizeof *flat, &flat));
    lt_status status = LT_OK;
    for (int s = 0; s < LT_N_SPECIES && status == LT_OK; ++s) {
        lt_state_get(state, s, flat);
        status = put(file, lt_species_table[s].name, flat);
    }
    lt_free(flat);
    return status;
}

static lt_status keep_previous(lt_outdir *dir, const char *name) {
    char old_path[1024], tmp_path[1100], previous[256];
    if (!lt_outdir_has(dir, name, false, NULL)) return LT_OK;
    snprintf(previous, sizeof previous, "previous_%s", name);
    LT_TRY(lt_outdir_join(dir, name, old_path, sizeof old_path));
    LT_TRY(lt_outdir_join(dir, lt_fmt("%s.tmp", previous), tmp_path, sizeof tmp_path));
    if (rename(old_path, tmp_path) != 0)
        return LT_RAISE(LT_ERR_ENV, .what = "a restart file cannot be renamed", .where = old_path);
    LT_TRY(lt_outdir_drop(dir, name));
    return lt_outdir_commit(dir, previous);
}

lt_status lt_restart_write(lt_outdir *dir, const char *name, const lt_state *state, const lt_restart_info *info) {
    lt_ncw *file;
    LT_TRY(keep_previous(dir, name));
    LT_TRY(lt_ncw_create(dir, name, "Lantian restart", &file));
    lt_status status = define(file, state, info);
    if (status == LT_OK) status = write_species(file, state);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}

static lt_status read_info(lt_ncr *file, const lt_state *state, lt_restart_info *info) {
    char text[64];
    double value;
    LT_TRY(lt_ncr_expect_dim(file, "x", (size_t)state->nx));
    LT_TRY(lt_ncr_expect_dim(file, "y", (size_t)state->ny));
    LT_TRY(lt_ncr_expect_dim(file, "z", (size_t)state->nz));
    LT_TRY(lt_ncr_attr_text(file, NULL, "precision", text, sizeof text));
    if (strcmp(text, precision) != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the restart has another precision than this build",
                        .where = lt_ncr_path(file), .expected = precision, .found = lt_fmt("%s", text),
                        .todo = "go on with the build that wrote it");
    LT_TRY(lt_ncr_attr_text(file, NULL, "grid_name", info->grid_name, sizeof info->grid_name));
    LT_TRY(lt_ncr_attr_double(file, NULL, "time_seconds_since_1970", &value));
    info->time = (lt_time)value;
    LT_TRY(lt_ncr_attr_double(file, NULL, "step", &value));
    info->step = (long)value;
    return LT_OK;
}

lt_status lt_restart_read(const char *path, lt_state *state, lt_restart_info *info) {
    lt_ncr *file;
    lt_real *flat = NULL;
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = read_info(file, state, info);
    if (status == LT_OK) status = lt_calloc(n, sizeof *flat, &flat);
    for (int s = 0; s < LT_N_SPECIES && status == LT_OK; ++s) {
        status = get(file, lt_species_table[s].name, n, flat);
        if (status == LT_OK) lt_state_set(state, s, flat);
    }
    lt_free(flat);
    lt_ncr_close(file);
    return status;
}
