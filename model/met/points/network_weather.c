/* network_weather.c - from the stations' values of an instant to the state of every cell. See network_weather.h.
 *
 * 10-m wind:  V = first guess + breeze + analysis of (station - first guess - breeze at the station), by components
 *   speed = |V| + what the analysed speed has more than |analysed vector| (winds that turn from station to station
 *   would weaken each other otherwise). Without a first guess the analysis holds the stations' mean; with one it is
 *   nothing far away.
 *
 * Aloft:  geostrophic wind of the hour's pressures (pressure_fit.c), else of the day's (pressure_wind.c), at least as
 *   fast as the drag law says of the day's mean wind; else by the drag law (domain_weather.c). With the hour's
 *   pressures an Ekman layer lies between (ekman.c), else the profile of profile.c. Slope flow (slope_flow.c) is added
 *   to the layers near the ground.
 *
 * Cloud:  of the stations; where none reports, sunshine of the day, else climate and the day's humidity; then at least
 *   0.9 where the analysed rain is some that a gauge would tell: interpolated rain is nowhere quite nothing. */
#include "model/met/points/network_weather.h"

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/flux.h"
#include "model/met/humidity.h"
#include "model/met/points/ekman.h"
#include "model/met/points/network_private.h"
#include "model/met/points/slope_flow.h"
#include "model/met/profile.h"
#include "model/met/solar.h"

#include <math.h>
#include <string.h>

#define TOLD_MM 0.05 /* of an hour: a gauge tells 0.1 mm */

static void release(lt_local_weather *face) {
    lt_network_weather *p = (lt_network_weather *)face;
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
static void guess_at(const lt_network_weather *p, const lt_wind_place *place, long cell, double *east, double *north) {
    double to = p->in.settings->station.roughness_m, own = cell < 0 ? to : p->roughness[cell];
    double ratio = lt_wind_exposure(1.0, own, to);
    *east = ratio * lt_wind_place_value(p->in.first_guess, place, p->plane_east);
    *north = ratio * lt_wind_place_value(p->in.first_guess, place, p->plane_north);
}

/* Wind that a station would have without the analysis: first guess and breeze. */
static void background(const lt_network_weather *p, long station, double *east, double *north) {
    *east = *north = 0.0;
    if (p->in.first_guess) guess_at(p, &p->guess_station[station], p->cell_of[station], east, north);
    if (!p->breeze || p->cell_of[station] < 0) return;
    double x, y;
    lt_breeze_at(p->breeze, p->cell_of[station], p->blow_onshore, p->blow_left, &x, &y);
    *east += x;
    *north += y;
}

/* The breeze that the stations have: r B, r least of sum |O - r B|^2/(1 m/s)^2 + (1 - r)^2/0.5^2 within 0 and 1; O, B
 * departures of the stations' winds and of the breeze there from their means. Stations far from the coast say nothing,
 * and r stays 1. */
static void weigh_breeze(lt_network_weather *p) {
    if (!p->breeze) return;
    const double *v = p->values->value, prior = 1.0 / (0.5 * 0.5);
    long n = p->network->n;
    double sum[5] = {0}, product = 0.0, square = 0.0, x, y; /* sum: of 1, Bx, By, Ox, Oy */
    for (long s = 0; s < n; s++) {
        double east = v[LT_POINT_EAST * n + s], north = v[LT_POINT_NORTH * n + s];
        if (isnan(east) || p->cell_of[s] < 0) continue;
        lt_breeze_at(p->breeze, p->cell_of[s], p->onshore[p->hour], p->left[p->hour], &x, &y);
        sum[0] += 1.0;
        sum[1] += x;
        sum[2] += y;
        sum[3] += east;
        sum[4] += north;
        product += x * east + y * north;
        square += x * x + y * y;
    }
    if (sum[0] > 0.0) {
        product -= (sum[1] * sum[3] + sum[2] * sum[4]) / sum[0];
        square -= (sum[1] * sum[1] + sum[2] * sum[2]) / sum[0];
    }
    double share = fmax(0.0, fmin(1.0, (prior + product) / (prior + fmax(0.0, square))));
    p->blow_onshore = share * p->onshore[p->hour];
    p->blow_left = share * p->left[p->hour];
}

static void analyse(lt_network_weather *p, lt_point point) {
    long cells = lt_network_cells(p);
    lt_analysis_solve(p->analysis, p->values->value + point * p->network->n, lt_network_trend(p, point), &p->field);
    for (long c = 0; c < cells; c++) p->at[point * cells + c] = lt_analysis_at(p->analysis, &p->field, c);
}

static void subtract_background(lt_network_weather *p) {
    weigh_breeze(p);
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

static void set_aloft(lt_network_weather *p, lt_time hour) {
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

static void set_guess(lt_network_weather *p) {
    if (!p->in.first_guess) return;
    lt_wind_grid_at(p->in.first_guess, p->instant, p->plane_east, p->plane_north);
    for (long c = 0; c < lt_network_cells(p); c++)
        guess_at(p, &p->guess_place[c], c, &p->guess_east[c], &p->guess_north[c]);
}

lt_trend lt_network_trend(const lt_network_weather *p, lt_point point) {
    static const lt_trend trends[] = {
#define LT_POINT_TREND(id, name, trend) trend,
        LT_POINT_LIST(LT_POINT_TREND)
#undef LT_POINT_TREND
    };
    return p->in.first_guess && point >= LT_POINT_SPEED ? LT_TREND_NONE : trends[point];
}

void lt_network_load(lt_network_weather *p, lt_time instant) {
    p->instant = instant;
    p->hour = (long)((instant - p->in.start) / LT_HOUR);
    if (p->hour >= p->in.n) p->hour = p->in.n - 1;
    lt_station_values_set_time(p->values, instant);
    set_guess(p);
    set_aloft(p, p->in.start + (lt_time)p->hour * LT_HOUR);
    subtract_background(p);
}

static void set_time(lt_local_weather *face, lt_time instant) {
    lt_network_weather *p = (lt_network_weather *)face;
    lt_network_load(p, instant);
    for (int v = 0; v < LT_N_POINT; v++) analyse(p, v);
}

static double value(const lt_network_weather *p, long cell, lt_point point) {
    return p->at[point * lt_network_cells(p) + cell];
}

static void set_wind(const lt_network_weather *p, long cell, lt_domain_state *state) {
    double east = value(p, cell, LT_POINT_EAST), north = value(p, cell, LT_POINT_NORTH), x, y;
    double gusts = fmax(0.0, value(p, cell, LT_POINT_SPEED) - hypot(east, north));
    double calm = fmin(0.0, value(p, cell, LT_POINT_SPEED) - hypot(east, north)); /* a calm counts as 0.1 m/s */
    if (p->in.first_guess) {
        east += p->guess_east[cell];
        north += p->guess_north[cell];
        gusts = calm = 0.0;
    }
    if (p->breeze) {
        lt_breeze_at(p->breeze, cell, p->blow_onshore, p->blow_left, &x, &y);
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

static double cloud_of(const lt_network_weather *p, long cell, const lt_climate_month *month, bool wet) {
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
    const lt_network_weather *p = (const lt_network_weather *)face;
    const lt_climate_month *month = &p->in.climate->month[lt_time_civil(p->instant + LT_CST_OFFSET).month - 1];
    double lat = p->in.grid->lat[cell], lon = p->in.grid->lon[cell];
    state->altitude_m = p->values->reference.altitude_m;
    state->temperature_K = value(p, cell, LT_POINT_T);
    state->day_temperature_K = value(p, cell, LT_POINT_T_DAY);
    state->mean_temperature_K = value(p, cell, LT_POINT_T_RUN);
    state->sea_level_pressure_Pa = value(p, cell, LT_POINT_P);
    state->dew_point_K = fmin(lt_dew_point(exp(value(p, cell, LT_POINT_VAPOUR))), state->temperature_K);
    state->precipitation_kgm2s = fmax(0.0, value(p, cell, LT_POINT_RAIN)) / LT_HOUR;
    state->cloud = cloud_of(p, cell, month, value(p, cell, LT_POINT_RAIN) >= TOLD_MM);
    state->sea_surface_K = month->sea_surface_K;
    set_wind(p, cell, state);
    state->geostrophic_east_ms = p->aloft.geostrophic_east_ms;
    state->geostrophic_north_ms = p->aloft.geostrophic_north_ms;
    if (p->fitted && p->in.settings->geostrophic_quadratic)
        lt_pressure_fit_wind(&p->fit, lat, lon, state->day_temperature_K, lt_coriolis(lat), &state->geostrophic_east_ms,
                             &state->geostrophic_north_ms);
    lt_thermal_wind(month, lt_coriolis(p->in.settings->station.lat), p->day.temperature_K, state);
}

static void add_slope_flow(const lt_network_weather *p, long cell, const lt_surface_state *surface, double *east,
                           double *north) {
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
    const lt_network_weather *p = (const lt_network_weather *)face;
    lt_domain_state calm = *state;
    lt_surface_state under = *surface;
    double x = 0.0, y = 0.0, ratio = state->wind_speed_ms > 0.0 ? surface->wind_10m_ms / state->wind_speed_ms : 0.0;
    if (p->breeze) {
        lt_breeze_at(p->breeze, cell, ratio * p->blow_onshore, ratio * p->blow_left, &x, &y);
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

lt_status lt_network_weather_create(const lt_network_input *input, lt_local_weather **out,
                                    lt_network_figures *figures) {
    lt_network_weather *p = NULL;
    memset(figures, 0, sizeof *figures);
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    *p = (lt_network_weather){.face = {set_time, at, release, wind}, .in = *input};
    p->network = input->network;
    lt_status status = lt_network_place(p, figures);
    if (status == LT_OK) lt_network_leave_out(p, figures);
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
