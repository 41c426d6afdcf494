/* ncio_commit.c - the end of a netCDF file that was written: close, read back, rename, enter (ncio.h). */
#include "base/ncio_private.h"
#include "base/log.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#define CHECK_MAX_BYTES ((size_t)64 << 20) /* larger variables are not read back on commit */

static void free_file(lt_ncw *file) {
    for (size_t k = 0; k < file->n; k++) {
        free(file->variables[k].name);
        lt_free(file->variables[k].held);
    }
    free(file->variables);
    free(file->name);
    free(file->path);
    lt_nc_away_free(file->away);
    free(file);
}

static int close_file(lt_ncw *file) {
    errno = 0;
    const int code = nc_close(file->id);
    file->open = false;
    return code;
}

/* A shared file stays open: to close it is collective, and not all ranks need come here. */
void lt_ncw_abandon(lt_ncw *file) {
    LT_NC_ALONE;
    if (!file) return;
    if (file->away) {
        free_file(file);
        return;
    }
    if (file->open && file->shared)
        lt_nc_leave_open(file);
    else if (file->open && close_file(file) != NC_NOERR)
        lt_nc_guard_exit(); /* the file goes anyway */
    if (file->comm.rank == 0) {
        /* What HDF5 keeps open would fill the disk even when removed. */
        if (truncate(file->path, 0) != 0 && errno != ENOENT)
            lt_remark(LT_LOG_WARNING, "%s: cannot be emptied", file->path);
        lt_outdir_abandon_stream(file->dir, file->name, NULL);
    }
    free_file(file);
}

/* Everything that was defined must have been written; lengths go into shapes[LT_NC_MAX_DIMS a variable]. */
static lt_status check_written(lt_ncw *file, size_t *shapes) {
    for (size_t k = 0; k < file->n; k++) {
        const lt_ncw_variable *v = &file->variables[k];
        size_t *shape = &shapes[k * LT_NC_MAX_DIMS];
        for (int d = 0; d < v->n_dims; d++) {
            const int code = nc_inq_dimlen(file->id, v->dims[d], &shape[d]);
            if (code != NC_NOERR) return lt_nc_raise_write(code, 0, file->path, v->name, "shape");
        }
        if (v->whole || (v->n_dims > 0 && v->records >= shape[0])) continue;
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a variable was defined but not written in full",
                        .where = lt_fmt("%s, variable %s", file->path, v->name),
                        .found = lt_fmt("%zu records", v->records));
    }
    return LT_OK;
}

static int read_back(int group, int id, int type, size_t n, size_t item) {
    void *data = calloc(n ? n : 1, item);
    if (!data) return NC_ENOMEM;
    const int code = nc_get_var(group, id, data);
    if (code == NC_NOERR && type == NC_STRING) nc_free_string(n, data);
    free(data);
    return code;
}

/* Record after record, of any size. */
static int read_records(int group, int id, int n_dims, const size_t shape[], size_t item) {
    size_t start[LT_NC_MAX_DIMS] = {0}, count[LT_NC_MAX_DIMS], n = 1;
    if (n_dims == 0) return read_back(group, id, NC_DOUBLE, 1, sizeof(double));
    for (int d = 0; d < n_dims; d++) count[d] = shape[d];
    count[0] = 1;
    for (int d = 1; d < n_dims; d++) n *= count[d];
    void *data = calloc(n ? n : 1, item);
    int code = data ? NC_NOERR : NC_ENOMEM;
    for (; code == NC_NOERR && start[0] < shape[0]; start[0]++) code = nc_get_vara(group, id, start, count, data);
    free(data);
    return code;
}

static lt_status check_variable(const lt_ncw *file, int id, const lt_ncw_variable *v, const size_t shape[]) {
    int group = id, variable = -1, type = 0, n_dims = 0, dims[NC_MAX_VAR_DIMS];
    size_t n = 1, item = 0;
    int code = lt_nc_variable(id, v->name, &group, &variable);
    if (code == NC_NOERR) code = nc_inq_var(group, variable, NULL, &type, &n_dims, dims, NULL);
    if (code == NC_NOERR) code = nc_inq_type(group, type, NULL, &item);
    bool same = code == NC_NOERR && type == v->type && n_dims == v->n_dims;
    for (int d = 0; same && d < n_dims; d++) {
        size_t length = 0;
        code = nc_inq_dimlen(id, dims[d], &length);
        same = code == NC_NOERR && length == shape[d];
        n *= length;
    }
    if (same && file->shared)
        code = read_records(group, variable, n_dims, shape, item);
    else if (same && n * item <= CHECK_MAX_BYTES)
        code = read_back(group, variable, type, n, item);
    if (same && code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "a file just written does not read back as written",
                    .where = lt_fmt("%s, variable %s", file->path, v->name),
                    .found = code != NC_NOERR ? nc_strerror(code) : "another type or shape",
                    .todo = "check the disk of the output folder");
}

/* Of a shared file each rank reads some variables, and all of them: what a library says of a write that fails is less
 * sure there. */
static lt_status check_file(const lt_ncw *file, const size_t *shapes) {
    int id;
    const int code = nc_open(file->path, NC_NOWRITE, &id);
    if (code != NC_NOERR)
        return LT_RAISE(LT_ERR_ENV, .what = "a file just written cannot be opened", .where = file->path,
                        .found = nc_strerror(code), .todo = "check the disk of the output folder");
    lt_nc_keep_little(id);
    lt_status status = LT_OK;
    const size_t first = (size_t)file->comm.rank, step = file->shared ? (size_t)file->comm.size : 1;
    for (size_t k = first; status == LT_OK && k < file->n; k += step)
        status = check_variable(file, id, &file->variables[k], &shapes[k * LT_NC_MAX_DIMS]);
    nc_close(id);
    return status;
}

static lt_status close_whole(lt_ncw *file) {
    if (file->shared) return lt_nc_close_shared(file);
    const int code = close_file(file);
    return code == NC_NOERR ? LT_OK : lt_nc_raise_write(code, errno, file->path, NULL, "close");
}

/* A shared file is entered by the lowest rank. */
static lt_status check_and_enter(lt_ncw *file, const size_t *shapes) {
    lt_status status = check_file(file, shapes);
    if (file->shared) status = lt_comm_agree(&file->comm, status);
    if (status == LT_OK && file->comm.rank == 0) status = lt_outdir_commit(file->dir, file->name);
    return file->shared ? lt_comm_agree(&file->comm, status) : status;
}

static lt_status commit_away(lt_ncw *file) {
    const lt_status status = lt_nc_away_commit(file);
    free_file(file);
    return status;
}

lt_status lt_ncw_commit(lt_ncw *file) {
    if (file->away) return commit_away(file);
    LT_NC_ALONE;
    size_t *shapes = NULL;
    lt_status status = lt_calloc(file->n * LT_NC_MAX_DIMS, sizeof *shapes, &shapes);
    if (status == LT_OK) status = check_written(file, shapes);
    if (file->shared) status = lt_comm_agree(&file->comm, status);
    if (status == LT_OK) status = close_whole(file);
    if (status == LT_OK) status = check_and_enter(file, shapes);
    lt_free(shapes);
    if (status != LT_OK) {
        lt_ncw_abandon(file);
        return status;
    }
    free_file(file);
    return LT_OK;
}
