/* nc_same.h - do two netCDF files say the same? Dimensions, variables in their order, types, storage, attributes and
 * every value, bit for bit; not where HDF5 has put them. Header only. */
#ifndef LT_TESTS_NC_SAME_H
#define LT_TESTS_NC_SAME_H

#include "tests/support/nc_make.h"

#include <string.h>

static size_t nc_type_size(int id, int type) {
    size_t size;
    nc_good(nc_inq_type(id, type, NULL, &size));
    return size;
}

/* A variable, or all dimensions long. */
static void *nc_values(int id, int var, int type, size_t *n) {
    int n_dims, dims[NC_MAX_VAR_DIMS];
    *n = 1;
    nc_good(nc_inq_var(id, var, NULL, NULL, &n_dims, dims, NULL));
    for (int d = 0; d < n_dims; d++) {
        size_t length;
        nc_good(nc_inq_dimlen(id, dims[d], &length));
        *n *= length;
    }
    void *values = calloc(*n + 1, nc_type_size(id, type));
    assert_non_null(values);
    nc_good(nc_get_var(id, var, values));
    return values;
}

/* Frees both. */
static bool nc_same_values(int type, size_t item, size_t n, void *a, void *b) {
    bool same = true;
    if (type == NC_STRING) {
        char **x = a, **y = b;
        for (size_t k = 0; k < n; k++) same = same && strcmp(x[k], y[k]) == 0;
        nc_free_string(n, x);
        nc_free_string(n, y);
    } else {
        same = memcmp(a, b, n * item) == 0;
    }
    free(a);
    free(b);
    return same;
}

static bool nc_same_attributes(int a, int b, int var) {
    int n, m;
    nc_good(nc_inq_varnatts(a, var, &n));
    nc_good(nc_inq_varnatts(b, var, &m));
    bool same = n == m;
    for (int k = 0; k < n && same; k++) {
        char name[NC_MAX_NAME + 1], other[NC_MAX_NAME + 1];
        int type[2];
        size_t length[2];
        nc_good(nc_inq_attname(a, var, k, name));
        nc_good(nc_inq_attname(b, var, k, other));
        nc_good(nc_inq_att(a, var, name, &type[0], &length[0]));
        same = strcmp(name, other) == 0 && nc_inq_att(b, var, name, &type[1], &length[1]) == NC_NOERR &&
               type[0] == type[1] && length[0] == length[1];
        if (!same) break;
        const size_t item = nc_type_size(a, type[0]);
        void *x = calloc(length[0] + 1, item), *y = calloc(length[0] + 1, item);
        assert_true(x && y);
        nc_good(nc_get_att(a, var, name, x));
        nc_good(nc_get_att(b, var, name, y));
        same = nc_same_values(type[0], item, length[0], x, y);
        if (!same) print_error("attribute %s\n", name);
    }
    return same;
}

static bool nc_same_storage(int a, int b, int var) {
    size_t chunks[2][NC_MAX_VAR_DIMS] = {{0}, {0}};
    int way[2], shuffle[2], deflate[2], level[2], sum[2];
    for (int f = 0; f < 2; f++) {
        const int id = f ? b : a;
        nc_good(nc_inq_var_chunking(id, var, &way[f], chunks[f]));
        nc_good(nc_inq_var_deflate(id, var, &shuffle[f], &deflate[f], &level[f]));
        nc_good(nc_inq_var_fletcher32(id, var, &sum[f]));
    }
    return way[0] == way[1] && (way[0] != NC_CHUNKED || memcmp(chunks[0], chunks[1], sizeof chunks[0]) == 0) &&
           shuffle[0] == shuffle[1] && deflate[0] == deflate[1] && level[0] == level[1] && sum[0] == sum[1];
}

static bool nc_same_variable(int a, int b, int var) {
    char name[2][NC_MAX_NAME + 1];
    int type[2], n_dims[2], dims[2][NC_MAX_VAR_DIMS];
    size_t n[2];
    for (int f = 0; f < 2; f++) nc_good(nc_inq_var(f ? b : a, var, name[f], &type[f], &n_dims[f], dims[f], NULL));
    bool same = strcmp(name[0], name[1]) == 0 && type[0] == type[1] && n_dims[0] == n_dims[1] &&
                memcmp(dims[0], dims[1], (size_t)n_dims[0] * sizeof(int)) == 0 && nc_same_storage(a, b, var) &&
                nc_same_attributes(a, b, var);
    if (same) {
        void *x = nc_values(a, var, type[0], &n[0]), *y = nc_values(b, var, type[1], &n[1]);
        same = n[0] == n[1] && nc_same_values(type[0], nc_type_size(a, type[0]), n[0], x, y);
    }
    if (!same) print_error("variable %s differs\n", name[0]);
    return same;
}

/* Files without groups. */
static LT_UNUSED bool nc_same(const char *one, const char *other) {
    int a, b, n_dims[2], n_vars[2], n_attributes[2];
    nc_good(nc_open(one, NC_NOWRITE, &a));
    nc_good(nc_open(other, NC_NOWRITE, &b));
    for (int f = 0; f < 2; f++) nc_good(nc_inq(f ? b : a, &n_dims[f], &n_vars[f], &n_attributes[f], NULL));
    bool same = n_dims[0] == n_dims[1] && n_vars[0] == n_vars[1] && nc_same_attributes(a, b, NC_GLOBAL);
    for (int d = 0; d < n_dims[0] && same; d++) {
        char name[2][NC_MAX_NAME + 1];
        size_t length[2];
        for (int f = 0; f < 2; f++) nc_good(nc_inq_dim(f ? b : a, d, name[f], &length[f]));
        same = strcmp(name[0], name[1]) == 0 && length[0] == length[1];
    }
    for (int v = 0; v < n_vars[0] && same; v++) same = nc_same_variable(a, b, v);
    nc_end(a);
    nc_end(b);
    if (!same) print_error("%s and %s do not say the same\n", one, other);
    return same;
}

#endif
