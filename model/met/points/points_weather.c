/* points_weather.c - from the stations' values of an instant to the state of every cell. See points_weather.h.
 *
 * 10-m wind:  V = first guess + breeze + analysis of (station - first guess - breeze at the station), by components;
 * speed = |V|
 *             + what the analysed speed has more than |analysed vector| (winds that turn from station to station would
 * weaken each other otherwise).  Without a first guess the analysis holds the stations' mean; with one it is nothing
 * far away. Aloft:      geostrophic wind of the hour's pressures (pressure_fit.c), else of the day's (pressure_wind.c),
 * at least as fast as the drag law says of the day's mean wind; else by the drag law (domain_weather.c). With the
 * hour's pressures an Ekman layer lies between (ekman.c), else the profile of profile.c. Cloud:      of the stations;
 * where none reports: sunshine of the day, else climate and the day's humidity. Slope flow (slope_flow.c) is added to
 * the layers near the ground. */
#include "model/met/points/points_weather.h"

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/flux.h"
#include "model/met/ground.h"
#include "model/met/hills.h"
#include "model/met/humidity.h"
#include "model/met/points/ekman.h"
#include "model/met/points/slope_flow.h"
#include "model/met/pressure_fit.h"
#include "model/met/profile.h"
#include "model/met/solar.h"

#include <math.h>
#include <string.h>

typedef struct points {
    lt_local_weather face; /* first: the stage sees this */
    lt_points_input in;
    lt_network *network;
    lt_station_values *values;
    lt_analysis *analysis;
    lt_analysis_field field;
    lt_analysis_place *place;                                    /* [cell] */
    long *cell_of;                                               /* [station] -1: outside the grid */
    double *at;                                                  /* [point * cells + cell] */
    double *guess_east, *guess_north, *plane_east, *plane_north; /* first guess: [cell]; planes of its grid */
    double *roughness;                                           /* [cell] of the ground, on the first day, m */
    lt_wind_place *guess_place, *guess_station;                  /* [cell], [station] */
    lt_breeze *breeze;
    double *onshore, *left; /* [hour] */
    lt_slope *slope;
    lt_pressure_fit fit;
    bool fitted;
    lt_domain_state aloft; /* of the instant: geostrophic wind and shear of the domain */
    lt_network_day day;
    lt_time instant;
    long hour;
} points;

static long cells_of(const points *p) {
    return (long)p->in.grid->nx * p->in.grid->ny;
}

static void release(lt_local_weather *face) {
    points *p = (points *)face;
    lt_station_values_free(p->values);
    lt_analysis_free(p->analysis);
    lt_analysis_field_free(&p->field);
    lt_network_free(p->network);
    lt_daily_free(p->in.daily);
    lt_pressure_wind_free(p->in.pressure);
    lt_wind_grid_free(p->in.first_guess);
    lt_breeze_free(p->breeze);
    void *all[] = {p->place,      p->cell_of,     p->at,          p->guess_east, p->guess_north,
                   p->plane_east, p->plane_north, p->guess_place, p->roughness,  p->guess_station,
                   p->onshore,    p->left,        p->slope};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    lt_free(p);
}

/* The first guess at a place over the reference roughness; the grid's wind is one over the cell's ground. */
static void guess_at(const points *p, const lt_wind_place *place, long cell, double *east, double *north) {
    double to = p->in.settings->station.roughness_m, own = cell < 0 ? to : p->roughness[cell];
    double ratio = lt_wind_exposure(1.0, own, to);
    *east = ratio * lt_wind_place_value(p->in.first_guess, place, p->plane_east);
    *north = ratio * lt_wind_place_value(p->in.first_guess, place, p->plane_north);
}

/* Wind that a station would have without the analysis: first guess and breeze. */
static void background(const points *p, long station, double *east, double *north) {
    *east = *north = 0.0;
    if (p->in.first_guess) guess_at(p, &p->guess_station[station], p->cell_of[station], east, north);
    if (!p->breeze || p->cell_of[station] < 0) return;
    double x, y;
    lt_breeze_at(p->breeze, p->cell_of[station], p->onshore[p->hour], p->left[p->hour], &x, &y);
    *east += x;
    *north += y;
}

static void analyse(points *p, lt_point point, lt_trend trend) {
    long cells = cells_of(p);
    lt_analysis_solve(p->analysis, p->values->value + point * p->network->n, trend, &p->field);
    for (long c = 0; c < cells; c++) p->at[point * cells + c] = lt_analysis_at(p->analysis, &p->field, c);
}

static void subtract_background(points *p) {
    double *v = p->values->value;
    long n = p->network->n;
    for (long s = 0; s < n; s++) {
        double east, north;
        background(p, s, &east, &north);
        v[LT_POINT_EAST * n + s] -= east;
        v[LT_POINT_NORTH * n + s] -= north;
        if (east != 0.0 || north != 0.0)
            v[LT_POINT_SPEED * n + s] = hypot(v[LT_POINT_EAST * n + s], v[LT_POINT_NORTH * n + s]);
    }
}

static void set_aloft(points *p, lt_time hour) {
    const lt_met_settings *s = p->in.settings;
    double lat = 0.0, lon = 0.0, least, turn, east, north;
    long n = p->network->n;
    lt_pressure_point point[LT_NETWORK_MOST];
    for (long k = 0; k < n; k++) {
        const lt_station_place *place = &p->network->station[k].place;
        lat += place->lat / (double)n;
        lon += place->lon / (double)n;
        point[k] = (lt_pressure_point){place->lat, place->lon, p->values->value[LT_POINT_P * n + k],
                                       lt_pressure_weight(place->altitude_m)};
    }
    double coriolis = lt_coriolis(lat);
    p->day = lt_station_values_day(p->values, hour);
    p->aloft = (lt_domain_state){0};
    p->fitted = lt_pressure_fit_make((int)n, point, s->geostrophic_quadratic, lat, lon, &p->fit);
    bool known = p->fitted;
    if (known)
        lt_pressure_fit_wind(&p->fit, lat, lon, p->day.temperature_K, coriolis, &east, &north);
    else
        known = lt_pressure_wind_at(p->in.pressure, p->instant, &east, &north) && hypot(east, north) > 0.0;
    if (known) {
        p->aloft.geostrophic_east_ms = east;
        p->aloft.geostrophic_north_ms = north;
        lt_geostrophic_drag(p->day.speed_ms, s->station.roughness_m, coriolis, &least, &turn);
        lt_geostrophic_at_least(least, &p->aloft);
    } else {
        lt_geostrophic_from_surface(p->day.speed_ms, p->day.east_ms, p->day.north_ms, s->station.roughness_m, coriolis,
                                    &p->aloft);
    }
}

static void set_guess(points *p) {
    if (!p->in.first_guess) return;
    lt_wind_grid_at(p->in.first_guess, p->instant, p->plane_east, p->plane_north);
    for (long c = 0; c < cells_of(p); c++) guess_at(p, &p->guess_place[c], c, &p->guess_east[c], &p->guess_north[c]);
}

static void set_time(lt_local_weather *face, lt_time instant) {
    static const lt_trend trends[] = {
#define LT_POINT_TREND(id, name, trend) trend,
        LT_POINT_LIST(LT_POINT_TREND)
#undef LT_POINT_TREND
    };
    points *p = (points *)face;
    p->instant = instant;
    p->hour = (long)((instant - p->in.start) / LT_HOUR);
    if (p->hour >= p->in.n) p->hour = p->in.n - 1;
    lt_station_values_set_time(p->values, instant);
    set_guess(p);
    set_aloft(p, p->in.start + (lt_time)p->hour * LT_HOUR);
    subtract_background(p);
    for (int v = 0; v < LT_N_POINT; v++)
        analyse(p, v, p->in.first_guess && v >= LT_POINT_SPEED ? LT_TREND_NONE : trends[v]);
}

static double value(const points *p, long cell, lt_point point) {
    return p->at[point * cells_of(p) + cell];
}

static void set_wind(const points *p, long cell, lt_domain_state *state) {
    double east = value(p, cell, LT_POINT_EAST), north = value(p, cell, LT_POINT_NORTH), x, y;
    double gusts = fmax(0.0, value(p, cell, LT_POINT_SPEED) - hypot(east, north));
    double calm = fmin(0.0, value(p, cell, LT_POINT_SPEED) - hypot(east, north)); /* a calm counts as 0.1 m/s */
    if (p->in.first_guess) {
        east += p->guess_east[cell];
        north += p->guess_north[cell];
        gusts = calm = 0.0;
    }
    if (p->breeze) {
        lt_breeze_at(p->breeze, cell, p->onshore[p->hour], p->left[p->hour], &x, &y);
        east += x;
        north += y;
    }
    double length = hypot(east, north);
    state->wind_speed_ms = fmax(0.0, length + gusts + fmax(calm, -0.1));
    state->wind_roughness_m = p->in.settings->station.roughness_m;
    state->east = length > 0.0 ? east / length : 0.0;
    state->north = length > 0.0 ? north / length : -1.0;
    state->wind_from_deg = fmod(atan2(-state->east, -state->north) / LT_DEGREE + 360.0, 360.0);
}

static double cloud_of(const points *p, long cell, const lt_climate_month *month, bool wet) {
    double sunshine =
        p->in.daily ? lt_daily_at(p->in.daily, p->in.city, lt_local_day(p->instant), LT_DAILY_SUNSHINE) : NAN;
    double length_h = lt_solar_day_length_h(p->in.start + (lt_time)p->hour * LT_HOUR, p->in.settings->station.lat);
    double cloud = value(p, cell, LT_POINT_CLOUD);
    long n = p->network->n;
    for (long s = 0; s < n; s++)
        if (!isnan(p->values->value[LT_POINT_CLOUD * n + s])) return fmax(0.0, fmin(1.0, cloud));
    return isnan(sunshine) ? lt_cloud_of_climate(month, length_h, value(p, cell, LT_POINT_RH_DAY), wet)
                           : lt_cloud_of_sunshine(sunshine, length_h, wet);
}

static void at(const lt_local_weather *face, long cell, lt_domain_state *state) {
    const points *p = (const points *)face;
    const lt_climate_month *month = &p->in.climate->month[lt_time_civil(p->instant + LT_CST_OFFSET).month - 1];
    double lat = p->in.grid->lat[cell], lon = p->in.grid->lon[cell];
    state->altitude_m = p->values->reference.altitude_m;
    state->temperature_K = value(p, cell, LT_POINT_T);
    state->day_temperature_K = value(p, cell, LT_POINT_T_DAY);
    state->mean_temperature_K = value(p, cell, LT_POINT_T_RUN);
    state->sea_level_pressure_Pa = value(p, cell, LT_POINT_P);
    state->dew_point_K = fmin(lt_dew_point(exp(value(p, cell, LT_POINT_VAPOUR))), state->temperature_K);
    state->precipitation_kgm2s = fmax(0.0, value(p, cell, LT_POINT_RAIN)) / LT_HOUR;
    state->cloud = cloud_of(p, cell, month, state->precipitation_kgm2s > 0.0);
    state->sea_surface_K = month->sea_surface_K;
    set_wind(p, cell, state);
    state->geostrophic_east_ms = p->aloft.geostrophic_east_ms;
    state->geostrophic_north_ms = p->aloft.geostrophic_north_ms;
    if (p->fitted && p->in.settings->geostrophic_quadratic)
        lt_pressure_fit_wind(&p->fit, lat, lon, state->day_temperature_K, lt_coriolis(lat), &state->geostrophic_east_ms,
                             &state->geostrophic_north_ms);
    lt_thermal_wind(month, lt_coriolis(p->in.settings->station.lat), p->day.temperature_K, state);
}

static void add_slope_flow(const points *p, long cell, const lt_surface_state *surface, double *east, double *north) {
    const lt_grid *g = p->in.grid;
    const lt_slope *slope = &p->slope[cell];
    double speed = lt_slope_flow_speed(surface, slope->rise_m), depth = lt_slope_flow_depth(surface, slope->rise_m), x,
           y;
    lt_rotate_to_true(slope->x, slope->y, cos(g->angle[cell]), sin(g->angle[cell]), &x, &y);
    for (int k = 0; k < g->nz && g->z_edge[k] < depth; k++) {
        double share = speed * lt_slope_flow_share(depth, g->z_edge[k], g->z_edge[k + 1]);
        east[k] += share * x;
        north[k] += share * y;
    }
}

/* The breeze's part of the 10-m wind is taken off before the profile is made, and has a profile of its own. */
static void wind(const lt_local_weather *face, long cell, const lt_domain_state *state, const lt_surface_state *surface,
                 int n, const double *height, double *east, double *north) {
    const points *p = (const points *)face;
    lt_domain_state calm = *state;
    lt_surface_state under = *surface;
    double x = 0.0, y = 0.0, ratio = state->wind_speed_ms > 0.0 ? surface->wind_10m_ms / state->wind_speed_ms : 0.0;
    if (p->breeze) {
        lt_breeze_at(p->breeze, cell, ratio * p->onshore[p->hour], ratio * p->left[p->hour], &x, &y);
        double u = surface->wind_10m_ms * state->east - x, v = surface->wind_10m_ms * state->north - y,
               length = hypot(u, v);
        if (x != 0.0 || y != 0.0) {
            under.wind_10m_ms = length;
            calm.east = length > 0.0 ? u / length : 0.0;
            calm.north = length > 0.0 ? v / length : -1.0;
        }
    }
    if (p->fitted && p->in.settings->ekman_layer) {
        lt_ekman_profile(&under, &calm, p->in.settings->gradient_depth_m, lt_coriolis(p->in.grid->lat[cell]), n, height,
                         east, north);
    } else {
        lt_wind profile = {under.wind_10m_ms, under.roughness_m, under.inverse_obukhov_m, under.boundary_layer_m,
                           p->in.settings->gradient_depth_m};
        lt_wind_profile(&profile, &calm, n, height, east, north);
    }
    for (int k = 0; k < n && p->breeze; k++) {
        double share = lt_breeze_profile(p->breeze, height[k]);
        east[k] += share * x;
        north[k] += share * y;
    }
    if (p->slope) add_slope_flow(p, cell, surface, east, north);
}

static lt_status place_all(points *p) {
    const lt_grid *g = p->in.grid;
    const lt_met_settings *s = p->in.settings;
    lt_analysis_place *station = NULL;
    long n = p->network->n, cells = cells_of(p);
    LT_TRY(lt_calloc((size_t)cells, sizeof *p->place, &p->place));
    LT_TRY(lt_calloc((size_t)n, sizeof *p->cell_of, &p->cell_of));
    LT_TRY(lt_calloc((size_t)(cells * LT_N_POINT), sizeof(double), &p->at));
    for (long c = 0; c < cells; c++)
        p->place[c] = (lt_analysis_place){g->x0 + ((double)(c % g->nx) + 0.5) * g->dx,
                                          g->y0 + ((double)(c / g->nx) + 0.5) * g->dx, g->terrain[c]};
    LT_TRY(lt_calloc((size_t)n, sizeof *station, &station));
    lt_status status = LT_OK;
    for (long k = 0; k < n && status == LT_OK; k++) {
        const lt_station_place *place = &p->network->station[k].place;
        int i, j;
        bool inside;
        status = lt_grid_project(g, place->lon, place->lat, &station[k].x_m, &station[k].y_m);
        station[k].z_m = place->altitude_m;
        if (status == LT_OK) status = lt_grid_cell(g, place->lon, place->lat, &i, &j, &inside);
        p->cell_of[k] = status == LT_OK && inside ? (long)j * g->nx + i : -1;
    }
    const lt_analysis_rules rules = {s->analysis_radius_m, s->analysis_depth_m, s->analysis_noise};
    if (status == LT_OK) status = lt_analysis_create((int)n, station, cells, p->place, &rules, &p->analysis);
    lt_free(station);
    LT_TRY(status);
    return lt_analysis_field_create(p->analysis, &p->field);
}

static lt_status place_guess(points *p) {
    const lt_wind_grid *w = p->in.first_guess;
    long n = p->network->n, cells = cells_of(p);
    if (!w) return LT_OK;
    LT_TRY(lt_calloc((size_t)(w->n_lat * w->n_lon), sizeof(double), &p->plane_east));
    LT_TRY(lt_calloc((size_t)(w->n_lat * w->n_lon), sizeof(double), &p->plane_north));
    LT_TRY(lt_calloc((size_t)cells, sizeof(double), &p->guess_east));
    LT_TRY(lt_calloc((size_t)cells, sizeof(double), &p->guess_north));
    LT_TRY(lt_calloc((size_t)cells, sizeof *p->guess_place, &p->guess_place));
    LT_TRY(lt_calloc((size_t)cells, sizeof(double), &p->roughness));
    LT_TRY(lt_ground_roughness(p->in.grid, p->in.start, p->roughness));
    LT_TRY(lt_calloc((size_t)n, sizeof *p->guess_station, &p->guess_station));
    for (long c = 0; c < cells; c++) p->guess_place[c] = lt_wind_grid_place(w, p->in.grid->lat[c], p->in.grid->lon[c]);
    for (long s = 0; s < n; s++) {
        const lt_station_place *place = &p->network->station[s].place;
        double lat = fmax(w->lat[0], fmin(w->lat[w->n_lat - 1], place->lat));
        double lon = fmax(w->lon[0], fmin(w->lon[w->n_lon - 1], place->lon));
        p->guess_station[s] = lt_wind_grid_place(w, lat, lon);
    }
    return LT_OK;
}

/* The land's warmth: stations count by how much of the breeze they have. */
static lt_status drive_breeze(points *p, lt_points_figures *figures) {
    const lt_met_settings *s = p->in.settings;
    long n = p->network->n;
    double lapse = s->lapse_Km, lat = p->in.grid->lat[cells_of(p) / 2];
    const lt_breeze_rules rules = {s->breeze_depth_m, s->breeze_friction_s,
                                   LT_GRAVITY / 280.0 * (LT_GRAVITY / LT_CP_DRY - lapse), 280.0};
    lt_breeze_drive *drive = NULL;
    LT_TRY(lt_breeze_create(p->in.grid, &rules, &p->breeze));
    LT_TRY(lt_calloc((size_t)p->in.n, sizeof(double), &p->onshore));
    LT_TRY(lt_calloc((size_t)p->in.n, sizeof(double), &p->left));
    LT_TRY(lt_calloc((size_t)p->in.n, sizeof *drive, &drive));
    for (long h = 0; h < p->in.n; h++) {
        lt_time t = p->in.start + (lt_time)h * LT_HOUR;
        double warm = 0.0, day = 0.0, weights = 0.0;
        lt_station_values_set_time(p->values, t + LT_HOUR / 2);
        for (long k = 0; k < n; k++) {
            double x = 0.0, y = 0.0, own = p->values->value[LT_POINT_T * n + k],
                   mean = p->values->value[LT_POINT_T_DAY * n + k];
            if (isnan(own) || isnan(mean)) continue;
            if (p->cell_of[k] >= 0) lt_breeze_at(p->breeze, p->cell_of[k], 1.0, 0.0, &x, &y);
            double w = 0.01 + hypot(x, y);
            weights += w;
            warm += w * own;
            day += w * mean;
        }
        lt_network_day mean = lt_station_values_day(p->values, t);
        double sea = p->in.climate->month[lt_time_civil(t + LT_CST_OFFSET).month - 1].sea_surface_K;
        double level = lapse * p->values->reference.altitude_m; /* brought to the sea */
        if (weights > 0.0)
            drive[h] = (lt_breeze_drive){(warm - day) / weights, warm / weights + level - sea,
                                         hypot(mean.east_ms, mean.north_ms)};
        figures->blowing += lt_breeze_share(&drive[h]) > 0.0;
    }
    lt_breeze_course(p->breeze, lat, p->in.n, drive, p->onshore, p->left);
    for (long h = 0; h < p->in.n; h++)
        figures->strongest_breeze_ms = fmax(figures->strongest_breeze_ms, hypot(p->onshore[h], p->left[h]));
    figures->reach_m = lt_breeze_reach(p->breeze);
    lt_free(drive);
    return LT_OK;
}

/* Every third hour of the run: the day's cycle is in it, and it takes a third of the time. */
static void leave_out(points *p, lt_points_figures *figures) {
    double hits[LT_N_POINT] = {0};
    for (long h = 0; h < p->in.n; h += 3) {
        p->hour = h;
        p->instant = p->in.start + (lt_time)h * LT_HOUR + LT_HOUR / 2;
        lt_station_values_set_time(p->values, p->instant);
        set_aloft(p, p->in.start + (lt_time)h * LT_HOUR);
        set_guess(p);
        subtract_background(p);
        figures->geostrophic += 3 * p->fitted;
        for (int v = 0; v < LT_N_POINT; v++) {
            lt_trend trend = v <= LT_POINT_P ? LT_TREND_PLANE : LT_TREND_MEAN;
            if (p->in.first_guess && v >= LT_POINT_SPEED) trend = LT_TREND_NONE;
            lt_analysis_solve(p->analysis, p->values->value + v * p->network->n, trend, &p->field);
            for (long s = 0; s < p->network->n; s++) {
                if (isnan(p->field.left_out[s])) continue;
                hits[v] += 1.0;
                figures->left_out[v] += p->field.left_out[s] * p->field.left_out[s];
            }
        }
    }
    if (figures->geostrophic > p->in.n) figures->geostrophic = p->in.n;
    for (int v = 0; v < LT_N_POINT; v++) figures->left_out[v] = sqrt(figures->left_out[v] / hits[v]);
}

static double mean_altitude(const lt_network *network) {
    double sum = 0.0;
    for (long s = 0; s < network->n; s++) sum += network->station[s].place.altitude_m;
    return sum / (double)network->n;
}

static lt_status prepare(points *p, lt_points_figures *figures) {
    const lt_met_settings *s = p->in.settings;
    const lt_point_reference reference = {mean_altitude(p->network), s->station.roughness_m, s->lapse_Km,
                                          s->moisture_height_m};
    LT_TRY(lt_station_values_create(p->network, &reference, p->in.start, p->in.n, &p->values));
    LT_TRY(place_all(p));
    LT_TRY(place_guess(p));
    figures->radius_m = lt_analysis_radius(p->analysis);
    if (s->sea_breeze) LT_TRY(drive_breeze(p, figures));
    if (s->slope_flow) {
        LT_TRY(lt_calloc((size_t)cells_of(p), sizeof *p->slope, &p->slope));
        lt_hills_slopes(p->in.grid, fmax(s->hill_radius_m, p->in.grid->dx), p->slope);
    }
    leave_out(p, figures);
    return LT_OK;
}

lt_status lt_points_weather_create(const lt_points_input *input, lt_local_weather **out, lt_points_figures *figures) {
    points *p = NULL;
    memset(figures, 0, sizeof *figures);
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    *p = (points){.face = {set_time, at, release, wind}, .in = *input};
    p->network = input->network;
    lt_status status = prepare(p, figures);
    if (status == LT_OK) {
        *out = &p->face;
        return LT_OK;
    }
    p->network = NULL; /* they stay with the caller */
    p->in.daily = NULL;
    p->in.pressure = NULL;
    p->in.first_guess = NULL;
    release(&p->face);
    return status;
}
