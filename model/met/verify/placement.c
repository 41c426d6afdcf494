/* placement.c - gridded weather onto the model's grid against exact solutions.
 *
 * Columns: the standard atmosphere on levels 400 m apart over other ground than the source's (T linear in ln p between
 * levels in place of z: 0.0036 m a level, 5e-7 of p); a cloud between levels, whose mass is known; hydrostatic balance
 * of what is placed. Horizontal: u = 10 sin(lon/2) cos(2 lat/5) m/s, whose bilinear error falls as the square of the
 * step and stays below h^2 (|f_xx| + |f_yy|)/8; rain of 42 cells of the source, whose total is known by their areas.
 * Rotation: the parallel's direction on the map by PROJ, and there and back. */
#include "grids/grid.h"
#include "grids/regrid.h"
#include "model/met/constants.h"
#include "model/met/flux.h"
#include "model/met/gridded/horizontal.h"
#include "model/met/gridded/place_column.h"
#include "model/met/verify/verify.h"

#include <math.h>

enum { NZ = 20, LEVELS = 27 };
static const double z_edge[NZ + 1] = {0,    40,   90,   150,  230,  330,  460,  620,  820,  1060, 1350,
                                      1700, 2120, 2620, 3200, 3880, 4660, 5500, 6400, 7400, 8500};

/* ICAO standard atmosphere below 11 km. */
static double standard_K(double z) {
    return 288.15 - 0.0065 * z;
}
static double standard_Pa(double z) {
    return 101325.0 * pow(standard_K(z) / 288.15, LT_GRAVITY / (LT_R_DRY * 0.0065));
}

static lt_source_column standard_column(double terrain) {
    lt_source_column s = {.n = LEVELS, .terrain_m = terrain, .surface_pressure_Pa = standard_Pa(terrain)};
    s.temperature_2m_K = s.humidity_2m = s.east_10m = s.north_10m = NAN;
    for (int i = 0; i < LEVELS; i++) {
        double z = terrain + 20.0 + 400.0 * i;
        s.pressure_Pa[i] = standard_Pa(z);
        s.temperature_K[i] = standard_K(z);
        s.height_m[i] = NAN;
        s.value[LT_PLACED_ICE][i] = i > 5 && i < 10 ? 1e-4 : 0.0;
    }
    return s;
}

static lt_status add_columns(lt_verify *verify) {
    const double ground[] = {0, 150, 400, 900, 1700};
    double pressure = 0.0, balance = 0.0, ice = 0.0, exact = 0.0;
    lt_source_column s = standard_column(400.0);
    lt_placed_column c;
    for (int g = 0; g < 5; g++) {
        if (lt_place_column(&s, ground[g], 0.1, NZ, z_edge, &c) != LT_PLACED) pressure = INFINITY;
        for (int k = 0; k <= NZ; k++)
            pressure = fmax(pressure, fabs(c.pressure_edge_Pa[k] / standard_Pa(ground[g] + z_edge[k]) - 1.0));
        for (int k = 0; k < NZ; k++) {
            double tv = c.temperature_K[k] * (1.0 + 0.608 * c.value[LT_PLACED_HUMIDITY][k]);
            double depth = LT_R_DRY * tv / LT_GRAVITY * log(c.pressure_edge_Pa[k] / c.pressure_edge_Pa[k + 1]);
            balance = fmax(balance, fabs(depth / (z_edge[k + 1] - z_edge[k]) - 1.0));
            if (g == 0) ice += c.value[LT_PLACED_ICE][k] * c.mass_kgm2[k];
        }
    }
    for (int i = 1; i < LEVELS; i++)
        exact += 0.5 * (s.value[LT_PLACED_ICE][i] + s.value[LT_PLACED_ICE][i - 1]) *
                 (s.pressure_Pa[i - 1] - s.pressure_Pa[i]) / LT_GRAVITY;
    LT_TRY(LT_VERIFY_ADD(verify, .test = "standard atmosphere over ground of 0 to 1700 m: pressure",
                         .metric = "relative_error", .scheme = "", .value = pressure, .bound = LEVELS * 5e-7,
                         .source = "ICAO Doc 7488"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "placed columns are hydrostatic", .metric = "relative_error", .scheme = "",
                         .value = balance, .bound = 1e-12, .source = "rounding of logarithms"));
    return LT_VERIFY_ADD(verify, .test = "mass of a cloud between levels", .metric = "relative_error", .scheme = "",
                         .value = fabs(ice / exact - 1.0), .bound = 1e-12, .source = "sum over the source's levels");
}

static double wave(double lon, double lat) {
    return 10.0 * sin(0.5 * lon) * cos(0.4 * lat);
}

static lt_status axes_of(double step, lt_plane **out) {
    enum { MOST = 140 };
    double lon[MOST], lat[MOST];
    int nx = (int)(24.0 / step) + 2, ny = (int)(16.0 / step) + 2;
    for (int i = 0; i < nx; i++) lon[i] = 111.0 + step * i;
    for (int j = 0; j < ny; j++) lat[j] = 50.0 - step * j;
    return lt_plane_axes(nx, ny, lon, lat, out);
}

static lt_status with_fields(const lt_grid *g, const lt_plane *plane, lt_horizontal *h, float *source, float *cells,
                             double *worst) {
    for (long p = 0; p < plane->n; p++) source[p] = (float)wave(plane->lon[p % plane->nx], plane->lat[p / plane->nx]);
    lt_horizontal_levels(h, 1, source, 1, cells);
    *worst = 0.0;
    for (long c = 0; c < (long)g->nx * g->ny; c++)
        *worst = fmax(*worst, fabs((double)cells[c] - wave(g->lon[c], g->lat[c])));
    return LT_OK;
}

static lt_status bilinear_error(const lt_grid *g, double step, double *worst) {
    lt_plane *plane = NULL;
    lt_horizontal *h = NULL;
    float *source = NULL, *cells = NULL;
    LT_TRY(axes_of(step, &plane));
    lt_status status = lt_horizontal_create(plane, g, "verify", &h);
    if (status == LT_OK) status = lt_calloc((size_t)plane->n, sizeof *source, &source);
    if (status == LT_OK) status = lt_calloc((size_t)g->nx * (size_t)g->ny, sizeof *cells, &cells);
    if (status == LT_OK) status = with_fields(g, plane, h, source, cells, worst);
    lt_free(source);
    lt_free(cells);
    lt_horizontal_free(h);
    lt_plane_free(plane);
    return status;
}

static lt_status add_bilinear(lt_verify *verify, const lt_grid *g) {
    double coarse, fine, finest;
    LT_TRY(bilinear_error(g, 1.0, &coarse));
    LT_TRY(bilinear_error(g, 0.5, &fine));
    LT_TRY(bilinear_error(g, 0.25, &finest));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "bilinear, 1 degree", .metric = "linf_m_s", .scheme = "", .value = coarse,
                         .bound = 10.0 * (0.25 + 0.16) / 8.0 * 1.01, .source = "h^2 (|f_xx| + |f_yy|)/8"));
    return LT_VERIFY_ADD(verify, .test = "bilinear: order away from 2", .metric = "order_error", .scheme = "",
                         .value = fabs(log2(fine / finest) - 2.0), .bound = 0.1, .source = "observed order");
}

static lt_status rain_totals(const lt_grid *g, const lt_plane *plane, lt_horizontal *h, double *error) {
    float *source = NULL;
    double *cells = NULL, total = 0.0, exact = 0.0;
    lt_mesh *from = NULL, *to = NULL;
    lt_status status = lt_calloc((size_t)plane->n, sizeof *source, &source);
    if (status == LT_OK) status = lt_calloc((size_t)g->nx * (size_t)g->ny, sizeof *cells, &cells);
    if (status == LT_OK) status = lt_mesh_centres(plane->nx, plane->ny, plane->lon, plane->lat, &from);
    if (status == LT_OK) status = lt_mesh_grid(g, &to);
    for (int j = 6; j < 12 && status == LT_OK; j++)
        for (int i = 8; i < 15; i++) { /* inside the grid */
            source[j * plane->nx + i] = (float)(1 + i + 3 * j);
            exact += source[j * plane->nx + i] * lt_mesh_area(from, j * plane->nx + i);
        }
    if (status == LT_OK) status = lt_horizontal_amount(h, source, cells);
    for (int c = 0; c < g->nx * g->ny && status == LT_OK; c++) total += cells[c] * lt_mesh_area(to, c);
    *error = fabs(total / exact - 1.0);
    lt_mesh_free(from);
    lt_mesh_free(to);
    lt_free(source);
    lt_free(cells);
    return status;
}

static lt_status add_rain(lt_verify *verify, const lt_grid *g) {
    double error = INFINITY;
    lt_plane *plane = NULL;
    lt_horizontal *h = NULL;
    LT_TRY(axes_of(1.0, &plane));
    lt_status status = lt_horizontal_create(plane, g, "verify", &h);
    if (status == LT_OK) status = rain_totals(g, plane, h, &error);
    lt_horizontal_free(h);
    lt_plane_free(plane);
    LT_TRY(status);
    return LT_VERIFY_ADD(verify, .test = "precipitation: total over the grid", .metric = "relative_error", .scheme = "",
                         .value = error, .bound = 1e-12, .source = "areas of the source's cells");
}

static lt_status add_rotation(lt_verify *verify, const lt_grid *g) {
    double there = 0.0, back = 0.0;
    for (long c = 0; c < (long)g->nx * g->ny; c += 7) {
        double u, v, east, north, x0, y0, x1, y1;
        lt_rotate_to_grid(20.0, 0.0, cos(g->angle[c]), sin(g->angle[c]), &u, &v);
        lt_rotate_to_true(u, v, cos(g->angle[c]), sin(g->angle[c]), &east, &north);
        LT_TRY(lt_grid_project(g, g->lon[c] - 0.01, g->lat[c], &x0, &y0));
        LT_TRY(lt_grid_project(g, g->lon[c] + 0.01, g->lat[c], &x1, &y1));
        there = fmax(there, fabs(atan2(v, u) - atan2(y1 - y0, x1 - x0)));
        back = fmax(back, fabs(east - 20.0) + fabs(north));
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "west wind along the parallel on the map", .metric = "error_rad", .scheme = "",
                         .value = there, .bound = 1e-7, .source = "PROJ, 0.02 degrees of a parallel"));
    return LT_VERIFY_ADD(verify, .test = "wind to the map and back", .metric = "error_m_s", .scheme = "", .value = back,
                         .bound = 1e-12, .source = "rounding");
}

lt_status lt_verify_met_placement(lt_verify *verify) {
    lt_definition *definition = NULL;
    lt_grid *g = NULL;
    LT_TRY(add_columns(verify));
    LT_TRY(lt_definition_read("liaoning-27", &definition));
    lt_status status = lt_grid_create(definition, 0, &g);
    lt_definition_free(definition);
    if (status == LT_OK) status = add_bilinear(verify, g);
    if (status == LT_OK) status = add_rain(verify, g);
    if (status == LT_OK) status = add_rotation(verify, g);
    lt_grid_free(g);
    return status;
}
