/* ncio_shared.c - a netCDF file that all ranks write together (ncio.h).
 *
 * All make the same calls in the same order; HDF5 brings what several ranks have of a chunk to one of them, which
 * compresses and writes it. A chunk of several records is written once, when the last of them has come: HDF5 keeps none
 * for a shared file, and would read, inflate, deflate and place it anew with each. */
#include "base/ncio_private.h"

#include <errno.h>
#include <string.h>

lt_status lt_ncw_create_shared(const lt_comm *comm, lt_outdir *dir, const char *name, const char *title, lt_ncw **out) {
    LT_NC_ALONE;
    lt_ncw *file = NULL;
    *out = NULL;
    if (!comm->ops || !comm->ops->netcdf)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a file that these ranks cannot write together", .where = name);
    lt_status status = comm->rank == 0 ? lt_nc_make_empty(dir, name) : LT_OK;
    if (status == LT_OK) status = lt_nc_new_file(dir, name, &file);
    if (status == LT_OK) file->comm = *comm;
    if (status != LT_OK && !file && comm->rank == 0) lt_outdir_abandon_stream(dir, name, NULL);
    status = lt_comm_agree(comm, status);
    if (status == LT_OK) {
        file->shared = true;
        errno = 0;
        const int code = comm->ops->netcdf->create(comm, file->path, NC_NETCDF4 | NC_CLOBBER, &file->id);
        status = lt_nc_begin_file(file, code, errno, title);
    }
    if (status == LT_OK)
        *out = file;
    else
        lt_ncw_abandon(file);
    return status;
}

/* The last records of a variable, which fill a chunk or are the end of it. */
static lt_status write_held(lt_ncw *file, lt_ncw_variable *v, const lt_ncr_window *window) {
    size_t start[LT_NC_MAX_DIMS], count[LT_NC_MAX_DIMS];
    const int y = v->n_dims - 2, x = v->n_dims - 1;
    LT_TRY(lt_nc_whole_shape(file, v, start, count));
    start[0] = v->records - v->n_held;
    count[0] = v->n_held;
    start[y] = window->j0;
    count[y] = window->ny;
    start[x] = window->i0;
    count[x] = window->nx;
    errno = 0;
    const int code = nc_put_vara_float(v->group, v->id, start, count, v->held);
    if (code != NC_NOERR)
        return lt_nc_raise_of(file, code, errno, v->name, lt_fmt("write %zu records to %zu", v->n_held, v->records));
    v->n_held = 0;
    return LT_OK;
}

static lt_status put_window(lt_ncw *file, const char *variable, size_t record, const lt_ncr_window *window,
                            const float *data) {
    lt_ncw_variable *v = NULL;
    size_t start[LT_NC_MAX_DIMS], count[LT_NC_MAX_DIMS], n = window->ny * window->nx;
    LT_TRY(lt_nc_written_variable(file, variable, &v));
    LT_TRY(lt_nc_whole_shape(file, v, start, count));
    if (!file->shared || v->n_dims < 3 || v->type != NC_FLOAT || record != v->records || record >= count[0])
        return LT_RAISE(LT_ERR_INTERNAL, .what = "not a record that ranks can write parts of",
                        .where = lt_fmt("%s, variable %s", file->path, variable),
                        .expected = lt_fmt("record %zu of %zu, of a shared file", v->records, count[0]),
                        .found = lt_fmt("record %zu", record));
    for (int d = 1; d < v->n_dims - 2; d++) n *= count[d];
    if (!v->held) LT_TRY(lt_calloc(n * v->chunk_records, sizeof *v->held, &v->held));
    memcpy(v->held + v->n_held * n, data, n * sizeof *data);
    v->n_held++;
    v->records++;
    return v->n_held == v->chunk_records || v->records == count[0] ? write_held(file, v, window) : LT_OK;
}

lt_status lt_ncw_put_float_window(lt_ncw *file, const char *variable, size_t record, const lt_ncr_window *window,
                                  const float *data) {
    LT_NC_ALONE;
    const lt_status status = put_window(file, variable, record, window, data);
    if (status != LT_OK) lt_comm_fail_alone();
    return status;
}

lt_status lt_nc_close_shared(lt_ncw *file) {
    errno = 0;
    const int code = nc_close(file->id), error_number = errno;
    file->open = false;
    if (code != NC_NOERR) return lt_nc_raise_of(file, code, error_number, NULL, "close");
    return lt_comm_agree(&file->comm, lt_outdir_sync(file->dir, file->name));
}

/* --- abandoned files --- */

enum { MOST_LEFT = 64 };
static int left[MOST_LEFT], n_left; /* ids */

void lt_nc_leave_open(lt_ncw *file) {
    if (n_left < MOST_LEFT)
        left[n_left++] = file->id;
    else
        lt_nc_guard_exit();
    file->open = false;
}

bool lt_nc_has_left(void) {
    return n_left > 0;
}

void lt_ncw_close_abandoned(void) {
    LT_NC_ALONE;
    while (n_left > 0)
        if (nc_close(left[--n_left]) != NC_NOERR) lt_nc_guard_exit();
}
