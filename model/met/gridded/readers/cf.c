/* cf.c - netCDF after the CF conventions: ERA5 of the old and the new Climate Data Store, what cdo makes of GRIB, and
 * others that name their fields as ECMWF, NCEP or CF do.
 *
 * Old store: packed shorts, hours since 1900, level in millibars, where near real time is in the file a dimension
 * expver (1 final, 5 preliminary: the first that is there counts). New store (cfgrib; header as in public downloads of
 * 2024-26): valid_time in seconds since 1970, pressure_level in hPa, number and expver as scalars or along time,
 * instant and accumulated fields in files of their own. Names: cf_names.c; units and signs: cf_units.c; intervals:
 * cf_times.c; levels: cf_levels.c; points: cf_places.c.
 *
 * Specific contents of cloud (clwc, ciwc, per mass of moist air) are given as mixing ratios unchanged: at most 3 %
 * less. */
#include "model/met/gridded/readers/cf.h"

#include "model/met/gridded/mixed_phase.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static lt_status recognise(const char *path, bool *mine) {
    lt_ncr *file = NULL;
    *mine = false;
    LT_TRY(lt_foreign_header(path, &file));
    if (!file) return LT_OK;
    *mine = lt_cf_looks_like(file);
    lt_ncr_close(file);
    return LT_OK;
}

/* Who made the file, by words in its attributes. */
static lt_cf_centre centre_of(lt_ncr *file) {
    static const struct {
        lt_cf_centre centre;
        const char *attribute, *word;
    } signs[] = {{LT_CF_ECMWF, "GRIB_centre", "ecmf"},
                 {LT_CF_NCEP, "GRIB_centre", "kwbc"},
                 {LT_CF_ECMWF, "institution", "European Centre for Medium"},
                 {LT_CF_ECMWF, "institution", "ECMWF"},
                 {LT_CF_NCEP, "institution", "National Centers for Environmental Prediction"},
                 {LT_CF_NCEP, "institution", "NCEP"},
                 {LT_CF_ECMWF, "source", "ECMWF"},
                 {LT_CF_ECMWF, "source", "ERA5"},
                 {LT_CF_NCEP, "source", "NCEP"},
                 {LT_CF_ECMWF, "title", "ERA5"},
                 {LT_CF_ECMWF, "history", "grib_to_netcdf"}, /* the old Climate Data Store says no more */
                 {LT_CF_ECMWF, "history", "ERA5"}};
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        char *text = NULL;
        if (lt_ncr_attr_whole_text(file, NULL, signs[k].attribute, &text) != LT_OK) lt_error_clear();
        bool found = text && strstr(text, signs[k].word);
        free(text);
        if (found) return signs[k].centre;
    }
    return LT_CF_OTHER;
}

static void note_interval(const lt_cf *cf, lt_gridded *g, lt_gridded_field field) {
    const lt_cf_source *s = &cf->source[field];
    if (s->span == LT_CF_INTERVAL && cf->centre == LT_CF_ECMWF && s->span_s == LT_HOUR)
        lt_note(g->notes, "%s: taken as the hour before its time, as ERA5 has it", "%s：按 ERA5 惯例视为此前一小时",
                s->variable);
    if (s->span == LT_CF_START)
        lt_note(g->notes, "%s: taken as accumulated since the start of the forecast", "%s：视为自预报起始时刻累积",
                s->variable);
    if (s->span == LT_CF_SIX_HOURS)
        lt_note(g->notes, "%s: taken as since the last full six hours, as GFS has it",
                "%s：按 GFS 惯例视为自最近的整六小时起", s->variable);
    if (s->span == LT_CF_INSTANT && lt_gridded_rows[field].span == LT_GRIDDED_FLUX)
        lt_note(g->notes, "%s: a value of the instant, not a mean", "%s：瞬时值，而非时段平均", s->variable);
}

/* Over ice where it is cold: ECMWF's, and NCEP's as GFS has it. */
static lt_saturation saturation_of(const lt_cf *cf) {
    static const lt_saturation of[] = {LT_SATURATION_WATER, LT_SATURATION_ECMWF, LT_SATURATION_NCEP};
    return of[cf->centre];
}

static lt_gridded_field temperature_of(lt_gridded_field humidity) {
    return humidity == LT_G_RELATIVE_2M ? LT_G_T2M : LT_G_TEMPERATURE;
}

static bool is_mixed(const lt_cf *cf, lt_gridded_field field) {
    return (field == LT_G_RELATIVE_HUMIDITY || field == LT_G_RELATIVE_2M) && cf->source[field].variable[0] &&
           saturation_of(cf) != LT_SATURATION_WATER;
}

static void note_humidity(const lt_cf *cf, lt_gridded *g) {
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        if (!is_mixed(cf, (lt_gridded_field)f)) continue;
        if (cf->source[temperature_of((lt_gridded_field)f)].variable[0])
            lt_note(g->notes, "%s: over ice where it is cold, as %s has it; made one over water",
                    "%s：低温时对冰面（%s 惯例），已换算为对水面", cf->source[f].variable,
                    cf->centre == LT_CF_ECMWF ? "ECMWF" : "GFS");
        else
            lt_note(g->notes, "%s: taken as over water, there is no temperature to tell from",
                    "%s：按对水面处理（无气温可供换算）", cf->source[f].variable);
    }
}

static lt_status add_records(lt_cf *cf, lt_gridded *g, lt_gridded_field field) {
    const lt_cf_source *s = &cf->source[field];
    const lt_gridded_row *row = &lt_gridded_rows[field];
    if (row->shape == LT_GRIDDED_FIXED) return lt_gridded_add_record(g, field, 0, 0);
    if (s->time_dim < 0 && cf->n_times > 1) {
        lt_note(g->notes, "%s: has no time where others have several; it is left", "%s：无时间维，不予采用",
                s->variable);
        return LT_OK;
    }
    if (row->span == LT_GRIDDED_STATE) return lt_foreign_add_states(g, field, cf->n_times, cf->times);
    note_interval(cf, g, field);
    for (long t = 0; t < cf->n_times; t++) {
        lt_time begin = lt_cf_begin(cf, s, t), end = cf->times[t];
        if (begin < end || (s->span == LT_CF_INSTANT && begin == end))
            LT_TRY(lt_gridded_add_record(g, field, begin, end));
    }
    return LT_OK;
}

/* Winds along the map need both components and the map's angles. */
static lt_status prepare_turning(lt_cf *cf, lt_gridded *g) {
    static const lt_gridded_field pairs[2][2] = {{LT_G_EAST, LT_G_NORTH}, {LT_G_EAST_10M, LT_G_NORTH_10M}};
    bool turned = false;
    for (int k = 0; k < 2; k++) {
        lt_cf_source *east = &cf->source[pairs[k][0]], *north = &cf->source[pairs[k][1]];
        bool both = east->variable[0] && north->variable[0];
        if (both && east->along_map != north->along_map)
            return LT_RAISE(LT_ERR_INPUT, .what = "one component of the wind is true, the other along the grid",
                            .where = lt_fmt("%s, variables %s and %s", cf->path, east->variable, north->variable),
                            .expected = "both alike", .found = "standard names of both kinds",
                            .todo = "mend the standard names");
        if (both) turned = turned || east->along_map;
        if (both || (!east->along_map && !north->along_map)) continue;
        east->variable[0] = north->variable[0] = '\0'; /* half a wind cannot be turned */
    }
    if (!turned) return LT_OK;
    if (g->plane->kind == LT_PLANE_CURVED)
        return LT_RAISE(LT_ERR_INPUT, .what = "winds along a grid whose map is not described", .where = cf->path,
                        .expected = "true eastward and northward winds, or a grid_mapping", .found = "x_wind, y_wind",
                        .todo = "turn the winds (cdo rotuvb), or add the grid_mapping");
    LT_TRY(lt_calloc((size_t)g->plane->n, sizeof *cf->angle, &cf->angle));
    return lt_plane_angles(g->plane, cf->angle);
}

static lt_status fill(lt_cf *cf, lt_gridded *g) {
    char first[24];
    long room = 1;
    cf->path = g->path;
    LT_TRY(lt_ncr_open(g->path, &cf->file));
    cf->centre = centre_of(cf->file);
    LT_TRY(lt_cf_read_times(cf));
    LT_TRY(lt_cf_find_sources(cf, g));
    LT_TRY(lt_cf_open_places(cf, g));
    LT_TRY(lt_cf_join_levels(cf, g));
    LT_TRY(prepare_turning(cf, g));
    for (int x = 0; x < cf->n_axes; x++)
        if (cf->axes[x].n > room) room = cf->axes[x].n;
    for (int k = 0; k < 2; k++) LT_TRY(lt_calloc((size_t)(room * g->plane->n), sizeof(float), &cf->work[k]));
    for (int f = 0; f < LT_N_GRIDDED; f++)
        if (cf->source[f].variable[0]) LT_TRY(add_records(cf, g, (lt_gridded_field)f));
    note_humidity(cf, g);
    static const char *const names[] = {"netCDF", "ECMWF", "NCEP"};
    lt_time_iso(cf->times[0], first);
    snprintf(g->label, sizeof g->label, "%s, from %s", names[cf->centre], first);
    return LT_OK;
}

static lt_status open_cf(lt_gridded *g) {
    lt_cf *cf = NULL;
    LT_TRY(lt_calloc(1, sizeof *cf, &cf));
    g->own = cf;
    return fill(cf, g);
}

/* --- values --- */

/* One time of a variable into cf->work[into]: [levels of the file][ny][nx], in the file's unit. */
static lt_status read_block(lt_cf *cf, const lt_cf_source *s, long time, size_t expver, int into) {
    lt_ncr_block block = {{0}, {0}};
    for (int d = 0; d < s->shape.n; d++) block.count[d] = 1;
    for (int d = s->shape.n - 2; d < s->shape.n; d++) block.count[d] = s->shape.length[d];
    if (s->level_dim >= 0) block.count[s->level_dim] = s->shape.length[s->level_dim];
    if (s->time_dim >= 0) block.start[s->time_dim] = (size_t)time;
    if (s->expver_dim >= 0) block.start[s->expver_dim] = expver;
    return lt_ncr_get_float_block(cf->file, s->variable, NULL, &block, cf->work[into]);
}

/* Where the final analysis (expver 1) is missing, the preliminary one. */
static lt_status read_merged(lt_cf *cf, const lt_cf_source *s, long time, long n) {
    LT_TRY(read_block(cf, s, time, 0, 0));
    size_t versions = s->expver_dim >= 0 ? s->shape.length[s->expver_dim] : 1;
    for (size_t e = 1; e < versions; e++) {
        bool gap = false;
        for (long p = 0; p < n && !gap; p++) gap = isnan(cf->work[0][p]);
        if (!gap) break;
        LT_TRY(read_block(cf, s, time, e, 1));
        for (long p = 0; p < n; p++)
            if (isnan(cf->work[0][p])) cf->work[0][p] = cf->work[1][p];
    }
    return LT_OK;
}

/* A field as the variable has it, in the field's unit, on the file's levels from the ground up. */
static lt_status read_source(lt_cf *cf, lt_gridded *g, lt_gridded_field field, long time, double factor,
                             float *values) {
    const lt_cf_source *s = &cf->source[field];
    const lt_cf_axis *axis = lt_gridded_rows[field].shape == LT_GRIDDED_LEVELS ? &cf->axes[s->axis] : NULL;
    long n = g->plane->n;
    LT_TRY(read_merged(cf, s, time, n * (axis ? axis->n : 1)));
    double slope = factor * s->slope, offset = factor * s->offset;
    for (long p = 0; axis && p < n * g->n_levels; p++) values[p] = NAN;
    for (int k = 0; k < (axis ? axis->n : 1); k++) {
        float *out = values + n * (axis ? axis->at[k] : 0);
        const float *in = cf->work[0] + n * k;
        for (long p = 0; p < n; p++) out[p] = (float)(slope * (double)in[p] + offset);
    }
    return LT_OK;
}

/* The true component `field` of a wind along the map. */
static lt_status read_turned(lt_cf *cf, lt_gridded *g, lt_gridded_field field, long time, float *values) {
    bool ground = field == LT_G_EAST_10M || field == LT_G_NORTH_10M;
    bool east = field == LT_G_EAST || field == LT_G_EAST_10M;
    lt_gridded_field along_x = ground ? LT_G_EAST_10M : LT_G_EAST, along_y = ground ? LT_G_NORTH_10M : LT_G_NORTH;
    long n = g->plane->n, total = n * (ground ? 1 : g->n_levels);
    float *u = NULL;
    LT_TRY(lt_calloc((size_t)total, sizeof *u, &u));
    lt_status status = read_source(cf, g, along_x, time, 1.0, u);
    if (status == LT_OK) status = read_source(cf, g, along_y, time, 1.0, values);
    for (long p = 0; p < total && status == LT_OK; p++) {
        double c = cos(cf->angle[p % n]), s = sin(cf->angle[p % n]), v = (double)values[p];
        values[p] = (float)(east ? (double)u[p] * c - v * s : v * c + (double)u[p] * s);
    }
    lt_free(u);
    return status;
}

static lt_status make_over_water(lt_cf *cf, lt_gridded *g, lt_gridded_field field, long time, float *values) {
    long total = g->plane->n * (lt_gridded_rows[field].shape == LT_GRIDDED_LEVELS ? g->n_levels : 1);
    float *kelvin = NULL;
    LT_TRY(lt_calloc((size_t)total, sizeof *kelvin, &kelvin));
    lt_status status = read_source(cf, g, temperature_of(field), time, 1.0, kelvin);
    for (long p = 0; p < total && status == LT_OK; p++)
        values[p] = (float)((double)values[p] * lt_mixed_over_water(saturation_of(cf), (double)kelvin[p]));
    lt_free(kelvin);
    return status;
}

static lt_status read_cf(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    lt_cf *cf = g->own;
    const lt_cf_source *s = &cf->source[field];
    const lt_gridded_record *r = &g->records[field].items[record];
    long time =
        lt_gridded_rows[field].shape == LT_GRIDDED_FIXED ? 0 : lt_foreign_time_index(cf->n_times, cf->times, r->end);
    if (s->along_map) return read_turned(cf, g, field, time, values);
    double interval = (double)(r->end - r->begin);
    LT_TRY(read_source(cf, g, field, time, s->accumulated ? 1.0 / interval : s->rate ? interval : 1.0, values));
    bool mixed = is_mixed(cf, field) && cf->source[temperature_of(field)].variable[0];
    return mixed ? make_over_water(cf, g, field, time, values) : LT_OK;
}

static void close_cf(lt_gridded *g) {
    lt_cf *cf = g->own;
    lt_ncr_close(cf->file);
    for (int x = 0; x < cf->n_axes; x++) {
        lt_free(cf->axes[x].a);
        lt_free(cf->axes[x].b);
        lt_free(cf->axes[x].at);
    }
    lt_free(cf->times);
    lt_free(cf->begins);
    lt_free(cf->work[0]);
    lt_free(cf->work[1]);
    lt_free(cf->angle);
    lt_free(cf);
}

const lt_gridded_reader lt_gridded_reader_cf = {
    .name = "cf",
    .doc_en = "CF netCDF: ERA5 (old and new store), IFS, GFS and others on latitudes and longitudes or a map",
    .doc_zh = "CF netCDF：ERA5（新旧数据商店）、IFS、GFS 等，经纬网或地图投影网格",
    .recognise = recognise,
    .open = open_cf,
    .read = read_cf,
    .close = close_cf,
};
