/* network_place.c - what the analysis knows before the first hour: stations and first guess on the grid, the breeze's
 * course over the run; and how far each station is from what the others say. See network_private.h. */
#include "model/met/constants.h"
#include "model/met/ground.h"
#include "model/met/points/network_private.h"

#include <math.h>

static lt_status place_all(lt_network_weather *p) {
    const lt_grid *g = p->in.grid;
    const lt_met_settings *s = p->in.settings;
    lt_analysis_place *station = NULL;
    long n = p->network->n, cells = lt_network_cells(p);
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

static lt_status place_guess(lt_network_weather *p) {
    const lt_wind_grid *w = p->in.first_guess;
    long n = p->network->n, cells = lt_network_cells(p);
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
static lt_status drive_breeze(lt_network_weather *p, lt_network_figures *figures) {
    const lt_met_settings *s = p->in.settings;
    long n = p->network->n;
    double lapse = s->lapse_Km, lat = p->in.grid->lat[lt_network_cells(p) / 2];
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

static double mean_altitude(const lt_network *network) {
    double sum = 0.0;
    for (long s = 0; s < network->n; s++) sum += network->station[s].place.altitude_m;
    return sum / (double)network->n;
}

lt_status lt_network_place(lt_network_weather *p, lt_network_figures *figures) {
    const lt_met_settings *s = p->in.settings;
    const lt_point_reference reference = {mean_altitude(p->network), s->station.roughness_m, s->lapse_Km,
                                          s->moisture_height_m};
    LT_TRY(lt_station_values_create(p->network, &reference, p->in.start, p->in.n, &p->values));
    LT_TRY(place_all(p));
    LT_TRY(place_guess(p));
    figures->radius_m = lt_analysis_radius(p->analysis);
    if (s->sea_breeze) LT_TRY(drive_breeze(p, figures));
    if (s->slope_flow) {
        LT_TRY(lt_calloc((size_t)lt_network_cells(p), sizeof *p->slope, &p->slope));
        lt_hills_slopes(p->in.grid, fmax(s->hill_radius_m, p->in.grid->dx), p->slope);
    }
    return LT_OK;
}

/* Of every third hour: the day's cycle is in it, and it takes a third of the time. */
void lt_network_leave_out(lt_network_weather *p, lt_network_figures *figures) {
    double hits[LT_N_POINT] = {0};
    for (long h = 0; h < p->in.n; h++) {
        lt_network_load(p, p->in.start + (lt_time)h * LT_HOUR + LT_HOUR / 2);
        figures->geostrophic += p->fitted;
        if (h % 3 != 0) continue;
        for (int v = 0; v < LT_N_POINT; v++) {
            lt_analysis_solve(p->analysis, p->values->value + v * p->network->n, lt_network_trend(p, v), &p->field);
            for (long s = 0; s < p->network->n; s++) {
                if (isnan(p->field.left_out[s])) continue;
                hits[v] += 1.0;
                figures->left_out[v] += p->field.left_out[s] * p->field.left_out[s];
            }
        }
    }
    for (int v = 0; v < LT_N_POINT; v++) figures->left_out[v] = sqrt(figures->left_out[v] / hits[v]);
}
