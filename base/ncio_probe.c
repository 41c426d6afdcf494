/* ncio_probe.c - try a foreign netCDF file in a child process first (probe.h).
 *
 * libnetcdf 4.9 and libhdf5 1.10 crash or hang on some damaged files (measured on bit-flipped files, design.md section
 * 4). The child opens the file and reads every attribute and every variable, in pieces that follow the chunks. */
#include "base/ncio_private.h"

#include "base/probe.h"

#include <stdlib.h>
#include <string.h>

#define PROBE_PIECE_BYTES ((size_t)64 << 20)

typedef struct probe {
    char variable[NC_MAX_NAME + 1]; /* where the trouble was, for the message */
    bool values;                    /* read them too? */
} probe;

static int read_attributes(int group, int id, int n) {
    for (int a = 0; a < n; a++) {
        char name[NC_MAX_NAME + 1];
        int type;
        size_t length, item;
        int code = nc_inq_attname(group, id, a, name);
        if (code == NC_NOERR) code = nc_inq_att(group, id, name, &type, &length);
        if (code == NC_NOERR) code = nc_inq_type(group, type, NULL, &item);
        if (code != NC_NOERR) return code;
        if (item && length > SIZE_MAX / 2 / item) return NC_ENOMEM;
        void *data = calloc(length ? length : 1, item ? item : 1);
        if (!data) return NC_ENOMEM;
        if (length > 0) code = nc_get_att(group, id, name, data);
        if (code == NC_NOERR && length > 0 && type == NC_STRING) nc_free_string(length, data);
        free(data);
        if (code != NC_NOERR) return code;
    }
    return NC_NOERR;
}

/* The piece that is read at once: chunks, doubled along the fastest dimensions first while it is small enough. */
static size_t choose_piece(int group, int id, int n, const size_t lengths[], size_t item, size_t piece[]) {
    int storage = NC_CONTIGUOUS;
    size_t size = item ? item : 1;
    if (nc_inq_var_chunking(group, id, &storage, piece) != NC_NOERR || storage != NC_CHUNKED)
        for (int d = 0; d < n; d++) piece[d] = 1;
    for (int d = 0; d < n; d++) {
        if (piece[d] == 0) piece[d] = 1;
        if (piece[d] > lengths[d]) piece[d] = lengths[d];
        if (size > SIZE_MAX / 4 / piece[d]) return 0;
        size *= piece[d];
    }
    for (int d = n - 1; d >= 0; d--) {
        while (piece[d] < lengths[d] && size <= PROBE_PIECE_BYTES / 2) {
            piece[d] *= 2;
            size *= 2;
        }
        if (piece[d] < lengths[d]) break;
        size = size / piece[d] * lengths[d];
        piece[d] = lengths[d];
    }
    return size;
}

static int read_pieces(int group, int id, int type, int n, const size_t lengths[], size_t item) {
    size_t piece[NC_MAX_VAR_DIMS], start[NC_MAX_VAR_DIMS] = {0}, count[NC_MAX_VAR_DIMS];
    for (int d = 0; d < n; d++)
        if (lengths[d] == 0) return NC_NOERR;
    const size_t size = choose_piece(group, id, n, lengths, item, piece);
    char *data = size ? malloc(size) : NULL;
    if (!data) return NC_ENOMEM;
    for (;;) {
        size_t values = 1;
        for (int d = 0; d < n; d++) {
            count[d] = piece[d] < lengths[d] - start[d] ? piece[d] : lengths[d] - start[d];
            values *= count[d];
        }
        const int code = nc_get_vara(group, id, start, count, data);
        if (code != NC_NOERR) {
            free(data);
            return code;
        }
        if (type == NC_STRING) nc_free_string(values, (char **)(void *)data);
        int d = n - 1;
        for (; d >= 0; d--) {
            start[d] += count[d];
            if (start[d] < lengths[d]) break;
            start[d] = 0;
        }
        if (d < 0) break;
    }
    free(data);
    return NC_NOERR;
}

static int read_variable(int group, int id, probe *state) {
    int type, n, n_attributes, dims[NC_MAX_VAR_DIMS];
    size_t lengths[NC_MAX_VAR_DIMS], item = 0;
    int code = nc_inq_var(group, id, state->variable, &type, &n, dims, &n_attributes);
    if (code == NC_NOERR) code = nc_inq_type(group, type, NULL, &item);
    if (code == NC_NOERR) code = read_attributes(group, id, n_attributes);
    for (int d = 0; code == NC_NOERR && d < n; d++) code = nc_inq_dimlen(group, dims[d], &lengths[d]);
    return code == NC_NOERR && state->values ? read_pieces(group, id, type, n, lengths, item) : code;
}

static int read_group(int group, probe *state, int depth) {
    int n_variables, n_attributes, n_groups;
    if (depth > 32) return NC_EBADGRPID;
    int code = nc_inq_natts(group, &n_attributes);
    if (code == NC_NOERR) code = read_attributes(group, NC_GLOBAL, n_attributes);
    if (code == NC_NOERR) code = nc_inq_nvars(group, &n_variables);
    for (int v = 0; code == NC_NOERR && v < n_variables; v++) code = read_variable(group, v, state);
    if (code == NC_NOERR) state->variable[0] = '\0';
    if (code == NC_NOERR) code = nc_inq_grps(group, &n_groups, NULL);
    if (code != NC_NOERR || n_groups == 0) return code;
    int *groups = calloc((size_t)n_groups, sizeof *groups);
    if (!groups) return NC_ENOMEM;
    code = nc_inq_grps(group, NULL, groups);
    for (int g = 0; code == NC_NOERR && g < n_groups; g++) code = read_group(groups[g], state, depth + 1);
    free(groups);
    return code;
}

/* context: whether values are read too. */
static bool try_file(const char *path, const void *context, char *said, size_t size) {
    probe state = {.values = *(const bool *)context};
    int file;
    int code = lt_nc_classic_complete(path) ? nc_open(path, NC_NOWRITE, &file) : NC_ETRUNC;
    if (code == NC_NOERR) code = read_group(file, &state, 0);
    if (code == NC_NOERR) code = nc_close(file);
    if (code == NC_NOERR) return true;
    snprintf(said, size, "%s%.120s%s%.200s", state.variable[0] ? "variable " : "", state.variable,
             state.variable[0] ? ": " : "", nc_strerror(code));
    return false;
}

static lt_status try_in_child(const char *path, bool values, double seconds) {
    return lt_probe_run(&(const lt_probe){.path = path,
                                          .seconds = seconds,
                                          .try_it = try_file,
                                          .context = &values,
                                          .depth = values ? 2 : 1,
                                          .what = "damaged or not netCDF",
                                          .expected = "a netCDF file whose variables can all be read",
                                          .todo = "get the file again, or check it with ncdump"});
}

lt_status lt_nc_probe_limited(const char *path, double seconds) {
    return try_in_child(path, true, seconds);
}

lt_status lt_nc_probe(const char *path) {
    return try_in_child(path, true, 0);
}

lt_status lt_nc_probe_header(const char *path) {
    return try_in_child(path, false, 0);
}
