/* grid_io.c - grid.nc: one table of its fields serves writing and reading (README.md describes the file). */
#include "grids/grid.h"

#include "base/ncio.h"
#include "grids/grid_cf.h"
#include "grids/grid_parts.h"

#include <float.h>
#include <math.h>
#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where a field lives in lt_grid and how long it is. */
typedef enum extent { CELLS, FACES_X, FACES_Y, Z_EDGES, REGION_CELLS, NEIGHBOUR_CELLS, LAND_CELLS, NEIGHBOURS } extent;
typedef struct grid_field {
    lt_field field;
    size_t offset;
    extent extent;
} grid_field;

#define FIELD(member, size, standard, unit, dimensions, text)                                                          \
    { {#member, standard, unit, dimensions, text}, offsetof(lt_grid, member), size }
static const grid_field fields[] = {
    FIELD(lon, CELLS, "longitude", "degrees_east", "y x", "longitude of the cell centre"),
    FIELD(lat, CELLS, "latitude", "degrees_north", "y x", "latitude of the cell centre"),
    FIELD(area, CELLS, "cell_area", "m2", "y x", "true area of the cell on the sphere"),
    FIELD(map_factor, CELLS, NULL, "1", "y x", "map length over true length at the cell centre"),
    FIELD(angle, CELLS, NULL, "rad", "y x", "from true north to grid north, counter-clockwise positive"),
    FIELD(face_x, FACES_X, NULL, "m", "y x_edge", "true length of west and east faces"),
    FIELD(face_y, FACES_Y, NULL, "m", "y_edge x", "true length of south and north faces"),
    FIELD(z_edge, Z_EDGES, NULL, "m", "z_edge", "height of the layer edge above ground"),
    FIELD(terrain, CELLS, "surface_altitude", "m", "y x", "mean height of the ground above sea level, sea 0"),
    FIELD(population, CELLS, NULL, "1", "y x", "persons 2020"),
    FIELD(region_fraction, REGION_CELLS, NULL, "1", "region y x", "share of the cell's area in the region; sums to 1"),
    FIELD(land_fraction, LAND_CELLS, "area_fraction", "1", "land y x",
          "share of the cell's area in the class of land cover; sums to 1, water no less than the sea"),
    FIELD(neighbour_fraction, NEIGHBOUR_CELLS, NULL, "1", "neighbour y x",
          "share of the cell's area in the neighbour; part of other_land"),
    FIELD(neighbour_area, NEIGHBOURS, NULL, "m2", "neighbour", "area of the whole neighbour, also outside the grid"),
};
enum { N_FIELDS = sizeof fields / sizeof *fields };
static const lt_field region_field = {"region_id", NULL, "1", "region", "name of the region"};
static const lt_field land_field = {"land_id", NULL, "1", "land",
                                    "class of land cover (IGBP, in the order of its codes)"};
static const lt_field neighbour_field = {"neighbour_id", NULL, "1", "neighbour", "code of the neighbour"};

static size_t length_of(const lt_grid *g, extent e) {
    size_t nx = (size_t)g->nx, ny = (size_t)g->ny;
    switch (e) {
    case CELLS:
        return nx * ny;
    case FACES_X:
        return ny * (nx + 1);
    case FACES_Y:
        return (ny + 1) * nx;
    case Z_EDGES:
        return (size_t)g->nz + 1;
    case REGION_CELLS:
        return (size_t)g->n_region * nx * ny;
    case NEIGHBOUR_CELLS:
        return (size_t)g->n_neighbour * nx * ny;
    case LAND_CELLS:
        return LT_N_LAND * nx * ny;
    case NEIGHBOURS:
        return (size_t)g->n_neighbour;
    }
    return 0;
}

static double *data_of(const lt_grid *g, const grid_field *f) {
    double *data;
    memcpy(&data, (const char *)g + f->offset, sizeof data);
    return data;
}

static lt_status define(const lt_grid *g, lt_ncw *file) {
    const struct {
        const char *name;
        int length;
    } dims[] = {{"x", g->nx},
                {"y", g->ny},
                {"z", g->nz},
                {"x_edge", g->nx + 1},
                {"y_edge", g->ny + 1},
                {"z_edge", g->nz + 1},
                {"region", g->n_region},
                {"neighbour", g->n_neighbour},
                {"land", LT_N_LAND}};
    for (size_t d = 0; d < sizeof dims / sizeof *dims; d++)
        LT_TRY(lt_ncw_dim(file, dims[d].name, (size_t)dims[d].length));
    for (int f = 0; f < N_FIELDS; f++) {
        const lt_field *field = &fields[f].field;
        LT_TRY(lt_ncw_var(file, field, NC_DOUBLE));
        const char *plane = strstr(field->dims, "y x");
        bool is_axis = strcmp(field->name, "lon") == 0 || strcmp(field->name, "lat") == 0;
        if (plane && plane[3] == '\0' && !is_axis) LT_TRY(lt_grid_cf_field(file, field->name, true));
    }
    LT_TRY(lt_ncw_var(file, &region_field, NC_STRING));
    LT_TRY(lt_ncw_var(file, &neighbour_field, NC_STRING));
    LT_TRY(lt_ncw_var(file, &land_field, NC_STRING));
    LT_TRY(lt_grid_parts_define(g, file));
    LT_TRY(lt_grid_cf_mapping(g, file));
    LT_TRY(lt_ncw_attr_text(file, "terrain", "source", g->terrain_source[0] ? g->terrain_source : "unknown"));
    LT_TRY(lt_ncw_attr_text(file, "land_fraction", "source", g->land_source[0] ? g->land_source : "unknown"));
    return lt_ncw_attr_double(file, NULL, "dx", g->dx);
}

static lt_status put_names(lt_ncw *file, const char *name, char (*ids)[24], int n) {
    const char **names;
    LT_TRY(lt_calloc((size_t)n, sizeof *names, &names));
    for (int i = 0; i < n; i++) names[i] = ids[i];
    lt_status status = lt_ncw_put_strings(file, name, names);
    lt_free(names);
    return status;
}

static lt_status put_land_names(lt_ncw *file) {
    const char *names[LT_N_LAND];
    for (int l = 0; l < LT_N_LAND; l++) names[l] = lt_land_names[l].id;
    return lt_ncw_put_strings(file, land_field.name, names);
}

static lt_status put_all(const lt_grid *g, lt_ncw *file) {
    LT_TRY(define(g, file));
    for (int f = 0; f < N_FIELDS; f++) LT_TRY(lt_ncw_put_double(file, fields[f].field.name, data_of(g, &fields[f])));
    LT_TRY(put_names(file, "region_id", g->region_id, g->n_region));
    LT_TRY(put_names(file, "neighbour_id", g->neighbour_id, g->n_neighbour));
    LT_TRY(put_land_names(file));
    return lt_grid_parts_put(g, file);
}

lt_status lt_grid_write(const lt_grid *g, lt_outdir *dir, const char *name) {
    lt_ncw *file;
    LT_TRY(lt_ncw_create(dir, name, "Lantian grid", &file));
    lt_status status = put_all(g, file);
    if (status != LT_OK) {
        lt_ncw_abandon(file);
        return lt_error_context(status, "writing %s", name);
    }
    return lt_ncw_commit(file);
}

static lt_status get_int_dim(lt_ncr *file, const char *name, int *out) {
    size_t length;
    LT_TRY(lt_ncr_dim(file, name, &length));
    if (length < 1 || length > 100000)
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible size of a grid", .where = lt_ncr_path(file),
                        .expected = lt_fmt("dimension %s between 1 and 100000", name), .found = lt_fmt("%zu", length),
                        .todo = "make grid.nc again");
    *out = (int)length;
    return LT_OK;
}

static lt_status get_names(lt_ncr *file, const char *name, int n, char (*ids)[24]) {
    char **names;
    LT_TRY(lt_calloc((size_t)n, sizeof *names, &names));
    lt_status status = lt_ncr_get_strings(file, name, (size_t)n, names);
    for (int i = 0; status == LT_OK && i < n; i++) {
        snprintf(ids[i], sizeof ids[i], "%s", names[i]);
        free(names[i]);
    }
    lt_free(names);
    return status;
}

static lt_status get_shape(lt_ncr *file, lt_grid *g) {
    LT_TRY(get_int_dim(file, "x", &g->nx));
    LT_TRY(get_int_dim(file, "y", &g->ny));
    LT_TRY(get_int_dim(file, "z", &g->nz));
    LT_TRY(get_int_dim(file, "region", &g->n_region));
    LT_TRY(get_int_dim(file, "neighbour", &g->n_neighbour));
    LT_TRY(lt_ncr_expect_dim(file, "land", LT_N_LAND));
    LT_TRY(lt_ncr_expect_dim(file, "x_edge", (size_t)g->nx + 1));
    LT_TRY(lt_ncr_expect_dim(file, "y_edge", (size_t)g->ny + 1));
    LT_TRY(lt_ncr_expect_dim(file, "z_edge", (size_t)g->nz + 1));
    LT_TRY(lt_ncr_attr_text(file, NULL, "grid_name", g->name, sizeof g->name));
    LT_TRY(lt_ncr_attr_text(file, NULL, "proj4", g->proj, sizeof g->proj));
    LT_TRY(lt_ncr_attr_text(file, "terrain", "source", g->terrain_source, sizeof g->terrain_source));
    LT_TRY(lt_ncr_attr_text(file, "land_fraction", "source", g->land_source, sizeof g->land_source));
    return lt_projection_parse(g->proj, &g->projection);
}

static lt_status get_corner(lt_ncr *file, const char *name, double dx, double *corner) {
    size_t n;
    double *axis;
    LT_TRY(lt_ncr_dim(file, name, &n));
    LT_TRY(lt_calloc(n, sizeof *axis, &axis));
    lt_status status = lt_ncr_get_double(file, name, "m", n, axis);
    *corner = axis[0] - 0.5 * dx;
    lt_free(axis);
    return status;
}

/* What is of the whole grid is read first. */
static lt_status choose_part(lt_ncr *file, const lt_ncr_window *part, lt_grid *g) {
    size_t nx, ny;
    if (!part) return LT_OK;
    LT_TRY(lt_ncr_dim(file, "x", &nx));
    LT_TRY(lt_ncr_dim(file, "y", &ny));
    LT_TRY(lt_ncr_view(file, part));
    g->i0 = (int)part->i0;
    g->j0 = (int)part->j0;
    g->beyond_x = (int)(nx - part->i0 - part->nx);
    g->beyond_y = (int)(ny - part->j0 - part->ny);
    return LT_OK;
}

/* What every user of a grid relies on. */
static lt_status judge(const lt_grid *g, const char *path) {
    size_t cells = (size_t)g->nx * (size_t)g->ny;
    for (int k = 0; k < g->nz; k++)
        if (!(g->z_edge[k + 1] > g->z_edge[k]))
            return LT_RAISE(LT_ERR_INPUT, .what = "layer edges do not grow", .where = path,
                            .expected = lt_fmt("edge %d above %g m", k + 1, g->z_edge[k]),
                            .found = lt_fmt("%g m", g->z_edge[k + 1]), .todo = "make grid.nc again");
    for (size_t c = 0; c < cells; c++) {
        double sum = 0, land = 0;
        for (int r = 0; r < g->n_region; r++) sum += g->region_fraction[(size_t)r * cells + c];
        for (int l = 0; l < LT_N_LAND; l++) land += g->land_fraction[(size_t)l * cells + c];
        if (!(g->area[c] > 0) || !(g->map_factor[c] > 0) || !(fabs(sum - 1) < 1e-9) || !(fabs(land - 1) < 1e-9))
            return LT_RAISE(LT_ERR_INPUT, .what = "impossible cell in a grid file",
                            .where = lt_fmt("%s, row %zu, column %zu (from 0, south-west)", path,
                                            (size_t)g->j0 + c / (size_t)g->nx, (size_t)g->i0 + c % (size_t)g->nx),
                            .expected = "positive area and map factor; fractions of regions and of land that sum to 1",
                            .found = lt_fmt("%g m2, %g; %.12g and %.12g", g->area[c], g->map_factor[c], sum, land),
                            .todo = "make grid.nc again");
    }
    return LT_OK;
}

static lt_status get_all(lt_ncr *file, const lt_ncr_window *part, lt_grid *g) {
    LT_TRY(lt_ncr_attr_double(file, NULL, "dx", &g->dx));
    LT_TRY(get_corner(file, "x", g->dx, &g->x0));
    LT_TRY(get_corner(file, "y", g->dx, &g->y0));
    LT_TRY(choose_part(file, part, g));
    LT_TRY(get_shape(file, g));
    for (int f = 0; f < N_FIELDS; f++) {
        size_t n = length_of(g, fields[f].extent);
        double *data;
        LT_TRY(lt_calloc(n, sizeof *data, &data));
        memcpy((char *)g + fields[f].offset, &data, sizeof data);
        LT_TRY(lt_ncr_get_double(file, fields[f].field.name, fields[f].field.units, n, data));
    }
    LT_TRY(lt_calloc((size_t)g->n_region, sizeof *g->region_id, &g->region_id));
    LT_TRY(lt_calloc((size_t)g->n_neighbour, sizeof *g->neighbour_id, &g->neighbour_id));
    LT_TRY(get_names(file, "region_id", g->n_region, g->region_id));
    LT_TRY(get_names(file, "neighbour_id", g->n_neighbour, g->neighbour_id));
    LT_TRY(lt_grid_parts_get(file, g));
    return judge(g, lt_ncr_path(file));
}

lt_status lt_grid_judge(lt_ncr *file, lt_faults *faults) {
    const long before = faults->n;
    for (int f = 0; f < N_FIELDS; f++) {
        const lt_field *field = &fields[f].field;
        const lt_ncr_want want = {field->name, field->units, field->dims, -DBL_MAX, DBL_MAX, false};
        LT_TRY(lt_ncr_judge(file, &want, 1, faults));
    }
    const lt_ncr_want names[] = {{region_field.name, NULL, region_field.dims, 0, 0, false},
                                 {land_field.name, NULL, land_field.dims, 0, 0, false},
                                 {neighbour_field.name, NULL, neighbour_field.dims, 0, 0, false}};
    LT_TRY(lt_ncr_judge(file, names, 3, faults));
    if (faults->n > before) return LT_OK; /* only a file of the right form can be read as a grid */
    lt_grid *g;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    const lt_status status = lt_faults_take(faults, get_all(file, NULL, g));
    lt_grid_free(g);
    return status;
}

lt_status lt_grid_read(lt_outdir *dir, const char *name, lt_grid **out) {
    return lt_grid_read_part(dir, name, NULL, out);
}

lt_status lt_grid_read_part(lt_outdir *dir, const char *name, const lt_ncr_window *part, lt_grid **out) {
    *out = NULL;
    lt_ncr *file;
    lt_grid *g;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    lt_status status = lt_ncr_open_own(dir, name, &file);
    if (status == LT_OK) {
        status = get_all(file, part, g);
        lt_ncr_close(file);
    }
    if (status != LT_OK) {
        lt_grid_free(g);
        return lt_error_context(status, "reading the grid %s", name);
    }
    *out = g;
    return LT_OK;
}
