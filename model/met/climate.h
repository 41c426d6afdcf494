/* climate.h - the shipped tables: monthly climate and statistics of the seasons' weather. */
#ifndef LT_MET_CLIMATE_H
#define LT_MET_CLIMATE_H

#include "base/hash.h"
#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

typedef struct lt_climate_month {
    double temperature_K, relative_humidity, sunshine_s; /* a day */
    double gradient_north_Km, gradient_east_Km;          /* of air temperature, K m-1 */
    double sea_surface_K;
} lt_climate_month;

typedef struct lt_climate {
    lt_climate_month month[12];
} lt_climate;

lt_status lt_climate_read(lt_climate *out);

/* The seasons that have a table: id of the source, file, first and last month, days of one turn of the real wind (the
 * table's full_turn_period), is the course of the season taken out of temperature and pressure, names. */
#define LT_SEASON_LIST(X)                                                                                              \
    X("typical-winter", "model/met/data/winter_statistics.csv", 12, 2, "7.5", false, "winter", "冬季")                 \
    X("typical-spring", "model/met/data/spring_statistics.csv", 3, 5, "11", true, "spring", "春季")                    \
    X("typical-summer", "model/met/data/summer_statistics.csv", 6, 8, "22", false, "summer", "夏季")                   \
    X("typical-autumn", "model/met/data/autumn_statistics.csv", 9, 11, "9.8", true, "autumn", "秋季")

typedef struct lt_season {
    const char *source, *file;
    int first_month, last_month;
    const char *full_turn_days;
    bool course_removed;
    const char *en, *zh;
} lt_season;
/* NULL if the source is no season. */
const lt_season *lt_season_find(const char *source);
bool lt_season_holds(const lt_season *season, int month); /* 1 to 12 */
/* Are all days (UTC+8) of n hours from start in its months? */
bool lt_season_covers(const lt_season *season, lt_time start, long n_hours);

enum lt_wind_sector { LT_SECTOR_NW, LT_SECTOR_NE, LT_SECTOR_SE, LT_SECTOR_SW, LT_SECTOR_CALM, LT_N_SECTORS };
extern const char *const lt_wind_sector_names[LT_N_SECTORS]; /* NW NE SE SW cv, in the order of a turning wind */

typedef struct lt_season_statistics {
    double temperature_mean_K, temperature_sd_K, dew_point_depression_K;
    double pressure_mean_Pa, pressure_sd_Pa;
    double wind_speed_mean_ms, wind_speed_sd_ms, wind_east_ms, wind_north_ms;
    double share[LT_N_SECTORS], speed_ms[LT_N_SECTORS], depression_K[LT_N_SECTORS];
    double departure_K[LT_N_SECTORS], departure_Pa[LT_N_SECTORS]; /* from the mean of the same local hour */
    double diurnal_temperature_K[24], diurnal_speed[24], diurnal_depression[24]; /* local hours, UTC+8 */
    double precipitation_mean_mmh, precipitation_share;
} lt_season_statistics;

lt_status lt_season_statistics_read(const lt_season *season, lt_season_statistics *out);
/* For tables of this form (columns statistic, class, value, unit): the value of the row (statistic, class), brought to
 * the unit wanted. "K" of a difference is given in K in the file. */
struct lt_csv;
lt_status lt_statistics_open(const char *share_path, struct lt_csv **out);
lt_status lt_statistics_pick(const struct lt_csv *table, const char *statistic, const char *class, const char *unit,
                             double *out);
/* Feeds the digests of the shipped tables. */
lt_status lt_climate_digest(lt_hash *hash);

#endif
