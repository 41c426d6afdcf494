/* synthetic.c - deterministic typical weather of a season, from its statistics.
 *
 * One cycle of a whole number of days repeats. In it the wind turns once clockwise, as it does at Shenyang on the
 * whole: NW behind a front (phase 0), NE, then SE light with the calms, SW warm. (Measured, net: one turn in 7.5 days
 * in winter, in 22 days in summer, when the wind stays in the south-west; the northward wind's largest short-period
 * line lies at 3.2 and 3.1 days; all in data/.)
 *
 *   direction      turns evenly through each 90-degree sector, which holds its observed share of the hours (calm hours
 *                  are part of SE's stretch: its lightest ones)
 *   speed          observed mean of the sector x diurnal factor of the hour, scaled so that the sector's mean is met
 *   T              mean + s x (synoptic course) + observed diurnal course, s so that the standard deviation is met
 *   p              mean + s x (synoptic course), the same way
 *   T - Td         observed mean of the sector x diurnal factor, scaled to the observed mean of all hours
 *   precipitation  the observed share of hours, just behind the front, with the observed mean over all hours
 *
 * The synoptic courses are closed broken lines whose knots are the middles of the four stretches and whose values there
 * are the sectors' observed departures from the mean of the same local hour, less the mean of the course.
 *
 * Over a full number of cycles the mean wind, the sector shares, the calm share, mean and standard deviation of T and p
 * are those of the statistics (tests/verify/test_met_synthetic.c).
 *
 * Not met: the spread of the wind speed inside a sector (gusts, gales), the seasonal course, autocorrelation beyond one
 * cycle (all spread of T is put into the cycle, so that a 3-day cycle has stronger warm and cold waves than most real
 * three days), summer's showers (all rain falls in one stretch). Anchor: phase 0 lies at 06:00 UTC+8 of every period-th
 * day counted from 1970-01-01. */
#include "model/met/synthetic.h"

#include "base/timeaxis.h"
#include "model/met/constants.h"

#include <math.h>
#include <string.h>

typedef struct cycle {
    int n; /* hours */
    lt_station_hour *hours;
    int *sector;
    double *shape;
} cycle;

/* Share of the cycle in each direction's stretch; the calms belong to SE's. */
static void stretches(const lt_season_statistics *st, double border[5]) {
    double total = 0.0;
    border[0] = 0.0;
    for (int s = 0; s < LT_N_SECTORS; s++) total += st->share[s];
    for (int s = 0; s < 4; s++) {
        double share = st->share[s] + (s == LT_SECTOR_SE ? st->share[LT_SECTOR_CALM] : 0.0);
        border[s + 1] = border[s] + share / total;
    }
    border[4] = 1.0;
}

static int local_hour(int i) { /* of cycle hour i: phase 0 is 06:00 */
    return (i + 6) % 24;
}

static void make_directions(cycle *c, const double border[5]) {
    static const double first_deg[4] = {270.0, 0.0, 90.0, 180.0};
    int edge[5];
    for (int s = 0; s <= 4; s++) edge[s] = (int)lround(border[s] * c->n);
    for (int s = 0; s < 4; s++)
        for (int i = edge[s]; i < edge[s + 1]; i++) {
            c->sector[i] = s;
            c->hours[i].wind_from_deg = first_deg[s] + 90.0 * (i - edge[s] + 0.5) / (edge[s + 1] - edge[s]);
        }
}

/* The lightest hours of SE become calm. */
static void make_calms(cycle *c, const lt_season_statistics *st) {
    int n_calm = (int)lround(st->share[LT_SECTOR_CALM] * c->n);
    for (int done = 0; done < n_calm; done++) {
        int best = -1;
        for (int i = 0; i < c->n; i++) {
            if (c->sector[i] != LT_SECTOR_SE) continue;
            if (best < 0 || st->diurnal_speed[local_hour(i)] < st->diurnal_speed[local_hour(best)]) best = i;
        }
        if (best < 0) return;
        c->sector[best] = LT_SECTOR_CALM;
    }
}

/* speed (or dew point depression) = class mean x diurnal factor with the class mean kept. */
static void spread(const cycle *c, const double mean[LT_N_SECTORS], const double factor[24], double *out) {
    for (int s = 0; s < LT_N_SECTORS; s++) {
        double sum = 0.0;
        int count = 0;
        for (int i = 0; i < c->n; i++)
            if (c->sector[i] == s) {
                sum += factor[local_hour(i)];
                count++;
            }
        for (int i = 0; i < c->n; i++)
            if (c->sector[i] == s) out[i] = mean[s] * factor[local_hour(i)] * count / sum;
    }
}

/* Closed broken line through the middles of the stretches, with mean zero. */
static void course(const cycle *c, const double border[5], const double value[LT_N_SECTORS], double *out) {
    double sum = 0.0;
    for (int i = 0; i < c->n; i++) {
        double phase = (i + 0.5) / c->n;
        int s = 0; /* knots that lie before phase */
        while (s < 4 && phase >= 0.5 * (border[s] + border[s + 1])) s++;
        int from = (s + 3) % 4, to = s % 4;
        double first = 0.5 * (border[from] + border[from + 1]) - (s == 0 ? 1.0 : 0.0);
        double last = 0.5 * (border[to] + border[to + 1]) + (s == 4 ? 1.0 : 0.0);
        out[i] = value[from] + (phase - first) / (last - first) * (value[to] - value[from]);
        sum += out[i];
    }
    for (int i = 0; i < c->n; i++) out[i] -= sum / c->n;
}

/* s >= 0 so that the variance of s shape + fixed is variance: a quadratic. Both have mean zero. */
static double fit_scale(int n, const double *shape, const double *fixed, double variance) {
    double aa = 0.0, ab = 0.0, bb = 0.0;
    for (int i = 0; i < n; i++) {
        aa += shape[i] * shape[i] / n;
        ab += shape[i] * fixed[i] / n;
        bb += fixed[i] * fixed[i] / n;
    }
    double inside = ab * ab + aa * (variance - bb);
    return inside <= 0.0 ? 0.0 : fmax(0.0, (sqrt(inside) - ab) / aa);
}

static void make_temperature(cycle *c, const lt_season_statistics *st, const double border[5], double *fixed) {
    course(c, border, st->departure_K, c->shape);
    double mean = 0.0;
    for (int h = 0; h < 24; h++) mean += st->diurnal_temperature_K[h] / 24.0;
    for (int i = 0; i < c->n; i++) fixed[i] = st->diurnal_temperature_K[local_hour(i)] - mean;
    double s = fit_scale(c->n, c->shape, fixed, st->temperature_sd_K * st->temperature_sd_K);
    for (int i = 0; i < c->n; i++) c->hours[i].temperature_K = st->temperature_mean_K + s * c->shape[i] + fixed[i];
}

static void make_pressure(cycle *c, const lt_season_statistics *st, const double border[5], double *fixed) {
    course(c, border, st->departure_Pa, c->shape);
    memset(fixed, 0, (size_t)c->n * sizeof *fixed);
    double s = fit_scale(c->n, c->shape, fixed, st->pressure_sd_Pa * st->pressure_sd_Pa);
    for (int i = 0; i < c->n; i++) c->hours[i].sea_level_pressure_Pa = st->pressure_mean_Pa + s * c->shape[i];
}

static void make_water(cycle *c, const lt_season_statistics *st, double *depression) {
    spread(c, st->depression_K, st->diurnal_depression, depression);
    double mean = 0.0;
    for (int i = 0; i < c->n; i++) mean += depression[i] / c->n;
    int wet = (int)lround(st->precipitation_share * c->n);
    if (wet < 1) wet = 1;
    for (int i = 0; i < c->n; i++) {
        c->hours[i].dew_point_K = c->hours[i].temperature_K - depression[i] * st->dew_point_depression_K / mean;
        c->hours[i].precipitation_mm = i < wet ? st->precipitation_mean_mmh * c->n / wet : 0.0;
    }
}

static void make_cycle(cycle *c, const lt_season_statistics *st, double *work) {
    double border[5];
    stretches(st, border);
    make_directions(c, border);
    make_calms(c, st);
    spread(c, st->speed_ms, st->diurnal_speed, work);
    for (int i = 0; i < c->n; i++) c->hours[i].wind_speed_ms = work[i];
    make_temperature(c, st, border, work);
    make_pressure(c, st, border, work);
    make_water(c, st, work);
}

lt_status lt_synthetic_season(const lt_season_statistics *statistics, int period_days, lt_time start, long n,
                              lt_station **out) {
    if (period_days < 1 || n < 1)
        return LT_RAISE(LT_ERR_USAGE, .what = "synthetic weather needs at least a day's period and an hour",
                        .expected = "1 or more", .found = lt_fmt("%d days, %ld h", period_days, n),
                        .where = "the period", .todo = "give the file of a station for so short a run");
    cycle c = {.n = 24 * period_days};
    double *work = NULL;
    lt_station *station = NULL;
    size_t hours = (size_t)c.n;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc(hours, sizeof *c.hours, &c.hours), done);
    LT_TRY_GOTO(status, lt_calloc(hours, sizeof *c.sector, &c.sector), done);
    LT_TRY_GOTO(status, lt_calloc(hours, sizeof *c.shape, &c.shape), done);
    LT_TRY_GOTO(status, lt_calloc(hours, sizeof *work, &work), done);
    LT_TRY_GOTO(status, lt_station_create("synthetic", start, n, &station), done);
    make_cycle(&c, statistics, work);
    station->synthetic = true;
    strcpy(station->path, "synthetic weather");
    for (long i = 0; i < n; i++) {
        lt_time hour = (start + LT_CST_OFFSET) / LT_HOUR - 6 + i, phase = hour % c.n;
        station->hours[i] = c.hours[phase < 0 ? phase + c.n : phase];
    }
    *out = station;
done:
    lt_free(c.hours);
    lt_free(c.sector);
    lt_free(c.shape);
    lt_free(work);
    return status;
}
