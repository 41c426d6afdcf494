/* met_cell.c - reader of met.nc (met_cell.h).
 *
 * Of the cell: u*, 1/L, height of the boundary layer, w*, roughness, wind at 10 m, temperature at 2 m, pressure, rain,
 * cloud, albedo, humidity of the first layer, temperature of the layers. In convective air the height is zic and zim
 * what friction mixes below it (lt_mechanical_height_heated), so plumes have the lid of the grid; in stable air it is
 * zim. The lapse above is that of potential temperature between the
 * first two layers above the height, at least 0.005 K m-1. 1/L within 1e-5 m-1 of 0 is neutral: L = 1e5 m.
 *
 * Limit: a cell is an average over kilometres; a valley or a coast inside it has another wind. */
#include "model/gaussian/weather/met_cell.h"

#include "base/ncio.h"
#include "grids/anymap.h"
#include "model/gaussian/weather/met_axis.h"
#include "model/met/boundary_layer.h"
#include "model/met/constants.h"

#include <math.h>
#include <string.h>

enum { USTAR, INVERSE, HEIGHT, WSTAR, ROUGHNESS, EAST, NORTH, SPEED, T2, PRESSURE, RAIN, CLOUD, ALBEDO, N_SURFACE };
static const struct {
    const char *name, *unit;
} surface[N_SURFACE] = {{"friction_velocity", "m s-1"},
                        {"inverse_obukhov_length", "m-1"},
                        {"boundary_layer_height", "m"},
                        {"convective_velocity_scale", "m s-1"},
                        {"roughness_length", "m"},
                        {"u_wind_10m", "m s-1"},
                        {"v_wind_10m", "m s-1"},
                        {"wind_speed_10m", "m s-1"},
                        {"air_temperature_2m", "K"},
                        {"surface_pressure", "Pa"},
                        {"precipitation_flux", "kg m-2 s-1"},
                        {"cloud_cover", "1"},
                        {"surface_albedo", "1"}};

typedef struct cell {
    size_t i, j, nz, n;
    double *z, *bounds; /* [nz], [n][2] */
    float *of[N_SURFACE], *temperature, *humidity;
} cell;

static lt_status find_cell(lt_ncr *file, double lon, double lat, cell *c) {
    char projection[512];
    double *x = NULL, *y = NULL, east = 0.0, north = 0.0;
    size_t nx = 0, ny = 0;
    lt_anymap *map = NULL;
    LT_TRY(lt_ncr_attr_text(file, NULL, "proj4", projection, sizeof projection));
    LT_TRY(lt_anymap_open(projection, &map));
    bool inside = lt_anymap_forward(map, lon, lat, &east, &north);
    lt_anymap_close(map);
    lt_status status = lt_met_axis_read(file, "x", &nx, &x);
    if (status == LT_OK) status = lt_met_axis_read(file, "y", &ny, &y);
    if (status == LT_OK)
        inside = inside && lt_met_axis_find(x, nx, east, &c->i) && lt_met_axis_find(y, ny, north, &c->j);
    lt_free(x);
    lt_free(y);
    if (status != LT_OK || inside) return status;
    return LT_RAISE(LT_ERR_INPUT, .what = "the site lies outside the grid of the weather", .where = lt_ncr_path(file),
                    .expected = "a site in one of its cells", .found = lt_fmt("%.4f E, %.4f N", lon, lat),
                    .todo = "name weather of the site's grid, or look at the coordinates");
}

static lt_status read_column(lt_ncr *file, const char *name, const char *unit, const cell *c, size_t nz, float **out) {
    const size_t n = c->n * (nz ? nz : 1);
    LT_TRY(lt_calloc(n, sizeof **out, out));
    if (!lt_ncr_has(file, name)) {
        for (size_t k = 0; k < n; k++) (*out)[k] = NAN;
        return LT_OK;
    }
    const lt_ncr_block surface_block = {{0, c->j, c->i}, {c->n, 1, 1}};
    const lt_ncr_block layers = {{0, 0, c->j, c->i}, {c->n, nz, 1, 1}};
    return lt_ncr_get_float_block(file, name, unit, nz ? &layers : &surface_block, *out);
}

static lt_status read_cell(lt_ncr *file, cell *c) {
    LT_TRY(lt_ncr_dim(file, "time", &c->n));
    LT_TRY(lt_calloc(2 * c->n, sizeof *c->bounds, &c->bounds));
    LT_TRY(lt_ncr_get_double(file, "time_bnds", NULL, 2 * c->n, c->bounds));
    LT_TRY(lt_met_axis_read(file, "z", &c->nz, &c->z));
    if (c->nz == 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "the weather has no layers", .where = lt_ncr_path(file),
                        .expected = "a dimension z of 1 or more", .found = "0", .todo = "make the weather again");
    for (int k = 0; k < N_SURFACE; k++) LT_TRY(read_column(file, surface[k].name, surface[k].unit, c, 0, &c->of[k]));
    LT_TRY(read_column(file, "relative_humidity", "1", c, c->nz, &c->humidity));
    return read_column(file, "air_temperature", "K", c, c->nz, &c->temperature);
}

static void free_cell(cell *c) {
    for (int k = 0; k < N_SURFACE; k++) lt_free(c->of[k]);
    lt_free(c->temperature);
    lt_free(c->humidity);
    lt_free(c->z);
    lt_free(c->bounds);
}

static double lapse_above(const cell *c, size_t hour, double height_m) {
    const float *t = c->temperature + hour * c->nz;
    size_t k = 0;
    while (k + 2 < c->nz && c->z[k] < height_m) k++;
    const double lapse = ((double)t[k + 1] - (double)t[k]) / (c->z[k + 1] - c->z[k]) + LT_GRAVITY / LT_CP_DRY;
    return fmax(lapse, 0.005);
}

/* NAN stays NAN, unlike with fmax. */
static double at_least(double value, double least) {
    return value < least ? least : value;
}

static lt_plume_hour hour_of(const cell *c, size_t n) {
    lt_plume_hour h = lt_plume_hour_missing((lt_time)c->bounds[2 * n + 1]);
    const double inverse = (double)c->of[INVERSE][n], east = (double)c->of[EAST][n], north = (double)c->of[NORTH][n];
    const double height = (double)c->of[HEIGHT][n];
    const bool convective = inverse < -1e-5;
    h.wind_ms = isnan(c->of[SPEED][n]) ? hypot(east, north) : (double)c->of[SPEED][n];
    h.wind_from_deg = fmod(atan2(-east, -north) / LT_DEGREE + 360.0, 360.0);
    if (east == 0.0 && north == 0.0) h.wind_from_deg = NAN;
    h.wind_height_m = 10.0;
    h.temperature_K = (double)c->of[T2][n];
    h.temperature_height_m = 2.0;
    h.pressure_Pa = isnan(c->of[PRESSURE][n]) ? 101325.0 : (double)c->of[PRESSURE][n];
    h.friction_velocity_ms = (double)c->of[USTAR][n];
    h.obukhov_m = isnan(inverse) ? NAN : 1.0 / (convective ? inverse : fmax(inverse, 1e-5));
    h.mechanical_height_m = convective ? lt_mechanical_height_heated(h.friction_velocity_ms, height) : height;
    h.convective_height_m = convective ? height : 0.0;
    h.convective_velocity_ms = convective ? at_least((double)c->of[WSTAR][n], 0.001) : 0.0;
    h.lapse_above_Km = c->nz > 2 ? lapse_above(c, n, height) : 0.005;
    h.roughness_m = (double)c->of[ROUGHNESS][n];
    h.rain_mmh = 3600.0 * (double)c->of[RAIN][n];
    h.relative_humidity = (double)c->humidity[n * c->nz];
    h.cloud = (double)c->of[CLOUD][n] > 1.0 ? 1.0 : (double)c->of[CLOUD][n];
    h.albedo = (double)c->of[ALBEDO][n];
    lt_plume_hour_judge(&h);
    return h;
}

static lt_status take(const cell *c, lt_time from, lt_time to, const char *path, lt_plume_weather *weather) {
    for (size_t n = 0; n < c->n; n++) {
        if (!(fabs(c->bounds[2 * n + 1]) < 1e11)) /* seconds: 3000 years */
            return LT_RAISE(LT_ERR_INPUT, .what = "an hour of the weather has no end", .where = path,
                            .expected = "time_bnds in seconds since 1970",
                            .found = lt_fmt("%g of hour %zu", c->bounds[2 * n + 1], n + 1),
                            .todo = "make the weather again");
        const lt_plume_hour hour = hour_of(c, n);
        if ((from && hour.end_s <= from) || (to && hour.end_s > to)) continue;
        LT_TRY(lt_plume_weather_add(weather, &hour, path));
    }
    return LT_OK;
}

lt_status lt_met_cell_read(const char *path, double lon, double lat, lt_time from, lt_time to, lt_plume_weather **out) {
    lt_ncr *file;
    cell c = {0};
    *out = NULL;
    LT_TRY(lt_ncr_open(path, &file));
    lt_plume_weather *weather = lt_plume_weather_of(path);
    lt_status status = weather ? find_cell(file, lon, lat, &c) : LT_ERR_MEMORY;
    if (status == LT_OK) status = read_cell(file, &c);
    if (status == LT_OK) status = take(&c, from, to, path, weather);
    free_cell(&c);
    lt_ncr_close(file);
    if (status == LT_OK)
        *out = weather;
    else
        lt_plume_weather_free(weather);
    return status;
}
