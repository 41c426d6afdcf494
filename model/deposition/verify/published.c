/* published.c - deposition velocities beside measured ones of model/data/deposition_published.csv, in the typical hours
 * of typical.c. The weather of a campaign is not known here: the value may lie outside the range by a factor of 2 (A),
 * what u*, leaves and wetness of a site make; rows with goal 1 are shown only (the README says why). */
#include "base/csv.h"
#include "base/outdir.h"
#include "model/deposition/gas_dry.h"
#include "model/deposition/verify/typical.h"
#include "model/deposition/verify/verify.h"

#include <limits.h>
#include <string.h>

#define APART 2.0

static const char *const columns[] = {"gas",   "class", "month", "time",   "least", "most",
                                      "range", "goal",  "mark",  "source", NULL};
enum { GAS, CLASS, MONTH, TIME, LEAST, MOST, RANGE, GOAL, MARK, SOURCE, N_COLUMNS };

typedef struct point {
    const char *gas, *time;
    int land;
    long month, goal;
    double least, most;
} point;

static lt_status read_point(const lt_csv *csv, const int *column, long row, point *p) {
    p->gas = lt_csv_text(csv, row, column[GAS]);
    p->time = lt_csv_text(csv, row, column[TIME]);
    p->land = lt_land_find(lt_csv_text(csv, row, column[CLASS]));
    LT_TRY(lt_csv_long(csv, row, column[MONTH], &p->month));
    LT_TRY(lt_csv_long(csv, row, column[GOAL], &p->goal));
    LT_TRY(lt_csv_double(csv, row, column[LEAST], &p->least));
    LT_TRY(lt_csv_double(csv, row, column[MOST], &p->most));
    if (p->land >= 0 && p->month >= 1 && p->month <= 12 && p->most > p->least) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a measured velocity that cannot be", .where = lt_csv_where(csv, row, -1),
                    .expected = "class of grids/land.h, month 1 to 12, least < most", .found = p->gas,
                    .todo = "correct the table");
}

/* cm/s; mean: of day and night. */
static double velocity_of(const lt_gas_dry *dry, const point *p) {
    double work[LT_LANES], velocity[LT_LANES], sum = 0.0;
    const lt_land_class land = (lt_land_class)p->land;
    int n = 0;
    for (int t = 0; t < LT_N_TYPICAL; t++) {
        const bool mean = strcmp(p->time, "mean") == 0 && t <= LT_TYPICAL_NIGHT;
        if (!mean && strcmp(p->time, lt_typical_names[t]) != 0) continue;
        sum += lt_typical_velocity(dry, 0, land, (int)p->month, (lt_typical_time)t, work, velocity);
        n++;
    }
    return 100.0 * sum / n;
}

static lt_status compare(lt_verify *verify, const lt_csv *csv, const int *column, long row) {
    point p;
    lt_gas_dry *dry;
    LT_TRY(read_point(csv, column, row, &p));
    LT_TRY(lt_gas_dry_create(NULL, &p.gas, 1, &dry));
    const double v = velocity_of(dry, &p);
    lt_gas_dry_free(dry);
    const char *test = lt_fmt("%s %s %02ld %s", p.gas, lt_land_names[p.land].id, p.month, p.time);
    const char *source = lt_fmt("%g to %g cm/s: %s", p.least, p.most, lt_csv_text(csv, row, column[SOURCE]));
    LT_TRY(LT_VERIFY_ADD(verify, .test = test, .metric = "cm_s", .scheme = "zhang", .value = v, .sense = LT_FACT,
                         .source = source));
    const double apart = v < p.least ? p.least / v : v > p.most ? v / p.most : 1.0;
    return LT_VERIFY_ADD(verify, .test = test, .metric = "factor_outside", .scheme = "zhang", .value = apart,
                         .bound = APART, .goal = p.goal == 1, .source = source);
}

static lt_status compare_all(lt_verify *verify, const lt_csv *csv) {
    int column[N_COLUMNS];
    LT_TRY(lt_csv_exactly(csv, columns, column));
    for (long row = 0; row < lt_csv_rows(csv); row++) LT_TRY(compare(verify, csv, column, row));
    return LT_OK;
}

lt_status lt_verify_deposition_published(lt_verify *verify) {
    char path[PATH_MAX];
    lt_csv *csv;
    LT_TRY(lt_share_path("model/data/deposition_published.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &csv));
    const lt_status status = compare_all(verify, csv);
    lt_csv_free(csv);
    return status;
}
