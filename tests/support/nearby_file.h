/* nearby_file.h - near_<site>_<variant>_<period>.nc as the stage near writes it, by hand, for the tests of
 * postproc/nearby: 3 x 3 cells of the grid with POINTS points a side, whose means are those of the conc file by the
 * function `cell`, two stacks at one known place, one at an assumed one, one outside. Header only. */
#ifndef LT_TESTS_NEARBY_FILE_H
#define LT_TESTS_NEARBY_FILE_H

#include "base/job.h"
#include "base/ncio.h"
#include "grids/grid.h"

#include <math.h>
#include <netcdf.h>
#include <string.h>

enum { NEARBY_CELLS = 3, NEARBY_POINTS = 6, NEARBY_SIDE = NEARBY_CELLS * NEARBY_POINTS, NEARBY_STACKS = 4 };

typedef struct nearby_made {
    lt_job job; /* its variant and period */
    const lt_grid *grid;
    const char *name, *site; /* of the file, and as its attribute */
    const char *proj;        /* NULL: the grid's */
    int i0, j0;              /* its south-west cell */
    double shift_m;          /* of all x */
    int n_pollutants;
    const char *pollutants[3];
    double (*cell)(const struct nearby_made *made, int pollutant, long cell); /* the grid's mean of the period */
    /* the change of a cell, which points have and 3 more or less in turn; NULL: the file has none */
    double (*change)(const struct nearby_made *made, int pollutant, long cell);
    double peak;   /* of the shape inside a cell: larger in base than in a package */
    double least;  /* put in place of one point, if not 0 */
    double off_by; /* relative, of the points to their cell */
    double local;  /* part of a cell's mean from stacks; 0: a fifth */
    bool has_no_stacks;
    const void *of; /* what the function needs beside */
} nearby_made;

static const lt_field nearby_axes[] = {{"x", NULL, "m", "x", "x"},
                                       {"y", NULL, "m", "y", "y"},
                                       {"lon", NULL, "degrees_east", "y x", "longitude"},
                                       {"lat", NULL, "degrees_north", "y x", "latitude"},
                                       {"cell_x", NULL, "m", "cell_x", "x of cells"},
                                       {"cell_y", NULL, "m", "cell_y", "y of cells"}};
static const lt_field nearby_source[] = {{"source/lon", NULL, "degrees_east", "stack", "longitude"},
                                         {"source/lat", NULL, "degrees_north", "stack", "latitude"},
                                         {"source/x", NULL, "m", "stack", "x"},
                                         {"source/y", NULL, "m", "stack", "y"},
                                         {"source/height", NULL, "m", "stack", "height"},
                                         {"source/place_assumed", NULL, "1", "stack", "1: assumed"}};

#define NEARBY_GOOD(call) assert_int_equal((call), LT_OK)

static inline void nearby_define(const nearby_made *made, lt_ncw *file) {
    const lt_field ids = {"source/id", NULL, "1", "stack", "id"};
    NEARBY_GOOD(lt_ncw_dim(file, "x", NEARBY_SIDE));
    NEARBY_GOOD(lt_ncw_dim(file, "y", NEARBY_SIDE));
    NEARBY_GOOD(lt_ncw_dim(file, "cell_x", NEARBY_CELLS));
    NEARBY_GOOD(lt_ncw_dim(file, "cell_y", NEARBY_CELLS));
    for (int k = 0; k < 6; k++) NEARBY_GOOD(lt_ncw_var(file, &nearby_axes[k], NC_DOUBLE));
    if (!made->has_no_stacks) NEARBY_GOOD(lt_ncw_dim(file, "stack", NEARBY_STACKS));
    for (int k = 0; k < 6 && !made->has_no_stacks; k++) NEARBY_GOOD(lt_ncw_var(file, &nearby_source[k], NC_DOUBLE));
    if (!made->has_no_stacks) NEARBY_GOOD(lt_ncw_var(file, &ids, NC_STRING));
    for (int p = 0; p < made->n_pollutants; p++) {
        const char *name = made->pollutants[p];
        const lt_field fields[] = {{name, NULL, "ug m-3", "y x", "mean"},
                                   {lt_fmt("%s_max", name), NULL, "ug m-3", "y x", "highest hour"},
                                   {lt_fmt("%s_cell", name), NULL, "ug m-3", "cell_y cell_x", "the grid's"},
                                   {lt_fmt("%s_local", name), NULL, "ug m-3", "cell_y cell_x", "of stacks"},
                                   {lt_fmt("%s_stacks", name), NULL, "ug m-3", "y x", "of their plumes"},
                                   {lt_fmt("source/%s_rate", name), NULL, "g s-1", "stack", "rate"}};
        for (int k = 0; k < (made->has_no_stacks ? 5 : 6); k++) NEARBY_GOOD(lt_ncw_var(file, &fields[k], NC_DOUBLE));
        NEARBY_GOOD(lt_ncw_attr_double(file, fields[3].name, "share_flat", 0.25));
        const lt_field change = {lt_fmt("%s_change", name), NULL, "ug m-3", "y x", "change"};
        if (made->change) NEARBY_GOOD(lt_ncw_var(file, &change, NC_DOUBLE));
    }
    NEARBY_GOOD(lt_ncw_attr_text(file, NULL, "proj4", made->proj ? made->proj : made->grid->proj));
    NEARBY_GOOD(lt_ncw_attr_text(file, NULL, "site", made->site));
    NEARBY_GOOD(lt_ncw_attr_text(file, NULL, "title_en", "a town"));
    NEARBY_GOOD(lt_ncw_attr_text(file, NULL, "title_zh", "某镇"));
    NEARBY_GOOD(lt_ncw_attr_double(file, NULL, "resolution_m", made->grid->dx / NEARBY_POINTS));
}

static inline void nearby_put_axes(const nearby_made *made, lt_ncw *file) {
    const lt_grid *g = made->grid;
    double values[NEARBY_SIDE * NEARBY_SIDE];
    const char *const names[] = {"x", "y", "cell_x", "cell_y"};
    for (int k = 0; k < 4; k++) {
        const int n = k < 2 ? NEARBY_SIDE : NEARBY_CELLS;
        const double corner = k % 2 == 0 ? g->x0 + made->i0 * g->dx + made->shift_m : g->y0 + made->j0 * g->dx;
        for (int q = 0; q < n; q++) values[q] = corner + (q + 0.5) * NEARBY_CELLS * g->dx / n;
        NEARBY_GOOD(lt_ncw_put_double(file, names[k], values));
    }
    const long cell = (long)made->j0 * g->nx + made->i0;
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) values[q] = g->lon[cell] + 0.01 * (q % NEARBY_SIDE);
    NEARBY_GOOD(lt_ncw_put_double(file, "lon", values));
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) values[q] = g->lat[cell] + 0.01 * (q / NEARBY_SIDE);
    NEARBY_GOOD(lt_ncw_put_double(file, "lat", values));
}

/* Places in cells from the south-west corner: two alike, one assumed, one in the ring around the map. */
static const double nearby_at[NEARBY_STACKS][2] = {{1.5, 1.5}, {1.5, 1.5}, {2.2, 0.4}, {3.5, 0.5}};

static inline void nearby_put_stacks(const nearby_made *made, lt_ncw *file) {
    static const char *const ids[NEARBY_STACKS] = {"plant_a", "plant_b", "boilers", "outside"};
    const lt_grid *g = made->grid;
    double values[6][NEARBY_STACKS];
    for (int k = 0; k < NEARBY_STACKS; k++) {
        values[0][k] = 120, values[1][k] = 41, values[4][k] = 80 + k;
        values[2][k] = g->x0 + (made->i0 + nearby_at[k][0]) * g->dx;
        values[3][k] = g->y0 + (made->j0 + nearby_at[k][1]) * g->dx;
        values[5][k] = k == 2;
    }
    for (int f = 0; f < 6; f++) NEARBY_GOOD(lt_ncw_put_double(file, nearby_source[f].name, values[f]));
    NEARBY_GOOD(lt_ncw_put_strings(file, "source/id", ids));
    for (int p = 0; p < made->n_pollutants; p++) {
        for (int k = 0; k < NEARBY_STACKS; k++) values[0][k] = made->peak * (k == 0 ? 8 : 10 - k);
        NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("source/%s_rate", made->pollutants[p]), values[0]));
    }
}

/* The shape of a cell at its point: a peak to the north-east of the middle. */
static inline double nearby_shape(const nearby_made *made, int i, int j) {
    const double x = (i % NEARBY_POINTS - 3.5) / 2, y = (j % NEARBY_POINTS - 3.5) / 2;
    return 1 + made->peak * exp(-x * x - y * y);
}

static inline void nearby_put_air(const nearby_made *made, int p, lt_ncw *file) {
    const char *name = made->pollutants[p];
    double cells[NEARBY_CELLS * NEARBY_CELLS], local[NEARBY_CELLS * NEARBY_CELLS];
    double points[NEARBY_SIDE * NEARBY_SIDE], sum = 0;
    for (int j = 0; j < NEARBY_POINTS; j++)
        for (int i = 0; i < NEARBY_POINTS; i++) sum += nearby_shape(made, i, j) / (NEARBY_POINTS * NEARBY_POINTS);
    for (int c = 0; c < NEARBY_CELLS * NEARBY_CELLS; c++) {
        cells[c] =
            made->cell(made, p, (made->j0 + c / NEARBY_CELLS) * (long)made->grid->nx + made->i0 + c % NEARBY_CELLS);
        local[c] = (made->local != 0 ? made->local : 0.2) * cells[c];
    }
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) {
        const int i = q % NEARBY_SIDE, j = q / NEARBY_SIDE;
        points[q] = cells[j / NEARBY_POINTS * NEARBY_CELLS + i / NEARBY_POINTS] * nearby_shape(made, i, j) / sum *
                    (1 + made->off_by);
    }
    if (made->least != 0) points[7] = made->least;
    NEARBY_GOOD(lt_ncw_put_double(file, name, points));
    double stacks[NEARBY_SIDE * NEARBY_SIDE]; /* three quarters of local, as the attribute says */
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) stacks[q] = 0.75 * local[0] / cells[0] * fabs(points[q]);
    NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("%s_stacks", name), stacks));
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) points[q] = fabs(points[q]) * 3;
    NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("%s_max", name), points));
    NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("%s_cell", name), cells));
    NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("%s_local", name), local));
    if (!made->change) return;
    for (int q = 0; q < NEARBY_SIDE * NEARBY_SIDE; q++) {
        const int i = q % NEARBY_SIDE, j = q / NEARBY_SIDE;
        const long cell = (made->j0 + j / NEARBY_POINTS) * (long)made->grid->nx + made->i0 + i / NEARBY_POINTS;
        points[q] = made->change(made, p, cell) + ((i + j) % 2 ? 3.0 : -3.0);
    }
    NEARBY_GOOD(lt_ncw_put_double(file, lt_fmt("%s_change", name), points));
}

static inline void nearby_make(const nearby_made *made) {
    lt_ncw *file = NULL;
    NEARBY_GOOD(lt_ncw_create(made->job.out, lt_job_file(&made->job, lt_fmt("near_%s", made->name), ".nc"),
                              "made by a test", &file));
    nearby_define(made, file);
    nearby_put_axes(made, file);
    if (!made->has_no_stacks) nearby_put_stacks(made, file);
    for (int p = 0; p < made->n_pollutants; p++) nearby_put_air(made, p, file);
    NEARBY_GOOD(lt_ncw_commit(file));
}

#endif
