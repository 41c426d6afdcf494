/* ncio_write.c - netCDF-4 out: a temporary file, checked and committed (ncio.h).
 *
 * The same data and the same command give the same bytes: no time stamps, and the history leaves out the options that
 * cannot change the data. Chunks: one record (or as many as fill 32 KB) along a dimension called time*, else the whole
 * variable, never more than 4 MB; a grid of more than 128 cells along an axis is cut into tiles there, so that a rank
 * unpacks little more than its own cells. */
#include "base/ncio_private.h"
#include "base/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CHUNK_MAX_BYTES ((size_t)4 << 20)
#define CHUNK_MIN_BYTES ((size_t)32 << 10)
#define TILE_MOST ((size_t)128) /* cells of a grid along an axis of a chunk */

/* Runs a netCDF call with errno cleared before it. */
#define NCW_CALL(file, variable, doing, call)                                                                          \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        const int ncw_code_ = (call);                                                                                  \
        if (ncw_code_ != NC_NOERR) return lt_nc_raise_of((file), ncw_code_, errno, (variable), (doing));               \
    } while (0)

lt_status lt_nc_raise_of(const lt_ncw *file, int code, int error_number, const char *variable, const char *doing) {
    if (file->shared) lt_comm_fail_alone();
    return lt_nc_raise_write(code, error_number, file->path, variable, doing);
}

static lt_status raise_memory(void) {
    return LT_RAISE(LT_ERR_MEMORY, .what = "not enough memory");
}

/* --- creating --- */

static lt_status put_global_attributes(lt_ncw *file, const char *title) {
    LT_TRY(lt_ncw_attr_text(file, NULL, "Conventions", "CF-1.10"));
    LT_TRY(lt_ncw_attr_text(file, NULL, "title", title));
    LT_TRY(lt_ncw_attr_text(file, NULL, "history", lt_command_history()));
    return lt_ncw_attr_text(file, NULL, "source", lt_fmt("lantian %s", lt_version()));
}

lt_status lt_nc_make_empty(lt_outdir *dir, const char *name) {
    FILE *stream;
    LT_TRY(lt_outdir_stream(dir, name, &stream));
    fclose(stream);
    return LT_OK;
}

lt_status lt_nc_new_file(lt_outdir *dir, const char *name, lt_ncw **out) {
    char path[PATH_MAX];
    *out = NULL;
    LT_TRY(lt_outdir_join_temporary(dir, name, path, sizeof path));
    lt_ncw *file = calloc(1, sizeof *file);
    if (file && (file->name = strdup(name)) && (file->path = strdup(path))) {
        file->dir = dir;
        *out = file;
        return LT_OK;
    }
    if (file) free(file->name);
    free(file);
    return raise_memory();
}

lt_status lt_nc_begin_file(lt_ncw *file, int code, int error_number, const char *title) {
    file->open = code == NC_NOERR;
    return file->open ? put_global_attributes(file, title) : lt_nc_raise_of(file, code, error_number, NULL, "create");
}

lt_status lt_ncw_create(lt_outdir *dir, const char *name, const char *title, lt_ncw **out) {
    LT_NC_ALONE;
    lt_ncw *file;
    *out = NULL;
    LT_TRY(lt_nc_make_empty(dir, name));
    lt_status status = lt_nc_new_file(dir, name, &file);
    if (status != LT_OK) {
        lt_outdir_abandon_stream(dir, name, NULL);
        return status;
    }
    errno = 0;
    const int code = nc_create(file->path, NC_NETCDF4 | NC_CLOBBER, &file->id);
    status = lt_nc_begin_file(file, code, errno, title);
    if (status != LT_OK) {
        lt_ncw_abandon(file);
        return status;
    }
    *out = file;
    return LT_OK;
}

lt_status lt_ncw_dim(lt_ncw *file, const char *name, size_t length) {
    if (file->away) return lt_nc_away_dim(file, name, length);
    LT_NC_ALONE;
    int id;
    NCW_CALL(file, NULL, lt_fmt("dimension %s", name), nc_def_dim(file->id, name, length ? length : NC_UNLIMITED, &id));
    return LT_OK;
}

/* --- variables --- */

/* The group of "a/b/name", made if it is not there yet. */
static lt_status make_group(lt_ncw *file, const char *path, int *group, const char **name) {
    char part[NC_MAX_NAME + 1];
    *group = file->id;
    for (const char *slash; (slash = strchr(path, '/')); path = slash + 1) {
        int child;
        snprintf(part, sizeof part, "%.*s", (int)(slash - path), path);
        if (nc_inq_grp_ncid(*group, part, &child) != NC_NOERR)
            NCW_CALL(file, part, "make the group", nc_def_grp(*group, part, &child));
        *group = child;
    }
    *name = path;
    return LT_OK;
}

static lt_status find_dims(lt_ncw *file, const lt_field *field, int dims[], size_t lengths[], int *n) {
    char text[256], *rest = NULL;
    *n = 0;
    snprintf(text, sizeof text, "%s", field->dims ? field->dims : "");
    for (char *word = strtok_r(text, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
        if (*n == LT_NC_MAX_DIMS)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "too many dimensions", .where = field->name, .found = field->dims);
        NCW_CALL(file, field->name, lt_fmt("dimension %s", word), nc_inq_dimid(file->id, word, &dims[*n]));
        NCW_CALL(file, field->name, lt_fmt("dimension %s", word), nc_inq_dimlen(file->id, dims[*n], &lengths[*n]));
        (*n)++;
    }
    return LT_OK;
}

static size_t at_least_one(size_t n) {
    return n ? n : 1;
}

/* Pieces of nearly equal length along the axes of a grid, all of the others. */
static size_t tile(const char *dim, size_t length) {
    if (!lt_nc_is_of_grid(dim) || length <= TILE_MOST) return at_least_one(length);
    const size_t pieces = (length + TILE_MOST - 1) / TILE_MOST;
    return (length + pieces - 1) / pieces;
}

static void choose_chunks(const char *dims, int n, const size_t lengths[], size_t item, size_t chunks[]) {
    size_t record = item;
    char text[256], *rest = NULL;
    snprintf(text, sizeof text, "%s", dims);
    for (int d = 0; d < n; d++) chunks[d] = tile(strtok_r(d ? NULL : text, " ", &rest), lengths[d]);
    for (int d = 1; d < n; d++) record *= at_least_one(lengths[d]);
    if (n > 1 && strncmp(dims, "time", 4) == 0) {
        const size_t fit = at_least_one(CHUNK_MIN_BYTES / record);
        chunks[0] = lengths[0] && lengths[0] < fit ? lengths[0] : fit;
    } else if (n == 1 && lengths[0] == 0) {
        chunks[0] = CHUNK_MIN_BYTES / item; /* unlimited */
    }
    size_t bytes = item;
    for (int d = 0; d < n; d++) bytes *= chunks[d];
    for (int d = 0; d < n && bytes > CHUNK_MAX_BYTES; d++) {
        const size_t slice = bytes / chunks[d];
        chunks[d] = at_least_one(CHUNK_MAX_BYTES / slice);
        bytes = slice * chunks[d];
    }
}

static lt_status set_storage(lt_ncw *file, const lt_field *field, lt_ncw_variable *v, const size_t lengths[],
                             bool deflate) {
    if (v->n_dims == 0 || v->type == NC_STRING) return LT_OK;
    size_t chunks[LT_NC_MAX_DIMS], item = 0;
    NCW_CALL(file, field->name, "type", nc_inq_type(v->group, v->type, NULL, &item));
    choose_chunks(field->dims, v->n_dims, lengths, item, chunks);
    v->chunk_records = chunks[0];
    size_t bytes = item; /* of the chunks of a record */
    for (int d = 0; d < v->n_dims; d++) bytes *= chunks[d] * (d ? (lengths[d] + chunks[d] - 1) / chunks[d] : 1);
    NCW_CALL(file, field->name, "chunks", nc_def_var_chunking(v->group, v->id, NC_CHUNKED, chunks));
    if (deflate) NCW_CALL(file, field->name, "deflate", nc_def_var_deflate(v->group, v->id, 1, 1, 1));
    NCW_CALL(file, field->name, "fletcher32", nc_def_var_fletcher32(v->group, v->id, NC_FLETCHER32));
    /* Records come in order. A chunk that is written at once goes through; one of several records waits for them. The
     * default of 16 MB a variable would hold all of a restart file until it is closed (of 0 bytes netCDF makes that
     * default). */
    const bool waits = chunks[0] > 1 && (strncmp(field->dims, "time", 4) == 0 || lengths[0] == 0);
    NCW_CALL(file, field->name, "cache", nc_set_var_chunk_cache(v->group, v->id, waits ? bytes : 1, 101, 0.75f));
    return LT_OK;
}

static lt_status new_variable(lt_ncw *file, const char *name, lt_ncw_variable **out) {
    LT_TRY(lt_grow(&file->variables, sizeof *file->variables, (long)file->n + 1, &file->capacity));
    lt_ncw_variable *v = &file->variables[file->n];
    *v = (lt_ncw_variable){.name = strdup(name)};
    if (!v->name) return raise_memory();
    file->n++;
    *out = v;
    return LT_OK;
}

static lt_status define(lt_ncw *file, const lt_field *field, int nc_type, bool deflate) {
    lt_ncw_variable *v = NULL;
    size_t lengths[LT_NC_MAX_DIMS] = {0};
    const char *name = NULL;
    LT_TRY(new_variable(file, field->name, &v));
    v->type = nc_type;
    v->whole = false;
    LT_TRY(make_group(file, field->name, &v->group, &name));
    LT_TRY(find_dims(file, field, v->dims, lengths, &v->n_dims));
    NCW_CALL(file, field->name, "define", nc_def_var(v->group, name, nc_type, v->n_dims, v->dims, &v->id));
    LT_TRY(set_storage(file, field, v, lengths, deflate));
    if (file->shared)
        NCW_CALL(file, field->name, "write together", file->comm.ops->netcdf->write_together(v->group, v->id));
    if (field->description) LT_TRY(lt_ncw_attr_text(file, field->name, "long_name", field->description));
    if (field->standard_name) LT_TRY(lt_ncw_attr_text(file, field->name, "standard_name", field->standard_name));
    if (field->units && nc_type != NC_STRING) LT_TRY(lt_ncw_attr_text(file, field->name, "units", field->units));
    return LT_OK;
}

lt_status lt_ncw_var(lt_ncw *file, const lt_field *field, int nc_type) {
    if (file->away) return lt_nc_away_var(file, field, nc_type, true);
    LT_NC_ALONE;
    return define(file, field, nc_type, true);
}

lt_status lt_ncw_var_plain(lt_ncw *file, const lt_field *field, int nc_type) {
    if (file->away) return lt_nc_away_var(file, field, nc_type, false);
    LT_NC_ALONE;
    return define(file, field, nc_type, false);
}

lt_status lt_nc_written_variable(lt_ncw *file, const char *name, lt_ncw_variable **out) {
    for (size_t k = file->n; k-- > 0;) {
        if (strcmp(file->variables[k].name, name) != 0) continue;
        *out = &file->variables[k];
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INTERNAL, .what = "the variable has not been defined",
                    .where = lt_fmt("%s, variable %s", file->path, name));
}

lt_status lt_ncw_bitround(lt_ncw *file, const char *variable, int bits) {
    if (file->away) return lt_nc_away_bitround(file, variable, bits);
    LT_NC_ALONE;
    lt_ncw_variable *v = NULL;
    LT_TRY(lt_nc_written_variable(file, variable, &v));
    NCW_CALL(file, variable, "bits to keep", nc_def_var_quantize(v->group, v->id, NC_QUANTIZE_BITROUND, bits));
    return LT_OK;
}

/* Where an attribute goes: to a variable, or with NULL to the file. */
static lt_status find_owner(lt_ncw *file, const char *variable, int *group, int *id) {
    lt_ncw_variable *v = NULL;
    *group = file->id;
    *id = NC_GLOBAL;
    if (!variable) return LT_OK;
    LT_TRY(lt_nc_written_variable(file, variable, &v));
    *group = v->group;
    *id = v->id;
    return LT_OK;
}

lt_status lt_ncw_attr_text(lt_ncw *file, const char *variable, const char *name, const char *text) {
    if (file->away) return lt_nc_away_attr_text(file, variable, name, text);
    LT_NC_ALONE;
    int group, id;
    LT_TRY(find_owner(file, variable, &group, &id));
    if (!text) text = "";
    NCW_CALL(file, variable, lt_fmt("attribute %s", name), nc_put_att_text(group, id, name, strlen(text), text));
    return LT_OK;
}

lt_status lt_ncw_attr_doubles(lt_ncw *file, const char *variable, const char *name, size_t n, const double *values) {
    if (file->away) return lt_nc_away_attr_doubles(file, variable, name, n, values);
    LT_NC_ALONE;
    int group, id;
    LT_TRY(find_owner(file, variable, &group, &id));
    NCW_CALL(file, variable, lt_fmt("attribute %s", name), nc_put_att_double(group, id, name, NC_DOUBLE, n, values));
    return LT_OK;
}

lt_status lt_ncw_attr_double(lt_ncw *file, const char *variable, const char *name, double value) {
    LT_NC_ALONE;
    return lt_ncw_attr_doubles(file, variable, name, 1, &value);
}

/* --- data --- */

lt_status lt_nc_whole_shape(const lt_ncw *file, const lt_ncw_variable *v, size_t start[], size_t count[]) {
    for (int d = 0; d < v->n_dims; d++) {
        start[d] = 0;
        NCW_CALL(file, v->name, "shape", nc_inq_dimlen(file->id, v->dims[d], &count[d]));
    }
    return LT_OK;
}

static lt_status record_shape(const lt_ncw *file, const lt_ncw_variable *v, size_t record, size_t start[],
                              size_t count[]) {
    if (v->n_dims == 0) return LT_RAISE(LT_ERR_INTERNAL, .what = "a scalar has no records", .where = v->name);
    LT_TRY(lt_nc_whole_shape(file, v, start, count));
    start[0] = record;
    count[0] = 1;
    return LT_OK;
}

/* What all ranks have the lowest writes; the others take part with nothing, but for a scalar. */
static void leave_to_lowest(const lt_ncw *file, const lt_ncw_variable *v, size_t count[]) {
    for (int d = 0; d < v->n_dims && file->comm.rank > 0; d++) count[d] = 0;
}

#define DEFINE_PUT(kind, type)                                                                                         \
    lt_status lt_ncw_put_##kind(lt_ncw *file, const char *variable, const type *data) {                                \
        if (file->away) return lt_nc_away_put_##kind(file, variable, data);                                            \
        LT_NC_ALONE;                                                                                                   \
        lt_ncw_variable *v = NULL;                                                                                     \
        size_t start[LT_NC_MAX_DIMS], count[LT_NC_MAX_DIMS];                                                           \
        LT_TRY(lt_nc_written_variable(file, variable, &v));                                                            \
        LT_TRY(lt_nc_whole_shape(file, v, start, count));                                                              \
        leave_to_lowest(file, v, count);                                                                               \
        NCW_CALL(file, variable, "write", nc_put_vara_##kind(v->group, v->id, start, count, data));                    \
        v->whole = true;                                                                                               \
        return LT_OK;                                                                                                  \
    }                                                                                                                  \
    lt_status lt_ncw_put_##kind##_record(lt_ncw *file, const char *variable, size_t record, const type *data) {        \
        if (file->away) return lt_nc_away_record(file, variable);                                                      \
        LT_NC_ALONE;                                                                                                   \
        lt_ncw_variable *v = NULL;                                                                                     \
        size_t start[LT_NC_MAX_DIMS], count[LT_NC_MAX_DIMS];                                                           \
        LT_TRY(lt_nc_written_variable(file, variable, &v));                                                            \
        LT_TRY(record_shape(file, v, record, start, count));                                                           \
        NCW_CALL(file, variable, lt_fmt("write record %zu", record),                                                   \
                 nc_put_vara_##kind(v->group, v->id, start, count, data));                                             \
        v->records++;                                                                                                  \
        return LT_OK;                                                                                                  \
    }

DEFINE_PUT(double, double)
DEFINE_PUT(float, float)

lt_status lt_ncw_put_strings(lt_ncw *file, const char *variable, const char *const *data) {
    if (file->away) return lt_nc_away_put_strings(file, variable, data);
    LT_NC_ALONE;
    lt_ncw_variable *v = NULL;
    size_t start[LT_NC_MAX_DIMS], count[LT_NC_MAX_DIMS];
    LT_TRY(lt_nc_written_variable(file, variable, &v));
    LT_TRY(lt_nc_whole_shape(file, v, start, count));
    const char **copy = NULL; /* netCDF's prototype wants const char ** */
    size_t n = 1;
    for (int d = 0; d < v->n_dims; d++) n *= count[d];
    LT_TRY(lt_calloc(n, sizeof *copy, &copy));
    for (size_t k = 0; k < n; k++) copy[k] = data[k];
    errno = 0;
    const int code = nc_put_vara_string(v->group, v->id, start, count, copy);
    const int error_number = errno;
    lt_free(copy);
    if (code != NC_NOERR) return lt_nc_raise_of(file, code, error_number, variable, "write");
    v->whole = true;
    return LT_OK;
}

lt_status lt_ncw_time_axis(lt_ncw *file, lt_time start, size_t n, long interval_s, bool instant) {
    LT_NC_ALONE;
    const char *text = instant                 ? "moment of the values"
                       : interval_s == LT_HOUR ? "middle of the hour"
                                               : "middle of the interval";
    const lt_field time = {"time", "time", "seconds since 1970-01-01 00:00:00", "time", text};
    const lt_field bounds = {"time_bnds", NULL, NULL, "time nv",
                             interval_s == LT_HOUR ? "start and end of the hour" : "start and end of the interval"};
    LT_TRY(lt_ncw_dim(file, "time", n));
    if (!instant) LT_TRY(lt_ncw_dim(file, "nv", 2));
    LT_TRY(lt_ncw_var(file, &time, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_text(file, "time", "calendar", "proleptic_gregorian"));
    if (!instant) {
        LT_TRY(lt_ncw_attr_text(file, "time", "bounds", "time_bnds"));
        LT_TRY(lt_ncw_var(file, &bounds, NC_DOUBLE));
    }
    double *values = NULL, length = (double)interval_s;
    LT_TRY(lt_calloc(3 * n, sizeof *values, &values));
    double *edges = values + n;
    for (size_t r = 0; r < n; r++) {
        edges[2 * r] = (double)start + length * (double)r;
        edges[2 * r + 1] = edges[2 * r] + length;
        values[r] = instant ? edges[2 * r + 1] : edges[2 * r] + 0.5 * length;
    }
    lt_status status = lt_ncw_put_double(file, "time", values);
    if (status == LT_OK && !instant) status = lt_ncw_put_double(file, "time_bnds", edges);
    lt_free(values);
    return status;
}

lt_status lt_ncw_time_hours(lt_ncw *file, lt_time start, size_t n_hours) {
    LT_NC_ALONE;
    return lt_ncw_time_axis(file, start, n_hours, LT_HOUR, false);
}
