/* ioapi.c - see ioapi.h. Layout: crtfil3.F90 of ioapi-3.2 (attributes in its order), PARMS3.EXT (numbers of types).
 *
 *   dimensions TSTEP (unlimited) DATE-TIME (2) LAY VAR ROW COL
 *   TFLAG(TSTEP, VAR, DATE-TIME): YYYYDDD, HHMMSS in UTC;  variables float or int (TSTEP, LAY, ROW, COL)
 *   GDTYP 2 Lambert: P_ALP, P_BET parallels, P_GAM central meridian, XCENT, YCENT origin; XORIG, YORIG the corner
 *   VGTYP 6: heights above ground, m; VGLVLS their edges
 *
 * The corner is the south-west one. Texts are padded with blanks, never with zero bytes: 16 characters for names and
 * units, 80 for descriptions, 60 lines of 80 for FILEDESC and HISTORY. CDATE, CTIME, WDATE, WTIME are the first hour of
 * the file, not the clock, so that the same input gives the same bytes. */
#include "inventory/writers/ioapi.h"

#include "base/cli.h"

#include <ctype.h>
#include <errno.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 16, LINE = 80, LINES = 60, LAMBERT = 2, HEIGHT_ABOVE_GROUND = 6, GRIDDED = 1, HOUR_STEP = 10000 };
#define CLASSIC_MAX ((double)((1u << 31) - 4096))

struct lt_ioapi {
    lt_outdir *dir;
    char name[256], path[4096];
    int id, n, *ids, tflag;
    bool open;
    lt_ioapi_head head;
};

static lt_status raise_nc(const lt_ioapi *f, int code, int error_number, const char *doing) {
    if (error_number) return lt_errno_raise(error_number, doing, f->path);
    return LT_RAISE(LT_ERR_ENV, .what = lt_fmt("cannot %s a netCDF file", doing), .where = f->path,
                    .expected = "a disk with room", .found = nc_strerror(code), .todo = "check the output folder");
}

#define NC(f, doing, call)                                                                                             \
    do {                                                                                                               \
        errno = 0;                                                                                                     \
        const int nc_code_ = (call);                                                                                   \
        if (nc_code_ != NC_NOERR) return raise_nc((f), nc_code_, errno, (doing));                                      \
    } while (0)

static void pad(char *out, size_t width, const char *text) {
    const size_t n = strlen(text);
    memset(out, ' ', width);
    memcpy(out, text, n < width ? n : width);
}

static lt_status put_text(lt_ioapi *f, int variable, const char *name, size_t width, const char *text) {
    char padded[LINE];
    pad(padded, width, text);
    NC(f, "write", nc_put_att_text(f->id, variable, name, width, padded));
    return LT_OK;
}

static lt_status put_int(lt_ioapi *f, const char *name, int value) {
    NC(f, "write", nc_put_att_int(f->id, NC_GLOBAL, name, NC_INT, 1, &value));
    return LT_OK;
}

static lt_status put_double(lt_ioapi *f, const char *name, double value) {
    NC(f, "write", nc_put_att_double(f->id, NC_GLOBAL, name, NC_DOUBLE, 1, &value));
    return LT_OK;
}

/* YYYYDDD and HHMMSS. */
static void stamp(lt_time t, int out[2]) {
    const lt_civil c = lt_time_civil(t);
    out[0] = c.year * 1000 + c.yearday;
    out[1] = c.hour * 10000 + c.minute * 100 + c.second;
}

void lt_ioapi_grid_name(const lt_grid *grid, char out[17]) {
    int n = 0;
    for (const char *c = grid->name; *c && n < NAME; c++)
        out[n++] = isalnum((unsigned char)*c) ? (char)toupper((unsigned char)*c) : '_';
    out[n] = '\0';
}

static lt_status find_projection(const lt_grid *grid, lt_projection_spec *out) {
    lt_projection *p;
    LT_TRY(lt_projection_parse(grid->proj, &p));
    *out = *lt_projection_get_spec(p);
    lt_projection_free(p);
    return LT_OK;
}

static lt_status put_when(lt_ioapi *f) {
    int first[2];
    stamp(f->head.start, first);
    LT_TRY(put_int(f, "FTYPE", GRIDDED));
    LT_TRY(put_int(f, "CDATE", first[0]));
    LT_TRY(put_int(f, "CTIME", first[1]));
    LT_TRY(put_int(f, "WDATE", first[0]));
    LT_TRY(put_int(f, "WTIME", first[1]));
    LT_TRY(put_int(f, "SDATE", first[0]));
    LT_TRY(put_int(f, "STIME", first[1]));
    return put_int(f, "TSTEP", HOUR_STEP);
}

static lt_status put_where(lt_ioapi *f) {
    const lt_grid *g = f->head.grid;
    lt_projection_spec spec;
    LT_TRY(find_projection(g, &spec));
    LT_TRY(put_int(f, "NTHIK", 1));
    LT_TRY(put_int(f, "NCOLS", f->head.ncols));
    LT_TRY(put_int(f, "NROWS", f->head.nrows));
    LT_TRY(put_int(f, "NLAYS", f->head.nlays));
    LT_TRY(put_int(f, "NVARS", f->n));
    LT_TRY(put_int(f, "GDTYP", LAMBERT));
    const struct {
        const char *name;
        double value;
    } numbers[] = {{"P_ALP", spec.lat_1}, {"P_BET", spec.lat_2}, {"P_GAM", spec.lon_0},
                   {"XCENT", spec.lon_0}, {"YCENT", spec.lat_0}, {"XORIG", g->x0},
                   {"YORIG", g->y0},      {"XCELL", g->dx},      {"YCELL", g->dx}};
    for (size_t k = 0; k < sizeof numbers / sizeof *numbers; k++)
        LT_TRY(put_double(f, numbers[k].name, numbers[k].value));
    return LT_OK;
}

static lt_status put_layers(lt_ioapi *f) {
    float levels[256];
    const int n = f->head.nlays + 1;
    if (n > 256)
        return LT_RAISE(LT_ERR_INPUT, .what = "more layers than an I/O API file takes here", .where = f->path,
                        .expected = "at most 255", .found = lt_fmt("%d", n - 1), .todo = "use a grid of fewer layers");
    for (int k = 0; k < n; k++) levels[k] = (float)f->head.z_edge[k];
    LT_TRY(put_int(f, "VGTYP", HEIGHT_ABOVE_GROUND));
    NC(f, "write", nc_put_att_float(f->id, NC_GLOBAL, "VGTOP", NC_FLOAT, 1, &levels[n - 1]));
    NC(f, "write", nc_put_att_float(f->id, NC_GLOBAL, "VGLVLS", NC_FLOAT, (size_t)n, levels));
    return LT_OK;
}

/* 60 lines of 80 characters, one text going on from line to line. */
static lt_status put_lines(lt_ioapi *f, const char *name, const char *whole) {
    char text[LINES * LINE];
    pad(text, sizeof text, whole);
    NC(f, "write", nc_put_att_text(f->id, NC_GLOBAL, name, sizeof text, text));
    return LT_OK;
}

static lt_status put_globals(lt_ioapi *f, const lt_ioapi_variable *variables) {
    char grid[17], *list;
    lt_ioapi_grid_name(f->head.grid, grid);
    LT_TRY(put_text(f, NC_GLOBAL, "IOAPI_VERSION", LINE, "ioapi-3.2: written by Lantian"));
    LT_TRY(put_text(f, NC_GLOBAL, "EXEC_ID", LINE, lt_fmt("lantian %s", lt_version())));
    LT_TRY(put_when(f));
    LT_TRY(put_where(f));
    LT_TRY(put_layers(f));
    LT_TRY(put_text(f, NC_GLOBAL, "GDNAM", NAME, grid));
    LT_TRY(put_text(f, NC_GLOBAL, "UPNAM", NAME, f->head.program));
    LT_TRY(lt_calloc((size_t)f->n, NAME, &list));
    for (int k = 0; k < f->n; k++) pad(list + k * NAME, NAME, variables[k].name);
    errno = 0;
    const int code = nc_put_att_text(f->id, NC_GLOBAL, "VAR-LIST", (size_t)f->n * NAME, list);
    lt_free(list);
    if (code != NC_NOERR) return raise_nc(f, code, errno, "write");
    LT_TRY(put_lines(f, "FILEDESC", f->head.description));
    return put_lines(f, "HISTORY", lt_command_history());
}

static lt_status put_names(lt_ioapi *f, int id, const lt_ioapi_variable *v) {
    LT_TRY(put_text(f, id, "long_name", NAME, v->name));
    LT_TRY(put_text(f, id, "units", NAME, v->units));
    return put_text(f, id, "var_desc", LINE, v->description);
}

static lt_status define(lt_ioapi *f, const lt_ioapi_variable *variables) {
    static const lt_ioapi_variable tflag = {"TFLAG", "<YYYYDDD,HHMMSS>",
                                            "Timestep-valid flags:  (1) YYYYDDD or (2) HHMMSS", true};
    int t, two, lay, var, row, col, old;
    NC(f, "write", nc_set_fill(f->id, NC_NOFILL, &old));
    NC(f, "write", nc_def_dim(f->id, "TSTEP", NC_UNLIMITED, &t));
    NC(f, "write", nc_def_dim(f->id, "DATE-TIME", 2, &two));
    NC(f, "write", nc_def_dim(f->id, "LAY", (size_t)f->head.nlays, &lay));
    NC(f, "write", nc_def_dim(f->id, "VAR", (size_t)f->n, &var));
    NC(f, "write", nc_def_dim(f->id, "ROW", (size_t)f->head.nrows, &row));
    NC(f, "write", nc_def_dim(f->id, "COL", (size_t)f->head.ncols, &col));
    const int of_tflag[] = {t, var, two}, of_field[] = {t, lay, row, col};
    NC(f, "write", nc_def_var(f->id, "TFLAG", NC_INT, 3, of_tflag, &f->tflag));
    LT_TRY(put_names(f, f->tflag, &tflag));
    for (int k = 0; k < f->n; k++) {
        const int type = variables[k].integer ? NC_INT : NC_FLOAT;
        NC(f, "write", nc_def_var(f->id, variables[k].name, type, 4, of_field, &f->ids[k]));
        LT_TRY(put_names(f, f->ids[k], &variables[k]));
    }
    LT_TRY(put_globals(f, variables));
    NC(f, "write", nc_enddef(f->id));
    return LT_OK;
}

static lt_status put_flags(lt_ioapi *f) {
    int *flags;
    LT_TRY(lt_calloc((size_t)f->n * 2, sizeof *flags, &flags));
    lt_status status = LT_OK;
    for (long r = 0; r < f->head.n_records && status == LT_OK; r++) {
        const size_t start[] = {(size_t)r, 0, 0}, count[] = {1, (size_t)f->n, 2};
        for (int k = 0; k < f->n; k++) stamp(f->head.start + r * LT_HOUR, &flags[2 * k]);
        errno = 0;
        const int code = nc_put_vara_int(f->id, f->tflag, start, count, flags);
        if (code != NC_NOERR) status = raise_nc(f, code, errno, "write");
    }
    lt_free(flags);
    return status;
}

lt_status lt_ioapi_create(lt_outdir *dir, const char *name, const lt_ioapi_head *head,
                          const lt_ioapi_variable *variables, int n, lt_ioapi **out) {
    *out = NULL;
    lt_ioapi *f;
    FILE *stream; /* a plain error where it cannot be made; the folder knows its temporary file */
    LT_TRY(lt_outdir_stream(dir, name, &stream));
    fclose(stream);
    LT_TRY(lt_calloc(1, sizeof *f, &f));
    *f = (lt_ioapi){.dir = dir, .n = n, .head = *head};
    snprintf(f->name, sizeof f->name, "%s", name);
    lt_status status = lt_outdir_join_temporary(dir, name, f->path, sizeof f->path);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *f->ids, &f->ids);
    if (status == LT_OK) {
        const double bytes = 4.0 * head->ncols * head->nrows * head->nlays * n * (double)head->n_records;
        errno = 0;
        const int code = nc_create(f->path, NC_CLOBBER | (bytes > CLASSIC_MAX ? NC_64BIT_OFFSET : 0), &f->id);
        f->open = code == NC_NOERR;
        status = f->open ? define(f, variables) : raise_nc(f, code, errno, "create");
    }
    if (status == LT_OK) status = put_flags(f);
    if (status != LT_OK) {
        lt_ioapi_abandon(f);
        return status;
    }
    *out = f;
    return LT_OK;
}

lt_status lt_ioapi_put(lt_ioapi *f, int variable, long record, const float *data) {
    const size_t start[] = {(size_t)record, 0, 0, 0};
    const size_t count[] = {1, (size_t)f->head.nlays, (size_t)f->head.nrows, (size_t)f->head.ncols};
    NC(f, "write", nc_put_vara_float(f->id, f->ids[variable], start, count, data)); /* of integers: converted */
    return LT_OK;
}

static void release(lt_ioapi *f) {
    lt_free(f->ids);
    lt_free(f);
}

lt_status lt_ioapi_commit(lt_ioapi *f) {
    errno = 0;
    const int code = nc_close(f->id);
    f->open = false;
    lt_status status = code == NC_NOERR ? lt_outdir_commit(f->dir, f->name) : raise_nc(f, code, errno, "close");
    if (status != LT_OK) {
        lt_ioapi_abandon(f);
        return status;
    }
    release(f);
    return LT_OK;
}

void lt_ioapi_abandon(lt_ioapi *f) {
    if (!f) return;
    if (f->open) nc_close(f->id);
    lt_outdir_abandon_stream(f->dir, f->name, NULL);
    release(f);
}

lt_status lt_ioapi_griddesc(const lt_grid *grid, lt_outdir *dir, const char *name) {
    lt_projection_spec s;
    char id[17];
    LT_TRY(find_projection(grid, &s));
    lt_ioapi_grid_name(grid, id);
    return lt_outdir_write_text(
        dir, name,
        lt_fmt("' '\n'LAM_LANTIAN'\n%d %.10g %.10g %.10g %.10g %.10g\n' '\n'%s'\n'LAM_LANTIAN' %.10g %.10g %.10g %.10g "
               "%d %d 1\n' '\n",
               LAMBERT, s.lat_1, s.lat_2, s.lon_0, s.lon_0, s.lat_0, id, grid->x0, grid->y0, grid->dx, grid->dx,
               grid->nx, grid->ny));
}
