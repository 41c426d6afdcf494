/* Layout uci_pm: hourly PM2.5 of Shenyang in the file "PM2.5 Data of Five Chinese Cities" (see uci_table.h).
 *
 * Columns PM_<site>: PM_US Post is the monitor of the US consulate (ambient state; the same values as airnow_consulate,
 * checked here for 2014-01-06), PM_Taiyuanjie and PM_Xiaoheyan are national sites 1106A and 1105A (state by GB 3095).
 * A file with other PM_ columns is of another city and refused: the file does not name its city. */
#include "postproc/cities.h"
#include "postproc/obs/obs.h"
#include "postproc/obs/uci_table.h"

#include <math.h>
#include <string.h>

typedef struct lt_uci_site {
    const char *column, *site;
    double lon, lat;
    lt_obs_rule rule;
} lt_uci_site;

/* Places: consulate as in airnow_consulate.c, sites as in data/stations.csv. */
static const lt_uci_site known[] = {
    {"PM_US Post", "Shenyang", 123.43, 41.78, LT_OBS_AMBIENT},
    {"PM_Taiyuanjie", "Shenyang Taiyuanjie", 123.3997, 41.7972, LT_OBS_GB3095},
    {"PM_Xiaoheyan", "Shenyang Xiaoheyan", 123.478, 41.7775, LT_OBS_GB3095},
};
enum { N_KNOWN = sizeof known / sizeof *known };

static bool is_pm(const lt_csv *table, int column) {
    return strncmp(lt_csv_header(table, column), "PM_", 3) == 0;
}

bool lt_obs_uci_pm_detect(const lt_csv *table) {
    if (!lt_uci_has_time(table)) return false;
    for (int column = 0; column < lt_csv_columns(table); column++)
        if (is_pm(table, column)) return true;
    return false;
}

static lt_status read_site(const lt_csv *table, int column, const lt_uci_site *site, lt_obs_set *set) {
    lt_obs_key key = {.city = lt_city_find("Shenyang"),
                      .interval_s = LT_HOUR,
                      .lon = site->lon,
                      .lat = site->lat,
                      .rule = site->rule,
                      .species = LT_MEASURED_PM25};
    strcpy(key.site, site->site);
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_time start = 0;
        double value = NAN;
        lt_status status = lt_uci_time(table, row, &start);
        if (status == LT_OK) status = lt_uci_value(table, row, column, &value);
        if (status == LT_OK) status = lt_obs_add(set, lt_csv_path(table), &key, start, value);
        LT_TRY(lt_csv_take(table, status));
    }
    return LT_OK;
}

lt_status lt_obs_uci_pm_read(const lt_csv *table, lt_obs_set *set) {
    for (int column = 0; column < lt_csv_columns(table); column++) {
        if (!is_pm(table, column)) continue;
        const lt_uci_site *site = NULL;
        for (int q = 0; q < N_KNOWN; q++)
            if (strcmp(known[q].column, lt_csv_header(table, column)) == 0) site = &known[q];
        if (!site)
            return LT_RAISE(LT_ERR_INPUT, .what = "a site of another city", .where = lt_csv_path(table),
                            .expected = "PM_US Post, PM_Taiyuanjie, PM_Xiaoheyan (Shenyang)",
                            .found = lt_csv_header(table, column), .todo = "give the file of Shenyang");
        LT_TRY(read_site(table, column, site, set));
    }
    return LT_OK;
}
