/* gridding.c - the task `gridding`: a global inventory to hourly species on a Lambert grid.
 *
 * Input    10 files (sectors) of 8 variables (pollutants) at 0.25 degree, float, kg m-2 s-1, made beforehand; opened as
 *          foreign files, that is tried whole in a child process first, then the window is read
 * Weights  made anew;  one sparse product for all 80 fields
 * Species  f_e,k = sum_p split_e,k,p g_k,p   20 species;  hours  sum_k rate_k,h f_e,k   24
 * Output   20 variables of 24 x 120 x 120, float, not compressed, committed with its digest
 * Two rows: inputs that are stored as they are, and inputs compressed in chunks as many inventories are. Splits, rates
 * and fields are made up: no figure of the task means anything but time and memory. Where cdo is installed it remaps
 * the same files to the same grid (remapcon; no species, no hours) and its cost stands beside. */
#include "inventory/bench/bench.h"
#include "inventory/bench/cdo.h"
#include "inventory/bench/global.h"
#include "inventory/place/hourly.h"

#include "base/ncio.h"
#include "grids/grid_cf.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <string.h>

enum { SECTORS = 10, POLLUTANTS = 8, FIELDS = SECTORS * POLLUTANTS, SPECIES = 20, HOURS = 24 };

typedef struct task {
    char folder[512];
    int sectors, side;
    bool deflate;
} task;

/* --- inputs --- */

static lt_status nc_fault(int code, const char *path) {
    if (code == NC_NOERR) return LT_OK;
    return LT_RAISE(LT_ERR_ENV, .what = "an input of the benchmark cannot be written", .where = path,
                    .found = nc_strerror(code), .todo = "make room there");
}

/* Three fifths of the cells are empty, as the sea is; the rest differs from cell to cell. */
static void make_field(int field, float *out) {
    uint64_t seed = (uint64_t)field + 1;
    for (int j = 0; j < LT_BENCH_NY; j++)
        for (int i = 0; i < LT_BENCH_NX; i++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            double wave = sin(i * 0.02) + cos(j * 0.03) + sin(i * 0.005 + j * 0.007);
            out[j * LT_BENCH_NX + i] = wave > 0.3 ? (float)(1e-10 * wave * (1 + (double)(seed >> 40) * 0x1p-24)) : 0;
        }
}

static int define_axis(int file, const char *name, const char *units, size_t n, int *dim, int *id) {
    int code = nc_def_dim(file, name, n, dim);
    if (code == NC_NOERR) code = nc_def_var(file, name, NC_DOUBLE, 1, dim, id);
    return code == NC_NOERR ? nc_put_att_text(file, *id, "units", strlen(units), units) : code;
}

static int write_file(const char *path, const task *t, int sector, float *field) {
    int file, dims[2], lon_id, lat_id, ids[POLLUTANTS];
    const size_t chunks[2] = {90, 180};
    double lon[LT_BENCH_NX], lat[LT_BENCH_NY];
    lt_bench_axes(lon, lat);
    int code = nc_create(path, NC_NETCDF4 | NC_CLOBBER, &file);
    if (code != NC_NOERR) return code;
    code = define_axis(file, "lat", "degrees_north", LT_BENCH_NY, &dims[0], &lat_id);
    if (code == NC_NOERR) code = define_axis(file, "lon", "degrees_east", LT_BENCH_NX, &dims[1], &lon_id);
    for (int p = 0; p < POLLUTANTS && code == NC_NOERR; p++) {
        const char *units = "kg m-2 s-1";
        code = nc_def_var(file, lt_fmt("s%d_p%d", sector, p), NC_FLOAT, 2, dims, &ids[p]);
        if (code == NC_NOERR) code = nc_put_att_text(file, ids[p], "units", strlen(units), units);
        if (code == NC_NOERR && t->deflate) code = nc_def_var_chunking(file, ids[p], NC_CHUNKED, chunks);
        if (code == NC_NOERR && t->deflate) code = nc_def_var_deflate(file, ids[p], 1, 1, 1);
    }
    if (code == NC_NOERR) code = nc_put_var_double(file, lat_id, lat);
    if (code == NC_NOERR) code = nc_put_var_double(file, lon_id, lon);
    for (int p = 0; p < POLLUTANTS && code == NC_NOERR; p++) {
        make_field(sector * POLLUTANTS + p, field);
        code = nc_put_var_float(file, ids[p], field);
    }
    const int closed = nc_close(file);
    return code == NC_NOERR ? closed : code;
}

static void input_path(const task *t, int sector, char *out, size_t size) {
    snprintf(out, size, "%s/in_%02d.nc", t->folder, sector);
}

static lt_status write_inputs(void *context) {
    const task *t = context;
    char path[600];
    float *field;
    lt_outdir *dir;
    LT_TRY(lt_outdir_open(t->folder, &dir)); /* makes the folder */
    lt_outdir_close(dir);
    LT_TRY(lt_calloc((size_t)LT_BENCH_NX * LT_BENCH_NY, sizeof *field, &field));
    lt_status status = LT_OK;
    for (int k = 0; k < t->sectors && status == LT_OK; k++) {
        input_path(t, k, path, sizeof path);
        status = nc_fault(write_file(path, t, k, field), path);
    }
    lt_free(field);
    return status;
}

/* --- the work --- */

typedef struct work {
    const task *t;
    lt_grid *grid;
    lt_mesh *source, *target;
    lt_regrid *regrid;
    float *window, *fields, *mapped, *out; /* [n_source], [n_source][FIELDS], [cells][FIELDS], [HOURS][cells] */
    double *planes, *rate;                 /* [SECTORS][cells] of one species; [SECTORS][HOURS] */
    lt_ncw *nc;
} work;

static lt_status read_sector(work *w, int sector) {
    char path[600];
    lt_ncr *file;
    const lt_regrid_window *r = &w->regrid->window;
    const lt_ncr_window window = {(size_t)r->j0, (size_t)r->i0, (size_t)r->ny, (size_t)r->nx};
    input_path(w->t, sector, path, sizeof path);
    LT_TRY(lt_ncr_open(path, &file));
    lt_status status = LT_OK;
    for (int p = 0; p < POLLUTANTS && status == LT_OK; p++) {
        status = lt_ncr_get_float_window(file, lt_fmt("s%d_p%d", sector, p), "kg m-2 s-1", -1, &window, w->window);
        float *to = w->fields + sector * POLLUTANTS + p;
        for (long s = 0; s < w->regrid->n_source; s++) to[s * FIELDS] = w->window[s];
    }
    lt_ncr_close(file);
    return status;
}

static lt_status prepare(work *w) {
    double lon[LT_BENCH_NX], lat[LT_BENCH_NY];
    size_t cells = (size_t)w->t->side * (size_t)w->t->side;
    lt_bench_axes(lon, lat);
    LT_TRY(lt_bench_lambert(w->t->side, &w->grid));
    LT_TRY(lt_mesh_centres(LT_BENCH_NX, LT_BENCH_NY, lon, lat, &w->source));
    LT_TRY(lt_mesh_grid(w->grid, &w->target));
    LT_TRY(lt_regrid_create(w->source, w->target, &w->regrid));
    size_t sources = (size_t)w->regrid->n_source;
    LT_TRY(lt_calloc(sources, sizeof(float), &w->window));
    LT_TRY(lt_calloc(sources * FIELDS, sizeof(float), &w->fields));
    LT_TRY(lt_calloc(cells * FIELDS, sizeof(float), &w->mapped));
    LT_TRY(lt_calloc(cells * HOURS, sizeof(float), &w->out));
    LT_TRY(lt_calloc(cells * SECTORS, sizeof(double), &w->planes));
    LT_TRY(lt_calloc(SECTORS * HOURS, sizeof(double), &w->rate));
    for (int k = 0; k < SECTORS; k++)
        for (int h = 0; h < HOURS; h++) w->rate[k * HOURS + h] = 1 + 0.5 * sin(2 * M_PI * (h + k) / HOURS);
    return LT_OK;
}

/* Share of a pollutant in a species: each species has up to three, differently in every sector. */
static double split(int species, int sector, int pollutant) {
    return (species + pollutant) % 3 == 0 && (species * 7 + pollutant) % 4 < 2 ? 0.1 + 0.01 * sector : 0;
}

/* One species: the sectors' fields [kg s-1 a cell], then its hours. */
static void make_species(work *w, int e) {
    long cells = w->regrid->n_target;
    lt_hourly_term terms[SECTORS];
    for (int k = 0; k < SECTORS; k++) {
        double *plane = w->planes + k * cells, share[POLLUTANTS];
        for (int p = 0; p < POLLUTANTS; p++) share[p] = split(e, k, p);
#pragma omp parallel for schedule(static)
        for (long c = 0; c < cells; c++) {
            const float *g = w->mapped + c * FIELDS + k * POLLUTANTS;
            double sum = 0;
            for (int p = 0; p < POLLUTANTS; p++) sum += share[p] * g[p];
            plane[c] = sum * w->grid->area[c];
        }
        terms[k] = (lt_hourly_term){plane, w->rate + k * HOURS};
    }
    lt_hourly_sum(terms, SECTORS, HOURS, cells, w->out, cells);
}

static lt_status write_output(work *w, lt_outdir *dir) {
    lt_status status;
    LT_TRY(lt_ncw_create(dir, "out.nc", "Benchmark of gridding", &w->nc));
    LT_TRY_GOTO(status, lt_ncw_time_hours(w->nc, 1577836800, HOURS), failed);
    LT_TRY_GOTO(status, lt_ncw_dim(w->nc, "y", (size_t)w->grid->ny), failed);
    LT_TRY_GOTO(status, lt_ncw_dim(w->nc, "x", (size_t)w->grid->nx), failed);
    LT_TRY_GOTO(status, lt_grid_cf_mapping(w->grid, w->nc), failed);
    for (int e = 0; e < SPECIES; e++) {
        char name[16];
        snprintf(name, sizeof name, "e%02d", e);
        const lt_field field = {name, NULL, "kg s-1", "time y x", "emission of the cell, hour mean"};
        LT_TRY_GOTO(status, lt_ncw_var_plain(w->nc, &field, NC_FLOAT), failed);
        make_species(w, e);
        LT_TRY_GOTO(status, lt_ncw_put_float(w->nc, name, w->out), failed);
    }
    return lt_ncw_commit(w->nc);
failed:
    lt_ncw_abandon(w->nc);
    return status;
}

static lt_status do_work(void *context, long *rows) {
    work w = {.t = context};
    lt_outdir *dir = NULL;
    lt_status status = lt_outdir_open(w.t->folder, &dir);
    if (status == LT_OK) status = prepare(&w);
    for (int k = 0; k < w.t->sectors && status == LT_OK; k++) status = read_sector(&w, k);
    if (status == LT_OK) lt_regrid_apply_float(w.regrid, LT_REGRID_DENSITY, FIELDS, w.fields, w.mapped);
    if (status == LT_OK) status = write_output(&w, dir);
    *rows = status == LT_OK ? w.regrid->n_target * HOURS * SPECIES : 0;
    void *parts[] = {w.window, w.fields, w.mapped, w.out, w.planes, w.rate};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) lt_free(parts[k]);
    lt_regrid_free(w.regrid);
    lt_mesh_free(w.source);
    lt_mesh_free(w.target);
    lt_grid_free(w.grid);
    lt_outdir_close(dir);
    return status;
}

/* The peer on the same files, if it is installed. */
static lt_status add_peer(const task *t, cJSON *row) {
    lt_grid *grid;
    double cpu_s, wall_s;
    LT_TRY(lt_bench_lambert(t->side, &grid));
    if (lt_bench_cdo(t->folder, grid, t->sectors, &cpu_s, &wall_s)) {
        cJSON_AddNumberToObject(row, "cdo_remapcon_cpu_s", cpu_s);
        cJSON_AddNumberToObject(row, "cdo_remapcon_wall_s", wall_s);
    }
    lt_grid_free(grid);
    return LT_OK;
}

static lt_status measure(lt_bench *bench, bool deflate) {
    task t = {.sectors = bench->quick ? 2 : SECTORS, .side = bench->quick ? 30 : LT_BENCH_SIDE, .deflate = deflate};
    lt_bench_cost cost;
    lt_bench_name_folder("bench-gridding", t.folder, sizeof t.folder);
    lt_status status = lt_bench_fork(bench->quick ? 1 : 3, write_inputs, do_work, &t, &cost);
    if (status == LT_OK) {
        cJSON *row = lt_bench_cost_row(bench, "gridding", &cost);
        cJSON_AddStringToObject(row, "input", deflate ? "deflate-1 in chunks of 90 x 180" : "contiguous");
        if (!bench->quick) status = add_peer(&t, row);
    }
    lt_bench_remove_folder(t.folder);
    return status;
}

lt_status lt_inventory_bench_gridding(lt_bench *bench) {
    LT_TRY(measure(bench, false));
    return measure(bench, true);
}
