/* climate.c - the mean year on the grid.
 *
 *   T(m, x) = T_S(m) + (north, east of Shenyang) . gradient(m) - 6.5 K/km (z - 49 m)     monthly means
 *   T(m, d) - T(m) = s(m) sqrt(12 / (n^2 - 1)) (d - (n + 1) / 2), falling where the season falls    d = 1 .. n
 * so that the n days of a month have the spread s of its day means about their mean, and go with the season. n = 28 in
 * February, whose 29th has the month's mean. The hours depart from the day as they do in Shenyang. Solar radiation is a
 * table of months and hours (climate_light.csv), the same on every day and in every cell.
 * Assumptions: one gradient from ten stations (those of the model's own weather, model/met/data/monthly_climate.csv);
 * the standard atmosphere's lapse; the spread and the hours of Shenyang everywhere (the coast has less of both). */
#include "inventory/time/climate.h"

#include "base/csv.h"
#include "base/timeaxis.h"
#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Of the table's station, and the standard atmosphere's lapse (6.5 K/km). */
static const double station_lon = 123.52, station_lat = 41.73, station_altitude = 49, lapse = 6.5e-3;
static const double metre_per_degree = 111.195e3; /* sphere of 6371 km, as the gradients were made */

typedef struct climate_month {
    double temperature, north, east, spread, hour[24]; /* K, K/m */
} climate_month;

static lt_status number(const lt_csv *t, long r, const char *name, double *out) {
    int column;
    LT_TRY(lt_csv_column(t, name, &column));
    return lt_csv_double(t, r, column, out);
}

static lt_status read_month(const lt_csv *t, long r, climate_month *m) {
    double month, sum = 0;
    LT_TRY(number(t, r, "month", &month));
    LT_TRY(number(t, r, "temperature_degC", &m->temperature));
    LT_TRY(lt_units_convert(m->temperature, "degC", "K", &m->temperature));
    LT_TRY(number(t, r, "meridional_gradient_K_per_100km", &m->north));
    LT_TRY(number(t, r, "zonal_gradient_K_per_100km", &m->east));
    LT_TRY(number(t, r, "day_spread_K", &m->spread));
    m->north /= 1e5;
    m->east /= 1e5;
    for (int h = 0; h < 24; h++) {
        LT_TRY(number(t, r, lt_fmt("h%02d_K", h), &m->hour[h]));
        sum += m->hour[h];
    }
    for (int h = 0; h < 24; h++) m->hour[h] -= sum / 24; /* two decimals each */
    if (month == (double)(r + 1) && m->spread >= 0 && fabs(sum) <= 0.2) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a month of the climate cannot be", .where = lt_csv_where(t, r, 0),
                    .expected = "twelve months in their order, a spread of 0 or more, hours that sum to 0",
                    .found = lt_fmt("month %g, spread %g K, hours that sum to %g K", month, m->spread, sum),
                    .todo = "restore the shipped file");
}

static lt_status read_months(const char *path, climate_month out[12]) {
    lt_csv *t;
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = LT_OK;
    if (lt_csv_rows(t) != 12)
        status = LT_RAISE(LT_ERR_INPUT, .what = "a climate needs twelve months", .where = path, .expected = "12 rows",
                          .found = lt_fmt("%ld", lt_csv_rows(t)), .todo = "restore the shipped file");
    for (long r = 0; r < 12 && status == LT_OK; r++) status = read_month(t, r, &out[r]);
    lt_csv_free(t);
    return status;
}

static lt_status read_light(const lt_csv *t, double out[12 * 24]) {
    static const char *const names[] = {"month", "mark", "source", NULL};
    int c[3];
    for (int k = 0; names[k]; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    if (lt_csv_rows(t) != 12)
        return LT_RAISE(LT_ERR_INPUT, .what = "light needs twelve months", .where = lt_csv_path(t),
                        .expected = "12 rows", .found = lt_fmt("%ld", lt_csv_rows(t)),
                        .todo = "restore the shipped file");
    for (long r = 0; r < 12; r++) {
        double month, least = 0;
        LT_TRY(lt_csv_double(t, r, c[0], &month));
        for (int h = 0; h < 24; h++) {
            double *w = &out[r * 24 + h];
            LT_TRY(number(t, r, lt_fmt("h%02d_Wm2", h), w));
            least = fmin(least, *w);
        }
        if (month == (double)(r + 1) && least >= 0 && out[r * 24 + 12] > 0) continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "a month of the light cannot be", .where = lt_csv_where(t, r, c[0]),
                        .expected = "twelve months in their order, W m-2 of 0 or more, above 0 at noon",
                        .found = lt_fmt("month %g, least %g, at noon %g", month, least, out[r * 24 + 12]),
                        .todo = "restore the shipped file");
    }
    return LT_OK;
}

static lt_status fill_light(const char *path, double out[12 * 24]) {
    lt_csv *t;
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = read_light(t, out);
    lt_csv_free(t);
    return status;
}

static void fill_days(const climate_month month[12], double out[12 * 31]) {
    for (int m = 0; m < 12; m++) {
        const int n = lt_days_in_month(2001, m + 1);
        const bool falls = month[(m + 11) % 12].temperature > month[(m + 1) % 12].temperature;
        for (int d = 1; d <= n; d++) {
            double step = month[m].spread * sqrt(12.0 / ((double)n * n - 1)) * (d - 0.5 * (n + 1));
            out[m * 31 + d - 1] = falls ? -step : step;
        }
    }
}

static void fill_cells(const lt_grid *grid, const climate_month month[12], double *out) {
    const long n = (long)grid->nx * grid->ny;
    for (int m = 0; m < 12; m++)
        for (long c = 0; c < n; c++) {
            double north = (grid->lat[c] - station_lat) * metre_per_degree;
            double east = (grid->lon[c] - station_lon) * metre_per_degree * cos(station_lat * M_PI / 180);
            out[m * n + c] = month[m].temperature + north * month[m].north + east * month[m].east -
                             lapse * (grid->terrain[c] - station_altitude);
        }
}

/* "11-05" as 1105. */
static lt_status read_day(const lt_csv *t, long r, int column, double *out) {
    const char *text = lt_csv_text(t, r, column);
    int month, day, used = 0;
    if (sscanf(text, "%2d-%2d%n", &month, &day, &used) == 2 && !text[used] && month >= 1 && month <= 12 && day >= 1 &&
        day <= lt_days_in_month(2004, month)) {
        *out = month * 100 + day;
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "not a day of the year", .where = lt_csv_where(t, r, column),
                    .expected = "month-day, as 11-01", .found = lt_fmt("\"%s\"", text), .todo = "correct the day");
}

typedef struct season {
    char region[24];
    double first, last;
} season;

static bool is_region(const char *name) {
    for (int k = 0; k < LT_N_PREFECTURES; k++)
        if (strcmp(lt_region_ids[k], name) == 0) return true;
    for (int k = 0; k < LT_N_NEIGHBOURS; k++)
        if (strcmp(lt_neighbour_ids[k], name) == 0) return true;
    return false;
}

enum { MAX_SEASONS = LT_N_PREFECTURES + LT_N_NEIGHBOURS };

static lt_status read_seasons(const lt_csv *t, season out[MAX_SEASONS], int *n) {
    static const char *const names[] = {"region", "first", "last", "mark", "source", NULL};
    int c[5];
    LT_TRY(lt_csv_exactly(t, names, c));
    for (*n = 0; *n < lt_csv_rows(t); ++*n) {
        const char *region = lt_csv_text(t, *n, c[0]);
        for (int k = 0; k < *n; k++)
            if (strcmp(out[k].region, region) == 0) region = "";
        if (!is_region(region) || (*n == 0 && strcmp(region, "Shenyang") != 0))
            return LT_RAISE(
                LT_ERR_INPUT, .what = "no region, or one that stands twice", .where = lt_csv_where(t, *n, c[0]),
                .expected = "a prefecture or a neighbour of the grid, Shenyang (which stands for those without "
                            "a row) first",
                .found = lt_fmt("\"%s\"", lt_csv_text(t, *n, c[0])), .todo = "correct the name");
        snprintf(out[*n].region, sizeof out[*n].region, "%s", region);
        LT_TRY(read_day(t, *n, c[1], &out[*n].first));
        LT_TRY(read_day(t, *n, c[2], &out[*n].last));
    }
    if (*n > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no season of heating", .where = lt_csv_path(t),
                    .expected = "that of Shenyang", .found = "an empty table", .todo = "restore the shipped file");
}

/* Where the region has more of a cell than any before it. */
static void put_season(const season *seasons, int n, const char *region, const double *share, long cells, double *most,
                       lt_mean_year *out) {
    int k = n - 1;
    while (k > 0 && strcmp(seasons[k].region, region) != 0) k--;
    for (long c = 0; c < cells; c++) {
        if (share[c] <= most[c]) continue;
        most[c] = share[c];
        out->first[c] = seasons[k].first;
        out->last[c] = seasons[k].last;
    }
}

/* A cell has the days of the region with the largest share in it; one of sea alone those of Shenyang. */
static lt_status put_seasons(const season *seasons, int n, const lt_grid *grid, lt_mean_year *out) {
    const long cells = (long)grid->nx * grid->ny;
    double *most;
    LT_TRY(lt_calloc((size_t)cells, sizeof *most, &most));
    for (long c = 0; c < cells; c++) {
        out->first[c] = seasons[0].first;
        out->last[c] = seasons[0].last;
    }
    for (int k = 0; k < LT_N_PREFECTURES; k++) {
        int r = lt_grid_region(grid, lt_region_ids[k]);
        if (r >= 0) put_season(seasons, n, lt_region_ids[k], grid->region_fraction + r * cells, cells, most, out);
    }
    for (int k = 0; k < LT_N_NEIGHBOURS; k++) {
        int r = lt_grid_neighbour(grid, lt_neighbour_ids[k]);
        if (r >= 0) put_season(seasons, n, lt_neighbour_ids[k], grid->neighbour_fraction + r * cells, cells, most, out);
    }
    lt_free(most);
    return LT_OK;
}

static lt_status fill_seasons(const char *path, const lt_grid *grid, lt_mean_year *out) {
    season seasons[MAX_SEASONS];
    int n;
    lt_csv *t;
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = read_seasons(t, seasons, &n);
    lt_csv_free(t);
    return status == LT_OK ? put_seasons(seasons, n, grid, out) : status;
}

lt_status lt_mean_year_create(const lt_grid *grid, const lt_climate_tables *tables, lt_mean_year *out) {
    const size_t cells = (size_t)grid->nx * (size_t)grid->ny;
    climate_month month[12];
    *out = (lt_mean_year){0};
    lt_status status;
    LT_TRY_GOTO(status, read_months(tables->climate, month), failed);
    LT_TRY_GOTO(status, lt_calloc(12 * cells, sizeof(double), &out->temperature), failed);
    LT_TRY_GOTO(status, lt_calloc(cells, sizeof(double), &out->first), failed);
    LT_TRY_GOTO(status, lt_calloc(cells, sizeof(double), &out->last), failed);
    fill_cells(grid, month, out->temperature);
    fill_days(month, out->day_departure);
    for (int m = 0; m < 12; m++) memcpy(out->hour_departure + m * 24, month[m].hour, sizeof month[m].hour);
    LT_TRY_GOTO(status, fill_seasons(tables->seasons, grid, out), failed);
    LT_TRY_GOTO(status, fill_light(tables->light, out->shortwave), failed);
    return LT_OK;
failed:
    lt_mean_year_free(out);
    return status;
}

void lt_mean_year_free(lt_mean_year *year) {
    lt_free(year->temperature);
    lt_free(year->first);
    lt_free(year->last);
    *year = (lt_mean_year){0};
}
