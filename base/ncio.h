/* ncio.h - safe netCDF-4 in and out. Of a file one thread at a time; different files may be used by several threads,
 * which wait for each other (HDF5 is not for several).
 *
 * Writing: lt_ncw_create makes a temporary file in an outdir; define dimensions and variables from rows of a field
 * table; put data; lt_ncw_commit closes, syncs, opens again and compares the shapes, renames and enters in the
 * manifest. shuffle + deflate-1 + fletcher32, but for variables that are defined plain. The same data and command give
 * the same bytes: no time stamps, and the history leaves out --threads, --out, --lang, --quiet, --json and --force. A
 * variable "group/name" makes its group. Reading: lt_ncr_open opens a foreign file first in a forked, memory- and
 * time-limited child that reads every variable (libnetcdf crashes or hangs on some damaged files), then here. Files of
 * our own are opened with lt_ncr_open_own, which asks the manifest of their folder instead. All errors name the file
 * and the variable. */
#ifndef LT_NCIO_H
#define LT_NCIO_H

#include "comm.h"
#include "faults.h"
#include "field.h"
#include "outdir.h"
#include "timeaxis.h"

typedef struct lt_ncw lt_ncw;
typedef struct lt_ncr lt_ncr;

/* Rows j0 .. j0 + ny - 1 of columns i0 .. i0 + nx - 1. */
typedef struct lt_ncr_window {
    size_t j0, i0, ny, nx;
} lt_ncr_window;

/* --- writing --- global attributes Conventions, title, history (command), source (code version) are set by create. */
lt_status lt_ncw_create(lt_outdir *dir, const char *name, const char *title, lt_ncw **out);
lt_status lt_ncw_dim(lt_ncw *file, const char *name, size_t length); /* length 0 = unlimited */
/* Dimensions come from field->dims ("time z y x"); type is NC_FLOAT, NC_DOUBLE, NC_INT or NC_STRING (netcdf.h). */
lt_status lt_ncw_var(lt_ncw *file, const lt_field *field, int nc_type);
/* The same with fletcher32 alone: for large doubles whose low bits are noise. Of air mass and fluxes deflate-1 takes a
 * fifth and costs twice as long as computing them (measured). */
lt_status lt_ncw_var_plain(lt_ncw *file, const lt_field *field, int nc_type);
/* Before its data: keep that many significant bits of every value (1 to 23 of a float, 52 of a double), rounded to
 * nearest; the rest is zero and compresses well (netCDF's BitRound, whose attribute says it). */
lt_status lt_ncw_bitround(lt_ncw *file, const char *variable, int bits);
lt_status lt_ncw_attr_text(lt_ncw *file, const char *variable_or_null, const char *name, const char *text);
lt_status lt_ncw_attr_double(lt_ncw *file, const char *variable_or_null, const char *name, double value);
lt_status lt_ncw_attr_doubles(lt_ncw *file, const char *variable_or_null, const char *name, size_t n,
                              const double *values);
/* Whole variable, or one record along the first dimension. Values are converted to the variable's type. */
lt_status lt_ncw_put_double(lt_ncw *file, const char *variable, const double *data);
lt_status lt_ncw_put_float(lt_ncw *file, const char *variable, const float *data);
lt_status lt_ncw_put_strings(lt_ncw *file, const char *variable, const char *const *data);
lt_status lt_ncw_put_double_record(lt_ncw *file, const char *variable, size_t record, const double *data);
lt_status lt_ncw_put_float_record(lt_ncw *file, const char *variable, size_t record, const float *data);
/* One file of all ranks of comm. Each calls this, and all that follows to the end, with the same arguments and data
 * (strings have no place in it); dir is the same folder on all, held by rank 0 and looked at by the others. After an
 * error of one of these calls, but an agreed one, others may wait within the library (lt_comm_fail_alone). */
lt_status lt_ncw_create_shared(const lt_comm *comm, lt_outdir *dir, const char *name, const char *title, lt_ncw **out);
/* Of the next record what this rank has: a window of the last two dimensions, whole along those between. */
lt_status lt_ncw_put_float_window(lt_ncw *file, const char *variable, size_t record, const lt_ncr_window *window,
                                  const float *data);
/* Time axis: dimension "time" (n) with time and time_bnds(time,nv) in seconds since 1970-01-01 UTC, hour means; the
 * value of time is the middle of the hour, time_bnds has its start and end. */
lt_status lt_ncw_time_hours(lt_ncw *file, lt_time start, size_t n_hours);
/* The same for n intervals of interval_s seconds; instant: values at the end of each, without bounds. */
lt_status lt_ncw_time_axis(lt_ncw *file, lt_time start, size_t n, long interval_s, bool instant);
/* Could a file of this process not be written, or is a shared one still open that was abandoned? HDF5 keeps it open and
 * tries again at its end: who comes to that end by another way than exit (MPI_Finalize) must not. */
bool lt_ncw_has_failed(void);
/* Shared files that were abandoned are closed, where all ranks come here. Collective. */
void lt_ncw_close_abandoned(void);
lt_status lt_ncw_commit(lt_ncw *file); /* frees file, also on failure (the temporary file is then removed) */
void lt_ncw_abandon(lt_ncw *file);     /* frees, removes the temporary file; NULL is fine */

/* --- reading --- */
bool lt_nc_is(const char *path); /* netCDF or HDF5 by its first bytes? */
lt_status lt_ncr_open(const char *path, lt_ncr **out);
/* The same, but the child reads the header alone: for a look at names, shapes and attributes, cheap for large files. */
lt_status lt_ncr_open_header(const char *path, lt_ncr **out);
/* What lt_ncr_open does first. A file that has passed, and lies unchanged for some seconds, is not tried again by this
 * process: for whoever opens one file several times or has several look at its header. */
lt_status lt_nc_try(const char *path);
lt_status lt_ncr_open_own(lt_outdir *dir, const char *name, lt_ncr **out);
void lt_ncr_close(lt_ncr *file);
const char *lt_ncr_path(const lt_ncr *file);
lt_status lt_ncr_dim(lt_ncr *file, const char *name, size_t *length);
enum { LT_NCR_MAX_DIMS = 8 };
typedef struct lt_ncr_shape {
    int n;
    char dim[LT_NCR_MAX_DIMS][64]; /* names, slowest first */
    size_t length[LT_NCR_MAX_DIMS];
} lt_ncr_shape;
lt_status lt_ncr_get_shape(lt_ncr *file, const char *variable, lt_ncr_shape *shape);
/* The length of dim must be expected. */
lt_status lt_ncr_expect_dim(lt_ncr *file, const char *name, size_t expected);
/* Dimensions of a variable by their names, slowest first ("time lat lon"; "" for a scalar). */
lt_status lt_ncr_expect_dims(lt_ncr *file, const char *variable, const char *dims);
/* scale_factor and add_offset are applied; values equal to _FillValue or missing_value become NaN.
 * Whole variable of exactly n values. unit: expected unit (converted through udunits2 when the file's differs; missing
 * unit attribute is an error; `unit` in its place is read and noted) or NULL for "do not check". */
lt_status lt_ncr_get_double(lt_ncr *file, const char *variable, const char *unit, size_t n, double *data);
lt_status lt_ncr_get_float(lt_ncr *file, const char *variable, const char *unit, size_t n, float *data);
/* Record index along the first dimension, n values a record. */
lt_status lt_ncr_get_double_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                                   double *data);
lt_status lt_ncr_get_float_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                                  float *data);
/* Whoever reads record r of a variable with lt_ncr_get_double_record has r + 1 read for him by a thread while he goes
 * on, until the file is closed. The same values; twice the memory of a record. */
lt_status lt_ncr_read_ahead(lt_ncr *file);
/* A window of the last two dimensions; record: along the first dimension, -1 where there is none. Dimensions between
 * must have the length 1. */
lt_status lt_ncr_get_float_window(lt_ncr *file, const char *variable, const char *unit, long record,
                                  const lt_ncr_window *window, float *data);
/* From here on the file is what a file of these cells of the grid would be: dimensions x, y, x_edge, y_edge have the
 * lengths of the part, and variables of them are read there; windows and blocks count from its corner. A rank opens the
 * whole grid's files so. NULL: the whole file again. LT_ERR_INPUT: the file has no such cells. */
lt_status lt_ncr_view(lt_ncr *file, const lt_ncr_window *view);
/* "row 3, column 7" of the whole grid, from 0: the cell in row j and column i of what is seen. Through lt_fmt. */
const char *lt_ncr_cell_text(const lt_ncr *file, size_t j, size_t i);
/* A block: count[d] values from start[d] along each dimension of the variable. */
typedef struct lt_ncr_block {
    size_t start[LT_NCR_MAX_DIMS], count[LT_NCR_MAX_DIMS];
} lt_ncr_block;
lt_status lt_ncr_get_float_block(lt_ncr *file, const char *variable, const char *unit, const lt_ncr_block *block,
                                 float *data);
/* Strings: an array of n malloc'ed strings into out[n]. */
lt_status lt_ncr_get_strings(lt_ncr *file, const char *variable, size_t n, char **out);
lt_status lt_ncr_attr_text(lt_ncr *file, const char *variable_or_null, const char *name, char *out, size_t size);
/* The same however long it is; free() it. NULL after an error. */
lt_status lt_ncr_attr_whole_text(lt_ncr *file, const char *variable_or_null, const char *name, char **out);
/* The bytes of a text attribute as they are, zero bytes too; *n of them, at most size. */
lt_status lt_ncr_attr_bytes(lt_ncr *file, const char *variable_or_null, const char *name, char *out, size_t size,
                            size_t *n);
lt_status lt_ncr_attr_double(lt_ncr *file, const char *variable_or_null, const char *name, double *out);
/* The same of one number or more: at most size of them, *n there are. */
lt_status lt_ncr_attr_doubles(lt_ncr *file, const char *variable_or_null, const char *name, size_t size, double *out,
                              size_t *n);
bool lt_ncr_has(lt_ncr *file, const char *variable);
bool lt_ncr_has_attr(lt_ncr *file, const char *variable_or_null, const char *name);
/* Name of variable k of the file (not of its groups), in the file's order; false behind the last. */
bool lt_ncr_variable(lt_ncr *file, int k, char *name, size_t size);
/* The same of one of its groups; false for a group that it does not have. */
bool lt_ncr_group_variable(lt_ncr *file, const char *group, int k, char *name, size_t size);
/* The same of the attributes of a variable or of the file. */
bool lt_ncr_attribute(lt_ncr *file, const char *variable_or_null, int k, char *name, size_t size);
/* A char variable of n texts of the length of its last dimension, which is given back: n * *length bytes and a zero
 * into *out, to be freed with lt_free. */
lt_status lt_ncr_get_chars(lt_ncr *file, const char *variable, size_t n, size_t *length, char **out);

/* --- all faults of a file (`lantian check`) --- */
typedef struct lt_ncr_want {
    const char *name, *unit, *dims; /* unit NULL: strings; dims slowest first, "" for a scalar */
    double least, most;             /* of the values, in unit; a missing value is none */
    bool optional;
} lt_ncr_want;
/* Is every variable there, in a unit that converts, on these dimensions, with values that can be? */
lt_status lt_ncr_judge(lt_ncr *file, const lt_ncr_want *wants, int n, lt_faults *faults);

#endif
