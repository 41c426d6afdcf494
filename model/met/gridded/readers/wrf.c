/* wrf.c - output of WRF (wrfout) and of WPS's geogrid (geo_em): what a file has, at which times.
 *
 * Known by what is in it: dimensions west_east and south_north, MAP_PROJ, and XLAT or XLAT_M. A file that holds a part
 * of the variables opens with what it has. Points: wrf_map.c. Values and their formulas: wrf_values.c. */
#include "model/met/gridded/readers/wrf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static lt_status recognise(const char *path, bool *mine) {
    lt_ncr *file = NULL;
    double map;
    *mine = false;
    LT_TRY(lt_foreign_header(path, &file));
    if (!file) return LT_OK;
    *mine = lt_foreign_dim(file, "west_east") > 0 && lt_foreign_dim(file, "south_north") > 0 &&
            lt_foreign_number(file, NULL, "MAP_PROJ", &map) && (lt_ncr_has(file, "XLAT") || lt_ncr_has(file, "XLAT_M"));
    lt_ncr_close(file);
    return LT_OK;
}

/* "2005-09-21_00:00:00", with underscores or other marks between. */
static lt_status parse_time(const char *where, const char *text, size_t length, lt_time *out) {
    int part[6];
    char copy[64];
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    bool good = sscanf(copy, "%4d%*c%2d%*c%2d%*c%2d%*c%2d%*c%2d", &part[0], &part[1], &part[2], &part[3], &part[4],
                       &part[5]) == 6;
    if (good && part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31) {
        *out = lt_time_from_civil(part[0], part[1], part[2], part[3], part[4], part[5]);
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a time of the WRF file cannot be read", .where = where,
                    .expected = "2005-09-21_00:00:00", .found = copy, .todo = "compare with ncdump -v Times");
}

static lt_status read_times(lt_wrf *wrf) {
    const char *where = lt_fmt("%s, variable Times", wrf->path);
    char text[64], *all = NULL;
    size_t length;
    wrf->n_times = lt_foreign_dim(wrf->file, "Time");
    if (wrf->geogrid) return LT_OK;
    LT_TRY(lt_calloc((size_t)wrf->n_times, sizeof *wrf->times, &wrf->times));
    LT_TRY(lt_ncr_get_chars(wrf->file, "Times", (size_t)wrf->n_times, &length, &all));
    lt_status status = LT_OK;
    for (long t = 0; t < wrf->n_times && status == LT_OK; t++)
        status = parse_time(where, all + (size_t)t * length, length, &wrf->times[t]);
    lt_free(all);
    LT_TRY(status);
    LT_TRY(lt_foreign_judge_times(where, wrf->n_times, wrf->times));
    wrf->start = wrf->n_times ? wrf->times[0] : 0;
    if (!lt_foreign_text(wrf->file, NULL, "SIMULATION_START_DATE", text, sizeof text) &&
        !lt_foreign_text(wrf->file, NULL, "START_DATE", text, sizeof text))
        return LT_OK;
    where = lt_fmt("%s, global attribute SIMULATION_START_DATE", wrf->path);
    LT_TRY(parse_time(where, text, strlen(text), &wrf->start));
    if (wrf->n_times == 0 || wrf->start <= wrf->times[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the WRF run begins after its output", .where = where,
                    .expected = "a start before the first of Times", .found = text,
                    .todo = "look at the header: precipitation is accumulated from there");
}

static void note(const lt_wrf *wrf, lt_gridded *g) {
    if (lt_gridded_has(g, LT_G_SHORTWAVE) || lt_gridded_has(g, LT_G_SENSIBLE))
        lt_note(g->notes, "WRF: radiation and heat fluxes are values of the instant, not means",
                "WRF：辐射与热通量为瞬时值，而非时段平均");
    if (lt_gridded_has(g, LT_G_SNOWFALL))
        lt_note(g->notes, "WRF: snowfall is that of the resolved clouds (SNOWNC); convective snow counts as rain",
                "WRF：降雪只含格点尺度云（SNOWNC），对流降雪计入降雨");
    if (lt_gridded_has(g, LT_G_CLOUD_ICE))
        lt_note(g->notes, "WRF: cloud ice is QICE; snow, graupel and rain in the air are precipitation",
                "WRF：云冰取 QICE；空中的雪、霰与雨视为降水");
    if (!lt_ncr_has(wrf->file, "COSALPHA") && lt_gridded_has(g, LT_G_EAST))
        lt_note(g->notes, "WRF: the file has no COSALPHA; winds are turned by the angles of its projection",
                "WRF：文件无 COSALPHA，风按其投影的夹角旋转");
}

static lt_status add_records(lt_wrf *wrf, lt_gridded *g, const lt_wrf_row *row) {
    const lt_gridded_row *kind = &lt_gridded_rows[row->field];
    if (lt_gridded_has(g, row->field)) return LT_OK; /* an earlier row makes it */
    if (kind->shape == LT_GRIDDED_FIXED) return lt_gridded_add_record(g, row->field, 0, 0);
    if (wrf->geogrid) return LT_OK;
    bool placed = row->field == LT_G_PRESSURE || lt_gridded_has(g, LT_G_PRESSURE); /* P and PB, the first row */
    if (kind->shape == LT_GRIDDED_LEVELS && !placed) return LT_OK;
    if (kind->span != LT_GRIDDED_AMOUNT) return lt_foreign_add_states(g, row->field, wrf->n_times, wrf->times);
    for (long t = 0; t < wrf->n_times; t++)
        if (wrf->times[t] > wrf->start) LT_TRY(lt_gridded_add_record(g, row->field, wrf->start, wrf->times[t]));
    return LT_OK;
}

static lt_status raise_no_places(const lt_wrf *wrf) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the WRF file has too few points", .where = wrf->path,
                    .expected = "at least 2 x 2 of west_east and south_north",
                    .found = lt_fmt("%d x %d", wrf->nx, wrf->ny), .todo = "take another file");
}

static lt_status fill(lt_wrf *wrf, lt_gridded *g) {
    char title[128], start[24];
    wrf->path = g->path;
    wrf->levels.record = wrf->ground.record = -1;
    LT_TRY(lt_ncr_open(g->path, &wrf->file));
    wrf->nx = (int)lt_foreign_dim(wrf->file, "west_east");
    wrf->ny = (int)lt_foreign_dim(wrf->file, "south_north");
    wrf->nz = (int)lt_foreign_dim(wrf->file, "bottom_top");
    wrf->geogrid = !lt_ncr_has(wrf->file, "XLAT");
    lt_foreign_number(wrf->file, NULL, "BUCKET_MM", &wrf->bucket_mm);
    wrf->has_land = lt_ncr_has(wrf->file, "LANDMASK") || lt_ncr_has(wrf->file, "LU_INDEX");
    if (wrf->nx < 2 || wrf->ny < 2) return raise_no_places(wrf);
    LT_TRY(read_times(wrf));
    LT_TRY(lt_wrf_open_map(wrf, g));
    if (!wrf->geogrid) LT_TRY(lt_wrf_judge_staggering(wrf));
    size_t room = (size_t)(wrf->nz + 1) * (size_t)(wrf->ny + 1) * (size_t)(wrf->nx + 1);
    for (int k = 0; k < 2; k++) LT_TRY(lt_calloc(room, sizeof(float), &wrf->work[k]));
    for (int r = 0; r < lt_wrf_n_rows; r++)
        if (lt_wrf_has(wrf, &lt_wrf_rows[r])) LT_TRY(add_records(wrf, g, &lt_wrf_rows[r]));
    bool levels = !wrf->geogrid && lt_gridded_has(g, LT_G_PRESSURE);
    g->level_kind = levels ? LT_LEVELS_FIELD : LT_LEVELS_NONE;
    g->n_levels = levels ? wrf->nz : 0;
    note(wrf, g);
    if (!lt_foreign_text(wrf->file, NULL, "TITLE", title, sizeof title)) snprintf(title, sizeof title, "WRF");
    const char *name = title + strspn(title, " ");
    if (strncmp(name, "OUTPUT FROM ", 12) == 0) name += 12;
    lt_time_iso(wrf->start, start);
    if (wrf->geogrid)
        snprintf(g->label, sizeof g->label, "%.100s", name);
    else
        snprintf(g->label, sizeof g->label, "%.100s, run of %s", name, start);
    return LT_OK;
}

static lt_status open_wrf(lt_gridded *g) {
    lt_wrf *wrf = NULL;
    LT_TRY(lt_calloc(1, sizeof *wrf, &wrf));
    g->own = wrf;
    return fill(wrf, g);
}

static lt_status read_wrf(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    lt_wrf *wrf = g->own;
    long time = 0;
    if (lt_gridded_rows[field].shape != LT_GRIDDED_FIXED)
        time = lt_foreign_time_index(wrf->n_times, wrf->times, g->records[field].items[record].end);
    for (int r = 0; r < lt_wrf_n_rows; r++)
        if (lt_wrf_rows[r].field == field && lt_wrf_has(wrf, &lt_wrf_rows[r]))
            return lt_wrf_rows[r].make(wrf, &lt_wrf_rows[r], time, values);
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a field without a row", .where = g->path);
}

static void close_wrf(lt_gridded *g) {
    lt_wrf *wrf = g->own;
    lt_ncr_close(wrf->file);
    void *all[] = {wrf->times,       wrf->cosine,       wrf->sine,        wrf->work[0],     wrf->work[1],
                   wrf->levels.east, wrf->levels.north, wrf->ground.east, wrf->ground.north};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) lt_free(all[k]);
    lt_free(wrf);
}

const lt_gridded_reader lt_gridded_reader_wrf = {
    .name = "wrf",
    .doc_en = "output of WRF (wrfout) and of geogrid (geo_em), netCDF",
    .doc_zh = "WRF 输出（wrfout）与 geogrid 输出（geo_em），netCDF",
    .recognise = recognise,
    .open = open_wrf,
    .read = read_wrf,
    .close = close_wrf,
};
