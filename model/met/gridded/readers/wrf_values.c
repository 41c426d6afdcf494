/* wrf_values.c - the values of a WRF file in the units and meaning of fields.h.
 *
 *   p = P + PB                      Pa
 *   z = (PH + PHB) / g              m, of layer edges; mean of the two for the layer
 *   T = (theta' + 300) (p/p0)^(R/cp)  T holds theta' of dry air
 *   q = r / (1 + r)                 QVAPOR, Q2: mixing ratios
 *   u = (U[i] + U[i+1]) / 2         east = u cos a - v sin a, north = v cos a + u sin a
 *
 * g = 9.81 m s-2, R = 287, cp = 7 R / 2, p0 = 1e5 Pa: WRF's own (share/module_model_constants.F; WRF-ARW technical
 * note NCAR/TN-475+STR, appendix; S). All are linear or pointwise; the mean of z is what WRF calls the height of a mass
 * level to second order.
 *
 * Cloud water is QCLOUD and cloud ice QICE; rain, snow and graupel fall and are precipitation, as in ECMWF's clwc and
 * ciwc. SST counts over water alone (over land WRF carries the skin or 0). Precipitation is all since the simulation's
 * start: RAINC + RAINNC + RAINSH and the buckets I_RAINC, I_RAINNC of BUCKET_MM; snowfall is SNOWNC, of the resolved
 * clouds alone. SWDOWN, GLW, HFX and LH are values of the instant; HFX and LH are positive upward. */
#include "model/met/gridded/readers/wrf.h"

#include <math.h>
#include <string.h>

static const double G = 9.81, KAPPA = 2.0 / 7.0, P0 = 1e5, THETA0 = 300.0;

static long plane_size(const lt_wrf *w) {
    return (long)w->nx * w->ny;
}

/* Lengths of one time of a variable: layers (0: none), rows, columns; only: of the layers only this one, -1: all. */
typedef struct extent {
    int nz, ny, nx, only;
} extent;

static lt_status raise_shape(const lt_wrf *w, const char *name, const lt_ncr_shape *shape, extent e) {
    const char *found = "";
    for (int d = 0; d < shape->n; d++)
        found = lt_fmt("%s%s%s %zu", found, d ? ", " : "", shape->dim[d], shape->length[d]);
    return LT_RAISE(LT_ERR_INPUT, .what = "a variable of the WRF file has another shape than its grid",
                    .where = lt_fmt("%s, variable %s", w->path, name),
                    .expected = e.nz ? lt_fmt("%d layers, %d x %d points", e.nz, e.ny, e.nx)
                                     : lt_fmt("%d x %d points", e.ny, e.nx),
                    .found = found,
                    .todo = "cut all dimensions alike: a staggered one is one longer (ncks -d west_east,0,9 "
                            "-d west_east_stag,0,10)");
}

static lt_status get(lt_wrf *w, const char *name, const char *unit, long time, extent e, float *values) {
    lt_ncr_shape shape;
    lt_ncr_block block = {{0}, {0}};
    LT_TRY(lt_ncr_get_shape(w->file, name, &shape));
    int first = shape.n > 0 && strcmp(shape.dim[0], "Time") == 0, space = e.nz ? 3 : 2;
    bool fits = shape.n == first + space && (int)shape.length[shape.n - 1] == e.nx &&
                (int)shape.length[shape.n - 2] == e.ny && (!e.nz || (int)shape.length[first] == e.nz);
    if (!fits) return raise_shape(w, name, &shape, e);
    for (int d = 0; d < shape.n; d++) block.count[d] = shape.length[d];
    if (first) {
        block.start[0] = (size_t)time;
        block.count[0] = 1;
    }
    if (e.nz && e.only >= 0) {
        block.start[first] = (size_t)e.only;
        block.count[first] = 1;
    }
    return lt_ncr_get_float_block(w->file, name, unit, &block, values);
}

static extent layers(const lt_wrf *w) {
    return (extent){w->nz, w->ny, w->nx, -1};
}

static extent ground(const lt_wrf *w) {
    return (extent){0, w->ny, w->nx, -1};
}

/* --- on layers --- */

static lt_status make_plain_layers(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    return get(w, row->need[0], row->unit, time, layers(w), values);
}

static lt_status make_sum_layers(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[0], row->unit, time, layers(w), w->work[0]));
    LT_TRY(get(w, row->need[1], row->unit, time, layers(w), values));
    for (long p = 0, n = w->nz * plane_size(w); p < n; p++) values[p] += w->work[0][p];
    return LT_OK;
}

static lt_status make_height(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    extent edges = {w->nz + 1, w->ny, w->nx, -1};
    long n = plane_size(w);
    LT_TRY(get(w, row->need[0], row->unit, time, edges, w->work[0]));
    LT_TRY(get(w, row->need[1], row->unit, time, edges, w->work[1]));
    const float *a = w->work[0], *b = w->work[1];
    for (long p = 0; p < w->nz * n; p++)
        values[p] = (float)(0.5 * ((double)a[p] + (double)b[p] + (double)a[p + n] + (double)b[p + n]) / G);
    return LT_OK;
}

static lt_status make_temperature(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[1], "Pa", time, layers(w), w->work[0]));
    LT_TRY(get(w, row->need[2], "Pa", time, layers(w), w->work[1]));
    LT_TRY(get(w, row->need[0], row->unit, time, layers(w), values));
    for (long p = 0, n = w->nz * plane_size(w); p < n; p++) {
        double pressure = (double)w->work[0][p] + (double)w->work[1][p];
        values[p] = (float)(((double)values[p] + THETA0) * pow(pressure / P0, KAPPA));
    }
    return LT_OK;
}

static void to_specific(long n, float *values) {
    for (long p = 0; p < n; p++) values[p] = (float)((double)values[p] / (1.0 + (double)values[p]));
}

static lt_status make_specific(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[0], row->unit, time, layers(w), values));
    to_specific(w->nz * plane_size(w), values);
    return LT_OK;
}

/* From the map's axes to true east and north, in place. */
static void turn(const lt_wrf *w, int nz, float *east, float *north) {
    long n = plane_size(w);
    for (long p = 0; p < nz * n; p++) {
        double u = (double)east[p], v = (double)north[p], c = w->cosine[p % n], s = w->sine[p % n];
        east[p] = (float)(u * c - v * s);
        north[p] = (float)(v * c + u * s);
    }
}

static lt_status read_layer_wind(lt_wrf *w, const lt_wrf_row *row, long time) {
    if (w->levels.record == time) return LT_OK;
    w->levels.record = -1;
    long n = w->nz * plane_size(w);
    LT_TRY(get(w, row->need[0], row->unit, time, (extent){w->nz, w->ny, w->nx + 1, -1}, w->work[0]));
    LT_TRY(get(w, row->need[1], row->unit, time, (extent){w->nz, w->ny + 1, w->nx, -1}, w->work[1]));
    if (!w->levels.east) LT_TRY(lt_calloc((size_t)n, sizeof(float), &w->levels.east));
    if (!w->levels.north) LT_TRY(lt_calloc((size_t)n, sizeof(float), &w->levels.north));
    for (long p = 0; p < n; p++) {
        const float *u = w->work[0] + p + p / w->nx;                 /* rows are one longer */
        const float *v = w->work[1] + p + p / plane_size(w) * w->nx; /* layers are one row longer */
        w->levels.east[p] = (float)(0.5 * ((double)u[0] + (double)u[1]));
        w->levels.north[p] = (float)(0.5 * ((double)v[0] + (double)v[w->nx]));
    }
    turn(w, w->nz, w->levels.east, w->levels.north);
    w->levels.record = time;
    return LT_OK;
}

static lt_status make_layer_wind(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(read_layer_wind(w, row, time));
    memcpy(values, row->field == LT_G_EAST ? w->levels.east : w->levels.north,
           (size_t)(w->nz * plane_size(w)) * sizeof *values);
    return LT_OK;
}

/* --- on the ground --- */

static lt_status make_plain(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    return get(w, row->need[0], row->unit, time, ground(w), values);
}

static lt_status make_specific_ground(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[0], row->unit, time, ground(w), values));
    to_specific(plane_size(w), values);
    return LT_OK;
}

static lt_status make_ground_wind(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    size_t n = (size_t)plane_size(w);
    if (w->ground.record != time) {
        w->ground.record = -1;
        if (!w->ground.east) LT_TRY(lt_calloc(n, sizeof(float), &w->ground.east));
        if (!w->ground.north) LT_TRY(lt_calloc(n, sizeof(float), &w->ground.north));
        LT_TRY(get(w, row->need[0], row->unit, time, ground(w), w->ground.east));
        LT_TRY(get(w, row->need[1], row->unit, time, ground(w), w->ground.north));
        turn(w, 1, w->ground.east, w->ground.north);
        w->ground.record = time;
    }
    memcpy(values, row->field == LT_G_EAST_10M ? w->ground.east : w->ground.north, n * sizeof *values);
    return LT_OK;
}

/* The layer of the soil at the top. */
static lt_status make_soil(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    long n = lt_foreign_dim(w->file, "soil_layers_stag");
    return get(w, row->need[0], row->unit, time, (extent){(int)n, w->ny, w->nx, 0}, values);
}

/* Land is 1 in LANDMASK; categories of water where only LU_INDEX is there. */
static lt_status make_land(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    (void)row;
    if (lt_ncr_has(w->file, "LANDMASK")) return get(w, "LANDMASK", NULL, time, ground(w), values);
    double water = -1.0, lake = -1.0;
    lt_foreign_number(w->file, NULL, "ISWATER", &water);
    lt_foreign_number(w->file, NULL, "ISLAKE", &lake);
    LT_TRY(get(w, "LU_INDEX", NULL, time, ground(w), values));
    for (long p = 0; p < plane_size(w); p++) {
        double category = (double)values[p];
        values[p] = category == water || category == lake ? 0.0F : 1.0F;
    }
    return LT_OK;
}

static lt_status make_sea_surface(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[0], row->unit, time, ground(w), values));
    if (w->has_land) LT_TRY(make_land(w, row, time, w->work[0]));
    for (long p = 0; p < plane_size(w); p++)
        if (values[p] == 0.0F || (w->has_land && w->work[0][p] > 0.5F)) values[p] = NAN;
    return LT_OK;
}

/* Adds factor times a variable, if it is there. */
static lt_status add(lt_wrf *w, const char *name, const char *unit, double factor, long time, float *values) {
    if (!lt_ncr_has(w->file, name)) return LT_OK;
    LT_TRY(get(w, name, unit, time, ground(w), w->work[0]));
    for (long p = 0; p < plane_size(w); p++) values[p] = (float)((double)values[p] + factor * (double)w->work[0][p]);
    return LT_OK;
}

static lt_status make_convective(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(get(w, row->need[0], row->unit, time, ground(w), values));
    if (w->bucket_mm > 0.0) LT_TRY(add(w, "I_RAINC", NULL, w->bucket_mm, time, values));
    return add(w, "RAINSH", row->unit, 1.0, time, values);
}

static lt_status make_rain(lt_wrf *w, const lt_wrf_row *row, long time, float *values) {
    LT_TRY(make_convective(w, row, time, values));
    LT_TRY(add(w, row->need[1], row->unit, 1.0, time, values));
    return w->bucket_mm > 0.0 ? add(w, "I_RAINNC", NULL, w->bucket_mm, time, values) : LT_OK;
}

/* In the order of preference: the first row of a field whose variables are all there makes it. */
const lt_wrf_row lt_wrf_rows[] = {
    {LT_G_PRESSURE, {"P", "PB"}, "Pa", make_sum_layers},
    {LT_G_HEIGHT, {"PH", "PHB"}, "m2 s-2", make_height},
    {LT_G_TEMPERATURE, {"T", "P", "PB"}, "K", make_temperature},
    {LT_G_SPECIFIC_HUMIDITY, {"QVAPOR"}, "kg kg-1", make_specific},
    {LT_G_EAST, {"U", "V"}, "m s-1", make_layer_wind},
    {LT_G_NORTH, {"U", "V"}, "m s-1", make_layer_wind},
    {LT_G_CLOUD_WATER, {"QCLOUD"}, "kg kg-1", make_plain_layers},
    {LT_G_CLOUD_ICE, {"QICE"}, "kg kg-1", make_plain_layers},
    {LT_G_CLOUD, {"CLDFRA"}, NULL, make_plain_layers},
    {LT_G_TERRAIN, {"HGT"}, "m", make_plain},
    {LT_G_TERRAIN, {"HGT_M"}, NULL, make_plain}, /* "meters MSL" */
    {LT_G_LAND, {"LANDMASK"}, NULL, make_land},
    {LT_G_LAND, {"LU_INDEX"}, NULL, make_land},
    {LT_G_SURFACE_PRESSURE, {"PSFC"}, "Pa", make_plain},
    {LT_G_T2M, {"T2"}, "K", make_plain},
    {LT_G_HUMIDITY_2M, {"Q2"}, "kg kg-1", make_specific_ground},
    {LT_G_EAST_10M, {"U10", "V10"}, "m s-1", make_ground_wind},
    {LT_G_NORTH_10M, {"U10", "V10"}, "m s-1", make_ground_wind},
    {LT_G_SKIN, {"TSK"}, "K", make_plain},
    {LT_G_SEA_SURFACE, {"SST"}, "K", make_sea_surface},
    {LT_G_SEA_ICE, {"SEAICE"}, NULL, make_plain},
    {LT_G_SNOW, {"SNOW"}, "kg m-2", make_plain},
    {LT_G_SOIL_MOISTURE, {"SMOIS"}, "m3 m-3", make_soil},
    {LT_G_SOIL_TEMPERATURE, {"TSLB"}, "K", make_soil},
    {LT_G_ALBEDO, {"ALBEDO"}, NULL, make_plain},
    {LT_G_PBLH, {"PBLH"}, "m", make_plain},
    {LT_G_USTAR, {"UST"}, "m s-1", make_plain},
    {LT_G_ROUGHNESS, {"ZNT"}, "m", make_plain},
    {LT_G_RAIN, {"RAINC", "RAINNC"}, "mm", make_rain},
    {LT_G_RAIN_CONVECTIVE, {"RAINC"}, "mm", make_convective},
    {LT_G_SNOWFALL, {"SNOWNC"}, "mm", make_plain},
    {LT_G_SHORTWAVE, {"SWDOWN"}, "W m-2", make_plain},
    {LT_G_LONGWAVE, {"GLW"}, "W m-2", make_plain},
    {LT_G_SENSIBLE, {"HFX"}, "W m-2", make_plain},
    {LT_G_LATENT, {"LH"}, "W m-2", make_plain},
};
const int lt_wrf_n_rows = sizeof lt_wrf_rows / sizeof *lt_wrf_rows;

bool lt_wrf_has(const lt_wrf *wrf, const lt_wrf_row *row) {
    for (int k = 0; k < LT_WRF_MAX_NEEDS && row->need[k]; k++)
        if (!lt_ncr_has(wrf->file, row->need[k])) return false;
    return true;
}
