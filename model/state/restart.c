#include "model/state/restart.h"

#include <errno.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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
    for (int s = 0; s < state->n_species; ++s) {
        lt_field field = {state->species[s].name, NULL, "kg kg-1", "z y x", state->species[s].text};
        LT_TRY(lt_ncw_var(file, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
    }
    LT_TRY(lt_ncw_attr_double(file, NULL, "time_seconds_since_1970", (double)info->time));
    LT_TRY(lt_ncw_attr_double(file, NULL, "step", (double)info->step));
    LT_TRY(lt_ncw_attr_text(file, NULL, "grid_name", info->grid_name));
    LT_TRY(lt_ncw_attr_text(file, NULL, "weather_label_en", info->weather));
    return lt_ncw_attr_text(file, NULL, "precision", precision);
}

static lt_status write_species(lt_ncw *file, const lt_state *state) {
    lt_real *flat;
    LT_TRY(lt_calloc((size_t)state->nx * (size_t)state->ny * (size_t)state->nz, sizeof *flat, &flat));
    lt_status status = LT_OK;
    for (int s = 0; s < state->n_species && status == LT_OK; ++s) {
        lt_state_get(state, s, flat);
        status = put(file, state->species[s].name, flat);
    }
    lt_free(flat);
    return status;
}

static lt_status copy_file(const char *from, const char *to) {
    FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
    static const char doing[] = "copy a restart file";
    char buffer[1 << 14];
    if (!in || !out) {
        lt_status status = lt_errno_raise(errno, doing, in ? to : from);
        if (in) fclose(in);
        return status;
    }
    errno = 0;
    bool good = true;
    for (size_t n; good && (n = fread(buffer, 1, sizeof buffer, in)) > 0;) good = fwrite(buffer, 1, n, out) == n;
    good = good && !ferror(in);
    int error_number = errno;
    fclose(in);
    if (fclose(out) != 0 && good) {
        good = false;
        error_number = errno;
    }
    if (good) return LT_OK;
    unlink(to);
    return lt_errno_raise(error_number ? error_number : EIO, doing, to);
}

/* The present generation gets its second name before it loses the first, so that at every moment a whole file stands
 * in the manifest: a crash, a kill or a full disk leaves one to go on from. A hard link costs nothing; where the file
 * system has none the bytes are copied. */
static lt_status keep_previous(lt_outdir *dir, const char *name) {
    char present[4096], second[4096], previous[256];
    if (!lt_outdir_has(dir, name, false, NULL)) return LT_OK;
    snprintf(previous, sizeof previous, "previous_%s", name);
    LT_TRY(lt_outdir_join(dir, name, present, sizeof present));
    LT_TRY(lt_outdir_join(dir, lt_fmt("%s.tmp", previous), second, sizeof second));
    unlink(second);
    if (link(present, second) != 0) LT_TRY(copy_file(present, second));
    lt_status status = lt_outdir_commit(dir, previous);
    if (status != LT_OK) lt_outdir_abandon_stream(dir, previous, NULL);
    return status;
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

/* Counts stand in the file as doubles: beyond 2^53 or with a fraction they would not be what was written. */
static lt_status check_whole(const lt_ncr *file, const char *name, double value) {
    if (value >= 0.0 && value <= 0x1p53 && value == floor(value)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not a restart of Lantian, or a damaged one",
                    .where = lt_fmt("%s, attribute %s", lt_ncr_path(file), name), .expected = "a whole number",
                    .found = lt_fmt("%.17g", value), .todo = "go on from the generation before it (previous_...)");
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
    LT_TRY(check_whole(file, "time_seconds_since_1970", value));
    info->time = (lt_time)value;
    LT_TRY(lt_ncr_attr_double(file, NULL, "step", &value));
    LT_TRY(check_whole(file, "step", value));
    info->step = (long)value;
    return LT_OK;
}

static lt_status check_values(const lt_ncr *file, const char *name, size_t n, const lt_real *values) {
    for (size_t c = 0; c < n; ++c)
        if (!isfinite(values[c]))
            return LT_RAISE(LT_ERR_INPUT, .what = "the restart holds a value that is not a number",
                            .where = lt_fmt("%s, %s, value %zu", lt_ncr_path(file), name, c),
                            .expected = "finite mixing ratios", .found = lt_fmt("%g", (double)values[c]),
                            .todo = "go on from the generation before it (previous_...)");
    return LT_OK;
}

lt_status lt_restart_read(const char *path, lt_state *state, lt_restart_info *info) {
    lt_ncr *file;
    lt_real *flat = NULL;
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = read_info(file, state, info);
    if (status == LT_OK) status = lt_calloc(n, sizeof *flat, &flat);
    for (int s = 0; s < state->n_species && status == LT_OK; ++s) {
        status = get(file, state->species[s].name, n, flat);
        if (status == LT_OK) status = check_values(file, state->species[s].name, n, flat);
        if (status == LT_OK) lt_state_set(state, s, flat);
    }
    lt_free(flat);
    lt_ncr_close(file);
    return status;
}
