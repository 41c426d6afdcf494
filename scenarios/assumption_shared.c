/* assumption_shared.c - assumptions that many measures name stand once, in library/assumptions.csv. */
#include "scenarios/assumption.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"id",         "value",     "low",       "high",   "mark", "meaning_en",
                                      "meaning_zh", "reason_en", "reason_zh", "source", NULL};
enum { N_COLUMNS = 10 };

static lt_status copy(const lt_csv *t, long r, int column, char **out) {
    *out = strdup(lt_csv_text(t, r, column));
    return *out != NULL ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for an assumption");
}

static lt_status fill(const lt_csv *t, long r, const int *c, lt_assumption *a) {
    char **ends;
    LT_TRY(copy(t, r, c[0], &a->id));
    LT_TRY(copy(t, r, c[1], &a->value));
    LT_TRY(lt_calloc(2, sizeof *ends, &ends));
    a->range = (lt_list){ends, 2};
    LT_TRY(copy(t, r, c[2], &ends[0]));
    LT_TRY(copy(t, r, c[3], &ends[1]));
    LT_TRY(copy(t, r, c[4], &a->mark));
    LT_TRY(copy(t, r, c[5], &a->meaning_en));
    LT_TRY(copy(t, r, c[6], &a->meaning_zh));
    LT_TRY(copy(t, r, c[7], &a->reason_en));
    LT_TRY(copy(t, r, c[8], &a->reason_zh));
    return copy(t, r, c[9], &a->source);
}

static lt_status take(lt_measure *measure, const lt_csv *t, long r, const int *c) {
    lt_assumption *rows, *old = measure->assumptions.items;
    const long n = measure->assumptions.n;
    LT_TRY(lt_calloc((size_t)(n + 1), sizeof *rows, &rows));
    if (n > 0) memcpy(rows, old, (size_t)n * sizeof *rows);
    lt_free(old);
    measure->assumptions = (lt_list){rows, n + 1}; /* released with the others, filled or not */
    return fill(t, r, c, &rows[n]);
}

lt_status lt_assumption_share(lt_measure *measure) {
    char path[1024];
    int c[N_COLUMNS];
    lt_csv *t;
    LT_TRY(lt_share_path("scenarios/library/assumptions.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_exactly(t, columns, c);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) {
        const char *id = lt_csv_text(t, r, c[0]);
        if (lt_measure_assumption(measure, id) == NULL && lt_assumption_named(measure->action_nodes, id))
            status = take(measure, t, r, c);
    }
    lt_csv_free(t);
    return status;
}
