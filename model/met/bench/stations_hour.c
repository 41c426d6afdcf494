/* stations_hour.c - the task `stations_hour`: an hour of weather from stations on a grid.
 *
 * Input   60 stations of a made-up network, complete, in memory
 * Grid    liaoning-9 (96 x 84 x 20) with terrain and a coast that are made up
 * Work    24 hours: analysis at the full hour and over the hour, surface and profiles of every cell, fluxes, adjustment
 *         in three dimensions, columns closed; nothing is written. The rows are seconds an hour; what is done once
 *         (correlations, the breeze's coast, stations left out) is counted in the first of them
 * Goal    0.5 s an hour (issue 6)
 */
#include "model/met/bench/bench.h"

#include "model/met/domain_supply.h"
#include "model/met/hour_fields.h"
#include "model/met/points/network_weather.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { STATIONS = 60 };

typedef struct task {
    const char *grid;
    int hours, threads;
} task;

static double random_of(unsigned long *seed) {
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return (double)(*seed >> 40) / 16777216.0;
}

static lt_status make_network(lt_time start, long n, lt_network **out) {
    unsigned long seed = 2014;
    lt_network *network = NULL;
    LT_TRY(lt_calloc(1, sizeof *network, &network));
    *out = network;
    for (int s = 0; s < STATIONS; s++) {
        lt_network_station *station = NULL;
        lt_station_place place = {.lat = 37.0 + 8.0 * random_of(&seed),
                                  .lon = 117.0 + 11.0 * random_of(&seed),
                                  .altitude_m = 400.0 * random_of(&seed),
                                  .roughness_m = NAN};
        snprintf(place.name, sizeof place.name, "S%d", s);
        LT_TRY(lt_network_station_of(network, place.name, &place, "bench", &station));
        LT_TRY(lt_network_cover(station, start, start + (lt_time)(n - 1) * LT_HOUR));
        for (long h = 0; h < n; h++) {
            double day = cos(2.0 * M_PI * ((double)h - 6.0) / 24.0);
            lt_station_hour hour = {293.0 + 5.0 * day - 0.6 * (place.lat - 41.0) - 5e-3 * place.altitude_m,
                                    285.0,
                                    1.01e5 - 80.0 * (place.lon - 122.0) + 30.0 * random_of(&seed),
                                    3.0 + random_of(&seed),
                                    180.0 + 60.0 * random_of(&seed),
                                    0.0,
                                    NAN,
                                    NAN};
            LT_TRY(lt_network_put(station, start + (lt_time)h * LT_HOUR, &hour, "bench"));
        }
    }
    return LT_OK;
}

static lt_status make_grid(const char *name, lt_grid **out) {
    lt_definition *definition = NULL;
    LT_TRY(lt_definition_read(name, &definition));
    lt_status status = lt_grid_create(definition, LT_N_NEIGHBOURS, out);
    lt_definition_free(definition);
    LT_TRY(status);
    lt_grid *g = *out;
    long n = (long)g->nx * g->ny;
    for (long c = 0; c < n; c++) {
        double x = (double)(c % g->nx), y = (double)(c / g->nx);
        bool sea = hypot(x - 0.4 * g->nx, y - 0.2 * g->ny) < 0.25 * g->nx;
        g->terrain[c] = sea ? 0.0 : 250.0 + 200.0 * sin(0.5 * x) * cos(0.4 * y);
        g->region_fraction[(long)(sea ? LT_REGION_SEA : LT_REGION_OTHER_LAND) * n + c] = 1.0;
        g->land_fraction[(long)(sea ? LT_LAND_WATER : LT_LAND_GRASSLAND) * n + c] = 1.0;
    }
    return LT_OK;
}

static lt_status run_hours(const task *t, lt_time start, lt_hour_fields *f) {
    LT_TRY(lt_hour_fields_mass(f, start, t->threads, f->mass_end));
    for (int h = 0; h < t->hours; h++) {
        double *swap = f->mass_begin;
        f->mass_begin = f->mass_end;
        f->mass_end = swap;
        LT_TRY(lt_hour_fields_mass(f, start + (lt_time)(h + 1) * LT_HOUR, t->threads, f->mass_end));
        LT_TRY(lt_hour_fields_make(f, start + (lt_time)h * LT_HOUR, t->threads));
    }
    return LT_OK;
}

static lt_status with_supply(const task *t, const lt_network_input *in, lt_local_weather *local) {
    lt_domain_weather *weather = NULL;
    lt_supply *supply = NULL;
    lt_hour_fields *f = NULL;
    lt_status status = lt_domain_weather_allocate(in->start, in->n, &weather);
    if (status != LT_OK) {
        lt_local_weather_free(local);
        return status;
    }
    for (long h = 0; h < in->n; h++) weather->hour[h].time = in->start + (lt_time)h * LT_HOUR + LT_HOUR / 2;
    LT_TRY(lt_domain_supply_create(in->settings, in->grid, weather, local, &supply));
    status = lt_hour_fields_create(in->grid, in->settings, supply, &f);
    if (status == LT_OK) status = run_hours(t, in->start, f);
    lt_hour_fields_free(f);
    lt_supply_free(supply);
    return status;
}

static lt_status work_on(const task *t, const lt_met_settings *settings, const lt_climate *climate,
                         lt_network_input *in) {
    const lt_network_rules rules = {settings->station_coverage, settings->lapse_Km};
    lt_network_figures figures;
    lt_local_weather *local = NULL;
    *in = (lt_network_input){.settings = settings, .climate = climate, .start = 1404604800, .n = t->hours, .city = -1};
    LT_TRY(make_network(in->start, in->n, &in->network));
    LT_TRY(lt_network_repair(in->network, &rules, in->start, in->n, NULL));
    lt_grid *grid = NULL;
    lt_status status = make_grid(t->grid, &grid);
    in->grid = grid;
    if (status == LT_OK) status = lt_network_weather_create(in, &local, &figures);
    if (status == LT_OK) {
        in->network = NULL; /* taken over */
        status = with_supply(t, in, local);
    }
    lt_grid_free(grid);
    return status;
}

static lt_status work(void *context, long *rows) {
    const task *t = context;
    lt_met_settings settings;
    lt_climate climate;
    lt_node *node = NULL;
    lt_network_input in = {0};
    memset(&settings, 0, sizeof settings);
    LT_TRY(lt_climate_read(&climate));
    LT_TRY(lt_node_parse("met", "{source: stations}", &node));
    lt_status status = lt_config_fill(node, lt_met_rows, &settings);
    lt_node_free(node);
    LT_TRY(status);
    status = work_on(t, &settings, &climate, &in);
    lt_network_free(in.network);
    lt_met_settings_release(&settings);
    *rows = t->hours;
    return status;
}

lt_status lt_met_bench_stations_hour(lt_bench *bench) {
    task t = {
        .grid = bench->quick ? "liaoning-27" : "liaoning-9", .hours = bench->quick ? 2 : 24, .threads = bench->threads};
    lt_bench_cost cost;
    LT_TRY(lt_bench_fork(bench->quick ? 1 : 3, NULL, work, &t, &cost));
    cost.wall_s /= t.hours;
    cost.cpu_s /= t.hours;
    cJSON *row = lt_bench_cost_row(bench, "stations_hour", &cost);
    cJSON_AddNumberToObject(row, "goal_s", 0.5);
    cJSON_AddStringToObject(
        row, "input",
        lt_fmt("an hour of %d, %d stations on %s, %d threads", t.hours, (int)STATIONS, t.grid, t.threads));
    return LT_OK;
}
