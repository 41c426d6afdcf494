/* conc_file.h - conc_<variant>_<period>.nc as a test makes it: float fields "time y x" by a function, over the hours of
 * the period. Between begin and end a test may round fields or add attributes. Header only. */
#ifndef LT_TESTS_CONC_FILE_H
#define LT_TESTS_CONC_FILE_H

#include "base/job.h"
#include "base/ncio.h"
#include "base/timeaxis.h"
#include "grids/grid.h"

#include <math.h>
#include <netcdf.h>

typedef struct conc_file {
    lt_job job; /* its variant and period */
    const lt_grid *grid;
    const lt_field *fields;
    int n_fields;
    double (*value)(const struct conc_file *c, int field, long cell, long hour);
    const void *of; /* what the value needs beside */
} conc_file;

static inline long conc_hours(const conc_file *c) {
    return lround((double)c->job.period->length_s / LT_HOUR);
}

static inline lt_ncw *conc_begin(const conc_file *c) {
    lt_ncw *file = NULL;
    assert_int_equal(lt_ncw_create(c->job.out, lt_job_file(&c->job, "conc", ".nc"), "made by a test", &file), LT_OK);
    assert_int_equal(lt_ncw_time_hours(file, c->job.period->start, (size_t)conc_hours(c)), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "y", (size_t)c->grid->ny), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "x", (size_t)c->grid->nx), LT_OK);
    for (int k = 0; k < c->n_fields; k++) assert_int_equal(lt_ncw_var(file, &c->fields[k], NC_FLOAT), LT_OK);
    return file;
}

static inline void conc_end(const conc_file *c, lt_ncw *file) {
    const long n_cells = (long)c->grid->nx * c->grid->ny;
    float *values = NULL;
    assert_int_equal(lt_calloc((size_t)n_cells, sizeof *values, &values), LT_OK);
    for (long hour = 0; hour < conc_hours(c); hour++)
        for (int k = 0; k < c->n_fields; k++) {
            for (long cell = 0; cell < n_cells; cell++) values[cell] = (float)c->value(c, k, cell, hour);
            assert_int_equal(lt_ncw_put_float_record(file, c->fields[k].name, (size_t)hour, values), LT_OK);
        }
    assert_int_equal(lt_ncw_commit(file), LT_OK);
    lt_free(values);
}

#endif
