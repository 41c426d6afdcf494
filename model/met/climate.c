/* climate.c - reads model/met/data/monthly_climate.csv and the statistics of a season. See climate.h. */
#include "model/met/climate.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "base/units.h"
#include "model/met/episode.h"

#include <stdio.h>
#include <string.h>

static const char *const climate_file = "model/met/data/monthly_climate.csv";
#define LT_SEASON_ROW(source, file, first, last, turn, course, en, zh)                                                 \
    {source, file, first, last, turn, course, en, zh},
static const lt_season seasons[] = {LT_SEASON_LIST(LT_SEASON_ROW)};
#undef LT_SEASON_ROW
enum { N_SEASONS = sizeof seasons / sizeof *seasons };
const char *const lt_wind_sector_names[LT_N_SECTORS] = {"NW", "NE", "SE", "SW", "cv"};

lt_status lt_statistics_open(const char *name, lt_csv **out) {
    char path[1024];
    LT_TRY(lt_share_path(name, path, sizeof path));
    return lt_csv_read(path, out);
}

/* One column of one row through udunits. */
static lt_status number(const lt_csv *table, long row, const char *column, const char *from, const char *to,
                        double *out) {
    int c;
    double raw;
    LT_TRY(lt_csv_column(table, column, &c));
    LT_TRY(lt_csv_double(table, row, c, &raw));
    return lt_units_convert(raw, from, to, out);
}

static lt_status month_row(const lt_csv *table, long row, lt_climate *out) {
    int column;
    long month;
    LT_TRY(lt_csv_column(table, "month", &column));
    LT_TRY(lt_csv_long(table, row, column, &month));
    if (month != row + 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "the months are out of order", .where = lt_csv_where(table, row, column),
                        .expected = lt_fmt("%ld", row + 1), .found = lt_csv_text(table, row, column),
                        .todo = "restore the shipped file");
    lt_climate_month *m = &out->month[row];
    LT_TRY(number(table, row, "temperature_degC", "degC", "K", &m->temperature_K));
    LT_TRY(number(table, row, "relative_humidity_pct", "percent", "1", &m->relative_humidity));
    LT_TRY(number(table, row, "sunshine_h_per_day", "h", "s", &m->sunshine_s));
    double north, east;
    LT_TRY(number(table, row, "meridional_gradient_K_per_100km", "K", "K", &north));
    LT_TRY(number(table, row, "zonal_gradient_K_per_100km", "K", "K", &east));
    m->gradient_north_Km = north / 1e5;
    m->gradient_east_Km = east / 1e5;
    return number(table, row, "bohai_sst_degC", "degC", "K", &m->sea_surface_K);
}

static lt_status climate_rows(const lt_csv *table, lt_climate *out) {
    if (lt_csv_rows(table) != 12)
        return LT_RAISE(LT_ERR_INPUT, .what = "a climate table needs twelve months", .where = lt_csv_path(table),
                        .expected = "12 rows", .found = lt_fmt("%ld", lt_csv_rows(table)),
                        .todo = "restore the shipped file");
    for (long row = 0; row < 12; row++) LT_TRY(month_row(table, row, out));
    return LT_OK;
}

lt_status lt_climate_read(lt_climate *out) {
    lt_csv *table = NULL;
    LT_TRY(lt_statistics_open(climate_file, &table));
    lt_status status = climate_rows(table, out);
    lt_csv_free(table);
    return status;
}

lt_status lt_statistics_pick(const lt_csv *table, const char *statistic, const char *class, const char *unit,
                             double *out) {
    int name, kind, value, units;
    LT_TRY(lt_csv_column(table, "statistic", &name));
    LT_TRY(lt_csv_column(table, "class", &kind));
    LT_TRY(lt_csv_column(table, "value", &value));
    LT_TRY(lt_csv_column(table, "unit", &units));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strcmp(lt_csv_text(table, row, name), statistic) || strcmp(lt_csv_text(table, row, kind), class)) continue;
        double raw;
        LT_TRY(lt_csv_double(table, row, value, &raw));
        LT_TRY_CONTEXT(lt_units_convert(raw, lt_csv_text(table, row, units), unit, out), "%s",
                       lt_csv_where(table, row, units));
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a statistic is missing", .where = lt_csv_path(table),
                    .expected = lt_fmt("a row %s, %s", statistic, class), .found = "none",
                    .todo = "restore the shipped file");
}

static lt_status pick_sectors(const lt_csv *table, lt_season_statistics *out) {
    for (int s = 0; s < LT_N_SECTORS; s++) {
        const char *name = lt_wind_sector_names[s];
        LT_TRY(lt_statistics_pick(table, "sector_share", name, "1", &out->share[s]));
        LT_TRY(lt_statistics_pick(table, "sector_wind_speed", name, "m s-1", &out->speed_ms[s]));
        LT_TRY(lt_statistics_pick(table, "sector_dew_point_depression", name, "K", &out->depression_K[s]));
        LT_TRY(lt_statistics_pick(table, "sector_temperature_departure", name, "K", &out->departure_K[s]));
        LT_TRY(lt_statistics_pick(table, "sector_pressure_departure", name, "Pa", &out->departure_Pa[s]));
    }
    return LT_OK;
}

static lt_status pick_hours(const lt_csv *table, lt_season_statistics *out) {
    for (int h = 0; h < 24; h++) {
        char hour[16];
        snprintf(hour, sizeof hour, "%02d", h);
        LT_TRY(lt_statistics_pick(table, "diurnal_temperature", hour, "K", &out->diurnal_temperature_K[h]));
        LT_TRY(lt_statistics_pick(table, "diurnal_wind_speed", hour, "1", &out->diurnal_speed[h]));
        LT_TRY(lt_statistics_pick(table, "diurnal_dew_point_depression", hour, "1", &out->diurnal_depression[h]));
    }
    return LT_OK;
}

static lt_status pick_all(const lt_csv *table, lt_season_statistics *out) {
    LT_TRY(lt_statistics_pick(table, "temperature_mean", "all", "K", &out->temperature_mean_K));
    LT_TRY(lt_statistics_pick(table, "temperature_sd", "all", "K", &out->temperature_sd_K));
    LT_TRY(lt_statistics_pick(table, "dew_point_depression_mean", "all", "K", &out->dew_point_depression_K));
    LT_TRY(lt_statistics_pick(table, "sea_level_pressure_mean", "all", "Pa", &out->pressure_mean_Pa));
    LT_TRY(lt_statistics_pick(table, "sea_level_pressure_sd", "all", "Pa", &out->pressure_sd_Pa));
    LT_TRY(lt_statistics_pick(table, "wind_speed_mean", "all", "m s-1", &out->wind_speed_mean_ms));
    LT_TRY(lt_statistics_pick(table, "wind_speed_sd", "all", "m s-1", &out->wind_speed_sd_ms));
    LT_TRY(lt_statistics_pick(table, "wind_vector_mean", "east", "m s-1", &out->wind_east_ms));
    LT_TRY(lt_statistics_pick(table, "wind_vector_mean", "north", "m s-1", &out->wind_north_ms));
    LT_TRY(lt_statistics_pick(table, "precipitation_mean", "all", "mm h-1", &out->precipitation_mean_mmh));
    LT_TRY(lt_statistics_pick(table, "precipitation_share", "all", "1", &out->precipitation_share));
    LT_TRY(pick_sectors(table, out));
    return pick_hours(table, out);
}

const lt_season *lt_season_find(const char *source) {
    for (int s = 0; s < N_SEASONS; s++)
        if (strcmp(seasons[s].source, source) == 0) return &seasons[s];
    return NULL;
}

bool lt_season_holds(const lt_season *season, int month) {
    int length = (season->last_month - season->first_month + 12) % 12;
    return (month - season->first_month + 12) % 12 <= length;
}

bool lt_season_covers(const lt_season *season, lt_time start, long n_hours) {
    for (long h = 0; h < n_hours; h++)
        if (!lt_season_holds(season, lt_time_civil(start + (lt_time)h * LT_HOUR + LT_CST_OFFSET).month)) return false;
    return true;
}

lt_status lt_season_statistics_read(const lt_season *season, lt_season_statistics *out) {
    lt_csv *table = NULL;
    LT_TRY(lt_statistics_open(season->file, &table));
    lt_status status = pick_all(table, out);
    lt_csv_free(table);
    return status;
}

lt_status lt_climate_digest(lt_hash *hash) {
    LT_TRY(lt_hash_share_file(hash, climate_file));
    for (int s = 0; s < N_SEASONS; s++) LT_TRY(lt_hash_share_file(hash, seasons[s].file));
    return lt_episode_digest(hash);
}
