/* cems.c - a stack measured by the hour: id, time_local (start of the hour, UTC+8), and for each species either
 * SPECIES_mgm3 with flow_m3h, or SPECIES_kg (mass of the hour).
 *
 *   E_hour = C Q 1e-6        kg; C mg/m3 and Q m3/h of the same (dry, standard) state   T/CSES 144-2024 eq. 1 (in kg)
 *   E_day  = (24 / n) sum E_hour,  n >= 18 valid hours                                  eq. 7
 * A day with fewer is no valid day. A month is the mean of its valid days x its days, and needs three quarters of them
 * valid (assumed; the standard says nothing of whole days); a month without is a fault, never a guess. The year's mass
 * becomes the row's factor with removal 0, so that emission = activity x factor is what was measured; the months of the
 * species with the most mass become its calendar. */
#include "inventory/update/update.h"

#include "base/timeaxis.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { LEAST_HOURS = 18 };
static const double least_days = 0.75;

typedef struct measured {
    int mass, concentration; /* columns, -1: absent */
} measured;

/* Mass of one stack by day of the year. */
typedef struct stack {
    long row;
    double kg[LT_N_POLLUTANTS][366];
    unsigned char hours[LT_N_POLLUTANTS][366];
    lt_time last;
} stack;

static lt_status find_columns(const lt_csv *t, measured columns[LT_N_POLLUTANTS], int *flow) {
    *flow = lt_csv_find(t, "flow_m3h");
    int n = 0;
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        columns[p].mass = lt_csv_find(t, lt_fmt("%s_kg", lt_pollutant_names[p]));
        columns[p].concentration = lt_csv_find(t, lt_fmt("%s_mgm3", lt_pollutant_names[p]));
        n += columns[p].mass >= 0 || columns[p].concentration >= 0;
        if (columns[p].concentration >= 0 && *flow < 0) LT_TRY(lt_csv_column(t, "flow_m3h", flow));
    }
    for (int c = 0; c < lt_csv_columns(t); c++) {
        const char *name = lt_csv_header(t, c);
        bool known =
            strcmp(name, "id") == 0 || strcmp(name, "time_local") == 0 || c == *flow || strcmp(name, "source") == 0;
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            known = known || columns[p].mass == c || columns[p].concentration == c;
        if (!known)
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown column of a stack's series",
                            .where = lt_fmt("%s, column %s", lt_csv_path(t), name),
                            .expected = "id, time_local, flow_m3h, SPECIES_mgm3, SPECIES_kg",
                            .found = lt_fmt("\"%s\"", name), .todo = "correct or remove the column");
    }
    if (n) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a series of a stack without species", .where = lt_csv_path(t),
                    .expected = "a column like SO2_mgm3 (with flow_m3h) or SO2_kg", .found = "none",
                    .todo = "add what was measured");
}

/* One cell: empty is a missing hour. */
static lt_status take(const lt_csv *t, long r, int column, double most, double *out) {
    *out = NAN;
    if (lt_csv_empty(t, r, column)) return LT_OK;
    LT_TRY(lt_csv_double(t, r, column, out));
    if (*out >= 0 && *out <= most) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "no reading that a stack can have", .where = lt_csv_where(t, r, column),
                    .expected = lt_fmt("0 to %g", most), .found = lt_fmt("%g", *out),
                    .todo = "leave the cell empty where the instrument failed");
}

static lt_status one_hour(const lt_csv *t, long r, const measured *columns, int flow, int day, stack *s) {
    double m3 = NAN;
    if (flow >= 0) LT_TRY(take(t, r, flow, 1e8, &m3));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double kg = NAN, mgm3;
        if (columns[p].mass >= 0) LT_TRY(take(t, r, columns[p].mass, 1e6, &kg));
        if (columns[p].concentration >= 0) {
            LT_TRY(take(t, r, columns[p].concentration, 1e5, &mgm3));
            if (isnan(kg)) kg = mgm3 * m3 * 1e-6;
        }
        if (isnan(kg)) continue;
        s->kg[p][day] += kg;
        s->hours[p][day]++;
    }
    return LT_OK;
}

/* Mass of each month; the whole species is left out where no hour of it was measured. */
static lt_status months_of(const lt_csv *t, const lt_update *update, const stack *s, int p, double month[12],
                           bool *any) {
    int yearday = 0;
    *any = false;
    for (int d = 0; d < 366; d++) *any = *any || s->hours[p][d] > 0;
    for (int m = 0; m < 12 && *any; m++) {
        const int days = lt_days_in_month(update->year, m + 1);
        double sum = 0;
        int valid = 0;
        for (int d = 0; d < days; d++, yearday++) {
            if (s->hours[p][yearday] < LEAST_HOURS) continue;
            sum += s->kg[p][yearday] * 24.0 / s->hours[p][yearday];
            valid++;
        }
        if (valid < least_days * days)
            return LT_RAISE(
                LT_ERR_INPUT, .what = "too few valid days of a stack's series",
                .where = lt_fmt("%s, %s, month %d of %d", lt_csv_path(t), lt_pollutant_names[p], m + 1, update->year),
                .expected = lt_fmt("at least %.0f days with %d hours", ceil(least_days * days), LEAST_HOURS),
                .found = lt_fmt("%d", valid),
                .todo = "fill the gaps by the rules of the instrument, or give monthly activity");
        month[m] = sum / valid * days;
    }
    return LT_OK;
}

static lt_status set_change(const lt_csv *t, const stack *s, lt_update *update) {
    lt_row_change *change;
    double most = 0;
    LT_TRY(lt_update_change(update, s->row, &change));
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        double month[12], year = 0;
        bool any;
        LT_TRY(months_of(t, update, s, p, month, &any));
        if (!any) continue;
        for (int m = 0; m < 12; m++) year += month[m];
        change->emission_kg[p] = year;
        if (year <= most) continue;
        most = year;
        change->has_calendar = true;
        for (int m = 0; m < 12; m++) change->month[m] = month[m] / year;
    }
    if (update->ledger->sources[s->row].activity > 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a measured stack without activity", .where = lt_csv_path(t),
                    .expected = "a row with an activity above 0, which carries the measured mass as a factor",
                    .found = update->ledger->sources[s->row].id, .todo = "give the row its activity first");
}

static lt_status find_stack(const lt_csv *t, long r, const lt_update *update, stack *stacks, long *n, stack **out) {
    long *rows, n_rows;
    LT_TRY(lt_update_select(update, t, r, &rows, &n_rows));
    const long row = rows[0];
    lt_free(rows);
    for (long k = 0; k < *n; k++)
        if (stacks[k].row == row) {
            *out = &stacks[k];
            return LT_OK;
        }
    if (*n == 64)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many stacks in one series", .where = lt_csv_where(t, r, -1),
                        .expected = "at most 64", .found = "more", .todo = "give several tables");
    *out = &stacks[(*n)++];
    (*out)->row = row;
    return LT_OK;
}

static lt_status read_hours(const lt_csv *t, const measured *columns, int flow, int time, stack *stacks, long *n,
                            lt_update *update) {
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_time start;
        stack *s = NULL;
        LT_TRY(lt_csv_time(t, r, time, LT_CST_OFFSET, &start));
        const lt_civil local = lt_time_civil(start + LT_CST_OFFSET);
        LT_TRY(lt_update_year(update, t, r, time, local.year));
        LT_TRY(find_stack(t, r, update, stacks, n, &s));
        if (s->last && start <= s->last)
            return LT_RAISE(LT_ERR_INPUT, .what = "the hours of a stack do not grow", .where = lt_csv_where(t, r, time),
                            .expected = "a later hour than the row before", .found = lt_csv_text(t, r, time),
                            .todo = "sort the rows and remove duplicates");
        s->last = start;
        LT_TRY(one_hour(t, r, columns, flow, local.yearday - 1, s));
    }
    return LT_OK;
}

static lt_status read_cems(const lt_csv *t, lt_update *update) {
    measured columns[LT_N_POLLUTANTS];
    int flow, time, id;
    stack *stacks;
    long n = 0;
    LT_TRY(lt_csv_column(t, "id", &id));
    LT_TRY(lt_csv_column(t, "time_local", &time));
    LT_TRY(find_columns(t, columns, &flow));
    LT_TRY(lt_calloc(64, sizeof *stacks, &stacks));
    lt_status status = read_hours(t, columns, flow, time, stacks, &n, update);
    for (long k = 0; k < n && status == LT_OK; k++) status = set_change(t, &stacks[k], update);
    lt_free(stacks);
    return status;
}

const lt_series lt_series_cems = {"cems", "time_local", read_cems};
