/* regrid_cache.c - weights in a folder (regrid.h): weights_<16 hex>.nc, named by the digests of both grids, written
 * whole or not at all. A file that is damaged, of other grids or of another layout is made again. */
#include "grids/regrid.h"

#include "base/log.h"
#include "base/ncio.h"

#include <limits.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static void digest_of(const lt_mesh *source, const lt_mesh *target, lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    lt_hash_text(&hash, "weights 1"); /* of layout and method: raise it when they change */
    lt_mesh_digest(source, &hash);
    lt_mesh_digest(target, &hash);
    lt_hash_end(&hash, out);
}

/* netCDF-4 has no dimension of length 0 that is not unlimited: grids that do not meet keep one entry of nothing. */
static size_t kept(long n) {
    return n > 0 ? (size_t)n : 1;
}

static lt_status write_doubles(lt_ncw *file, const char *name, const char *units, const char *dims, const char *text,
                               const double *data) {
    const lt_field field = {name, NULL, units, dims, text};
    LT_TRY(lt_ncw_var_plain(file, &field, NC_DOUBLE));
    return lt_ncw_put_double(file, name, data);
}

/* Whole numbers below 2^53 are exact in double; the file has them as int. */
static lt_status write_ints(lt_ncw *file, const char *name, const char *dims, const char *text, long n,
                            const int *small, const long *large) {
    const lt_field field = {name, NULL, "1", dims, text};
    double *copy;
    LT_TRY(lt_ncw_var_plain(file, &field, NC_INT));
    LT_TRY(lt_calloc(kept(n), sizeof *copy, &copy));
    for (long k = 0; k < n; k++) copy[k] = small ? (double)small[k] : (double)large[k];
    lt_status status = lt_ncw_put_double(file, name, copy);
    lt_free(copy);
    return status;
}

static lt_status put(lt_ncw *file, const lt_regrid *r, const char *digest) {
    LT_TRY(lt_ncw_dim(file, "entry", kept(r->n)));
    LT_TRY(lt_ncw_dim(file, "target_cell", (size_t)r->n_target));
    LT_TRY(lt_ncw_dim(file, "target_edge", (size_t)r->n_target + 1));
    LT_TRY(lt_ncw_dim(file, "source_cell", kept(r->n_source)));
    LT_TRY(lt_ncw_attr_text(file, NULL, "grids", digest));
    const int window[4] = {r->window.i0, r->window.j0, r->window.nx, r->window.ny};
    LT_TRY(lt_ncw_dim(file, "four", 4));
    LT_TRY(write_ints(file, "window", "four", "i0, j0, nx, ny of the source cells that are met", 4, window, NULL));
    LT_TRY(lt_ncw_attr_double(file, NULL, "entries", (double)r->n));
    LT_TRY(write_ints(file, "row", "target_edge", "first entry of every target cell", r->n_target + 1, NULL, r->row));
    LT_TRY(write_ints(file, "source", "entry", "source cell in the window", r->n, r->source, NULL));
    LT_TRY(write_doubles(file, "overlap", "1", "entry", "area of overlap on the sphere of radius 1", r->overlap));
    LT_TRY(write_doubles(file, "source_area", "1", "source_cell", "area of the source cells", r->source_area));
    return write_doubles(file, "target_area", "1", "target_cell", "area of the target cells", r->target_area);
}

static lt_status write(lt_outdir *dir, const char *name, const lt_regrid *r, const char *digest) {
    lt_ncw *file;
    LT_TRY(lt_ncw_create(dir, name, "Areas of overlap of the cells of two grids", &file));
    lt_status status = put(file, r, digest);
    if (status == LT_OK) return lt_ncw_commit(file);
    lt_ncw_abandon(file);
    return status;
}

static lt_status unfit(const char *what, const char *where) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("weights, %s", where),
                    .expected = "the weights of these two grids", .found = "others",
                    .todo = "delete the file weights_*.nc: it is made again");
}

static lt_status get_longs(lt_ncr *file, const char *name, long n, long most, long *out) {
    double *copy;
    LT_TRY(lt_calloc(kept(n), sizeof *copy, &copy));
    lt_status status = lt_ncr_get_double(file, name, NULL, kept(n), copy);
    for (long k = 0; status == LT_OK && k < n; k++) {
        if (!(copy[k] >= 0 && copy[k] <= (double)most))
            status = unfit("index out of range", name);
        else
            out[k] = (long)copy[k];
    }
    lt_free(copy);
    return status;
}

static lt_status get(lt_ncr *file, const char *digest, lt_regrid *r) {
    char found[sizeof(lt_digest)];
    double entries;
    long window[4];
    size_t n, target, source;
    LT_TRY(lt_ncr_attr_text(file, NULL, "grids", found, sizeof found));
    if (strcmp(found, digest) != 0) return unfit("weights of other grids", "attribute grids");
    LT_TRY(lt_ncr_attr_double(file, NULL, "entries", &entries));
    LT_TRY(get_longs(file, "window", 4, INT_MAX, window));
    r->window = (lt_regrid_window){(int)window[0], (int)window[1], (int)window[2], (int)window[3]};
    r->n = (long)entries;
    r->n_source = (long)r->window.nx * r->window.ny;
    LT_TRY(lt_ncr_dim(file, "entry", &n));
    LT_TRY(lt_ncr_dim(file, "target_cell", &target));
    LT_TRY(lt_ncr_dim(file, "source_cell", &source));
    r->n_target = (long)target;
    if (n != kept(r->n) || source != kept(r->n_source)) return unfit("sizes do not fit", "dimensions");
    LT_TRY(lt_calloc(target + 1, sizeof *r->row, &r->row));
    LT_TRY(lt_calloc(n, sizeof *r->source, &r->source));
    LT_TRY(lt_calloc(n, sizeof *r->overlap, &r->overlap));
    LT_TRY(lt_calloc(source, sizeof *r->source_area, &r->source_area));
    LT_TRY(lt_calloc(target, sizeof *r->target_area, &r->target_area));
    LT_TRY(get_longs(file, "row", r->n_target + 1, r->n, r->row));
    long *wide;
    LT_TRY(lt_calloc(n, sizeof *wide, &wide));
    lt_status status = get_longs(file, "source", r->n, r->n_source - 1, wide);
    for (long k = 0; k < r->n; k++) r->source[k] = (int)wide[k];
    lt_free(wide);
    LT_TRY(status);
    LT_TRY(lt_ncr_get_double(file, "overlap", NULL, n, r->overlap));
    LT_TRY(lt_ncr_get_double(file, "source_area", NULL, source, r->source_area));
    LT_TRY(lt_ncr_get_double(file, "target_area", NULL, target, r->target_area));
    for (long t = 0; t < r->n_target; t++)
        if (r->row[t] > r->row[t + 1]) return unfit("rows are out of order", "row");
    return r->row[r->n_target] == r->n ? LT_OK : unfit("rows do not fit the entries", "row");
}

static lt_status read(lt_outdir *dir, const char *name, const char *digest, lt_regrid **out) {
    lt_ncr *file;
    LT_TRY(lt_ncr_open_own(dir, name, &file));
    lt_status status = lt_calloc(1, sizeof **out, out);
    if (status == LT_OK) status = get(file, digest, *out);
    lt_ncr_close(file);
    if (status == LT_OK) return LT_OK;
    lt_regrid_free(*out);
    *out = NULL;
    return status;
}

lt_status lt_regrid_cached(lt_outdir *dir, const lt_mesh *source, const lt_mesh *target, lt_regrid **out, bool *made) {
    lt_digest digest;
    char name[64];
    *out = NULL;
    if (made) *made = false;
    digest_of(source, target, digest);
    snprintf(name, sizeof name, "weights_%.16s.nc", digest);
    /* Deep: the bytes are hashed again, which is far quicker than making the weights. */
    if (lt_outdir_has(dir, name, true, NULL)) {
        if (read(dir, name, digest, out) == LT_OK) return LT_OK;
        lt_error_clear();
    }
    LT_TRY(lt_regrid_create(source, target, out));
    if (made) *made = true;
    lt_status status = write(dir, name, *out, digest);
    if (status == LT_OK) return LT_OK;
    lt_regrid_free(*out);
    *out = NULL;
    return lt_error_context(status, "writing the weights of two grids");
}
