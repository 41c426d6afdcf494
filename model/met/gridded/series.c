/* series.c - files of one series: opening, agreement, reading (series.h). */
#include "model/met/gridded/series.h"

#include <string.h>

void lt_series_free(lt_series *s) {
    if (!s) return;
    for (int p = 0; p < s->n_parts; p++) lt_gridded_close(s->part[p]);
    for (int f = 0; f < LT_N_GRIDDED; f++) lt_free(s->field[f].items);
    lt_free(s->part);
    lt_free(s->plane_of);
    lt_free(s->plane);
    lt_free(s->open);
    lt_free(s);
}

static lt_status raise_differ(const lt_series *s, int part, const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = s->part[part]->path, .expected = expected, .found = "others",
                    .todo = "give files of one grid and one set of levels");
}

static void find_plane(lt_series *s, int part) {
    int at = 0;
    while (at < s->n_planes && !lt_plane_same(s->plane[at], s->part[part]->plane)) at++;
    if (at == s->n_planes) s->plane[s->n_planes++] = s->part[part]->plane;
    s->plane_of[part] = at;
}

static lt_status check_levels(lt_series *s, int part) {
    bool any = false;
    for (int f = 0; f < LT_N_GRIDDED; f++)
        any |= lt_gridded_rows[f].shape == LT_GRIDDED_LEVELS && lt_gridded_has(s->part[part], (lt_gridded_field)f);
    if (!any) return LT_OK;
    if (s->levels < 0) s->levels = part;
    const lt_gridded *first = s->part[s->levels];
    if (s->plane_of[part] != s->plane_of[s->levels])
        return raise_differ(s, part, "two files have levels over other points", lt_fmt("those of %s", first->path));
    if (lt_gridded_same_levels(first, s->part[part])) return LT_OK;
    return raise_differ(s, part, "two files have other levels",
                        lt_fmt("the %d levels of %s", first->n_levels, first->path));
}

static lt_status add(lt_series *s, int part, lt_gridded_field f, long record) {
    lt_gridded_record r = s->part[part]->records[f].items[record];
    long n = s->field[f].n, at = n;
    if (lt_gridded_rows[f].shape == LT_GRIDDED_FIXED && n) return LT_OK; /* the first file that has it */
    const lt_series_record *items = s->field[f].items;
    while (at > 0 && (items[at - 1].end > r.end || (items[at - 1].end == r.end && items[at - 1].begin > r.begin))) at--;
    if (at > 0 && items[at - 1].end == r.end && items[at - 1].begin == r.begin) {
        char when[24];
        lt_time_iso(r.end, when);
        return LT_RAISE(
            LT_ERR_INPUT, .what = "two files give one field at one time", .where = s->part[part]->path,
            .expected = "each time of a field once",
            .found = lt_fmt("%s at %s in %s too", lt_gridded_rows[f].name, when, s->part[items[at - 1].part]->path),
            .todo = "leave out the file of the earlier run, or cut the overlap");
    }
    LT_TRY(lt_grow(&s->field[f].items, sizeof(lt_series_record), n + 1, &s->field[f].room));
    lt_series_record *to = s->field[f].items;
    memmove(to + at + 1, to + at, (size_t)(n - at) * sizeof *to);
    to[at] = (lt_series_record){r.begin, r.end, part, record};
    s->field[f].n = n + 1;
    return LT_OK;
}

static lt_status add_part(lt_series *s, int part) {
    find_plane(s, part);
    LT_TRY(check_levels(s, part));
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        long n = s->part[part]->records[f].n;
        if (!n) continue;
        if (s->field[f].n && s->field[f].plane != s->plane_of[part] && lt_gridded_rows[f].shape != LT_GRIDDED_FIXED)
            return raise_differ(
                s, part, "two files give one field on other points",
                lt_fmt("%s on the points of %s", lt_gridded_rows[f].name, s->part[s->field[f].items[0].part]->path));
        if (!s->field[f].n) s->field[f].plane = s->plane_of[part];
        for (long r = 0; r < n; r++) LT_TRY(add(s, part, (lt_gridded_field)f, r));
    }
    return LT_OK;
}

static lt_status start(int n, lt_series **out) {
    lt_series *s = NULL;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->levels = -1;
    lt_status status = lt_calloc(1, sizeof *s->open, &s->open);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof(lt_gridded *), &s->part);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof *s->plane_of, &s->plane_of);
    if (status == LT_OK) status = lt_calloc((size_t)n, sizeof(lt_plane *), &s->plane);
    if (status != LT_OK) {
        lt_series_free(s);
        return status;
    }
    *out = s;
    return LT_OK;
}

static lt_status finish(lt_series *s, lt_status status, lt_series **out) {
    for (int p = 0; p < s->n_parts && status == LT_OK; p++) status = add_part(s, p);
    if (status == LT_OK)
        *out = s;
    else
        lt_series_free(s);
    return status;
}

lt_status lt_series_take(int n, lt_gridded *const *parts, lt_series **out) {
    lt_series *s = NULL;
    lt_status status = start(n, &s);
    if (status != LT_OK) {
        for (int p = 0; p < n; p++) lt_gridded_close(parts[p]);
        return status;
    }
    for (int p = 0; p < n; p++) s->part[s->n_parts++] = parts[p];
    return finish(s, LT_OK, out);
}

lt_status lt_series_open(int n, const char *const *paths, lt_series **out) {
    lt_series *s = NULL;
    LT_TRY(start(n, &s));
    lt_status status = LT_OK;
    for (int p = 0; p < n && status == LT_OK; p++) {
        status = lt_gridded_open(paths[p], &s->part[p]);
        if (status == LT_OK && n > LT_OPEN_PARTS) lt_gridded_pause(s->part[p]); /* a small process forks quickly */
        if (status == LT_OK) s->n_parts++;
    }
    return finish(s, status, out);
}

bool lt_series_has(const lt_series *s, lt_gridded_field f) {
    return s->field[f].n > 0;
}

const lt_plane *lt_series_plane(const lt_series *s, lt_gridded_field f) {
    return s->plane[s->field[f].plane];
}

const lt_gridded *lt_series_levels(const lt_series *s) {
    return s->levels < 0 ? NULL : s->part[s->levels];
}

lt_status lt_series_read(const lt_series *s, lt_gridded_field f, long k, float *values) {
    const lt_series_record *r = &s->field[f].items[k];
    LT_TRY(lt_open_parts_use(s->open, s->part[r->part]));
    return lt_gridded_read(s->part[r->part], f, r->record, values);
}

const char *lt_series_label(const lt_series *s) {
    const lt_gridded *levels = lt_series_levels(s);
    return (levels ? levels : s->part[0])->label;
}
