/* netcdf_samples.c - real netCDF files against the numbers that ncdump shows at named points.
 *
 * Numbers by   ncdump -p 9,17 -f c -v VAR FILE | grep 'VAR(t,k,j,i)'   ("-f c" writes the indices, from 0, as C
 * counts). Where a field is made of several numbers of the file, the row holds the same formula in double
 * (wrf_values.c, cf_units.c). Bound: the reader's arithmetic is double and its result float, whose rounding is 6e-8;
 * ncdump's nine digits are 1e-9. */
#include "base/log.h"
#include "base/outdir.h"
#include "model/met/gridded/gridded.h"
#include "model/met/verify/verify.h"

#include <math.h>
#include <string.h>

#define WRF "met/wrf_samples/"
#define GFS "met/gfs_full_state_2p5deg/gfs_2011011012_f120_2p5deg_"
#define SAMPLE "met/grib_netcdf_reader_samples/"
#define UTM SAMPLE "era5_utm32_2025_05_01_01.nc"
#define OLD SAMPLE "era5_1995-07-14T12_packed_short.nc"
#define TIGGE "met/ecmwf_tigge_surface_20070505/ecmwf_tigge_20070505_f120_114-130E_36-47N.nc"
#define ALL WRF "wrf_d01_allvars_cropped.nc"
#define CUT WRF "wrf_cropped.nc"
#define WIND "met/gfs_10m_wind_20161120_22/gfs_10m_wind_20161120_22_108-136E_32-50N.nc"
#define MCIP "met/mcip_ioapi_sample/GRIDCRO2D_20171222.nc"
#define PL GFS "pl_105-140E_25-55N.nc"
#define SFC GFS "sfc_105-140E_25-55N.nc"

/* Mean of two neighbours in U and V, turned: ALL at (2,3,4,0). */
#define U_ (0.5 * (0.596299291 + 1.05317914))
#define V_ (0.5 * (2.29430676 + 0.194875956))
#define COS_ 0.999913454
#define SIN_ 0.0131553328
/* (T + 300) ((P + PB) / 1e5)^(2/7) by python3: T 33.5504951, P 2135.31641, PB 50116.1367; T 15.5958719, P 1626.99609,
 * PB 54380.1641. */
#define KELVIN_ALL 277.08835063312233
#define KELVIN_CUT 267.4243200889663
/* 120 h of a forecast in seconds: TIGGE's sums are J m-2 since its start, downward. */
#define FORECAST 432000.0

/* Saturation of NCEP's mixture of water and ice over that over water (mixed_phase.c) at t(0,25,5,7) 255.199997 K,
 * t(0,0,5,7) 233.699997 K and the 255.589996 K of 2 m, by python3. That of 2 m makes 47.9 %; q of 0.00045 at 101397 Pa
 * is 47.4 +- 0.5 % over water. */
#define ICE_1000 0.8554078324061617
#define ICE_10 0.677742961612096
#define ICE_2M 0.8613857057695632

static const struct point {
    const char *file;
    lt_gridded_field field;
    const char *time; /* end of the record; "": fixed */
    int level, row, column;
    double value;
} points[] = {
    {ALL, LT_G_PRESSURE, "2005-09-21T06:00:00Z", 3, 4, 5, 2135.31641 + 50116.1367},
    {ALL, LT_G_HEIGHT, "2005-09-21T06:00:00Z", 3, 4, 5,
     0.5 * (198.486832 + 302.598511 + 53526.1133 + 54623.8594) / 9.81},
    {ALL, LT_G_TEMPERATURE, "2005-09-21T06:00:00Z", 3, 4, 5, KELVIN_ALL},
    {ALL, LT_G_SPECIFIC_HUMIDITY, "2005-09-21T06:00:00Z", 3, 4, 5, 0.00368354726 / 1.00368354726},
    {ALL, LT_G_EAST, "2005-09-21T06:00:00Z", 3, 4, 0, U_ *COS_ - V_ *SIN_},
    {ALL, LT_G_NORTH, "2005-09-21T06:00:00Z", 3, 4, 0, V_ *COS_ + U_ *SIN_},
    {ALL, LT_G_TERRAIN, "", 0, 4, 5, 5250.02344},
    {ALL, LT_G_LAND, "", 0, 7, 0, 0.0},
    {ALL, LT_G_SURFACE_PRESSURE, "2005-09-21T06:00:00Z", 0, 4, 5, 54128.8281},
    {ALL, LT_G_T2M, "2005-09-21T06:00:00Z", 0, 4, 5, 282.144806},
    {ALL, LT_G_HUMIDITY_2M, "2005-09-21T06:00:00Z", 0, 4, 5, 0.00369086536 / 1.00369086536},
    {ALL, LT_G_EAST_10M, "2005-09-21T06:00:00Z", 0, 4, 0, 0.619271874 * COS_ - 0.759181082 * SIN_},
    {ALL, LT_G_NORTH_10M, "2005-09-21T06:00:00Z", 0, 4, 0, 0.759181082 * COS_ + 0.619271874 * SIN_},
    {ALL, LT_G_SKIN, "2005-09-21T06:00:00Z", 0, 4, 5, 294.126678},
    {ALL, LT_G_SEA_SURFACE, "2005-09-21T06:00:00Z", 0, 7, 0, 278.687683},
    {ALL, LT_G_SEA_SURFACE, "2005-09-21T06:00:00Z", 0, 7, 1, NAN}, /* land */
    {ALL, LT_G_SNOW, "2005-09-21T06:00:00Z", 0, 4, 5, 0.0127278725},
    {ALL, LT_G_SOIL_MOISTURE, "2005-09-21T06:00:00Z", 0, 4, 5, 0.203291878},
    {ALL, LT_G_SOIL_TEMPERATURE, "2005-09-21T06:00:00Z", 0, 4, 5, 281.187744},
    {ALL, LT_G_ALBEDO, "2005-09-21T06:00:00Z", 0, 4, 5, 0.228170857},
    {ALL, LT_G_PBLH, "2005-09-21T06:00:00Z", 0, 4, 5, 2233.88672},
    {ALL, LT_G_USTAR, "2005-09-21T06:00:00Z", 0, 4, 5, 0.407510281},
    {ALL, LT_G_RAIN, "2005-09-21T09:00:00Z", 0, 6, 9, 0.141393065 + 1.26296368e-06},
    {ALL, LT_G_RAIN, "2005-09-21T09:00:00Z", 0, 0, 9, 4.191681e-05},
    {ALL, LT_G_RAIN_CONVECTIVE, "2005-09-21T09:00:00Z", 0, 6, 9, 0.141393065},
    {ALL, LT_G_SNOWFALL, "2005-09-21T09:00:00Z", 0, 7, 9, 7.09344249e-07},
    {ALL, LT_G_SHORTWAVE, "2005-09-21T06:00:00Z", 0, 4, 5, 998.433777},
    {ALL, LT_G_LONGWAVE, "2005-09-21T06:00:00Z", 0, 4, 5, 217.773941},
    {ALL, LT_G_SENSIBLE, "2005-09-21T06:00:00Z", 0, 4, 5, 288.441101},
    {ALL, LT_G_LATENT, "2005-09-21T06:00:00Z", 0, 4, 5, 62.406765},
    {CUT, LT_G_PRESSURE, "2008-10-26T15:00:00Z", 0, 12, 13, 1626.99609 + 54380.1641},
    {CUT, LT_G_HEIGHT, "2008-10-26T15:00:00Z", 0, 12, 13, 0.5 * (47812.4297 + 18.5775108 + 48287.5391) / 9.81},
    {CUT, LT_G_TEMPERATURE, "2008-10-26T15:00:00Z", 0, 12, 13, KELVIN_CUT},
    {CUT, LT_G_SPECIFIC_HUMIDITY, "2008-10-26T15:00:00Z", 0, 12, 13, 0.00411535474 / 1.00411535474},
    {CUT, LT_G_T2M, "2008-10-26T15:00:00Z", 0, 12, 13, 267.965271},
    {WRF "wrf_mercator.nc", LT_G_T2M, "2009-08-05T01:00:00Z", 0, 150, 220, 297.584686},
    {WRF "wrf_tip_d2.nc", LT_G_T2M, "2005-09-21T01:00:00Z", 0, 90, 135, 271.970154},
    {WRF "geo_em.d01_lon-lat.nc", LT_G_LAND, "", 0, 80, 90, 1.0}, /* LU_INDEX 2, cropland */
    {WRF "geo_em.d01_lon-lat.nc", LT_G_LAND, "", 0, 0, 0, 0.0},   /* LU_INDEX 16, ISWATER */
    /* plev falls in the file: its level 25 is 1000 hPa, 6 is 150 hPa (level 19 from the ground); r has no 20 hPa */
    {PL, LT_G_HEIGHT, "2011-01-15T12:00:00Z", 0, 5, 7, 225.354004},
    {PL, LT_G_HEIGHT, "2011-01-15T12:00:00Z", 25, 5, 7, 30743.0098},
    {PL, LT_G_TEMPERATURE, "2011-01-15T12:00:00Z", 0, 5, 7, 255.199997},
    {PL, LT_G_TEMPERATURE, "2011-01-15T12:00:00Z", 19, 5, 7, 222.399994},
    {PL, LT_G_RELATIVE_HUMIDITY, "2011-01-15T12:00:00Z", 0, 5, 7, 0.56 * ICE_1000},
    {PL, LT_G_RELATIVE_HUMIDITY, "2011-01-15T12:00:00Z", 25, 5, 7, 0.0000999999978 * ICE_10},
    {PL, LT_G_RELATIVE_HUMIDITY, "2011-01-15T12:00:00Z", 24, 5, 7, NAN},
    {PL, LT_G_EAST, "2011-01-15T12:00:00Z", 19, 5, 7, 32.5400009},
    {PL, LT_G_NORTH, "2011-01-15T12:00:00Z", 19, 5, 7, -10.9300003},
    {SFC, LT_G_SURFACE_PRESSURE, "2011-01-15T12:00:00Z", 0, 5, 7, 101397.203},
    {SFC, LT_G_SEA_PRESSURE, "2011-01-15T12:00:00Z", 0, 5, 7, 103036.289},
    {SFC, LT_G_TERRAIN, "", 0, 5, 7, 121.559998},
    {SFC, LT_G_LAND, "", 0, 9, 14, 0.0},
    {SFC, LT_G_T2M, "2011-01-15T12:00:00Z", 0, 5, 7, 255.589996},
    {SFC, LT_G_HUMIDITY_2M, "2011-01-15T12:00:00Z", 0, 5, 7, 0.000449999992},
    {SFC, LT_G_RELATIVE_2M, "2011-01-15T12:00:00Z", 0, 5, 7, 0.557000008 * ICE_2M},
    {SFC, LT_G_EAST_10M, "2011-01-15T12:00:00Z", 0, 5, 7, 1.08000004},
    {SFC, LT_G_NORTH_10M, "2011-01-15T12:00:00Z", 0, 5, 7, -0.0399999991},
    {SFC, LT_G_RAIN, "2011-01-15T12:00:00Z", 0, 12, 14, 1.79999995},
    {SFC, LT_G_SHORTWAVE, "2011-01-15T12:00:00Z", 0, 5, 7, 70.0},
    {SFC, LT_G_LONGWAVE, "2011-01-15T12:00:00Z", 0, 5, 7, 151.0},
    {SFC, LT_G_SENSIBLE, "2011-01-15T12:00:00Z", 0, 9, 14, 150.0}, /* the Pacific in winter: upward */
    {SFC, LT_G_LATENT, "2011-01-15T12:00:00Z", 0, 9, 14, 382.0},
    {TIGGE, LT_G_EAST_10M, "2007-05-10T00:00:00Z", 0, 11, 21, 1.8094635},
    {TIGGE, LT_G_DEW_POINT, "2007-05-10T00:00:00Z", 0, 11, 21, 270.322845},
    {TIGGE, LT_G_T2M, "2007-05-10T00:00:00Z", 0, 11, 21, 287.884338}, /* not mn2t6, of the same standard name */
    {TIGGE, LT_G_LAND, "", 0, 11, 21, 0.999176025},
    {TIGGE, LT_G_SEA_PRESSURE, "2007-05-10T00:00:00Z", 0, 11, 21, 102067.938},
    {TIGGE, LT_G_TERRAIN, "", 0, 11, 21, 122.194946},
    {TIGGE, LT_G_SKIN, "2007-05-10T00:00:00Z", 0, 11, 21, 290.10907},
    {TIGGE, LT_G_LATENT, "2007-05-10T00:00:00Z", 0, 11, 21, 31456704.0 / FORECAST},
    {TIGGE, LT_G_SENSIBLE, "2007-05-10T00:00:00Z", 0, 11, 21, 10975600.0 / FORECAST},
    {TIGGE, LT_G_SOIL_MOISTURE, "2007-05-10T00:00:00Z", 0, 11, 21, 0.202648926}, /* kg m-3 */
    {TIGGE, LT_G_CLOUD_TOTAL, "2007-05-10T00:00:00Z", 0, 11, 21, 0.0012890625},  /* % */
    /* packed: add_offset + scale_factor * short */
    {OLD, LT_G_EAST_10M, "1995-07-14T12:00:00Z", 0, 50, 100, -0.942474104452116 + 0.000533536052670387 * 1232},
    {OLD, LT_G_NORTH_10M, "1995-07-14T12:00:00Z", 0, 50, 100, 0.0823579377563266 + 0.000521551245159285 * 7797},
    {OLD, LT_G_DEW_POINT, "1995-07-14T12:00:00Z", 0, 50, 100, 274.694534742294 + 0.000868869905074662 * 17607},
    {OLD, LT_G_T2M, "1995-07-14T12:00:00Z", 0, 50, 100, 295.926337271304 + 0.000841082391218928 * -1171},
    {OLD, LT_G_SURFACE_PRESSURE, "1995-07-14T12:00:00Z", 0, 50, 100, 85005.4101645354 + 0.554670929150199 * 13641},
    {UTM, LT_G_TEMPERATURE, "2025-05-01T01:00:00Z", 10, 14, 8, 277.639496},
    {UTM, LT_G_TEMPERATURE, "2025-05-01T01:00:00Z", 0, 14, 8, 294.361328},
    {UTM, LT_G_EAST, "2025-05-01T01:00:00Z", 10, 14, 8, 1.41786873},
    {UTM, LT_G_SPECIFIC_HUMIDITY, "2025-05-01T01:00:00Z", 10, 14, 8, 0.00300872326},
    {UTM, LT_G_SURFACE_PRESSURE, "2025-05-01T01:00:00Z", 0, 14, 8, 89850.4297},
    {UTM, LT_G_TERRAIN, "", 0, 14, 8, 10633.54 / 9.80665}, /* geopotential */
    {UTM, LT_G_T2M, "2025-05-01T01:00:00Z", 0, 14, 8, 278.512146},
    {UTM, LT_G_DEW_POINT, "2025-05-01T01:00:00Z", 0, 14, 8, 276.594482},
    {UTM, LT_G_NORTH_10M, "2025-05-01T01:00:00Z", 0, 14, 8, 0.887908101},
    {UTM, LT_G_SEA_SURFACE, "2025-05-01T01:00:00Z", 0, 29, 0, NAN},
    {UTM, LT_G_SENSIBLE, "2025-05-01T01:00:00Z", 0, 14, 8, -14.0552149}, /* downward at night */
    {UTM, LT_G_CLOUD_TOTAL, "2025-05-01T01:00:00Z", 0, 14, 8, 0.00033819658},
    {UTM, LT_G_PBLH, "2025-05-01T01:00:00Z", 0, 14, 8, 14.4993591},
    {UTM, LT_G_LAND, "", 0, 14, 8, 0.998552144},
    {WIND, LT_G_EAST_10M, "2016-11-20T18:00:00Z", 0, 9, 14, -2.34823537},
    {WIND, LT_G_NORTH_10M, "2016-11-20T18:00:00Z", 0, 9, 14, -3.59631371},
    {MCIP, LT_G_TERRAIN, "", 0, 150, 200, 626.615356},
    {MCIP, LT_G_LAND, "", 0, 150, 200, 1.0},
    {MCIP, LT_G_LAND, "", 0, 0, 0, 0.0},
};
enum { N_POINTS = sizeof points / sizeof *points };

/* Where points lie, as the file itself says (XLAT, XLONG, latitude, longitude): "VAR(j,i)". */
static const struct place {
    const char *file;
    int row, column;
    double lon, lat, bound; /* degrees; the single precision of WRF, 4.3 m (wrf_map.c), or of a double axis */
} places[] = {
    {WRF "wrf_mercator.nc", 150, 220, -1.95789301, 11.082655, 4e-5},
    {WRF "wrf_tip_d2.nc", 90, 135, 86.0846558, 33.2820549, 4e-5},
    {WRF "geo_em_d01_lambert.nc", 199, 0, 45.5134277, 51.2145996, 7e-5},
    {WRF "geo_em.d01_lon-lat.nc", 80, 90, 4.91998291, 45.4599991, 1e-5},
    {TIGGE, 11, 21, 123.75, 42.0224316750859, 1e-12},
    {MCIP, 150, 200, -98.7886353, 40.6919327, 4e-5}, /* LON, LAT */
};

/* All real netCDF files of weather. */
static const char *const samples[] = {WRF "geo_em.d01_lon-lat.nc",
                                      WRF "geo_em_d01_lambert.nc",
                                      WRF "geo_em_d02_lambert.nc",
                                      CUT,
                                      ALL,
                                      WRF "wrf_d01_allvars_cropped_compressed.nc",
                                      WRF "wrf_mercator.nc",
                                      WRF "wrf_tip_d2.nc",
                                      PL,
                                      SFC,
                                      "met/gfs_full_state_2p5deg/gfs_2011100800_f072_2p5deg_pl_105-140E_25-55N.nc",
                                      "met/gfs_full_state_2p5deg/gfs_2011100800_f072_2p5deg_sfc_105-140E_25-55N.nc",
                                      TIGGE,
                                      OLD,
                                      SAMPLE "era5_utm32_2025_05_01_00.nc",
                                      UTM,
                                      WIND,
                                      MCIP};

/* Every record of every field of a file, within what fields.h allows. */
static lt_status read_all(const char *file, long *n_records) {
    char path[1024];
    lt_gridded *g = NULL;
    float *values = NULL;
    LT_TRY(lt_data_path(file, path, sizeof path));
    LT_TRY(lt_gridded_open(path, &g));
    lt_status status =
        lt_calloc((size_t)g->plane->n * (size_t)(g->n_levels > 1 ? g->n_levels : 1), sizeof *values, &values);
    for (int f = 0; f < LT_N_GRIDDED && status == LT_OK; f++)
        for (long r = 0; r < g->records[f].n && status == LT_OK; r++, (*n_records)++)
            status = lt_gridded_read(g, (lt_gridded_field)f, r, values);
    lt_free(values);
    lt_gridded_close(g);
    return status;
}

static lt_status add_openings(lt_verify *verify) {
    const long n = sizeof samples / sizeof *samples;
    long n_files = 0, n_records = 0;
    char text[2048];
    for (long k = 0; k < n; k++) {
        lt_status status = read_all(samples[k], &n_records);
        if (status == LT_OK) n_files++;
        if (status == LT_OK) continue;
        lt_error_text(status, text, sizeof text);
        lt_remark(LT_LOG_WARNING, "%s", text);
        lt_error_clear();
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "all files", .metric = "files_read", .scheme = "", .value = (double)n_files,
                         .sense = LT_AT_LEAST, .bound = (double)n, .source = "all netCDF weather of the data folder"));
    return LT_VERIFY_ADD(verify, .test = "all files", .metric = "records_in_range", .scheme = "",
                         .value = (double)n_records, .sense = LT_FACT, .source = "bounds of fields.h");
}

static long record_of(const lt_gridded *g, const struct point *p) {
    char end[24];
    for (long r = 0; r < g->records[p->field].n; r++) {
        lt_time_iso(g->records[p->field].items[r].end, end);
        if (!p->time[0] || strcmp(end, p->time) == 0) return r;
    }
    return -1;
}

/* Relative difference; 0 where both are missing. */
static lt_status difference(lt_gridded *g, const struct point *p, double *out) {
    float *values = NULL;
    long record = record_of(g, p), n = g->plane->n * (g->n_levels > 1 ? g->n_levels : 1);
    *out = NAN;
    if (record < 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)n, sizeof *values, &values));
    lt_status status = lt_gridded_read(g, p->field, record, values);
    double got = (double)values[p->level * g->plane->n + (long)p->row * g->plane->nx + p->column];
    lt_free(values);
    LT_TRY(status);
    if (isnan(p->value))
        *out = isnan(got) ? 0.0 : INFINITY;
    else
        *out = fabs(got - p->value) / (p->value == 0.0 ? 1.0 : fabs(p->value));
    return LT_OK;
}

/* All points of one file. */
static lt_status compare(const char *file, double *worst) {
    char path[1024];
    lt_gridded *g = NULL;
    LT_TRY(lt_data_path(file, path, sizeof path));
    LT_TRY(lt_gridded_open(path, &g));
    lt_status status = LT_OK;
    for (int p = 0; p < N_POINTS && status == LT_OK; p++) {
        double one = 0.0;
        if (strcmp(points[p].file, file) != 0) continue;
        status = difference(g, &points[p], &one);
        if (!(one <= *worst)) *worst = one;
    }
    lt_gridded_close(g);
    return status;
}

static lt_status compare_place(const struct place *p, double *off) {
    char path[1024];
    lt_gridded *g = NULL;
    double *lon = NULL, *lat = NULL;
    LT_TRY(lt_data_path(p->file, path, sizeof path));
    LT_TRY(lt_gridded_open(path, &g));
    lt_status status = lt_calloc((size_t)g->plane->n, sizeof *lon, &lon);
    if (status == LT_OK) status = lt_calloc((size_t)g->plane->n, sizeof *lat, &lat);
    if (status == LT_OK) status = lt_plane_places(g->plane, lon, lat);
    long at = (long)p->row * g->plane->nx + p->column;
    if (status == LT_OK) *off = fmax(fabs(lon[at] - p->lon), fabs(lat[at] - p->lat));
    lt_free(lon);
    lt_free(lat);
    lt_gridded_close(g);
    return status;
}

static const char *name_of(const char *file) {
    const char *slash = strrchr(file, '/');
    return slash ? slash + 1 : file;
}

lt_status lt_verify_met_netcdf_samples(lt_verify *verify) {
    char folder[1024];
    if (lt_data_path("met", folder, sizeof folder) != LT_OK) {
        lt_error_clear();
        lt_remark(LT_LOG_WARNING,
                  "netcdf_samples: left out, the real data are not here (LANTIAN_DATA names their folder)");
        return LT_OK;
    }
    LT_TRY(add_openings(verify));
    for (int p = 0; p < N_POINTS; p++) {
        double worst = 0.0;
        if (p > 0 && strcmp(points[p].file, points[p - 1].file) == 0) continue;
        LT_TRY(compare(points[p].file, &worst));
        LT_TRY(LT_VERIFY_ADD(verify, .test = name_of(points[p].file), .metric = "relative_error", .scheme = "",
                             .value = worst, .bound = 0x1p-23, .source = "ncdump"));
    }
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        double off = NAN;
        LT_TRY(compare_place(&places[p], &off));
        LT_TRY(LT_VERIFY_ADD(verify, .test = name_of(places[p].file), .metric = "place_error_degrees", .scheme = "",
                             .value = off, .bound = places[p].bound, .source = "ncdump"));
    }
    return LT_OK;
}
