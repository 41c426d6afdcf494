/* field_samplers.c - the samplers of arcs: maximum, crosswind integral, centroid, sigma_y.
 *
 * Azimuths are taken from that of the largest value, -180 to 180 degrees, in order; a value stands for the arc halfway
 * to its neighbours (trapezoids), so that a lost sampler is bridged by a straight line. */
#include "model/gaussian/verify/field_private.h"

#include <math.h>
#include <stdlib.h>

static const char *const columns[] = {"run", "arc_m", "azimuth_deg", "conc_mg_m3", NULL};
enum { RUN, ARC, AZIMUTH, CONCENTRATION, N_COLUMNS };

static const double most_lost = 0.1; /* of an arc's samplers (A) */
/* Of the table's integral from trapezoids: 4e-5 in the odd runs of Prairie Grass (measured), room for other rules. */
static const double most_apart = 0.05;

typedef struct sampler {
    lt_field_arc *arc;
    double azimuth_deg, value; /* azimuth: later from that of the largest */
} sampler;

static lt_status read_row(const lt_field *field, const lt_csv *csv, long row, const int *column, sampler *out) {
    long run;
    double distance;
    LT_TRY(lt_csv_long(csv, row, column[RUN], &run));
    LT_TRY(lt_csv_double(csv, row, column[ARC], &distance));
    LT_TRY(lt_field_number(csv, row, column[AZIMUTH], -360.0, 360.0, false, &out->azimuth_deg));
    LT_TRY(lt_csv_double(csv, row, column[CONCENTRATION], &out->value));
    out->arc = lt_field_arc_of(field, run, distance);
    return out->arc ? LT_OK : lt_field_bad(csv, row, column[ARC], "an arc of pg_arcs.csv");
}

static int by_azimuth(const void *a, const void *b) {
    const double x = ((const sampler *)a)->azimuth_deg, y = ((const sampler *)b)->azimuth_deg;
    return (x > y) - (x < y);
}

/* The samplers of an arc that measured, by azimuth from that of the largest, into mine; their number. */
static long gather(const sampler *all, long n, const lt_field_arc *arc, sampler *mine, double *middle_deg) {
    long count = 0;
    double most = -1.0;
    for (long s = 0; s < n; s++) {
        if (all[s].arc != arc || all[s].value < 0.0) continue;
        if (all[s].value > most) {
            most = all[s].value;
            *middle_deg = all[s].azimuth_deg;
        }
        mine[count++] = all[s];
    }
    for (long s = 0; s < count; s++) mine[s].azimuth_deg = remainder(mine[s].azimuth_deg - *middle_deg, 360.0);
    qsort(mine, (size_t)count, sizeof *mine, by_azimuth);
    return count;
}

static void moments(lt_field_arc *arc, const sampler *mine, long n, double middle_deg) {
    const double degree = 0.017453292519943295;
    double sum[3] = {0.0, 0.0, 0.0};
    for (long s = 0; s < n; s++) {
        const long before = s > 0 ? s - 1 : 0, after = s + 1 < n ? s + 1 : s;
        const double share = 0.5 * (mine[after].azimuth_deg - mine[before].azimuth_deg) * mine[s].value;
        for (int k = 0; k < 3; k++) sum[k] += share * pow(mine[s].azimuth_deg, k);
    }
    arc->integral_mgm2 = sum[0] * degree * arc->distance_m;
    arc->azimuth_deg = fmod(middle_deg + sum[1] / sum[0] + 720.0, 360.0);
    arc->sigma_y_m = sqrt(sum[2] / sum[0] - sum[1] / sum[0] * (sum[1] / sum[0])) * degree * arc->distance_m;
}

static lt_status differs(const lt_csv *csv, const lt_field_arc *arc, const char *column, double table, double ours) {
    return LT_RAISE(LT_ERR_INPUT, .what = "an arc is not what its samplers say",
                    .where = lt_fmt("%s, run %ld, arc %g m", lt_csv_path(csv), arc->run, arc->distance_m),
                    .expected = lt_fmt("%s of pg_arcs.csv, %g", column, table), .found = lt_fmt("%g", ours),
                    .todo = "take both tables from one source");
}

static lt_status close_arc(const lt_csv *csv, lt_field_arc *arc, const sampler *all, long n, sampler *mine) {
    const double table = arc->integral_mgm2;
    double middle = 0.0, most = 0.0;
    const long count = gather(all, n, arc, mine, &middle);
    for (long s = 0; s < count; s++) most = fmax(most, mine[s].value);
    if (!(fabs(most / arc->maximum_mgm3 - 1.0) <= 1e-6))
        return differs(csv, arc, "cmax_mg_m3", arc->maximum_mgm3, most);
    arc->n_lost = arc->n_samplers - count;
    moments(arc, mine, count, middle);
    if (arc->n_lost == 0 && !(fabs(arc->integral_mgm2 / table - 1.0) <= most_apart))
        return differs(csv, arc, "cwic_mg_m2", table, arc->integral_mgm2);
    if ((double)arc->n_lost > most_lost * (double)arc->n_samplers)
        arc->integral_mgm2 = arc->azimuth_deg = arc->sigma_y_m = NAN;
    return LT_OK;
}

static lt_status read_all(lt_field *field, const lt_csv *csv, const int *column, sampler *all, sampler *mine) {
    const long n = lt_csv_rows(csv);
    for (long row = 0; row < n; row++) {
        LT_TRY(read_row(field, csv, row, column, &all[row]));
        all[row].arc->n_samplers++;
        field->n_lost += all[row].value < 0.0;
    }
    field->n_samplers = n;
    for (long a = 0; a < field->n_arcs; a++) LT_TRY(close_arc(csv, &field->arcs[a], all, n, mine));
    return LT_OK;
}

lt_status lt_field_samplers(const char *folder, lt_field *field) {
    int column[N_COLUMNS];
    lt_csv *csv;
    sampler *all = NULL;
    LT_TRY(lt_field_table(folder, "pg_conc.csv", columns, column, &csv));
    const size_t room = (size_t)lt_csv_rows(csv) + 1;
    lt_status status = lt_calloc(2 * room, sizeof *all, &all);
    if (status == LT_OK) status = read_all(field, csv, column, all, all + room);
    lt_free(all);
    lt_csv_free(csv);
    return status;
}
