/* track.c - states of one field on the cells (track.h). */
#include "model/met/gridded/track.h"

#include <math.h>

struct lt_track {
    const lt_series *series;
    lt_gridded_field field;
    const lt_horizontal *horizontal;
    lt_point_kind points;
    long n_cells;
    int threads;
    long forgotten; /* records before this one are gone */
    float **cells;  /* [records] NULL: not read */
    float *source;  /* [plane.n] */
};

lt_status lt_track_create(const lt_series *series, lt_gridded_field field, const lt_horizontal *horizontal,
                          lt_point_kind points, long n_cells, int threads, lt_track **out) {
    lt_track *t = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    *t = (lt_track){series, field, horizontal, points, n_cells, threads, 0, NULL, NULL};
    lt_status status = lt_calloc((size_t)series->field[field].n, sizeof(float *), &t->cells);
    if (status == LT_OK) status = lt_calloc((size_t)lt_series_plane(series, field)->n, sizeof(float), &t->source);
    if (status != LT_OK) {
        lt_track_free(t);
        return status;
    }
    *out = t;
    return LT_OK;
}

void lt_track_free(lt_track *t) {
    if (!t) return;
    for (long r = 0; t->cells && r < t->series->field[t->field].n; r++) lt_free(t->cells[r]);
    lt_free(t->cells);
    lt_free(t->source);
    lt_free(t);
}

static lt_status load(lt_track *t, long record) {
    if (t->cells[record]) return LT_OK;
    LT_TRY(lt_series_read(t->series, t->field, record, t->source));
    LT_TRY(lt_calloc((size_t)t->n_cells, sizeof(float), &t->cells[record]));
    lt_horizontal_ground(t->horizontal, t->points, t->source, t->threads, t->cells[record]);
    return LT_OK;
}

/* A long mean may take many records: a few at a time. */
lt_status lt_track_mean(lt_track *t, lt_time from, lt_time to, float *cells) {
    const lt_series_record *items = t->series->field[t->field].items;
    long first, n;
    double *weight = NULL;
    lt_series_weights(items, t->series->field[t->field].n, from, to, &first, &n, NULL);
    for (long r = first; r < first + n; r++) LT_TRY(load(t, r));
    LT_TRY(lt_calloc((size_t)n, sizeof *weight, &weight));
    lt_series_weights(items, t->series->field[t->field].n, from, to, &first, &n, weight);
#pragma omp parallel for schedule(static) num_threads(t->threads)
    for (long c = 0; c < t->n_cells; c++) {
        double sum = 0.0;
        for (long r = 0; r < n; r++)
            if (weight[r] > 0.0) sum += weight[r] * t->cells[first + r][c];
        cells[c] = (float)sum;
    }
    lt_free(weight);
    return LT_OK;
}

void lt_track_forget(lt_track *t, lt_time before) {
    long first, n;
    lt_series_weights(t->series->field[t->field].items, t->series->field[t->field].n, before, before, &first, &n, NULL);
    for (; t->forgotten < first; t->forgotten++) {
        lt_free(t->cells[t->forgotten]);
        t->cells[t->forgotten] = NULL;
    }
}
