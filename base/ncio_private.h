/* ncio_private.h - shared by the ncio_*.c files and their tests only. */
#ifndef LT_NCIO_PRIVATE_H
#define LT_NCIO_PRIVATE_H

#include "base/ncio.h"

#include <netcdf.h>

enum { LT_NC_MAX_DIMS = 8 };

/* A file that is being written (ncio_write.c, ncio_commit.c). */
typedef struct lt_ncw_variable {
    char *name;
    int group, id, type, n_dims;
    int dims[LT_NC_MAX_DIMS];
    bool whole;           /* written as a whole */
    size_t records;       /* writes of one record */
    size_t chunk_records; /* records of a chunk; 0: not chunked */
    float *held;          /* of a shared file: records of the last chunk that is not whole (ncio_shared.c) */
    size_t n_held;
} lt_ncw_variable;

struct lt_ncw {
    lt_outdir *dir;
    char *name, *path; /* path of the temporary file */
    int id;
    bool open;
    bool shared; /* with the ranks of comm; the lowest has the folder */
    lt_comm comm;
    lt_ncw_variable *variables;
    size_t n;
    long capacity;
    struct lt_nc_away *away; /* ncio_away.c; NULL: it is written here */
};

/* Of a file that is written elsewhere: kept for there. */
lt_status lt_nc_away_dim(lt_ncw *file, const char *name, size_t length);
lt_status lt_nc_away_var(lt_ncw *file, const lt_field *field, int nc_type, bool deflate);
lt_status lt_nc_away_bitround(lt_ncw *file, const char *variable, int bits);
lt_status lt_nc_away_attr_text(lt_ncw *file, const char *variable, const char *name, const char *text);
lt_status lt_nc_away_attr_doubles(lt_ncw *file, const char *variable, const char *name, size_t n, const double *values);
lt_status lt_nc_away_put_double(lt_ncw *file, const char *variable, const double *data);
lt_status lt_nc_away_put_float(lt_ncw *file, const char *variable, const float *data);
lt_status lt_nc_away_put_strings(lt_ncw *file, const char *variable, const char *const *data);
lt_status lt_nc_away_record(const lt_ncw *file, const char *variable); /* always an error */
/* Made whole there, entered here. */
lt_status lt_nc_away_commit(lt_ncw *file);
void lt_nc_away_free(struct lt_nc_away *away); /* NULL is fine */

/* A file that is being read (ncio_read.c, ncio_values.c). */
struct lt_ncr {
    int id;
    char *path;
    bool has_view;
    lt_ncr_window view;        /* ncio_view.c */
    struct lt_nc_ahead *ahead; /* ncio_ahead.c; NULL: every record is read when it is asked for */
};

/* A file that is not open yet (ncio_write.c), and its beginning behind a call of nc_create that returned code. */
lt_status lt_nc_new_file(lt_outdir *dir, const char *name, lt_ncw **out);
lt_status lt_nc_begin_file(lt_ncw *file, int code, int error_number, const char *title);
/* An empty temporary file, with a plain error where that is impossible: netCDF would only say -101. */
lt_status lt_nc_make_empty(lt_outdir *dir, const char *name);
lt_status lt_nc_written_variable(lt_ncw *file, const char *name, lt_ncw_variable **out);
/* From the first to the last value of a variable. */
lt_status lt_nc_whole_shape(const lt_ncw *file, const lt_ncw_variable *v, size_t start[], size_t count[]);
/* A code of netCDF that is an error, of a file that is written. */
lt_status lt_nc_raise_of(const lt_ncw *file, int code, int error_number, const char *variable, const char *doing);
/* An abandoned one stays open; are there such? */
void lt_nc_leave_open(lt_ncw *file);
bool lt_nc_has_left(void);
/* The end of a shared file: closed on all ranks, and what each has written is on the disk. */
lt_status lt_nc_close_shared(lt_ncw *file);

/* To the end of its block nobody else is in netCDF; it may be entered again by the same thread. */
#define LT_NC_ALONE __attribute__((cleanup(lt_nc_leave), unused)) const int lt_nc_entered_ = lt_nc_enter()
int lt_nc_enter(void);
void lt_nc_leave(const int *entered);
/* One record of doubles, read now (ncio_values.c). */
lt_status lt_nc_read_record(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n,
                            double *data);
/* The record if it has been read ahead. */
bool lt_nc_take(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n, double *data);
/* Have it read ahead, in place of what was. */
void lt_nc_ask(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n);
/* Beginning and length of a dimension as the file is seen; both stay as they are where there is no view of it. */
void lt_nc_view_of(const lt_ncr *file, const char *dim, size_t *start, size_t *count);
/* Is it one of the dimensions of a grid that a view cuts? */
bool lt_nc_is_of_grid(const char *dim);
/* What was read ahead is not wanted; not while netCDF is entered. */
void lt_nc_drop_ahead(lt_ncr *file);
/* Nothing more is read ahead of the file. */
void lt_nc_forget(lt_ncr *file);

/* Group and id of a variable; NULL is the file itself (for its attributes). */
lt_status lt_nc_find(lt_ncr *file, const char *variable, int *group, int *id);
/* Text of a char or string attribute, malloc'ed. netCDF code. */
int lt_nc_read_text(int group, int id, const char *name, char **out);

/* Records of our files are read in order, each once. A chunk of one record needs no cache, one of several holds the
 * records that come next; the default of 16 MB a variable would hold a dozen hours of every field. For all variables of
 * an open file (its id) and of its groups. */
void lt_nc_keep_little(int group);

/* Is there a unit that converts? */
lt_status lt_nc_judge_unit(lt_ncr *file, const char *variable, const char *unit);

/* "group/name" -> the id of the group (0 or more names before the last '/') and the name in it. netCDF code. */
int lt_nc_group_of(int file, const char *path, int *group, const char **name);
int lt_nc_variable(int file, const char *path, int *group, int *variable);

/* A netCDF code that is not NC_NOERR as an error. error_number: errno right after the call (set to 0 before it): HDF5
 * hides a full disk behind NC_EHDFERR. variable may be NULL. */
lt_status lt_nc_raise_write(int code, int error_number, const char *path, const char *variable, const char *doing);
lt_status lt_nc_raise_read(int code, const char *path, const char *variable);

/* After a failed write. HDF5 1.10 then keeps the file open and tries to write again in its exit handler, which crashes
 * when that fails too (H5F__close_cb). Exit handlers run last come, first served: this registers one that ends the
 * process, with the status that was asked for, before HDF5's is reached. */
void lt_nc_guard_exit(void);

/* False if a file of the classic format is cut off or its header is damaged; true for all other files. */
bool lt_nc_classic_complete(const char *path);

/* Read the whole file in a child process with limited memory and time. LT_OK if that went well. */
lt_status lt_nc_probe(const char *path);
/* The same without values. */
lt_status lt_nc_probe_header(const char *path);
/* Limits of the probe; seconds <= 0 gives the default (20 s and 1 s more per 10 MB). For tests. */
lt_status lt_nc_probe_limited(const char *path, double seconds);

#endif
