/* uci_five_cities.c - reader of the UCI set "PM2.5 Data of Five Chinese Cities" in the layout of our data folder.
 *
 * Columns: time_lt (start of the hour, UTC+8), TEMP and DEWP [degC], HUMI [%] (not used: follows from the two), PRES
 * sea-level pressure [hPa], wdir_sector (NE, NW, SE, SW: 90-degree sectors, taken as their centre; cv: calm or
 * variable, no direction), wspd_ms [m/s], precipitation [mm in the hour]; PM_* are not weather.
 *
 * Source: Liang et al. (2016), doi 10.1002/2016JD024877. */
#include "base/units.h"
#include "model/met/station.h"

#include <math.h>
#include <string.h>

static bool matches(const lt_csv *table) {
    return lt_csv_find(table, "time_lt") >= 0 && lt_csv_find(table, "wdir_sector") >= 0;
}

static lt_status sector_direction(const lt_csv *table, long row, int column, double *out) {
    static const struct {
        const char *name;
        double from_deg;
    } sectors[] = {{"NE", 45.0}, {"SE", 135.0}, {"SW", 225.0}, {"NW", 315.0}, {"cv", NAN}, {"", NAN}};
    const char *text = lt_csv_text(table, row, column);
    for (size_t s = 0; s < sizeof sectors / sizeof *sectors; s++) {
        if (strcmp(text, sectors[s].name) != 0) continue;
        *out = sectors[s].from_deg;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "an unknown wind sector", .where = lt_csv_where(table, row, column),
                    .expected = "NE, SE, SW, NW or cv", .found = text, .todo = "correct it or leave it empty");
}

typedef struct columns {
    int time, temperature, dew_point, pressure, sector, speed, precipitation;
    double t_slope, t_offset, p_slope, p_offset;
} columns;

static lt_status find_columns(const lt_csv *table, columns *c) {
    LT_TRY(lt_csv_column(table, "time_lt", &c->time));
    LT_TRY(lt_csv_column(table, "TEMP", &c->temperature));
    LT_TRY(lt_csv_column(table, "DEWP", &c->dew_point));
    LT_TRY(lt_csv_column(table, "PRES", &c->pressure));
    LT_TRY(lt_csv_column(table, "wdir_sector", &c->sector));
    LT_TRY(lt_csv_column(table, "wspd_ms", &c->speed));
    LT_TRY(lt_csv_column(table, "precipitation", &c->precipitation));
    LT_TRY(lt_units_factor("degC", "K", &c->t_slope, &c->t_offset));
    return lt_units_factor("hPa", "Pa", &c->p_slope, &c->p_offset);
}

static lt_status read_row(const lt_csv *table, long row, const void *found, lt_station *station) {
    const columns *c = found;
    lt_time t;
    lt_station_hour hour = lt_station_missing;
    LT_TRY(lt_time_parse(lt_csv_text(table, row, c->time), LT_CST_OFFSET, &t));
    LT_TRY(lt_station_number(table, row, c->temperature, c->t_slope, c->t_offset, -60, 60, &hour.temperature_K));
    LT_TRY(lt_station_number(table, row, c->dew_point, c->t_slope, c->t_offset, -80, 40, &hour.dew_point_K));
    LT_TRY(lt_station_number(table, row, c->pressure, c->p_slope, c->p_offset, 900, 1100, &hour.sea_level_pressure_Pa));
    LT_TRY(lt_station_number(table, row, c->speed, 1.0, 0.0, 0, 80, &hour.wind_speed_ms));
    LT_TRY(lt_station_number(table, row, c->precipitation, 1.0, 0.0, 0, 300, &hour.precipitation_mm));
    LT_TRY(sector_direction(table, row, c->sector, &hour.wind_from_deg));
    station->hours[(t - station->start) / LT_HOUR] = hour;
    return LT_OK;
}

static lt_status read(const lt_csv *table, lt_station **out) {
    columns c;
    LT_TRY(find_columns(table, &c));
    LT_TRY(lt_station_rows(table, c.time, LT_CST_OFFSET, read_row, &c, out));
    (*out)->sectors = true;
    return LT_OK;
}

const lt_station_reader lt_reader_uci_five_cities = {"uci-five-cities", matches, read};
