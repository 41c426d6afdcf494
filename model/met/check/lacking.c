/* lacking.c - what gridded weather lacks for the model, and what is put in its place; whether it covers a grid. See
 * sheet.h. */
#include "model/met/check/sheet.h"

#include "grids/grid.h"

#include <stdio.h>

/* Fields that are diagnosed where the source is silent, and from what (model/met/hour_fields.c, gridded/). any: one of
 * these roles is enough, -1 ends. */
static const struct wanted {
    int any[4];
    const char *en, *zh;
} wanted[] = {
    {{LT_G_T2M, -1}, "2 m temperature: from the lowest levels", "2 米气温：由最低层推算"},
    {{LT_G_DEW_POINT, LT_G_HUMIDITY_2M, LT_G_RELATIVE_2M, -1},
     "2 m humidity: from the lowest levels",
     "2 米湿度：由最低层推算"},
    {{LT_G_EAST_10M, -1}, "10 m wind: from the lowest levels by the log law", "10 米风：由最低层按对数律推算"},
    {{LT_G_SURFACE_PRESSURE, LT_G_PRESSURE, -1},
     "surface pressure: from heights of the levels and the model's terrain",
     "地面气压：由各层高度与模式地形推算"},
    {{LT_G_TERRAIN, -1}, "the source's terrain: from its heights and pressures", "资料地形：由其高度与气压推算"},
    {{LT_G_LAND, -1},
     "land mask of the source: land and sea points are not told apart",
     "资料的海陆分布：不区分海陆点"},
    {{LT_G_RAIN, -1}, "precipitation: none is assumed", "降水：按无降水处理"},
    {{LT_G_SNOWFALL, -1}, "share of snow: by the wet-bulb temperature at the ground", "降雪比例：按地面湿球温度"},
    {{LT_G_CLOUD_TOTAL, -1}, "cloud cover: from cloud of the levels or relative humidity", "云量：由各层云或相对湿度"},
    {{LT_G_CLOUD_WATER, -1}, "liquid water of cloud: from relative humidity", "云水：由相对湿度"},
    {{LT_G_SHORTWAVE, -1}, "global radiation: from the sun's height and cloud", "太阳总辐射：由太阳高度与云量"},
    {{LT_G_LONGWAVE, -1}, "long-wave radiation: from temperature, humidity and cloud", "长波辐射：由温湿度与云量"},
    {{LT_G_SENSIBLE, -1}, "heat flux: by the energy balance of the ground", "感热通量：由地表能量平衡"},
    {{LT_G_LATENT, -1}, "latent heat flux: by the energy balance of the ground", "潜热通量：由地表能量平衡"},
    {{LT_G_USTAR, -1},
     "friction velocity: by similarity from 10 m wind and heat flux",
     "摩擦速度：由 10 米风与热通量按相似理论"},
    {{LT_G_PBLH, -1},
     "boundary layer height: by bulk Richardson number and parcel",
     "边界层高度：由整体理查森数与气块法"},
    {{LT_G_ALBEDO, -1}, "albedo: by land class, month and snow", "反照率：按地类、月份与积雪"},
    {{LT_G_SKIN, LT_G_SEA_SURFACE, -1}, "sea surface temperature: that of the air at 2 m", "海面温度：取 2 米气温"},
    {{LT_G_SNOW, -1},
     "snow on the ground: met: snow_start, then what falls and melts",
     "积雪：取 snow_start，其后随降雪与融雪变化"},
    {{LT_G_SOIL_MOISTURE, -1},
     "moisture of the ground: met: soil_start, then rain and evaporation",
     "土壤湿度：取 soil_start，其后随降水与蒸发变化"},
};
enum { N_WANTED = sizeof wanted / sizeof *wanted };

static bool has_any(const lt_met_view *view, const int *roles) {
    for (int r = 0; roles[r] >= 0; r++)
        if (lt_met_view_find(view, roles[r]) >= 0) return true;
    return false;
}

static bool has(const lt_met_view *view, int role) {
    return lt_met_view_find(view, role) >= 0;
}

/* May it drive source `gridded` alone? What it lacks for that is a note: another file of the list may hold it. */
static void note_use(lt_sheet *sheet) {
    const lt_met_view *v = sheet->view;
    const bool air = has(v, LT_G_TEMPERATURE) && has(v, LT_G_EAST) && has(v, LT_G_NORTH) &&
                     (has(v, LT_G_SPECIFIC_HUMIDITY) || has(v, LT_G_RELATIVE_HUMIDITY)) && v->n_levels >= 2;
    const bool wind = has(v, LT_G_EAST_10M) && has(v, LT_G_NORTH_10M);
    const bool heights = has(v, LT_G_HEIGHT) || (has(v, LT_G_SURFACE_PRESSURE) && has(v, LT_G_TERRAIN));
    if (air && heights)
        lt_note(sheet->notes, "holds what the air of the model needs (source: gridded)",
                "含模式大气所需的全部场（source: gridded）");
    else if (air)
        lt_note(
            sheet->notes,
            "for source: gridded it needs beside it a file with geopotential height of the levels, or surface pressure "
            "and terrain",
            "用于 source: gridded 时，还需另一文件提供各层位势高度，或地面气压与地形");
    else
        lt_note(sheet->notes,
                "no air over levels (temperature, humidity, wind): for source: gridded it needs a file of levels "
                "beside it%s%.0s",
                "没有各层的气温、湿度与风：用于 source: gridded 时须另有高空文件%.0s%s",
                wind ? "; its 10 m wind serves source: gridded-wind" : "",
                wind ? "；其 10 米风可用于 source: gridded-wind" : "");
}

static void note_points(lt_sheet *sheet) {
    const lt_met_view *v = sheet->view;
    const lt_plane *p = v->plane;
    if (p->kind != LT_PLANE_AXES) return;
    if (p->lat[0] > p->lat[p->ny - 1])
        lt_note(sheet->notes, "latitudes fall from north to south (handled)", "纬度自北向南排列（已处理）");
    if (p->lon[p->nx - 1] > 180.0 || p->lon[0] > 180.0)
        lt_note(sheet->notes, "longitudes from 0 to 360 (handled)", "经度为 0 至 360（已处理）");
}

lt_status lt_sheet_lacking(lt_sheet *sheet) {
    const lt_gridded *g = lt_met_view_gridded_of(sheet->view);
    char en[1200] = "", zh[1200] = "";
    size_t used_en = 0, used_zh = 0;
    if (!g) return LT_OK;
    note_use(sheet);
    note_points(sheet);
    for (int w = 0; w < N_WANTED; w++) {
        if (has_any(sheet->view, wanted[w].any)) continue;
        if (used_en < sizeof en)
            used_en += (size_t)snprintf(en + used_en, sizeof en - used_en, "%s%s", used_en ? "; " : "", wanted[w].en);
        if (used_zh < sizeof zh)
            used_zh += (size_t)snprintf(zh + used_zh, sizeof zh - used_zh, "%s%s", used_zh ? "；" : "", wanted[w].zh);
    }
    if (en[0])
        lt_note(sheet->notes, "not in the file, would be diagnosed: %s%.0s", "文件中没有、将由诊断得到：%.0s%s", en,
                zh);
    return LT_OK;
}

/* --- a grid ------------------------------------------------------------------------------------------------------- */

static lt_status count_outside(const lt_met_view *view, const lt_grid *grid, long *outside, long *first) {
    const long n = (long)grid->nx * grid->ny;
    lt_plane_place *places = NULL;
    bool *inside = NULL;
    lt_status status = lt_calloc((size_t)n, sizeof *places, &places);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *inside, &inside);
    if (status == LT_OK) status = lt_plane_find(view->plane, n, grid->lon, grid->lat, places, inside);
    for (long c = 0; c < n && status == LT_OK; c++)
        if (!inside[c] && (*outside)++ == 0) *first = c;
    lt_free(places);
    lt_free(inside);
    return status;
}

/* "105.00 to 140.00 E, 25.00 to 55.00 N" */
static const char *extent(const lt_met_view *view) {
    double west = 1e9, east = -1e9, south = 1e9, north = -1e9;
    for (long c = 0; c < view->n; c++) {
        west = view->lon[c] < west ? view->lon[c] : west;
        east = view->lon[c] > east ? view->lon[c] : east;
        south = view->lat[c] < south ? view->lat[c] : south;
        north = view->lat[c] > north ? view->lat[c] : north;
    }
    return lt_fmt("%.2f to %.2f E, %.2f to %.2f N", west, east, south, north);
}

lt_status lt_sheet_cover(lt_sheet *sheet, const char *name) {
    lt_definition *definition = NULL;
    lt_grid *grid = NULL;
    long outside = 0, first = -1;
    if (!name || !sheet->view->plane) return LT_OK;
    LT_TRY(lt_definition_read(name, &definition));
    lt_status status = lt_grid_create(definition, 0, &grid);
    lt_definition_free(definition);
    LT_TRY(status);
    status = count_outside(sheet->view, grid, &outside, &first);
    if (status == LT_OK && outside > 0)
        status = lt_sheet_fault(sheet, lt_fmt("the weather does not cover the grid %s", grid->name), sheet->view->path,
                                lt_fmt("points around all %d cells", grid->nx * grid->ny),
                                lt_fmt("%s; %ld cells lie outside, first %.2f E %.2f N", extent(sheet->view), outside,
                                       grid->lon[first], grid->lat[first]),
                                "take a larger part of the source, or a smaller grid");
    else if (status == LT_OK)
        lt_note(sheet->notes, "covers all cells of %s", "覆盖 %s 的全部网格", grid->name);
    lt_grid_free(grid);
    return status;
}
