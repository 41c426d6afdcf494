/* gridded.c - readers by the files they take; judged reading. See gridded.h. */
#include "model/met/gridded/gridded.h"

#include "base/ncio.h"

#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const lt_gridded_reader *const listed[] = {
#define LT_GRIDDED_READER_ROW(name) &lt_gridded_reader_##name,
    LT_GRIDDED_READER_LIST(LT_GRIDDED_READER_ROW)
#undef LT_GRIDDED_READER_ROW
        NULL};
enum { N_LISTED = sizeof listed / sizeof *listed - 1, MAX_ADDED = 4 };
static const lt_gridded_reader *added[MAX_ADDED + 1]; /* set before any thread is started, then only read */

void lt_gridded_add_reader(const lt_gridded_reader *reader) {
    int a = 0;
    while (a < MAX_ADDED && added[a] && added[a] != reader) a++;
    if (a < MAX_ADDED) added[a] = reader;
}

const lt_gridded_reader *lt_gridded_reader_at(int r) {
    return r < N_LISTED ? listed[r] : added[r - N_LISTED];
}

lt_status lt_gridded_recognise(const char *path, const lt_gridded_reader **reader) {
    *reader = NULL;
    const lt_gridded_reader *one;
    for (int r = 0; (one = lt_gridded_reader_at(r)) != NULL; r++) {
        bool mine = false;
        LT_TRY(one->recognise(path, &mine));
        if (!mine) continue;
        *reader = one;
        return LT_OK;
    }
    return LT_OK;
}

static lt_status raise_unknown(const char *path) {
    const char *known = "";
    const lt_gridded_reader *one;
    for (int r = 0; (one = lt_gridded_reader_at(r)) != NULL; r++)
        known = lt_fmt("%s%s%s", known, r ? "; " : "", one->doc_en);
    return LT_RAISE(LT_ERR_INPUT, .what = "no reader of gridded weather takes the file", .where = path,
                    .expected = known, .found = "another layout", .todo = "convert it to one of these");
}

lt_status lt_gridded_open(const char *path, lt_gridded **out) {
    lt_gridded *g = NULL;
    const lt_gridded_reader *reader;
    if (lt_nc_is(path))
        LT_TRY(lt_nc_try(path)); /* values and all at once: each reader's look would be one more child */
    LT_TRY(lt_gridded_recognise(path, &reader));
    if (!reader) return raise_unknown(path);
    LT_TRY(lt_calloc(1, sizeof *g, &g));
    g->reader = reader;
    snprintf(g->path, sizeof g->path, "%s", path);
    lt_status status = lt_notes_create(&g->notes);
    if (status == LT_OK) status = reader->open(g);
    if (status != LT_OK) {
        lt_gridded_close(g);
        return lt_error_context(status, "reading %s", path);
    }
    *out = g;
    return LT_OK;
}

static void free_index(lt_gridded *g) {
    lt_plane_free(g->plane);
    double *all[] = {g->pressure_Pa, g->hybrid_a, g->hybrid_b};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
    for (int f = 0; f < LT_N_GRIDDED; f++) lt_free(g->records[f].items);
    lt_notes_free(g->notes);
}

void lt_gridded_close(lt_gridded *g) {
    if (!g) return;
    if (g->own) g->reader->close(g);
    free_index(g);
    lt_free(g);
}

/* --- closed between readings --- */

void lt_gridded_pause(lt_gridded *g) {
    if (!g->own) return;
    g->reader->close(g);
    g->own = NULL;
    /* What the libraries leave of a file keeps the freed pages around it from use: 150 kB a file of WRF (measured). */
    malloc_trim(0);
}

static bool same_numbers(const double *a, const double *b, int n) {
    if (!a || !b) return a == b;
    for (int i = 0; i < n; i++)
        if (fabs(a[i] - b[i]) > 1e-5 * fabs(a[i]) + 1e-9) return false;
    return true;
}

bool lt_gridded_same_levels(const lt_gridded *a, const lt_gridded *b) {
    return a->level_kind == b->level_kind && a->n_levels == b->n_levels &&
           same_numbers(a->pressure_Pa, b->pressure_Pa, a->n_levels) &&
           same_numbers(a->hybrid_a, b->hybrid_a, a->n_levels) && same_numbers(a->hybrid_b, b->hybrid_b, a->n_levels);
}

static bool same_records(const lt_gridded *a, const lt_gridded *b) {
    for (int f = 0; f < LT_N_GRIDDED; f++) {
        if (a->records[f].n != b->records[f].n) return false;
        for (long r = 0; r < a->records[f].n; r++)
            if (a->records[f].items[r].begin != b->records[f].items[r].begin ||
                a->records[f].items[r].end != b->records[f].items[r].end)
                return false;
    }
    return true;
}

/* Opens into g itself (own may hold its path); index: what is kept. */
static lt_status open_again(lt_gridded *g, const lt_gridded *index) {
    memset(g, 0, sizeof *g);
    g->reader = index->reader;
    memcpy(g->path, index->path, sizeof g->path);
    LT_TRY(lt_notes_create(&g->notes));
    LT_TRY_CONTEXT(g->reader->open(g), "reading %s once more", g->path);
    if (lt_plane_same(g->plane, index->plane) && lt_gridded_same_levels(g, index) && same_records(g, index))
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of weather has changed while it is in use", .where = g->path,
                    .expected = "the records, points and levels that it had at the start", .found = "others",
                    .todo = "leave the files alone while a run reads them, then run again");
}

lt_status lt_gridded_resume(lt_gridded *g) {
    if (g->own) return LT_OK;
    const lt_gridded index = *g;
    lt_status status = open_again(g, &index);
    if (status != LT_OK) lt_gridded_pause(g);
    void *own = g->own;
    free_index(g);
    *g = index;
    g->own = own;
    return status;
}

/* --- reading --- */

bool lt_gridded_has(const lt_gridded *g, lt_gridded_field field) {
    return g->records[field].n > 0;
}

static lt_status raise_value(const lt_gridded *g, lt_gridded_field field, long record, long at, double value) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    char when[24];
    lt_time_iso(g->records[field].items[record].end, when);
    long level = at / g->plane->n, point = at % g->plane->n;
    const char *where = row->shape == LT_GRIDDED_LEVELS ? lt_fmt("level %ld from the ground, ", level) : "";
    const char *place = g->plane->nx ? lt_fmt("row %ld, column %ld", point / g->plane->nx, point % g->plane->nx)
                                     : lt_fmt("point %ld", point);
    return LT_RAISE(LT_ERR_INPUT, .what = "a value of the weather cannot be",
                    .where = lt_fmt("%s, %s, %s, %s%s (from 0)", g->path, row->name, when, where, place),
                    .expected = lt_fmt("%g to %g %s", row->least, row->most, row->unit), .found = lt_fmt("%g", value),
                    .todo = "look at the unit and the field in the file, or take the hour from another source");
}

lt_status lt_gridded_read(lt_gridded *g, lt_gridded_field field, long record, float *values) {
    const lt_gridded_row *row = &lt_gridded_rows[field];
    LT_TRY_CONTEXT(g->reader->read(g, field, record, values), "reading %s of %s", row->name, g->path);
    long n = g->plane->n * (row->shape == LT_GRIDDED_LEVELS ? g->n_levels : 1);
    for (long i = 0; i < n; i++)
        if (values[i] < row->least || values[i] > row->most) return raise_value(g, field, record, i, values[i]);
    return LT_OK;
}

lt_status lt_gridded_add_record(lt_gridded *g, lt_gridded_field field, lt_time begin, lt_time end) {
    long n = g->records[field].n, at = n;
    lt_gridded_record *items = g->records[field].items;
    while (at > 0 && items[at - 1].end > end) at--;
    if (at > 0 && items[at - 1].end == end) {
        char when[24];
        lt_time_iso(end, when);
        return LT_RAISE(LT_ERR_INPUT, .what = "two records of one field and time", .where = g->path, .expected = "one",
                        .found = lt_fmt("%s, %s, twice", lt_gridded_rows[field].name, when),
                        .todo = "keep one of them in the file");
    }
    LT_TRY(lt_grow(&g->records[field].items, sizeof *items, n + 1, &g->records[field].room));
    items = g->records[field].items;
    memmove(items + at + 1, items + at, (size_t)(n - at) * sizeof *items);
    items[at] = (lt_gridded_record){begin, end};
    g->records[field].n = n + 1;
    return LT_OK;
}
