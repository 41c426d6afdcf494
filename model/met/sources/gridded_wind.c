/* gridded_wind.c - source "gridded-wind": 10-m wind of an analysis on latitude and longitude, all else from the daily
 * weather of cities.
 *
 * Wind at 10 m: components bilinear in space, linear in time; it is taken as the wind over the cell's own ground.
 * Before the first time of the grid (spin-up) the cities' mean speed of the day along the direction of the day's
 * strongest wind; in the last six hours before it the one fades into the other. Aloft, the same over the domain: from
 * the mean 10-m wind of the land cells by the neutral drag law, at least as fast as the day's pressures say
 * (domain_weather.c), and the thermal wind. Temperature, pressure, vapour, cloud and rain: city_weather.c over the
 * whole run, so that the air mass has no jump where the wind changes its source. */
#include "model/met/city_weather.h"
#include "model/met/source.h"
#include "model/met/wind_grid.h"

#include "model/met/boundary_layer.h"
#include "model/met/ground.h"
#include "model/met/humidity.h"
#include "model/met/profile.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { FADE_S = 6 * LT_HOUR };

typedef struct gridded {
    lt_local_weather face; /* first: the stage sees this */
    const lt_met_settings *settings;
    const lt_climate *climate;
    const lt_grid *grid;
    lt_daily *daily;
    lt_city_weather *cities;
    lt_wind_grid *wind;
    lt_wind_place *place; /* [cell] */
    double *east, *north; /* planes of the instant */
    double *roughness;    /* [cell] of its ground, m */
    lt_pressure_wind *pressure;
    double share;          /* of the grid's wind at the instant */
    lt_domain_state aloft; /* its geostrophic wind, at the instant */
    lt_time instant;
} gridded;

static bool matches(const char *source) {
    return strcmp(source, "gridded-wind") == 0;
}

static void release(lt_local_weather *face) {
    gridded *g = (gridded *)face;
    lt_city_weather_free(g->cities);
    lt_daily_free(g->daily);
    lt_pressure_wind_free(g->pressure);
    lt_wind_grid_free(g->wind);
    lt_free(g->place);
    lt_free(g->east);
    lt_free(g->north);
    lt_free(g->roughness);
    lt_free(g);
}

typedef struct wind_10m {
    double speed, east, north, roughness;
} wind_10m;

static bool mostly_sea(const lt_grid *grid, long cell) {
    return grid->region_fraction[(long)LT_REGION_SEA * grid->nx * grid->ny + cell] > 0.5;
}

static wind_10m wind_of_cell(const gridded *g, long cell) {
    const lt_met_settings *s = g->settings;
    wind_10m w = {.roughness = g->roughness[cell]};
    w.east = lt_wind_place_value(g->wind, &g->place[cell], g->east);
    w.north = lt_wind_place_value(g->wind, &g->place[cell], g->north);
    w.speed = hypot(w.east, w.north);
    double other = 1.0 - g->share;
    if (other <= 0.0) return w;
    double to_cell = lt_wind_exposure(1.0, s->station.roughness_m, w.roughness);
    w.speed = g->share * w.speed + other * to_cell * lt_city_weather_at(g->cities, cell, LT_CITY_SPEED);
    w.east = g->share * w.east + other * to_cell * lt_city_weather_at(g->cities, cell, LT_CITY_EAST);
    w.north = g->share * w.north + other * to_cell * lt_city_weather_at(g->cities, cell, LT_CITY_NORTH);
    return w;
}

/* One wind aloft for the domain: cell by cell, the columns would converge by several times their mass in an hour where
 * the 10-m wind changes at the coast. */
static void set_aloft(gridded *g) {
    double n = 0.0, speed = 0.0, east = 0.0, north = 0.0, lat = 0.0, rough = 0.0, pressure_east, pressure_north;
    for (long cell = 0; cell < (long)g->grid->nx * g->grid->ny; cell++) {
        if (mostly_sea(g->grid, cell)) continue;
        wind_10m w = wind_of_cell(g, cell);
        n += 1.0;
        rough += log(w.roughness);
        speed += w.speed;
        east += w.east;
        north += w.north;
        lat += g->grid->lat[cell];
    }
    g->aloft = (lt_domain_state){0};
    if (n > 0.0)
        lt_geostrophic_from_surface(speed / n, east / n, north / n, exp(rough / n), lt_coriolis(lat / n), &g->aloft);
    if (lt_pressure_wind_at(g->pressure, g->instant, &pressure_east, &pressure_north))
        lt_geostrophic_at_least(hypot(pressure_east, pressure_north), &g->aloft);
}

static void set_time(lt_local_weather *face, lt_time instant) {
    gridded *g = (gridded *)face;
    lt_time first = g->wind->time[0];
    g->instant = instant;
    g->share = fmax(0.0, fmin(1.0, 1.0 - (double)(first - instant) / FADE_S));
    lt_wind_grid_at(g->wind, instant > first ? instant : first, g->east, g->north);
    lt_city_weather_set_time(g->cities, instant);
    set_aloft(g);
}

/* 10-m wind and wind aloft. */
static void set_wind(const gridded *g, long cell, lt_domain_state *state) {
    wind_10m w = wind_of_cell(g, cell);
    double length = hypot(w.east, w.north);
    state->wind_speed_ms = w.speed;
    state->wind_roughness_m = 0.0;
    state->east = length > 0.0 ? w.east / length : 0.0;
    state->north = length > 0.0 ? w.north / length : -1.0;
    state->wind_from_deg = fmod(atan2(-state->east, -state->north) / LT_DEGREE + 360.0, 360.0);
    state->geostrophic_east_ms = g->aloft.geostrophic_east_ms;
    state->geostrophic_north_ms = g->aloft.geostrophic_north_ms;
}

static void at(const lt_local_weather *face, long cell, lt_domain_state *state) {
    const gridded *g = (const gridded *)face;
    const lt_climate_month *month = &g->climate->month[lt_time_civil(g->instant + LT_CST_OFFSET).month - 1];
    state->altitude_m = 0.0;
    state->temperature_K = lt_city_weather_at(g->cities, cell, LT_CITY_T);
    state->day_temperature_K = lt_city_weather_at(g->cities, cell, LT_CITY_T_DAY);
    state->mean_temperature_K = lt_city_weather_at(g->cities, cell, LT_CITY_T_RUN);
    state->sea_level_pressure_Pa = lt_city_weather_at(g->cities, cell, LT_CITY_P);
    double dew_point = lt_dew_point(fmax(1.0, lt_city_weather_at(g->cities, cell, LT_CITY_VAPOUR)));
    state->dew_point_K = fmin(dew_point, state->temperature_K);
    state->precipitation_kgm2s = lt_city_weather_at(g->cities, cell, LT_CITY_RAIN);
    state->cloud = 1.0 - lt_city_weather_at(g->cities, cell, LT_CITY_CLEAR);
    state->sea_surface_K = month->sea_surface_K;
    set_wind(g, cell, state);
    lt_thermal_wind(month, lt_coriolis(g->grid->lat[cell]), state->day_temperature_K, state);
}

static lt_status open_inputs(gridded *g, const lt_source_input *in) {
    long cells = (long)in->grid->nx * in->grid->ny;
    LT_TRY(lt_wind_grid_read(in->files->wind, &g->wind));
    lt_time end = in->start + (lt_time)in->n * LT_HOUR;
    LT_TRY(lt_wind_grid_cover(g->wind, in->grid, in->start + (lt_time)in->spinup * LT_HOUR, end));
    LT_TRY(lt_daily_read(in->files->daily, &g->daily));
    LT_TRY(lt_pressure_wind_create(g->daily, in->settings->station.lat, &g->pressure));
    LT_TRY(lt_city_weather_create(g->daily, in->grid, in->settings->lapse_Km, in->start, in->n, &g->cities));
    size_t plane = (size_t)(g->wind->n_lat * g->wind->n_lon);
    LT_TRY(lt_calloc(plane, sizeof(double), &g->east));
    LT_TRY(lt_calloc(plane, sizeof(double), &g->north));
    LT_TRY(lt_calloc((size_t)cells, sizeof(double), &g->roughness));
    LT_TRY(lt_ground_roughness(in->grid, in->start, g->roughness));
    LT_TRY(lt_calloc((size_t)cells, sizeof *g->place, &g->place));
    for (long c = 0; c < cells; c++) g->place[c] = lt_wind_grid_place(g->wind, in->grid->lat[c], in->grid->lon[c]);
    return LT_OK;
}

/* The hours as they are at the cell of the evidence city: for what the file holds once for the domain (cloud). */
static lt_status make_hours(gridded *g, const lt_source_input *in, lt_source_output *out) {
    int i, j;
    bool inside;
    LT_TRY(lt_grid_cell(in->grid, in->settings->station.lon, in->settings->station.lat, &i, &j, &inside));
    long cell = inside ? (long)j * in->grid->nx + i : (long)(in->grid->ny / 2) * in->grid->nx + in->grid->nx / 2;
    LT_TRY(lt_domain_weather_allocate(in->start, in->n, &out->weather));
    for (long h = 0; h < in->n; h++) {
        lt_domain_state *state = &out->weather->hour[h];
        state->time = in->start + (lt_time)h * LT_HOUR + LT_HOUR / 2;
        set_time(&g->face, state->time);
        at(&g->face, cell, state);
    }
    return LT_OK;
}

static void note(const gridded *g, const lt_source_input *in, lt_notes *n) {
    char first[24], names[512];
    long before = (long)((g->wind->time[0] - in->start) / LT_HOUR);
    lt_time_iso(g->wind->time[0], first);
    lt_city_weather_names(g->cities, names, sizeof names);
    lt_note(
        n,
        "10 m wind: %ld x %ld points, %ld times from %s; components bilinear in space, linear in time (%g h apart; a "
        "turning wind is weakened between); taken as the wind over each cell's own ground",
        "10 米风：%ld × %ld 个格点，%ld 个时次，起始 %s；分量在空间双线性、时间线性插值（间隔 %g "
        "小时；风向转变时其间偏弱）；"
        "视为各网格自身下垫面上的风",
        g->wind->n_lat, g->wind->n_lon, g->wind->n_time, first,
        (double)(g->wind->time[1] - g->wind->time[0]) / LT_HOUR);
    if (before > 0)
        lt_note(n,
                "the first %ld of %ld hours lie before the grid's first time: mean wind speed of the day of the cities "
                "along the direction (16 sectors) of the day's strongest wind, over roughness %g m; the last 6 h fade "
                "into the grid's wind",
                "前 %ld 小时（共 %ld 小时）早于格点风的首个时次：取各城市日平均风速和当日最大风速的 16 "
                "方位风向，粗糙度 %g 米；"
                "最后 6 小时过渡到格点风",
                before, in->n, in->settings->station.roughness_m);
    lt_note(n,
            "temperature, pressure, humidity, cloud, rain: daily values of %d cities (%s); between them a plane and "
            "distance weights; temperature runs from the day's minimum at 7:30 to its maximum at 14:30",
            "气温、气压、湿度、云量、降水：%d 个城市（%s）的逐日值；其间用平面拟合加距离权重；气温由 7:30 的日最低升至 "
            "14:30 的"
            "日最高",
            lt_city_weather_count(g->cities), names);
    lt_note(n, "humidity from the day's mean; cloud = 1 - sunshine/day length and rain the same at all hours of a day",
            "湿度取日平均；云量 = 1 - 日照/昼长，云量和降水全天相同");
    lt_note(n,
            "wind aloft: from the mean 10 m wind over land by the neutral drag law, at least as fast as the "
            "geostrophic wind of "
            "the day's pressures at the cities, the same over the whole domain; no wind was observed above 10 m",
            "高空风：由陆地平均 10 米风按中性阻力律推算，风速不小于各城市当日气压的地转风，全区域相同；10 "
            "米以上没有观测风");
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    gridded *g = NULL;
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    *g = (gridded){.face = {.set_time = set_time, .at = at, .release = release},
                   .settings = in->settings,
                   .climate = in->climate,
                   .grid = in->grid};
    out->local = &g->face; /* the stage frees it, also after a failure */
    LT_TRY(open_inputs(g, in));
    LT_TRY(make_hours(g, in, out));
    const char *slash = strrchr(in->files->wind, '/'), *name = slash ? slash + 1 : in->files->wind;
    lt_source_place(in->settings, in->files->wind, &out->labels);
    snprintf(out->labels.id, sizeof out->labels.id, "gridded-wind:%.100s", name);
    snprintf(out->labels.en, sizeof out->labels.en,
             "gridded 10 m wind of an analysis and daily station weather (%.60s)", name);
    snprintf(out->labels.zh, sizeof out->labels.zh, "格点 10 米风分析场与逐日站点天气（%.60s）", name);
    note(g, in, out->notes);
    return LT_OK;
}

const lt_source lt_source_gridded_wind = {matches, NULL, make};
