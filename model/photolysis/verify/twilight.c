/* twilight.c - frequencies where the sun sets, and what is lost when they are made every quarter or half hour only.
 *
 * 85 to 95 degrees: every J falls or stays from one angle to the next, and is exactly 0 from 94 degrees on.
 * Between times: two-stream every 10, 15, 30, 60 minutes and linear in time between, on a cloudless day at 41.8 N, at
 * the ground, against the two-stream every 2.5 minutes: largest error over the day's largest J, and the sum of |errors|
 * over the sum of J. Bounds for 15 minutes: 0.5 % and 0.2 %, far
 * below what clouds of an hourly file leave open. J(NO3) is shown without bound: in the visible the sun's disc is still
 * bright when it touches the horizon, so that J jumps by 4 % of noon (here the sun is a point and is not refracted),
 * and whatever is linear over the jump is off by as much for that one interval. */
#include "model/photolysis/verify/columns.h"
#include "model/photolysis/verify/verify.h"

#include <math.h>

enum { NZ = 10, DAY = 24 * 24, ANGLES = 41 }; /* a day in steps of 2.5 minutes: 18 tiles */
static const char *const followed[] = {"NO2_IUPAC10", "O3_O1D_IUPAC10", "NO3NO2_06"};

static lt_status set_up(lt_photo_columns *c) {
    double edges_m[NZ + 1];
    for (int k = 0; k <= NZ; k++) edges_m[k] = 50.0 * k * (k + 1);
    return lt_photo_columns_create(NZ, edges_m, 320.0, c);
}

static lt_status add_monotone(lt_verify *verify, const lt_photo_columns *c) {
    double before[64][NZ], rise = 0.0, beyond = 0.0, at_90 = 0.0, at_0 = 0.0;
    for (int a = -1; a < ANGLES; a++) {
        const double degrees = a < 0 ? 0.0 : 85.0 + 0.25 * a;
        for (int l = 0; l < LT_LANES; l++) c->cos_sza[l] = cos(degrees * M_PI / 180.0);
        if (degrees == 94.0) /* the very cosine: nothing more is night */
            for (int l = 0; l < LT_LANES; l++) c->cos_sza[l] = LT_PHOTO_COS_NIGHT;
        lt_photo_columns_run(c);
        for (int n = 0; n < c->n_j; n++)
            for (int k = 0; k < NZ; k++) {
                const double j = lt_photo_columns_j(c, n, k, 0);
                if (a > 0 && before[n][k] > 0.0) rise = fmax(rise, j / before[n][k] - 1.0);
                if (degrees >= 94.0) beyond = fmax(beyond, j);
                before[n][k] = j;
            }
        if (a < 0) at_0 = lt_photo_columns_j(c, lt_photo_columns_row(c, followed[0]), 0, 0);
        if (degrees == 90.0) at_90 = lt_photo_columns_j(c, lt_photo_columns_row(c, followed[0]), 0, 0);
    }
    LT_TRY(LT_VERIFY_ADD(verify, .test = "every J from 85 to 95 degrees", .metric = "largest_rise", .scheme = "",
                         .value = rise, .bound = 0.0, .source = "the sun goes down"));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "every J from 94 degrees on", .metric = "J", .scheme = "", .value = beyond,
                         .bound = 0.0, .source = "night"));
    return LT_VERIFY_ADD(verify, .test = "J(NO2) at the ground, 90 over 0 degrees", .metric = "ratio", .scheme = "",
                         .value = at_90 / at_0, .sense = LT_FACT, .source = "twilight");
}

/* J of the followed at the ground through the day; day: of the year. */
static void through_day(const lt_photo_columns *c, double declination, double (*j)[DAY]) {
    const double latitude = 41.8 * M_PI / 180.0;
    for (int first = 0; first < DAY; first += LT_LANES) {
        for (int l = 0; l < LT_LANES; l++) {
            const double hour_angle = 2.0 * M_PI * ((double)(first + l) / DAY - 0.5);
            c->cos_sza[l] = sin(latitude) * sin(declination) + cos(latitude) * cos(declination) * cos(hour_angle);
        }
        lt_photo_columns_run(c);
        for (int f = 0; f < 3; f++)
            for (int l = 0; l < LT_LANES; l++)
                j[f][first + l] = lt_photo_columns_j(c, lt_photo_columns_row(c, followed[f]), 0, l);
    }
}

/* Linear between every `every`-th value. */
static void linear_errors(const double *j, int every, double *largest, double *mean) {
    double most = 0.0, sum = 0.0, off = 0.0;
    *largest = 0.0;
    for (int t = 0; t < DAY; t++) {
        const int low = t / every * every;
        const double f = (double)(t - low) / every;
        const double between = (1.0 - f) * j[low] + f * j[(low + every) % DAY], error = fabs(between - j[t]);
        most = fmax(most, j[t]);
        *largest = fmax(*largest, error);
        sum += j[t];
        off += error;
    }
    *largest /= most;
    *mean = off / sum;
}

static lt_status add_day(lt_verify *verify, const lt_photo_columns *c, const char *name, double declination) {
    static const int every[] = {4, 6, 12, 24};
    double j[3][DAY];
    through_day(c, declination * M_PI / 180.0, j);
    for (int f = 0; f < 3; f++)
        for (int e = 0; e < 4; e++) {
            double largest, mean;
            linear_errors(j[f], every[e], &largest, &mean);
            const char *test = lt_fmt("J(%s) every %g min, linear between, %s", followed[f], 2.5 * every[e], name);
            const lt_verify_sense sense = every[e] == 6 && f < 2 ? LT_AT_MOST : LT_FACT;
            LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "largest_error_over_noon", .scheme = "",
                                 .value = largest, .sense = sense, .bound = 0.005, .source = "every 2.5 min"));
            LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "mean_error", .scheme = "", .value = mean,
                                 .sense = sense, .bound = 0.002, .source = "every 2.5 min"));
        }
    return LT_OK;
}

lt_status lt_verify_photolysis_twilight(lt_verify *verify) {
    lt_photo_columns c;
    lt_status status = set_up(&c);
    if (status == LT_OK) status = add_monotone(verify, &c);
    if (status == LT_OK) status = add_day(verify, &c, "21 June", 23.44);
    if (status == LT_OK) status = add_day(verify, &c, "21 December", -23.44);
    lt_photo_columns_free(&c);
    return status;
}
