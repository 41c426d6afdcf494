/* station_csv.c - reader of our own kind "station-met": a table whose column names carry the units.
 *
 * time_utc or time_local (UTC+8), start of the hour; air_temperature_degC; dew_point_degC or relative_humidity_pct;
 * pressure_hPa (reduced to sea level) or station_pressure_hPa (at the station; a table of many stations only);
 * wind_speed_ms; wind_from_deg (empty: calm or variable); precipitation_mm (of the hour); cloud_cover_pct. Empty cells
 * are missing. A column without its unit ("air_temperature") is an unknown column, hence an error. */
#include "model/met/readers/station_csv.h"

#include "base/units.h"
#include "model/met/humidity.h"

#include <math.h>

static const char *const one_station[] = {"time_utc",
                                          "time_local",
                                          "air_temperature_degC",
                                          "dew_point_degC",
                                          "relative_humidity_pct",
                                          "pressure_hPa",
                                          "wind_speed_ms",
                                          "wind_from_deg",
                                          "precipitation_mm",
                                          "cloud_cover_pct",
                                          NULL};
static const char *const many_stations[] = {"station",
                                            "lat",
                                            "lon",
                                            "altitude",
                                            "roughness",
                                            "time_utc",
                                            "time_local",
                                            "dew_point_degC",
                                            "pressure_hPa",
                                            "wind_from_deg",
                                            "wind_speed_ms",
                                            "relative_humidity_pct",
                                            "air_temperature_degC",
                                            "precipitation_mm",
                                            "cloud_cover_pct",
                                            "station_pressure_hPa",
                                            NULL};

static bool matches(const lt_csv *table) {
    return lt_csv_find(table, "station") < 0 &&
           (lt_csv_find(table, "time_utc") >= 0 || lt_csv_find(table, "time_local") >= 0);
}

static lt_status raise_once(const lt_csv *table, const char *what, const char *expected, bool none) {
    return lt_csv_take(table, LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_path(table), .expected = expected,
                                       .found = none ? "none of them" : "both", .todo = "give one of the two columns"));
}

lt_status lt_station_csv_columns(const lt_csv *table, bool many, lt_station_csv *c) {
    LT_TRY(lt_csv_only(table, many ? many_stations : one_station));
    c->time = lt_csv_find(table, "time_utc");
    c->offset_s = c->time >= 0 ? 0 : LT_CST_OFFSET;
    if (c->time < 0) LT_TRY(lt_csv_column(table, "time_local", &c->time));
    LT_TRY(lt_csv_column(table, "air_temperature_degC", &c->temperature));
    c->pressure = lt_csv_find(table, "pressure_hPa");
    c->station_pressure = lt_csv_find(table, "station_pressure_hPa");
    if (!many) LT_TRY(lt_csv_column(table, "pressure_hPa", &c->pressure));
    LT_TRY(lt_csv_column(table, "wind_speed_ms", &c->speed));
    LT_TRY(lt_csv_column(table, "wind_from_deg", &c->direction));
    c->precipitation = lt_csv_find(table, "precipitation_mm");
    c->cloud = lt_csv_find(table, "cloud_cover_pct");
    c->dew_point = lt_csv_find(table, "dew_point_degC");
    c->humidity = lt_csv_find(table, "relative_humidity_pct");
    if ((c->dew_point < 0) == (c->humidity < 0))
        LT_TRY(raise_once(table, "humidity must be given once", "a column dew_point_degC or relative_humidity_pct",
                          c->dew_point < 0));
    if (many && (c->pressure < 0) == (c->station_pressure < 0))
        LT_TRY(raise_once(table, "pressure must be given once",
                          "a column pressure_hPa (at sea level) or station_pressure_hPa", c->pressure < 0));
    LT_TRY(lt_units_factor("degC", "K", &c->t_slope, &c->t_offset));
    return lt_units_factor("hPa", "Pa", &c->p_slope, &c->p_offset);
}

lt_status lt_station_csv_hour(const lt_csv *table, long row, const lt_station_csv *c, lt_station_hour *hour) {
    double humidity, cloud;
    *hour = lt_station_missing;
    LT_TRY(lt_station_number(table, row, c->temperature, c->t_slope, c->t_offset, -60, 60, &hour->temperature_K));
    LT_TRY(lt_station_number(table, row, c->dew_point, c->t_slope, c->t_offset, -80, 40, &hour->dew_point_K));
    LT_TRY(lt_station_number(table, row, c->humidity, 0.01, 0.0, 1, 100, &humidity));
    if (c->humidity >= 0)
        hour->dew_point_K = lt_dew_point(humidity * lt_saturation_pressure(hour->temperature_K)); /* NaN stays NaN */
    LT_TRY(
        lt_station_number(table, row, c->pressure, c->p_slope, c->p_offset, 900, 1100, &hour->sea_level_pressure_Pa));
    LT_TRY(lt_station_number(table, row, c->station_pressure, c->p_slope, c->p_offset, 400, 1100,
                             &hour->station_pressure_Pa));
    LT_TRY(lt_station_number(table, row, c->speed, 1.0, 0.0, 0, 80, &hour->wind_speed_ms));
    LT_TRY(lt_station_number(table, row, c->direction, 1.0, 0.0, 0, 360, &hour->wind_from_deg));
    LT_TRY(lt_station_number(table, row, c->precipitation, 1.0, 0.0, 0, 300, &hour->precipitation_mm));
    LT_TRY(lt_station_number(table, row, c->cloud, 0.01, 0.0, 0, 100, &cloud));
    hour->cloud = cloud;
    return LT_OK;
}

static lt_status read_row(const lt_csv *table, long row, const void *found, lt_station *station) {
    const lt_station_csv *c = found;
    lt_time t;
    lt_station_hour hour;
    LT_TRY(lt_time_parse(lt_csv_text(table, row, c->time), c->offset_s, &t));
    LT_TRY(lt_station_csv_hour(table, row, c, &hour));
    station->hours[(t - station->start) / LT_HOUR] = hour;
    return LT_OK;
}

static lt_status read(const lt_csv *table, lt_station **out) {
    lt_station_csv c;
    LT_TRY(lt_station_csv_columns(table, false, &c));
    return lt_station_rows(table, c.time, c.offset_s, read_row, &c, out);
}

const lt_station_reader lt_reader_station_csv = {"station-met", matches, read};
