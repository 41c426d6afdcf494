/* nc_make.h - netCDF files as others write them, for tests of readers: dimensions, variables with attributes, values.
 * Header only. */
#ifndef LT_TESTS_NC_MAKE_H
#define LT_TESTS_NC_MAKE_H

#include "tests/support/files.h"

#include <netcdf.h>

static LT_UNUSED void nc_good(int code) {
    if (code != NC_NOERR) print_error("netCDF: %s\n", nc_strerror(code));
    assert_int_equal(code, NC_NOERR);
}

static LT_UNUSED int nc_begin(const char *path) {
    int id;
    nc_good(nc_create(path, NC_NETCDF4 | NC_CLOBBER, &id));
    return id;
}

static LT_UNUSED void nc_end(int id) {
    nc_good(nc_close(id));
}

static LT_UNUSED void nc_dim(int id, const char *name, size_t length) {
    int dim;
    nc_good(nc_def_dim(id, name, length, &dim));
}

/* Dimensions by name, slowest first ("time lat lon"); unit NULL: none. */
static LT_UNUSED int nc_var(int id, const char *name, int type, const char *dims, const char *unit) {
    int dim[8], n = 0, var;
    char copy[256], *rest = copy;
    snprintf(copy, sizeof copy, "%s", dims);
    for (char *word; (word = strtok_r(rest, " ", &rest)) != NULL; n++) nc_good(nc_inq_dimid(id, word, &dim[n]));
    nc_good(nc_def_var(id, name, type, n, dim, &var));
    if (unit) nc_good(nc_put_att_text(id, var, "units", strlen(unit), unit));
    return var;
}

static LT_UNUSED void nc_text(int id, int var, const char *name, const char *text) {
    nc_good(nc_put_att_text(id, var, name, strlen(text), text));
}

static LT_UNUSED void nc_number(int id, int var, const char *name, int type, double value) {
    nc_good(nc_put_att_double(id, var, name, type, 1, &value));
}

/* All values of a variable. */
static LT_UNUSED void nc_put(int id, const char *name, const double *values) {
    int var;
    nc_good(nc_inq_varid(id, name, &var));
    nc_good(nc_put_var_double(id, var, values));
}

/* The same value everywhere. */
static LT_UNUSED void nc_fill(int id, const char *name, double value) {
    int var, n_dims, dims[8];
    size_t n = 1, length;
    nc_good(nc_inq_varid(id, name, &var));
    nc_good(nc_inq_var(id, var, NULL, NULL, &n_dims, dims, NULL));
    for (int d = 0; d < n_dims; d++) {
        nc_good(nc_inq_dimlen(id, dims[d], &length));
        n *= length;
    }
    double *values = malloc(n * sizeof *values);
    for (size_t k = 0; k < n; k++) values[k] = value;
    nc_good(nc_put_var_double(id, var, values));
    free(values);
}

#endif
