/* plume_table.c - reader of tables (plume_table.h).
 *
 * time_utc or time_local (UTC+8): the start of the hour. Empty cells are missing. wind_from_deg empty beside a wind:
 * variable, a calm for plumes. Only wind, direction and temperature must have a column: heights of measurement are 10 m
 * and 2 m, pressure the standard one of sea level where the table has none; what of the boundary layer it lacks is
 * derived (derive.h). */
#include "model/gaussian/weather/plume_table.h"

#include "base/csv.h"

#include <math.h>
#include <stddef.h>

/* name, member, factor and offset to the member's unit, least and most as written */
#define AT(member) offsetof(lt_plume_hour, member)
static const struct {
    const char *name;
    size_t member;
    double factor, offset, least, most;
} columns[] = {{"wind_ms", AT(wind_ms), 1, 0, 0, 100},
               {"wind_from_deg", AT(wind_from_deg), 1, 0, 0, 360},
               {"wind_height_m", AT(wind_height_m), 1, 0, 0.1, 500},
               {"temperature_K", AT(temperature_K), 1, 0, 200, 340},
               {"temperature_degC", AT(temperature_K), 1, 273.15, -73, 67},
               {"temperature_height_m", AT(temperature_height_m), 1, 0, 0.1, 500},
               {"pressure_hPa", AT(pressure_Pa), 100, 0, 400, 1100},
               {"friction_velocity_ms", AT(friction_velocity_ms), 1, 0, 0.001, 9},
               {"obukhov_m", AT(obukhov_m), 1, 0, -1e6, 1e6},
               {"convective_velocity_ms", AT(convective_velocity_ms), 1, 0, 0, 10},
               {"convective_height_m", AT(convective_height_m), 1, 0, 0, 9000},
               {"mechanical_height_m", AT(mechanical_height_m), 1, 0, 1, 9000},
               {"lapse_above_Km", AT(lapse_above_Km), 1, 0, 0, 0.2},
               {"roughness_m", AT(roughness_m), 1, 0, 1e-5, 10},
               {"measured_height_m", AT(measured_height_m), 1, 0, 0.1, 500},
               {"sigma_v_ms", AT(sigma_v_ms), 1, 0, 0, 20},
               {"sigma_w_ms", AT(sigma_w_ms), 1, 0, 0, 10},
               {"rain_mmh", AT(rain_mmh), 1, 0, 0, 300},
               {"relative_humidity_pct", AT(relative_humidity), 0.01, 0, 0, 105},
               {"cloud_pct", AT(cloud), 0.01, 0, 0, 100},
               {"albedo", AT(albedo), 1, 0, 0, 1},
               {"bowen", AT(bowen), 1, 0, -10, 100}};
enum { N_COLUMNS = sizeof columns / sizeof *columns };

typedef struct found {
    int time, zone_s, of[N_COLUMNS];
} found;

static lt_status find_columns(const lt_csv *table, found *f) {
    const char *allowed[N_COLUMNS + 3] = {"time_utc", "time_local"};
    for (int k = 0; k < N_COLUMNS; k++) allowed[k + 2] = columns[k].name;
    LT_TRY(lt_csv_only(table, allowed));
    f->time = lt_csv_find(table, "time_utc");
    f->zone_s = f->time >= 0 ? 0 : LT_CST_OFFSET;
    if (f->time < 0) LT_TRY(lt_csv_column(table, "time_local", &f->time));
    for (int k = 0; k < N_COLUMNS; k++) f->of[k] = lt_csv_find(table, columns[k].name);
    LT_TRY(lt_csv_column(table, "wind_ms", &f->of[0]));
    LT_TRY(lt_csv_column(table, "wind_from_deg", &f->of[1]));
    if ((f->of[3] < 0) != (f->of[4] < 0)) return LT_OK;
    return lt_csv_take(table,
                       LT_RAISE(LT_ERR_INPUT, .what = "the temperature must be given once", .where = lt_csv_path(table),
                                .expected = "a column temperature_K or temperature_degC",
                                .found = f->of[3] < 0 ? "none of them" : "both", .todo = "give one of the two"));
}

static lt_status read_cell(const lt_csv *table, long row, int column, int k, lt_plume_hour *hour) {
    double value;
    if (column < 0 || lt_csv_empty(table, row, column)) return LT_OK;
    LT_TRY(lt_csv_double(table, row, column, &value));
    if (!(value >= columns[k].least && value <= columns[k].most) || (columns[k].member == AT(obukhov_m) && value == 0))
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("%s is out of range", columns[k].name),
                        .where = lt_csv_where(table, row, column),
                        .expected = columns[k].member == AT(obukhov_m)
                                        ? "a length other than 0, below 0 in convective air"
                                        : lt_fmt("%g to %g", columns[k].least, columns[k].most),
                        .found = lt_fmt("\"%s\"", lt_csv_text(table, row, column)),
                        .todo = "correct the value; leave the cell empty where it is missing");
    *(double *)((char *)hour + columns[k].member) = columns[k].factor * value + columns[k].offset;
    return LT_OK;
}

static lt_status read_row(const lt_csv *table, long row, const found *f, lt_faults *faults, lt_plume_weather *weather) {
    lt_time begin;
    LT_TRY(lt_csv_time(table, row, f->time, f->zone_s, &begin));
    if (begin % LT_HOUR != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "an hour does not start at a full hour",
                        .where = lt_csv_where(table, row, f->time), .expected = "whole hours",
                        .found = lt_csv_text(table, row, f->time), .todo = "give hourly values with the hour's start");
    lt_plume_hour hour = lt_plume_hour_missing(begin + LT_HOUR);
    for (int k = 0; k < N_COLUMNS; k++) LT_TRY(lt_faults_take(faults, read_cell(table, row, f->of[k], k, &hour)));
    if (f->of[2] < 0) hour.wind_height_m = 10.0;
    if (f->of[5] < 0) hour.temperature_height_m = 2.0;
    if (f->of[6] < 0) hour.pressure_Pa = 101325.0;
    if (hour.wind_from_deg >= 360.0) hour.wind_from_deg -= 360.0;
    return lt_plume_weather_add(weather, &hour, lt_csv_where(table, row, f->time));
}

lt_status lt_plume_table_read(const char *path, lt_faults *faults, lt_plume_weather **out) {
    lt_csv *table;
    found f;
    *out = NULL;
    LT_TRY(lt_csv_read(path, &table));
    lt_plume_weather *weather = lt_plume_weather_of(path);
    lt_status status = weather ? find_columns(table, &f) : LT_ERR_MEMORY;
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++)
        status = lt_faults_take(faults, read_row(table, row, &f, faults, weather));
    lt_csv_free(table);
    if (status == LT_OK)
        *out = weather;
    else
        lt_plume_weather_free(weather);
    return status;
}

const char *lt_plume_table_example(void) {
    return "# Weather of lantian plume, a row an hour (its start): save as weather.csv beside plume.yaml.\n"
           "# Heights of wind and temperature are 10 m and 2 m without their columns. Without friction_velocity_ms,\n"
           "# obukhov_m and the mixing heights these are derived; then cloud_pct and relative_humidity_pct are "
           "needed.\n"
           "time_local,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,convective_velocity_ms,"
           "convective_height_m,mechanical_height_m,lapse_above_Km,roughness_m\n"
           "2020-01-10 06:00,2.1,350,-12,0.18,25,0,0,180,0.006,0.3\n"
           "2020-01-10 07:00,2.6,340,-11,0.24,60,0,0,270,0.006,0.3\n"
           "2020-01-10 08:00,3.2,330,-9,0.34,-400,0.4,150,460,0.006,0.3\n"
           "2020-01-10 09:00,4.0,320,-7,0.43,-160,0.9,340,660,0.006,0.3\n";
}
