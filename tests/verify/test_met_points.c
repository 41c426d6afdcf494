/* Weather over the cells from stations: one station is source `station`, fields of many come back between them, breeze
 * and slope flow blow the right way by day and by night, the same bits for any number of threads. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/met/constants.h"
#include "model/met/domain_supply.h"
#include "model/met/hour_fields.h"
#include "model/met/points/network_weather.h"
#include "model/met/points/slope_flow.h"
#include "model/met/source.h"
#include "tests/support/data.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HOURS = 48, STATIONS = 30 };
static const char *const begin_text = "2014-07-06";
static lt_time start;
static lt_climate climate;

static lt_grid *make_grid(const char *name) {
    lt_definition *definition = NULL;
    lt_grid *g = NULL;
    assert_int_equal(lt_definition_read(name, &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 0, &g), LT_OK);
    lt_definition_free(definition);
    return g;
}

static void read_settings(const char *text, lt_met_settings *out) {
    lt_node *node = NULL;
    memset(out, 0, sizeof *out);
    assert_int_equal(lt_node_parse("met", text, &node), LT_OK);
    assert_int_equal(lt_config_fill(node, lt_met_rows, out), LT_OK);
    lt_node_free(node);
}

/* Weather of a station and an hour of the run. */
typedef struct report {
    double temperature_C, dew_point_C, pressure_hPa, speed_ms, from_deg, rain_mm;
} report;

typedef report (*law)(double lat, double lon, double altitude_m, int hour);

static void write_stations(const char *path, int n, double (*place)[3], law say) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fprintf(f, "station,lat,lon,altitude,time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,"
               "wind_from_deg,precipitation_mm\n");
    for (int s = 0; s < n; s++)
        for (int h = -12; h < HOURS + 12; h++) {
            char when[24];
            lt_time_iso(start + (lt_time)h * LT_HOUR, when);
            report w = say(place[s][0], place[s][1], place[s][2], h);
            fprintf(f, "S%d,%.6f,%.6f,%.3f,%s,%.9f,%.9f,%.9f,%.9f,%.9f,%.3f\n", s, place[s][0], place[s][1],
                    place[s][2], when, w.temperature_C, w.dew_point_C, w.pressure_hPa, w.speed_ms, w.from_deg,
                    w.rain_mm);
        }
    assert_int_equal(fclose(f), 0);
}

static lt_local_weather *analyse_with(const lt_met_settings *s, const lt_grid *g, const char *path, lt_wind_grid *guess,
                                      lt_network_figures *figures) {
    lt_network_input in = {
        .settings = s, .climate = &climate, .grid = g, .start = start, .n = HOURS, .city = -1, .first_guess = guess};
    const lt_network_rules rules = {s->station_coverage, s->lapse_Km};
    lt_local_weather *local = NULL;
    assert_int_equal(lt_network_read(&path, 1, NULL, &in.network), LT_OK);
    assert_int_equal(lt_network_repair(in.network, &rules, start, HOURS, NULL), LT_OK);
    assert_int_equal(lt_network_weather_create(&in, &local, figures), LT_OK);
    return local;
}

static lt_local_weather *analyse(const lt_met_settings *s, const lt_grid *g, const char *path,
                                 lt_network_figures *figures) {
    return analyse_with(s, g, path, NULL, figures);
}

static report lively(double lat, double lon, double z, int hour) {
    (void)z;
    double day = cos(2.0 * M_PI * (hour - 6) / 24.0);
    return (report){20.0 + 6.0 * day - 0.5 * (lat - 41.0),
                    12.0 + 0.2 * (lon - 123.0),
                    1008.0 + 0.3 * hour / 6.0,
                    hour % 11 == 5 ? 0.0 : 3.0 + day,
                    fmod(200.0 + 7.0 * hour + 1000.0, 360.0),
                    0.0};
}

/* Speed by the last bits of sums over one station; the day's mean speed is a sum of 25. */
static void test_one_station(void **state) {
    (void)state;
    double place[1][3] = {{41.64, 123.48, 49.0}};
    const char *path = in_root("one.csv");
    lt_met_settings s;
    lt_network_figures figures;
    read_settings("{slope_flow: no, sea_breeze: no}", &s);
    write_stations(path, 1, place, lively);
    lt_grid *g = make_grid("liaoning-27");
    for (long c = 0; c < (long)g->nx * g->ny; c++) g->terrain[c] = 10.0 * (double)(c % 50);
    lt_local_weather *local = analyse(&s, g, path, &figures);
    assert_true(isnan(figures.left_out[LT_POINT_T]) && figures.geostrophic == 0);

    lt_network *net = NULL;
    lt_domain_weather *domain = NULL;
    assert_int_equal(lt_network_read(&path, 1, NULL, &net), LT_OK);
    lt_station_repairs repairs;
    assert_int_equal(lt_station_repair(net->station[0].series, start, HOURS, &repairs), LT_OK);
    const lt_domain_sources sources = {net->station[0].series, NULL, -1, NULL};
    assert_int_equal(lt_domain_weather_create(&s, &climate, &sources, start, HOURS, &domain), LT_OK);
    for (long h = 0; h <= HOURS; h++)
        for (int edge = 0; edge < 2; edge++) {
            if (!edge && h == HOURS) continue;
            lt_domain_state want = edge ? lt_domain_weather_edge(domain, h) : domain->hour[h], got = {0};
            local->set_time(local, want.time);
            local->at(local, 777, &got);
            assert_near(got.altitude_m, want.altitude_m, 1e-12);
            assert_near(got.temperature_K, want.temperature_K, 1e-9);
            assert_near(got.day_temperature_K, want.day_temperature_K, 1e-9);
            assert_near(got.mean_temperature_K, want.mean_temperature_K, 1e-9);
            assert_near(got.sea_level_pressure_Pa, want.sea_level_pressure_Pa, 1e-6);
            if (edge) continue;
            assert_near(got.dew_point_K, want.dew_point_K, 1e-9);
            assert_near(got.wind_speed_ms, want.wind_speed_ms, 1e-12);
            assert_near(got.east, want.east, 1e-12);
            assert_near(got.north, want.north, 1e-12);
            assert_near(got.wind_roughness_m, want.wind_roughness_m, 0.0);
            assert_near(got.geostrophic_east_ms, want.geostrophic_east_ms, 1e-9);
            assert_near(got.geostrophic_north_ms, want.geostrophic_north_ms, 1e-9);
            assert_near(got.shear_east_s, want.shear_east_s, 1e-15);
            assert_near(got.cloud, want.cloud, 1e-9);
            assert_near(got.precipitation_kgm2s, want.precipitation_kgm2s, 0.0);
        }
    lt_domain_weather_free(domain);
    lt_network_free(net);
    lt_local_weather_free(local);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

static void scatter(int n, double (*place)[3]) {
    unsigned long seed = 99;
    for (int s = 0; s < n; s++)
        for (int k = 0; k < 3; k++) {
            seed = seed * 6364136223846793005UL + 1442695040888963407UL;
            double r = (double)(seed >> 40) / 16777216.0;
            place[s][k] = k == 0 ? 37.0 + 8.0 * r : k == 1 ? 116.0 + 13.0 * r : 300.0 * r;
        }
}

/* Temperature: a plane in latitude and longitude (curved on the map: 0.2 K over the domain) with the lapse of the
 * settings; a pressure that falls eastward: southerly geostrophic wind of known speed. */
static report plain(double lat, double lon, double z, int hour) {
    (void)hour;
    return (report){
        10.0 - 0.8 * (lat - 41.0) + 0.3 * (lon - 122.0) - 5e-3 * z, 0.0, 1015.0 - 1.0 * (lon - 122.0), 4.0, 225.0, 0.0};
}

/* Stations scattered over the grid that report so, analysed without slopes and breeze. */
static lt_local_weather *scattered(const lt_grid *g, law says, lt_met_settings *s, lt_network_figures *figures) {
    double place[STATIONS][3];
    const char *path = in_root("many.csv");
    scatter(STATIONS, place);
    write_stations(path, STATIONS, place, says);
    read_settings("{slope_flow: no, sea_breeze: no}", s);
    return analyse(s, g, path, figures);
}

static void test_many_stations(void **state) {
    (void)state;
    lt_met_settings s;
    lt_network_figures figures;
    lt_grid *g = make_grid("liaoning-27");
    lt_local_weather *local = scattered(g, plain, &s, &figures);
    assert_int_equal(figures.geostrophic, HOURS);
    print_message("left out: %.3f K, %.1f Pa, %.1e m/s\n", figures.left_out[LT_POINT_T], figures.left_out[LT_POINT_P],
                  figures.left_out[LT_POINT_SPEED]);
    local->set_time(local, start + 5 * LT_HOUR + LT_HOUR / 2);
    double worst = 0.0, pressure = 0.0;
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        lt_domain_state got = {0};
        local->at(local, c, &got);
        report want = plain(g->lat[c], g->lon[c], got.altitude_m, 0);
        worst = lt_verify_worse(worst, fabs(got.temperature_K - LT_ICE_POINT - want.temperature_C));
        pressure = lt_verify_worse(pressure, fabs(got.sea_level_pressure_Pa - 100.0 * want.pressure_hPa));
        assert_near(got.wind_speed_ms, 4.0, 1e-9);
        assert_near(got.east, sqrt(0.5), 1e-9);
        /* v = (dp/dx)/(rho f), 1 hPa a degree of 84 km at 41 N: 10 m/s; least squares over 8 degrees of latitude, in
         * which a degree of longitude changes by 12 %: within 6 % */
        double density = 1.015e5 / (LT_R_DRY * 283.0), f = 2.0 * LT_OMEGA * sin(41.0 * LT_DEGREE);
        double metres = 111194.9 * cos(41.0 * LT_DEGREE);
        assert_near(got.geostrophic_north_ms, -100.0 / (metres * density * f), 0.06 * 100.0 / (metres * density * f));
    }
    print_message("plane of temperature: %.2f K, of pressure %.0f Pa\n", worst, pressure);
    assert_true(worst < 1.0 && pressure < 100.0);
    lt_local_weather_free(local);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

static report showery(double lat, double lon, double z, int hour) {
    report w = plain(lat, lon, z, hour);
    w.rain_mm = lon < 120.0 ? 3.0 : 0.0;
    return w;
}

/* Rain in the west: overcast where it rains, and not where the analysis has a trace of it alone. */
static void test_rain(void **state) {
    (void)state;
    lt_met_settings s;
    lt_network_figures figures;
    lt_grid *g = make_grid("liaoning-27");
    lt_local_weather *local = scattered(g, showery, &s, &figures);
    local->set_time(local, start + 5 * LT_HOUR + LT_HOUR / 2);
    long wet = 0, traces = 0;
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        lt_domain_state got = {0};
        local->at(local, c, &got);
        double mm = got.precipitation_kgm2s * LT_HOUR;
        assert_true(mm >= 0.0 && (mm >= 0.1) <= (got.cloud >= 0.9));
        wet += mm >= 0.1;
        if (mm <= 0.0 || mm >= 0.04) continue;
        traces++;
        assert_true(got.cloud < 0.9);
    }
    print_message("%ld cells with rain, %ld with traces\n", wet, traces);
    assert_true(wet > 100 && traces > 0);
    lt_local_weather_free(local);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

/* An easterly of 10 m/s on the grid, 4 m/s from 225 degrees at five stations in the south-west: they have it their way
 * within L, and far away the grid has. */
static void test_first_guess(void **state) {
    (void)state;
    double place[5][3] = {
        {37.0, 117.0, 10}, {37.4, 117.9, 10}, {38.2, 117.2, 10}, {38.3, 118.3, 10}, {37.8, 118.9, 10}};
    const char *path = in_root("guess.csv");
    lt_met_settings s;
    lt_network_figures figures;
    lt_wind_grid *w = calloc(1, sizeof *w);
    *w = (lt_wind_grid){.n_time = 2, .n_lat = 2, .n_lon = 2};
    w->time = calloc(2, sizeof *w->time);
    w->lat = calloc(2, sizeof *w->lat);
    w->lon = calloc(2, sizeof *w->lon);
    w->east = calloc(8, sizeof *w->east);
    w->north = calloc(8, sizeof *w->north);
    for (int k = 0; k < 2; k++) {
        w->time[k] = start + (k ? HOURS + 1 : -1) * LT_HOUR;
        w->lat[k] = k ? 60.0 : 20.0;
        w->lon[k] = k ? 150.0 : 100.0;
    }
    for (int k = 0; k < 8; k++) w->east[k] = -10.0;
    write_stations(path, 5, place, plain);
    read_settings("{slope_flow: no, sea_breeze: no}", &s);
    lt_grid *g = make_grid("liaoning-27");
    lt_local_weather *local = analyse_with(&s, g, path, w, &figures);
    lt_domain_state near = {0}, far = {0};
    int i, j;
    bool inside;
    assert_int_equal(lt_grid_cell(g, 117.9, 37.7, &i, &j, &inside), LT_OK);
    assert_true(inside);
    local->set_time(local, start + 7 * LT_HOUR + LT_HOUR / 2);
    local->at(local, (long)j * g->nx + i, &near);
    local->at(local, (long)g->nx * g->ny - 1, &far);
    print_message("first guess: near %.2f m/s to %.2f, %.2f; far %.2f m/s to %.2f, %.2f\n", near.wind_speed_ms,
                  near.east, near.north, far.wind_speed_ms, far.east, far.north);
    assert_near(far.east, -1.0, 1e-6);
    assert_true(far.wind_speed_ms > 10.0); /* over the station's roughness, less than that of the grid's ground */
    assert_near(near.wind_speed_ms * near.east, 4.0 * sqrt(0.5), 1.5);
    assert_near(near.wind_speed_ms * near.north, 4.0 * sqrt(0.5), 1.5);
    lt_local_weather_free(local);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

/* Warm days, cool nights on the land, weak wind; the sea of July (the climate's) lies between. */
static report coastal(double lat, double lon, double z, int hour) {
    (void)lat;
    (void)lon;
    (void)z;
    return (report){23.0 + 8.0 * cos(2.0 * M_PI * (hour - 6.5) / 24.0), 15.0, 1008.0, 0.3, 180.0, 0.0};
}

static report stormy(double lat, double lon, double z, int hour) {
    report w = coastal(lat, lon, z, hour);
    w.speed_ms = 15.0;
    return w;
}

/* Onshore (eastward: the sea lies in the west) at 16:00 of the second local day, offshore at 5:00; none in a storm. */
static void test_breeze(void **state) {
    (void)state;
    double place[STATIONS][3];
    lt_met_settings s;
    lt_network_figures figures;
    scatter(STATIONS, place);
    for (int k = 0; k < STATIONS; k++) place[k][1] = 126.5 + 0.2 * (place[k][1] - 116.0); /* none by the coast */
    read_settings("{slope_flow: no}", &s);
    lt_grid *g = make_grid("liaoning-27");
    long n = (long)g->nx * g->ny, coast = (long)(g->ny / 2) * g->nx + g->nx / 2, inland = coast + 18;
    for (long c = 0; c < n; c++) g->region_fraction[(long)LT_REGION_SEA * n + c] = c % g->nx < g->nx / 2;
    double day[3] = {0}, night[1];
    for (int storm = 0; storm < 2; storm++) {
        const char *path = in_root("coast.csv");
        write_stations(path, STATIONS, place, storm ? stormy : coastal);
        lt_local_weather *local = analyse(&s, g, path, &figures);
        lt_domain_state at_coast = {0}, far = {0};
        const lt_surface_state surface = {1.0, 0.3, 0.2, 0.0, 500.0};
        local->set_time(local, start + 32 * LT_HOUR + LT_HOUR / 2);
        local->at(local, coast, &at_coast);
        local->at(local, inland, &far);
        day[0] = at_coast.wind_speed_ms * at_coast.east - far.wind_speed_ms * far.east;
        double u[2], v[2], height[2] = {20.0, 1100.0}, still_u[2];
        lt_surface_state under = surface;
        under.wind_10m_ms = at_coast.wind_speed_ms;
        local->wind(local, coast, &at_coast, &under, 2, height, u, v);
        under.wind_10m_ms = far.wind_speed_ms;
        local->wind(local, inland, &far, &under, 2, height, still_u, v);
        day[1] = u[1] - still_u[1];
        local->set_time(local, start + 45 * LT_HOUR + LT_HOUR / 2);
        local->at(local, coast, &at_coast);
        local->at(local, inland, &far);
        night[0] = at_coast.wind_speed_ms * at_coast.east - far.wind_speed_ms * far.east;
        print_message("storm %d: by day %.2f m/s, %.2f aloft; by night %.2f; blows %ld h, reach %.0f km\n", storm,
                      day[0], day[1], night[0], figures.blowing, figures.reach_m / 1000.0);
        if (!storm) {
            day[2] = day[1];
            assert_true(day[0] > 0.5 && day[0] < 8.0 && night[0] < -0.1 && day[1] < 0.0);
            assert_true(figures.blowing > HOURS / 2);
        } else {
            assert_int_equal(figures.blowing, 0);
            assert_near(day[0], 0.0, 1e-6);
        }
        lt_local_weather_free(local);
    }
    /* stations on the coast that have no breeze: it is not there either */
    scatter(STATIONS, place);
    write_stations(in_root("calm.csv"), STATIONS, place, coastal);
    lt_local_weather *local = analyse(&s, g, in_root("calm.csv"), &figures);
    lt_domain_state here = {0}, far = {0};
    local->set_time(local, start + 32 * LT_HOUR + LT_HOUR / 2);
    local->at(local, coast, &here);
    local->at(local, inland, &far);
    double u[2], v[1], height[1] = {1100.0};
    const lt_surface_state surface = {here.wind_speed_ms, 0.3, 0.2, 0.0, 500.0};
    local->wind(local, coast, &here, &surface, 1, height, &u[0], v);
    local->wind(local, inland, &far, &surface, 1, height, &u[1], v);
    print_message("aloft where the stations have none: %.2f m/s\n", u[0] - u[1]);
    assert_true(fabs(u[0] - u[1]) < 0.6 * fabs(day[2]));
    lt_local_weather_free(local);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

/* A plain that rises to the east: up (east) in the heat, down at night, and nothing where it is level or neutral. */
static void test_slope_flow(void **state) {
    (void)state;
    const lt_surface_state day = {3.0, 0.3, 0.4, -1.0 / 50.0, 1200.0}, night = {2.0, 0.3, 0.1, 1.0 / 20.0, 80.0},
                           neutral = {3.0, 0.3, 0.3, 0.0, 500.0};
    assert_true(lt_slope_flow_speed(&day, 500.0) > 0.5 && lt_slope_flow_speed(&day, 500.0) < 6.0);
    assert_true(lt_slope_flow_speed(&night, 500.0) < -0.3 && lt_slope_flow_speed(&night, 500.0) > -3.0);
    assert_near(lt_slope_flow_speed(&neutral, 500.0), 0.0, 0.0);
    assert_near(lt_slope_flow_speed(&night, 0.0), 0.0, 0.0);
    double place[STATIONS][3], flow[2];
    lt_met_settings s;
    lt_network_figures figures;
    scatter(STATIONS, place);
    const char *path = in_root("slope.csv");
    write_stations(path, STATIONS, place, coastal);
    lt_grid *g = make_grid("liaoning-27");
    for (long c = 0; c < (long)g->nx * g->ny; c++) {
        g->terrain[c] = 15.0 * (double)(c % g->nx);
        g->angle[c] = 0.0;
    }
    for (int on = 0; on < 2; on++) {
        read_settings(on ? "{sea_breeze: no}" : "{sea_breeze: no, slope_flow: no}", &s);
        lt_local_weather *local = analyse(&s, g, path, &figures);
        lt_domain_state here = {0};
        double east[100], north[100], height[100];
        long cell = (long)(g->ny / 2) * g->nx + g->nx / 2;
        for (int k = 0; k < g->nz; k++) height[k] = 0.5 * (g->z_edge[k] + g->z_edge[k + 1]);
        local->set_time(local, start + 20 * LT_HOUR + LT_HOUR / 2);
        local->at(local, cell, &here);
        local->wind(local, cell, &here, &night, g->nz, height, east, north);
        flow[on] = east[0];
        lt_local_weather_free(local);
        lt_config_release(lt_met_rows, &s);
    }
    print_message("slope flow of the lowest layer %.3f m/s\n", flow[1] - flow[0]);
    assert_true(flow[1] < flow[0]);
    lt_grid_free(g);
}

static void hour_of(const lt_met_settings *s, const lt_grid *g, const char *path, int threads, lt_hour_fields **out) {
    lt_network_figures figures;
    lt_domain_weather *weather = NULL;
    lt_supply *supply = NULL;
    lt_hour_fields *f = NULL;
    lt_local_weather *local = analyse(s, g, path, &figures);
    assert_int_equal(lt_domain_weather_allocate(start, HOURS, &weather), LT_OK);
    for (long h = 0; h < HOURS; h++) weather->hour[h].time = start + (lt_time)h * LT_HOUR + LT_HOUR / 2;
    assert_int_equal(lt_domain_supply_create(s, g, weather, local, &supply), LT_OK);
    assert_int_equal(lt_hour_fields_create(g, s, supply, &f), LT_OK);
    assert_int_equal(lt_hour_fields_mass(f, start, threads, f->mass_begin), LT_OK);
    assert_int_equal(lt_hour_fields_mass(f, start + LT_HOUR, threads, f->mass_end), LT_OK);
    assert_int_equal(lt_hour_fields_make(f, start, threads), LT_OK);
    lt_supply_free(supply);
    *out = f;
}

static void test_threads(void **state) {
    (void)state;
    double place[STATIONS][3];
    lt_met_settings s;
    lt_hour_fields *one = NULL, *three = NULL;
    const char *path = in_root("threads.csv");
    scatter(STATIONS, place);
    write_stations(path, STATIONS, place, lively);
    read_settings("{source: stations}", &s);
    lt_grid *g = make_grid("liaoning-27");
    long n = (long)g->nx * g->ny;
    for (long c = 0; c < n; c++) {
        g->terrain[c] = 400.0 + 400.0 * sin(0.9 * (double)(c % g->nx)) * cos(0.7 * (double)(c / g->nx));
        g->region_fraction[(long)LT_REGION_SEA * n + c] = c % g->nx < g->nx / 3;
    }
    hour_of(&s, g, path, 1, &one);
    hour_of(&s, g, path, 3, &three);
    assert_non_null(one->variational);
    size_t x = (size_t)((g->nx + 1) * g->ny * g->nz), y = (size_t)(g->nx * (g->ny + 1) * g->nz);
    assert_memory_equal(one->flux_x, three->flux_x, x * sizeof(double));
    assert_memory_equal(one->flux_y, three->flux_y, y * sizeof(double));
    assert_memory_equal(one->layer[LT_MET_T], three->layer[LT_MET_T], (size_t)(n * g->nz) * sizeof(float));
    print_message("columns before %.2e, after %.2e\n", one->imbalance, one->residual);
    assert_true(one->residual < 1e-12);
    lt_hour_fields_free(one);
    lt_hour_fields_free(three);
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

/* Stations by Shenyang are on the grid; the same with a longitude that lost its way are told of. */
static void test_far_stations(void **state) {
    (void)state;
    lt_met_settings s;
    read_settings("source: stations\n", &s);
    lt_grid *g = make_grid("liaoning-27");
    for (int far = 0; far < 2; far++) {
        double place[2][3] = {{41.7, far ? 12.35 : 123.5, 50}, {41.5, far ? 12.05 : 120.5, 170}};
        const char *english, *chinese;
        lt_weather_files files = {0};
        lt_source_output out = {0};
        write_stations(in_root("far.csv"), 2, place, lively);
        assert_int_equal(lt_weather_paths_add(&files.network, in_root("far.csv")), LT_OK);
        assert_int_equal(lt_notes_create(&out.notes), LT_OK);
        const lt_source_input in = {
            .settings = &s, .files = &files, .climate = &climate, .grid = g, .start = start, .n = 24, .threads = 1};
        assert_int_equal(lt_source_stations.make(&in, &out), LT_OK);
        assert_int_equal(lt_notes_text(out.notes, &english, &chinese), LT_OK);
        assert_int_equal(strstr(english, "none of the 2 stations lies on the grid") != NULL, far);
        assert_int_equal(strstr(chinese, "2 个站都不在网格区域内") != NULL, far);
        lt_domain_weather_free(out.weather);
        lt_local_weather_free(out.local);
        lt_notes_free(out.notes);
        lt_weather_files_release(&files);
    }
    lt_grid_free(g);
    lt_config_release(lt_met_rows, &s);
}

/* Eleven real stations, the daily means of January 2014 at every hour: how far each is from what the others say. A
 * fact; the bound is that the analysis is better than the stations' mean. */
static void test_real_stations(void **state) {
    (void)state;
    lt_daily *d = NULL;
    assert_int_equal(lt_daily_read(data_path("met/cma_daily_11cities/daily_met_2014_and_2016-11.csv"), &d), LT_OK);
    lt_analysis_place place[LT_DAILY_MAX_CITIES];
    int city[LT_DAILY_MAX_CITIES], n = 0;
    lt_grid *g = make_grid("liaoning-27");
    for (int c = 0; c < d->n_cities; c++) {
        if (!(d->city[c].altitude_m < 500.0)) continue;
        assert_int_equal(lt_grid_project(g, d->city[c].lon, d->city[c].lat, &place[n].x_m, &place[n].y_m), LT_OK);
        place[n].z_m = d->city[c].altitude_m;
        city[n++] = c;
    }
    const lt_analysis_rules rules = {0.0, 500.0, 0.1};
    lt_analysis *a = NULL;
    lt_analysis_field f;
    assert_int_equal(lt_analysis_create(n, place, 1, place, &rules, &a), LT_OK);
    assert_int_equal(lt_analysis_field_create(a, &f), LT_OK);
    double miss = 0.0, mean_miss = 0.0, pressure = 0.0, times = 0.0;
    for (long day = lt_local_day(lt_time_from_civil(2014, 1, 1, 12, 0, 0)), k = 0; k < 31; k++) {
        double t[LT_DAILY_MAX_CITIES], p[LT_DAILY_MAX_CITIES], mean = 0.0;
        for (int s = 0; s < n; s++) {
            t[s] = lt_daily_at(d, city[s], day + k, LT_DAILY_T_MEAN) + 5e-3 * place[s].z_m;
            p[s] = lt_daily_sea_level_pressure(d, city[s], day + k);
            mean += t[s] / n;
        }
        lt_analysis_solve(a, t, LT_TREND_PLANE, &f);
        for (int s = 0; s < n; s++) {
            miss += f.left_out[s] * f.left_out[s];
            mean_miss += (t[s] - mean) * (t[s] - mean) * n * n / ((n - 1.0) * (n - 1.0)); /* the mean of the others */
            times += 1.0;
        }
        lt_analysis_solve(a, p, LT_TREND_PLANE, &f);
        for (int s = 0; s < n; s++) pressure += f.left_out[s] * f.left_out[s];
    }
    print_message("%d stations, January 2014, left out: %.2f K (mean of the others %.2f K), %.0f Pa; L %.0f km\n", n,
                  sqrt(miss / times), sqrt(mean_miss / times), sqrt(pressure / times), lt_analysis_radius(a) / 1000.0);
    assert_true(miss < mean_miss);
    lt_analysis_field_free(&f);
    lt_analysis_free(a);
    lt_daily_free(d);
    lt_grid_free(g);
}

static int prepare(void **state) {
    if (make_root(state) != 0 || lt_climate_read(&climate) != LT_OK) return -1;
    return lt_time_parse(begin_text, 0, &start) == LT_OK ? 0 : -1;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_station), cmocka_unit_test(test_many_stations), cmocka_unit_test(test_rain),
        cmocka_unit_test(test_first_guess), cmocka_unit_test(test_breeze),        cmocka_unit_test(test_slope_flow),
        cmocka_unit_test(test_threads),     cmocka_unit_test(test_far_stations),  cmocka_unit_test(test_real_stations),
    };
    return cmocka_run_group_tests(tests, prepare, remove_root);
}
