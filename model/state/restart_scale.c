#include "model/state/restart_scale.h"

#include <errno.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static lt_status copy_bytes(const char *from, const char *to) {
    static const char doing[] = "copy a restart file";
    char buffer[1 << 14];
    FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
    bool good = in && out;
    errno = good ? 0 : errno;
    for (size_t n; good && (n = fread(buffer, 1, sizeof buffer, in)) > 0;) good = fwrite(buffer, 1, n, out) == n;
    good = good && !ferror(in);
    int error_number = errno;
    if (in) fclose(in);
    if (out && fclose(out) != 0 && good) {
        good = false;
        error_number = errno;
    }
    return good ? LT_OK : lt_errno_raise(error_number ? error_number : EIO, doing, out ? to : from);
}

static lt_status good(int code, const char *path, const char *what) {
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "a copy of a restart file cannot be changed",
                    .where = lt_fmt("%s, %s", path, what), .expected = "a file that netCDF writes to",
                    .found = nc_strerror(code), .todo = "look for room on the disk and for permission, and try again");
}

static lt_status find(int file, const char *path, const lt_restart_scale *s, int *group, int *id) {
    int n_dims, dims[NC_MAX_VAR_DIMS];
    size_t n = 1, length;
    if (nc_inq_grp_ncid(file, s->group, group) != NC_NOERR || nc_inq_varid(*group, s->species, id) != NC_NOERR)
        return LT_RAISE(LT_ERR_INPUT, .what = "the restart lacks a species that the analysis corrects", .where = path,
                        .expected = lt_fmt("%s/%s", s->group, s->species), .found = "none of this name",
                        .todo = "take a restart file of a run with this case's chemistry");
    const char *what = lt_fmt("%s/%s", s->group, s->species);
    LT_TRY(good(nc_inq_varndims(*group, *id, &n_dims), path, what));
    LT_TRY(good(nc_inq_vardimid(*group, *id, dims), path, what));
    for (int d = 0; d < n_dims; ++d) {
        LT_TRY(good(nc_inq_dimlen(*group, dims[d], &length), path, what));
        n *= length;
    }
    if (n == s->n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart is of another grid than the analysis",
                    .where = lt_fmt("%s, %s", path, what), .expected = lt_fmt("%zu cells", s->n),
                    .found = lt_fmt("%zu", n), .todo = "take a restart file of this case's grid");
}

static lt_status scale_one(int file, const char *path, const lt_restart_scale *s, lt_real *values) {
    int group, id;
    LT_TRY(find(file, path, s, &group, &id));
#ifdef LT_REAL_IS_DOUBLE
    LT_TRY(good(nc_get_var_double(group, id, values), path, s->species));
#else
    LT_TRY(good(nc_get_var_float(group, id, values), path, s->species));
#endif
    for (size_t c = 0; c < s->n; ++c) values[c] = (lt_real)((double)values[c] * s->factor[c]);
#ifdef LT_REAL_IS_DOUBLE
    return good(nc_put_var_double(group, id, values), path, s->species);
#else
    return good(nc_put_var_float(group, id, values), path, s->species);
#endif
}

static lt_status put_text(int file, const char *path, const char *name, const char *text) {
    return good(nc_put_att_text(file, NC_GLOBAL, name, strlen(text), text), path, name);
}

static lt_status scale_all(int file, const char *path, int n, const lt_restart_scale *scales, const char *note) {
    size_t most = 0;
    lt_real *values;
    for (int s = 0; s < n; ++s) most = scales[s].n > most ? scales[s].n : most;
    LT_TRY(lt_calloc(most, sizeof *values, &values));
    lt_status status = LT_OK;
    for (int s = 0; s < n && status == LT_OK; ++s) status = scale_one(file, path, &scales[s], values);
    lt_free(values);
    LT_TRY(status);
    LT_TRY(good(nc_redef(file), path, "attributes"));
    LT_TRY(put_text(file, path, "run_sha256", ""));
    LT_TRY(put_text(file, path, "part", ""));
    LT_TRY(put_text(file, path, "part_sha256", ""));
    return put_text(file, path, "analysis", note);
}

static lt_status scale_file(const char *path, int n, const lt_restart_scale *scales, const char *note) {
    int file;
    LT_TRY(good(nc_open(path, NC_WRITE, &file), path, "opening"));
    lt_status status = scale_all(file, path, n, scales, note);
    const int closed = nc_close(file);
    return status == LT_OK ? good(closed, path, "closing") : status;
}

static lt_status judge(int n, const lt_restart_scale *scales) {
    for (int s = 0; s < n; ++s)
        for (size_t c = 0; c < scales[s].n; ++c)
            if (!(scales[s].factor[c] >= 0.0 && isfinite(scales[s].factor[c])))
                return LT_RAISE(LT_ERR_INPUT, .what = "a mixing ratio cannot be multiplied by this",
                                .where = lt_fmt("%s/%s, cell %zu", scales[s].group, scales[s].species, c),
                                .expected = "0 or more, finite", .found = lt_fmt("%.6g", scales[s].factor[c]),
                                .todo = "look for what made the factor");
    return LT_OK;
}

lt_status lt_restart_scaled(const char *from, lt_outdir *dir, const char *name, int n, const lt_restart_scale *scales,
                            const char *note) {
    char path[4096];
    lt_restart *whole;
    LT_TRY(judge(n, scales));
    LT_TRY(lt_restart_open(from, &whole));
    lt_restart_abandon(whole);
    LT_TRY(lt_outdir_join_temporary(dir, name, path, sizeof path));
    lt_status status = copy_bytes(from, path);
    if (status == LT_OK) status = scale_file(path, n, scales, note);
    if (status == LT_OK) status = lt_outdir_commit(dir, name);
    if (status != LT_OK) unlink(path);
    return status;
}
