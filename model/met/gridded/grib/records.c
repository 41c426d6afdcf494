/* records.c - levels and records of GRIB. See records.h. */
#include "model/met/gridded/grib/records.h"

#include "model/met/gridded/grib/levels.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- order, and what is given twice --- */

#define COMPARE(a, b)                                                                                                  \
    do {                                                                                                               \
        if ((a) != (b)) return (a) < (b) ? -1 : 1;                                                                     \
    } while (0)

/* By field, time, level; then the preferred parameter, the shorter interval, the place in the file. */
static int by_place(const void *one, const void *other) {
    const lt_grib_message *a = one, *b = other;
    COMPARE(a->field, b->field);
    if (lt_gridded_rows[a->field].shape != LT_GRIDDED_FIXED) COMPARE(a->end, b->end);
    COMPARE(a->hybrid, b->hybrid);
    COMPARE(a->level, b->level);
    COMPARE(a->mean_state, b->mean_state);
    COMPARE(a->row, b->row);
    COMPARE(b->begin, a->begin);
    COMPARE(a->number, b->number);
    return (a->part > b->part) - (a->part < b->part);
}

static bool same_place(const lt_grib_message *a, const lt_grib_message *b) {
    const bool fixed = lt_gridded_rows[a->field].shape == LT_GRIDDED_FIXED;
    return a->field == b->field && (fixed || a->end == b->end) && a->hybrid == b->hybrid && a->level == b->level;
}

/* The same parameter, interval and level twice is right only if the values are the same (GFS: precipitation of the
 * first hours is both that of the interval and that since the start). */
static lt_status judge_twice(lt_grib_index *index, const lt_grib_message *a, const lt_grib_message *b) {
    double *values = NULL;
    const size_t n = (size_t)index->lattice.n;
    if (a->row != b->row || a->begin != b->begin || a->mean_state != b->mean_state) return LT_OK;
    if (lt_gridded_rows[a->field].shape == LT_GRIDDED_FIXED) return LT_OK;
    LT_TRY(lt_calloc(2 * n, sizeof *values, &values));
    lt_status status = lt_grib_index_values(index, a, values);
    if (status == LT_OK) status = lt_grib_index_values(index, b, values + n);
    const bool same = status == LT_OK && memcmp(values, values + n, n * sizeof *values) == 0;
    lt_free(values);
    if (status != LT_OK || same) return status;
    char when[24];
    lt_time_iso(a->end, when);
    return LT_RAISE(LT_ERR_INPUT, .what = "one field, time and level twice in a GRIB file, with other values",
                    .where = lt_grib_index_where(index, b), .expected = "one message",
                    .found = lt_fmt("%s, %s, level %g, as message %d too", lt_gridded_rows[a->field].name, when,
                                    a->level, a->number),
                    .todo = "keep one run: `grib_copy -w dataDate=YYYYMMDD,dataTime=HHMM in.grib out.grib`");
}

static lt_status drop_twice(lt_grib_index *index) {
    long kept = 0;
    qsort(index->items, (size_t)index->n, sizeof *index->items, by_place);
    for (long m = 0; m < index->n; m++) {
        if (kept > 0 && same_place(&index->items[kept - 1], &index->items[m])) {
            LT_TRY(judge_twice(index, &index->items[kept - 1], &index->items[m]));
            continue;
        }
        index->items[kept++] = index->items[m];
    }
    index->n = kept;
    return LT_OK;
}

/* --- records --- */

static long count_groups(const lt_grib_index *index, int field) {
    long n = 0;
    for (long m = 0; m < index->n; m = lt_grib_group_end(index, m)) n += index->items[m].field == field;
    return n;
}

/* The items stand in the order of fields and ends, so records come in theirs. */
static lt_status make_records(lt_gridded *g, const lt_grib_index *index, const lt_grib_levels *common,
                              lt_grib_places *places) {
    long record[LT_N_GRIDDED] = {0};
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        const long n = count_groups(index, f) * (lt_grib_over_levels(f) ? common->n : 1);
        if (n > 0) LT_TRY(lt_calloc((size_t)n, sizeof(long), &places->at[f]));
    }
    for (long m = 0, end; m < index->n; m = end) {
        end = lt_grib_group_end(index, m);
        const int f = index->items[m].field, n = lt_grib_over_levels(f) ? common->n : 1;
        for (int k = 0; k < n; k++)
            places->at[f][record[f] * n + k] =
                lt_grib_over_levels(f) ? lt_grib_group_level(index, m, end, common->value[k]) : m;
        record[f]++;
        LT_TRY(lt_gridded_add_record(g, (lt_gridded_field)f, index->items[m].begin, index->items[m].end));
    }
    return LT_OK;
}

/* Winds along the grid are turned by both parts. */
static lt_status judge_winds(const lt_gridded *g, const lt_grib_index *index) {
    static const int pairs[][2] = {{LT_G_EAST, LT_G_NORTH},
                                   {LT_G_NORTH, LT_G_EAST},
                                   {LT_G_EAST_10M, LT_G_NORTH_10M},
                                   {LT_G_NORTH_10M, LT_G_EAST_10M}};
    for (long m = 0; m < index->n; m++)
        for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
            if (!index->items[m].turned || index->items[m].field != pairs[p][0]) continue;
            bool there = false;
            for (long r = 0; r < g->records[pairs[p][1]].n; r++)
                there |= g->records[pairs[p][1]].items[r].end == index->items[m].end;
            if (!there)
                return LT_RAISE(LT_ERR_INPUT, .what = "a wind along the grid without its other part",
                                .where = lt_grib_index_where(index, &index->items[m]),
                                .expected = lt_fmt("%s of the same time", lt_gridded_rows[pairs[p][1]].name),
                                .found = lt_fmt("%s alone", lt_gridded_rows[pairs[p][0]].name),
                                .todo = "get both parts of the wind");
        }
    return LT_OK;
}

static void note_means(lt_gridded *g, const lt_grib_index *index) {
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        bool mean = false;
        for (long m = 0; m < index->n; m++) mean |= index->items[m].field == f && index->items[m].mean_state;
        if (mean)
            lt_note(g->notes, "GRIB: %s is a mean over the hours before; it is taken as the state at their end",
                    "GRIB：%s 为此前数小时平均，作为时段末的状态使用", lt_gridded_rows[f].name);
    }
}

lt_status lt_grib_records_make(lt_gridded *g, lt_grib_index *index, lt_grib_places *places) {
    lt_grib_levels common;
    lt_grib_levels_choose(g, index);
    LT_TRY(drop_twice(index));
    LT_TRY(lt_grib_levels_make(g, index, &common));
    LT_TRY(make_records(g, index, &common, places));
    LT_TRY(judge_winds(g, index));
    note_means(g, index);
    return LT_OK;
}

void lt_grib_records_free(lt_grib_places *places) {
    for (int f = 0; f < LT_N_GRIDDED; f++) lt_free(places->at[f]);
}
