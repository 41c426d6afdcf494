#include "model/state/restart.h"

#include <errno.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const precision = sizeof(lt_real) == 8 ? "double" : "float";
static const char *const the_one_before = "go on from the generation before it (previous_...)";
enum { MAX_LENGTHS = 64 };

struct lt_restart {
    lt_ncw *out; /* one of both */
    lt_ncr *in;
    lt_restart_head head;
    char *belongs;
    size_t lengths[MAX_LENGTHS]; /* dimensions that were defined */
    int n_lengths;
};

/* --- two generations --- */

static lt_status copy_file(const char *from, const char *to) {
    FILE *in = fopen(from, "rbe"), *out = in ? fopen(to, "wbe") : NULL;
    static const char doing[] = "copy a restart file";
    char buffer[1 << 14];
    if (!in || !out) {
        lt_status status = lt_errno_raise(errno, doing, in ? to : from);
        if (in) fclose(in);
        return status;
    }
    errno = 0;
    bool good = true;
    for (size_t n; good && (n = fread(buffer, 1, sizeof buffer, in)) > 0;) good = fwrite(buffer, 1, n, out) == n;
    good = good && !ferror(in);
    int error_number = errno;
    fclose(in);
    if (fclose(out) != 0 && good) {
        good = false;
        error_number = errno;
    }
    if (good) return LT_OK;
    unlink(to);
    return lt_errno_raise(error_number ? error_number : EIO, doing, to);
}

/* The present generation gets its second name before it loses the first, so that at every moment a whole file stands
 * in the manifest: a crash, a kill or a full disk leaves one to go on from. A hard link costs nothing; where the file
 * system has none the bytes are copied. A present one that is damaged never takes the place of the previous one. */
static lt_status keep_previous(lt_outdir *dir, const char *name) {
    char present[4096], second[4096], previous[256];
    if (!lt_outdir_has(dir, name, false, NULL)) return LT_OK;
    snprintf(previous, sizeof previous, "previous_%s", name);
    LT_TRY(lt_outdir_join(dir, name, present, sizeof present));
    LT_TRY(lt_outdir_join_temporary(dir, previous, second, sizeof second));
    unlink(second);
    if (link(present, second) != 0) LT_TRY(copy_file(present, second));
    lt_status status = lt_outdir_commit(dir, previous);
    unlink(second); /* rename(2) leaves it where both names are links to one file: cut off here before */
    if (status != LT_OK) lt_outdir_abandon_stream(dir, previous, NULL);
    return status;
}

/* --- begin and end --- */

static lt_status write_head(lt_restart *r) {
    const lt_restart_head *head = &r->head;
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "restart_format", LT_RESTART_FORMAT));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "precision", precision));
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "time_seconds_since_1970", (double)head->time));
    LT_TRY(lt_ncw_attr_double(r->out, NULL, "first_hour_of_run", (double)head->first_hour));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "run_sha256", head->run));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "origin_sha256", head->origin));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "part", head->part));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "part_sha256", head->part_digest));
    LT_TRY(lt_ncw_attr_text(r->out, NULL, "weather_label_en", head->weather));
    return lt_ncw_attr_text(r->out, NULL, "belongs_to", r->belongs);
}

lt_status lt_restart_create(lt_outdir *dir, const char *name, const lt_restart_head *head, const char *belongs,
                            lt_restart **out) {
    lt_restart *r;
    *out = NULL;
    LT_TRY(keep_previous(dir, name));
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    r->head = *head;
    lt_status status = lt_calloc(strlen(belongs) + 1, 1, &r->belongs);
    if (status == LT_OK) {
        strcpy(r->belongs, belongs);
        status = lt_ncw_create(dir, name, "Lantian restart", &r->out);
    }
    if (status == LT_OK) status = write_head(r);
    if (status == LT_OK)
        *out = r;
    else
        lt_restart_abandon(r);
    return status;
}

/* Counts stand in the file as doubles: beyond 2^53 or with a fraction they would not be what was written. */
static lt_status check_whole(const lt_ncr *file, const char *name, double value) {
    if (value >= 0.0 && value <= 0x1p53 && value == floor(value)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not a restart of Lantian, or a damaged one",
                    .where = lt_fmt("%s, %s", lt_ncr_path(file), name), .expected = "a whole number",
                    .found = lt_fmt("%.17g", value), .todo = the_one_before);
}

static lt_status whole_attribute(lt_ncr *file, const char *name, double *out) {
    LT_TRY(lt_ncr_attr_double(file, NULL, name, out));
    return check_whole(file, name, *out);
}

static lt_status check_format(lt_ncr *file) {
    double format = 0;
    char text[64];
    if (lt_ncr_attr_double(file, NULL, "restart_format", &format) != LT_OK || format != LT_RESTART_FORMAT)
        return LT_RAISE(LT_ERR_INPUT, .what = "not a restart of Lantian, or one of another format",
                        .where = lt_ncr_path(file), .expected = lt_fmt("restart_format %d", LT_RESTART_FORMAT),
                        .found = format != 0 ? lt_fmt("restart_format %g", format) : "no attribute restart_format",
                        .todo = "go on with the version of Lantian that wrote it, or start the run anew");
    LT_TRY(lt_ncr_attr_text(file, NULL, "precision", text, sizeof text));
    if (strcmp(text, precision) == 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart has another precision than this build",
                    .where = lt_ncr_path(file), .expected = precision, .found = lt_fmt("%s", text),
                    .todo = "go on with the build that wrote it");
}

static lt_status read_head(lt_restart *r) {
    lt_restart_head *head = &r->head;
    double value;
    LT_TRY(check_format(r->in));
    LT_TRY(whole_attribute(r->in, "time_seconds_since_1970", &value));
    head->time = (lt_time)value;
    LT_TRY(whole_attribute(r->in, "first_hour_of_run", &value));
    head->first_hour = (long)value;
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "run_sha256", head->run, sizeof head->run));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "origin_sha256", head->origin, sizeof head->origin));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "part", head->part, sizeof head->part));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "part_sha256", head->part_digest, sizeof head->part_digest));
    LT_TRY(lt_ncr_attr_text(r->in, NULL, "weather_label_en", head->weather, sizeof head->weather));
    return lt_ncr_attr_whole_text(r->in, NULL, "belongs_to", &r->belongs);
}

lt_status lt_restart_open(const char *path, lt_restart **out) {
    lt_restart *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    lt_status status = lt_ncr_open(path, &r->in);
    if (status == LT_OK) status = read_head(r);
    if (status == LT_OK)
        *out = r;
    else
        lt_restart_abandon(r);
    return status;
}

const lt_restart_head *lt_restart_head_of(const lt_restart *restart) {
    return &restart->head;
}

const char *lt_restart_belongs(const lt_restart *restart) {
    return restart->belongs;
}

void lt_restart_abandon(lt_restart *r) {
    if (!r) return;
    lt_ncw_abandon(r->out);
    if (r->in) lt_ncr_close(r->in);
    lt_free(r->belongs);
    lt_free(r);
}

lt_status lt_restart_commit(lt_restart *r) {
    lt_ncw *out = r->out;
    r->out = NULL;
    lt_restart_abandon(r);
    return out ? lt_ncw_commit(out) : LT_OK;
}

/* --- arrays --- */

static void name_in(char out[128], const char *group, const char *name) {
    snprintf(out, 128, "%s/%s", group, name);
}

static lt_status check_values(const lt_ncr *file, const char *name, size_t at, double value) {
    if (isfinite(value)) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the restart holds a value that is not a number",
                    .where = lt_fmt("%s, %s, value %zu", lt_ncr_path(file), name, at), .expected = "finite numbers",
                    .found = lt_fmt("%g", value), .todo = the_one_before);
}

static lt_status put_species(lt_restart *r, const char *group, const lt_species_info *species, const lt_real *flat) {
    char name[128], dims[256];
    name_in(name, group, species->name);
    snprintf(dims, sizeof dims, "%s_z %s_y %s_x", group, group, group);
    const lt_field field = {name, NULL, "kg kg-1", dims, species->text};
    LT_TRY(lt_ncw_var_plain(r->out, &field, sizeof(lt_real) == 8 ? NC_DOUBLE : NC_FLOAT));
#ifdef LT_REAL_IS_DOUBLE
    return lt_ncw_put_double(r->out, name, flat);
#else
    return lt_ncw_put_float(r->out, name, flat);
#endif
}

static lt_status get_species(lt_restart *r, const char *group, const char *species, size_t n, lt_real *flat) {
    char name[128];
    name_in(name, group, species);
#ifdef LT_REAL_IS_DOUBLE
    LT_TRY(lt_ncr_get_double(r->in, name, "kg kg-1", n, flat));
#else
    LT_TRY(lt_ncr_get_float(r->in, name, "kg kg-1", n, flat));
#endif
    for (size_t c = 0; c < n; ++c) LT_TRY(check_values(r->in, name, c, (double)flat[c]));
    return LT_OK;
}

static lt_status shape(lt_restart *r, const char *group, const lt_state *state) {
    const struct {
        const char *name;
        int length;
    } dims[] = {{"z", state->nz}, {"y", state->ny}, {"x", state->nx}};
    for (int d = 0; d < 3; ++d) {
        char name[64];
        snprintf(name, sizeof name, "%s_%s", group, dims[d].name);
        if (r->out)
            LT_TRY(lt_ncw_dim(r->out, name, (size_t)dims[d].length));
        else
            LT_TRY(lt_ncr_expect_dim(r->in, name, (size_t)dims[d].length));
    }
    return LT_OK;
}

lt_status lt_restart_state(lt_restart *r, const char *group, lt_state *state) {
    lt_real *flat;
    size_t n = (size_t)state->nx * (size_t)state->ny * (size_t)state->nz;
    LT_TRY(shape(r, group, state));
    LT_TRY(lt_calloc(n, sizeof *flat, &flat));
    lt_status status = LT_OK;
    for (int s = 0; s < state->n_species && status == LT_OK; ++s) {
        if (r->out) {
            lt_state_get(state, s, flat);
            status = put_species(r, group, &state->species[s], flat);
        } else {
            status = get_species(r, group, state->species[s].name, n, flat);
            if (status == LT_OK) lt_state_set(state, s, flat);
        }
    }
    lt_free(flat);
    return status;
}

/* Dimension n_LENGTH, defined once. */
static lt_status define_length(lt_restart *r, size_t n, char name[32]) {
    snprintf(name, 32, "n_%zu", n);
    for (int l = 0; l < r->n_lengths; ++l)
        if (r->lengths[l] == n) return LT_OK;
    if (r->n_lengths == MAX_LENGTHS)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too many lengths of arrays in a restart", .where = name);
    r->lengths[r->n_lengths++] = n;
    return lt_ncw_dim(r->out, name, n);
}

lt_status lt_restart_doubles(lt_restart *r, const char *group, const char *name, const char *unit, size_t n,
                             double *values) {
    char full[128], length[32];
    name_in(full, group, name);
    if (r->out) {
        LT_TRY(define_length(r, n, length));
        const lt_field field = {full, NULL, unit, length, NULL};
        LT_TRY(lt_ncw_var_plain(r->out, &field, NC_DOUBLE));
        return lt_ncw_put_double(r->out, full, values);
    }
    LT_TRY(lt_ncr_get_double(r->in, full, unit, n, values));
    for (size_t c = 0; c < n; ++c) LT_TRY(check_values(r->in, full, c, values[c]));
    return LT_OK;
}

lt_status lt_restart_long(lt_restart *r, const char *group, const char *name, long *value) {
    double number = (double)*value;
    LT_TRY(lt_restart_doubles(r, group, name, "1", 1, &number));
    if (r->out) return LT_OK;
    char full[128];
    name_in(full, group, name);
    LT_TRY(check_whole(r->in, full, number));
    *value = (long)number;
    return LT_OK;
}

bool lt_restart_has(lt_restart *r, const char *group, const char *name) {
    char full[128];
    name_in(full, group, name);
    return r->out || lt_ncr_has(r->in, full);
}
