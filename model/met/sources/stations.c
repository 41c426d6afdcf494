/* stations.c - source "stations": hourly weather of many stations, analysed on the grid (points/). */
#include "model/met/points/network_weather.h"
#include "model/met/source.h"

#include "base/log.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static bool matches(const char *source) {
    return strcmp(source, "stations") == 0;
}

static lt_status read_network(const lt_source_input *in, lt_network **out) {
    lt_station_list *list = NULL;
    const lt_weather_paths *files = &in->files->network;
    if (in->files->list[0]) LT_TRY(lt_station_list_read(in->files->list, &list));
    lt_status status = lt_network_read((const char *const *)files->path, files->n, list, out);
    lt_station_list_free(list);
    return status;
}

static lt_status read(const lt_source_input *in, lt_network_input *p, lt_notes *notes) {
    const lt_met_settings *s = in->settings;
    const lt_network_rules rules = {s->station_coverage, s->lapse_Km};
    LT_TRY(read_network(in, &p->network));
    LT_TRY(lt_network_repair(p->network, &rules, in->start, in->n, notes));
    p->city = -1;
    if (in->files->daily[0]) {
        LT_TRY(lt_daily_read(in->files->daily, &p->daily));
        if (s->station.name && s->station.name[0]) p->city = lt_daily_find(p->daily, s->station.name);
        LT_TRY(lt_pressure_wind_create(p->daily, s->station.lat, &p->pressure));
    }
    if (!in->files->wind[0] || !in->grid) return LT_OK;
    LT_TRY(lt_wind_grid_read(in->files->wind, &p->first_guess));
    return lt_wind_grid_cover(p->first_guess, in->grid, in->start, in->start + (lt_time)in->n * LT_HOUR);
}

static void note_left_out(const lt_network_figures *f, lt_notes *n) {
    static const struct {
        lt_point point;
        int digits;
    } shown[] = {{LT_POINT_T, 1}, {LT_POINT_P, 0}, {LT_POINT_SPEED, 1}, {LT_POINT_EAST, 1}, {LT_POINT_NORTH, 1}};
    char text[5][16] = {"?", "?", "?", "?", "?"}; /* too few stations have it */
    for (int k = 0; k < 5; k++) {
        double miss = f->left_out[shown[k].point];
        if (!isnan(miss)) snprintf(text[k], sizeof text[k], "%.*f", shown[k].digits, miss);
    }
    lt_note(
        n,
        "each station left out and told by the others, root mean square over every third hour: temperature %s K, "
        "pressure %s Pa, wind speed %s m/s, components %s and %s m/s",
        "逐站留一检验（由其余站推算），每三小时一次的均方根：气温 %s K，气压 %s Pa，风速 %s m/s，风分量 %s 和 %s m/s",
        text[0], text[1], text[2], text[3], text[4]);
}

static void note_analysis(const lt_source_input *in, const char *first_guess, long stations,
                          const lt_network_figures *f, lt_notes *n) {
    const lt_met_settings *s = in->settings;
    lt_note(n,
            "fields between stations: optimal interpolation, correlation exp(-d^2/2L^2 - dz^2/2H^2), L %.0f km, H %g "
            "m, noise %g of "
            "the variance; temperature and pressure about a plane, all else about the mean; temperature follows the "
            "lapse rate to "
            "each cell's ground; rain is never below none",
            "站间要素：最优插值，相关函数 exp(-d^2/2L^2 - dz^2/2H^2)，L %.0f 公里、H %g 米，噪声为方差的 "
            "%g；气温和气压围绕平面，其余围绕平均；气温按递减率换算到各网格地面；降水不取负值",
            f->radius_m / 1000.0, s->analysis_depth_m, s->analysis_noise);
    if (stations > 1) note_left_out(f, n);
    if (first_guess[0])
        lt_note(n, "10 m wind: the gridded wind %s is the first guess; the stations correct it within L",
                "10 米风：以格点风 %s 为初估场，各站在 L 范围内订正", first_guess);
    lt_note(n,
            "wind from station to cell: roughness around a station %g m unless its file says, brought from one to the "
            "other at 60 m "
            "by neutral profiles",
            "测站风换算到网格：除资料另有说明外，测站周围粗糙度 %g 米，在 60 米高度按中性廓线换算",
            s->station.roughness_m);
}

static void note_aloft(const lt_source_input *in, const lt_network_figures *f, lt_notes *n) {
    const lt_met_settings *s = in->settings;
    bool second = s->geostrophic_quadratic, ekman = s->ekman_layer;
    lt_note(n,
            "wind aloft: geostrophic wind of a %s%.0s through the hour's sea level pressures (%ld of %ld hours), else "
            "of the day's pressures, at least as fast as the day's mean 10 m wind says by the neutral drag law; "
            "thermal wind of the month; between it and the ground %s%.0s",
            "高空风：由各站当时海平面气压拟合%.0s%s的地转风（%ld 小时，共 %ld "
            "小时），否则用当日气压；风速不小于日平均 10 米风按中性阻力律所示；热成风取月气候；其与地面风之间%.0s%s",
            second ? "quadratic" : "plane", second ? "二次曲面" : "平面", f->geostrophic, in->n,
            ekman ? "an Ekman layer" : "speed and direction in ln z", ekman ? "为埃克曼层" : "风速和风向随 ln z 变化");
    if (s->sea_breeze)
        lt_note(n,
                "sea and land breeze in %ld of %ld hours, up to %.1f m/s at the coast, fading over %.0f km, %g m deep "
                "with as much "
                "back above; driven by the land's warmth over its day as far as it passes the sea (monthly climate); "
                "none where "
                "U^2/(cp dT) exceeds 6 (Biggs and Graves: 3)",
                "海陆风：%ld 小时（共 %ld 小时），海岸处最大 %.1f m/s，%.0f 公里内衰减，厚 %g "
                "米，其上有等量回流；由陆地偏离日平均且超过海温（月气候）的部分驱动；U^2/(cp dT) 大于 6 时无（Biggs 和 "
                "Graves 为 3）",
                f->blowing, in->n, f->strongest_breeze_ms, f->reach_m / 1000.0, s->breeze_depth_m);
    if (s->slope_flow)
        lt_note(n, "slope flow down at night and up by day from the surface heat flux, on slopes as the grid sees them",
                "坡风：由地面热通量推算，夜间下坡、白天上坡，坡度以网格所见为准");
}

static void note_cloud(lt_notes *n) {
    lt_note(n,
            "cloud cover of the stations; in hours without any, sunshine of the day, else the month's climate and the "
            "day's humidity",
            "云量取各站观测；无观测的小时用当日日照，否则用月气候和当日湿度");
}

static void label(const lt_source_input *in, long stations, lt_met_labels *labels) {
    lt_source_place(in->settings, in->files->network.path[0], labels);
    snprintf(labels->id, sizeof labels->id, "stations:%ld", stations);
    snprintf(labels->en, sizeof labels->en, "observed surface weather of %ld stations", stations);
    snprintf(labels->zh, sizeof labels->zh, "%ld 个站的实测地面天气", stations);
}

static lt_status analyse(const lt_source_input *in, lt_network_input *p, lt_source_output *out) {
    lt_network_figures figures;
    long stations = p->network->n;
    LT_TRY(lt_network_weather_create(p, &out->local, &figures));
    *p = (lt_network_input){0}; /* taken over */
    note_analysis(in, in->files->wind, stations, &figures, out->notes);
    note_aloft(in, &figures, out->notes);
    note_cloud(out->notes);
    lt_remark(LT_LOG_INFO, "%ld stations; left out one by one: %.1f K, %.0f Pa, %.1f m/s", stations,
              figures.left_out[LT_POINT_T], figures.left_out[LT_POINT_P], figures.left_out[LT_POINT_SPEED]);
    return LT_OK;
}

/* Coordinates exchanged or without their sign show in nothing else: far stations agree on a mean. */
static lt_status note_far(const lt_grid *grid, const lt_network *stations, lt_notes *n) {
    bool inside = false;
    for (long s = 0; s < stations->n && !inside; s++) {
        int i, j;
        const lt_station_place *place = &stations->station[s].place;
        LT_TRY(lt_grid_cell(grid, place->lon, place->lat, &i, &j, &inside));
    }
    if (inside) return LT_OK;
    lt_remark(LT_LOG_WARNING, "none of the %ld stations lies on the grid: look at their latitudes and longitudes",
              stations->n);
    lt_note(n, "none of the %ld stations lies on the grid", "%ld 个站都不在网格区域内", stations->n);
    return LT_OK;
}

static lt_status build(const lt_source_input *in, lt_network_input *p, lt_source_output *out) {
    LT_TRY(read(in, p, out->notes));
    LT_TRY(
        lt_domain_weather_allocate(in->start, in->n, &out->weather)); /* of the hours only the times are the domain's */
    for (long h = 0; h < in->n; h++) out->weather->hour[h].time = in->start + (lt_time)h * LT_HOUR + LT_HOUR / 2;
    label(in, p->network->n, &out->labels);
    if (!in->grid) return LT_OK; /* a check of the input alone */
    LT_TRY(note_far(in->grid, p->network, out->notes));
    return analyse(in, p, out);
}

static lt_status make(const lt_source_input *in, lt_source_output *out) {
    lt_network_input p = {
        .settings = in->settings, .climate = in->climate, .grid = in->grid, .start = in->start, .n = in->n};
    lt_status status = build(in, &p, out);
    lt_network_free(p.network);
    lt_daily_free(p.daily);
    lt_pressure_wind_free(p.pressure);
    lt_wind_grid_free(p.first_guess);
    return status;
}

const lt_source lt_source_stations = {matches, NULL, make};
