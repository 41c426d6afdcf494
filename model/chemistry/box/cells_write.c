/* cells_write.c - OUT.nc: what became of every cell, the budget of what was added, and how the numbers came about. */
#include "model/chemistry/box/cells_private.h"

#include "model/chemistry/solver/methods.h"

#include <limits.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

struct lt_cells_output {
    lt_outdir *dir;
    lt_ncw *file;
    double *values;     /* [n_variable][n] in the file's unit */
    const char **names; /* [n_variable] */
};

/* PATH into its folder and name; it must not be the file that is read. */
static lt_status split(const lt_cells *c, const char *path, char *folder, size_t size, const char **name) {
    LT_TRY(lt_path_split(path, folder, size, name));
    const char *end = strrchr(*name, '.');
    if (!end || strcmp(end, ".nc") != 0 || (*name)[0] == '.')
        return LT_RAISE(LT_ERR_USAGE, .what = "the file of results is netCDF", .where = "command line",
                        .expected = "a name that ends in .nc", .found = path, .todo = "rename it, e.g. out.nc");
    if (lt_path_same(c->path, path))
        return LT_RAISE(LT_ERR_USAGE, .what = "the results would overwrite the cells", .where = "command line",
                        .expected = "two files", .found = path, .todo = "give the results another name");
    return LT_OK;
}

static lt_status define(lt_cells_output *o, const lt_cells *c) {
    const char *unit = c->unit.text;
    const lt_field fields[] = {
        {"species", NULL, "1", "species", "variable species of the mechanism"},
        {"concentration", NULL, unit, "species cell", "concentration at the end"},
        {"steps", NULL, "1", "cell", "steps taken, of all outer steps"},
        {"rejected", NULL, "1", "cell", "steps that were tried again, of all outer steps"},
        {"next_step", NULL, "s", "cell", "the step that would be tried next"},
        {"pulsed", NULL, "1e-9", "species", "mixing ratio that pulses added, summed over cells"},
        {"clipped", NULL, "1e-9", "species cell", "mixing ratio that clipping of negative values added"},
    };
    const int types[] = {NC_STRING, NC_DOUBLE, NC_INT, NC_INT, NC_DOUBLE, NC_DOUBLE, NC_DOUBLE};
    const lt_field series = {"concentration_series", NULL, unit, "outer_step species cell",
                             "concentration at the end of each outer step"};
    LT_TRY(lt_ncw_dim(o->file, "species", (size_t)c->n_variable));
    LT_TRY(lt_ncw_dim(o->file, "cell", (size_t)c->n));
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) LT_TRY(lt_ncw_var(o->file, &fields[f], types[f]));
    if (!c->save_all) return LT_OK;
    LT_TRY(lt_ncw_dim(o->file, "outer_step", (size_t)c->outer_steps));
    return lt_ncw_var(o->file, &series, NC_DOUBLE);
}

/* Everything that decided the numbers. */
static lt_status describe(lt_ncw *file, const lt_cells *c) {
    lt_digest digest;
    char files[65 * 8] = "";
    for (int f = 0, used = 0; f < c->mechanism->n_files && f < 8; f++) {
        LT_TRY(lt_hash_file(c->mechanism->files[f], digest));
        used += snprintf(files + used, sizeof files - (size_t)used, "%s%s", f ? " " : "", digest);
    }
    LT_TRY(lt_ncw_attr_text(file, NULL, "mechanism", c->mechanism->name));
    LT_TRY(lt_ncw_attr_text(file, NULL, "mechanism_digests", files));
    const lt_chem_kernel *kernel = c->setup.engine == LT_ENGINE_INTERPRETER ? NULL : lt_chem_kernel_find(c->mechanism);
    LT_TRY(lt_ncw_attr_text(file, NULL, "engine", kernel ? "generated" : "interpreter"));
    LT_TRY(lt_ncw_attr_text(file, NULL, "precision", sizeof(lt_real) == 4 ? "float" : "double"));
    LT_TRY(lt_ncw_attr_text(file, NULL, "method", c->setup.method ? c->setup.method : "ros3"));
    LT_TRY(lt_ncw_attr_double(file, NULL, "rtol", c->setup.rtol > 0 ? c->setup.rtol : LT_CHEM_RTOL));
    LT_TRY(lt_ncw_attr_double(file, NULL, "atol_ppb", c->setup.atol_ppb > 0 ? c->setup.atol_ppb : LT_CHEM_ATOL_PPB));
    LT_TRY(lt_ncw_attr_double(file, NULL, "outer_step_seconds", c->outer_step_s));
    LT_TRY(lt_ncw_attr_double(file, NULL, "outer_steps", c->outer_steps));
    LT_TRY(lt_ncw_attr_text(file, NULL, "rates", c->file && !c->rate.there ? "computed" : "given"));
    if (!c->file) return LT_OK; /* a folder: no single digest */
    LT_TRY(lt_hash_file(c->path, digest));
    return lt_ncw_attr_text(file, NULL, "input_digest", digest);
}

lt_status lt_cells_output_open(lt_cells *c, const char *path, lt_cells_output **out) {
    char folder[PATH_MAX];
    const char *name;
    lt_cells_output *o;
    *out = NULL;
    LT_TRY(split(c, path, folder, sizeof folder, &name));
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    lt_status status = lt_calloc((size_t)c->n_variable * (size_t)c->n, sizeof *o->values, &o->values);
    if (status == LT_OK) status = lt_calloc((size_t)c->n_variable, sizeof *o->names, &o->names);
    for (int s = 0; status == LT_OK && s < c->n_variable; s++) o->names[s] = c->mechanism->species[s].name;
    if (status == LT_OK) status = lt_outdir_open(folder, &o->dir);
    if (status == LT_OK) status = lt_ncw_create(o->dir, name, "gas chemistry of many cells", &o->file);
    if (status == LT_OK) status = define(o, c);
    if (status == LT_OK) status = describe(o->file, c);
    if (status == LT_OK)
        *out = o;
    else
        lt_cells_output_abandon(o);
    return status;
}

static void to_unit(lt_cells_output *o, const lt_cells *c) {
    for (int i = 0; i < c->n; i++) {
        const double ppb = lt_cells_unit_ppb(&c->unit, c->air[(size_t)LT_RATE_TEMP * (size_t)c->n + (size_t)i],
                                             c->air[(size_t)LT_RATE_PRESS * (size_t)c->n + (size_t)i]);
        for (int s = 0; s < c->n_variable; s++) {
            const size_t at = (size_t)s * (size_t)c->n + (size_t)i;
            o->values[at] = (double)c->c[at] / ppb;
        }
    }
}

lt_status lt_cells_output_step(lt_cells_output *o, const lt_cells *c, int step) {
    if (!c->save_all) return LT_OK;
    to_unit(o, c);
    return lt_ncw_put_double_record(o->file, "concentration_series", (size_t)step, o->values);
}

static lt_status put_counts(lt_cells_output *o, const char *name, const int32_t *counts, int n) {
    double *values;
    LT_TRY(lt_calloc((size_t)n, sizeof *values, &values));
    for (int i = 0; i < n; i++) values[i] = counts[i];
    const lt_status status = lt_ncw_put_double(o->file, name, values);
    lt_free(values);
    return status;
}

static lt_status put_all(lt_cells_output *o, const lt_cells *c) {
    to_unit(o, c);
    LT_TRY(lt_ncw_put_strings(o->file, "species", o->names));
    LT_TRY(lt_ncw_put_double(o->file, "concentration", o->values));
    LT_TRY(put_counts(o, "steps", c->steps, c->n));
    LT_TRY(put_counts(o, "rejected", c->rejected, c->n));
    LT_TRY(lt_ncw_put_double(o->file, "next_step", c->next_step));
    LT_TRY(lt_ncw_put_double(o->file, "pulsed", c->pulsed));
    LT_TRY(lt_ncw_put_double(o->file, "clipped", c->clipped));
    LT_TRY(lt_ncw_attr_double(o->file, NULL, "saved_by_smaller_steps", (double)c->counts.smaller_steps));
    LT_TRY(lt_ncw_attr_double(o->file, NULL, "saved_in_double", (double)c->counts.in_double));
    return lt_ncw_attr_double(o->file, NULL, "saved_by_rodas4", (double)c->counts.rodas4);
}

static void release(lt_cells_output *o) {
    lt_outdir_close(o->dir);
    lt_free(o->values);
    lt_free(o->names);
    lt_free(o);
}

lt_status lt_cells_output_end(lt_cells_output *o, const lt_cells *c) {
    lt_status status = put_all(o, c);
    if (status == LT_OK)
        status = lt_ncw_commit(o->file);
    else
        lt_ncw_abandon(o->file);
    release(o);
    return status;
}

void lt_cells_output_abandon(lt_cells_output *o) {
    if (!o) return;
    lt_ncw_abandon(o->file);
    release(o);
}
