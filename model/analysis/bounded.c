#include "model/analysis/bounded.h"

#include "model/analysis/dense.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

typedef struct room {
    double *matrix, *side; /* of the free numbers */
    long *first;
    int *place, *want; /* which numbers are free; where each should stand */
} room;

/* x of the free numbers where the others stand at their bounds. */
static bool solve_free(const lt_bounded *p, const room *r) {
    int m = 0;
    for (int s = 0; s < p->n; ++s) {
        if (p->bound[s] == 0)
            r->place[m++] = s;
        else
            p->x[s] = p->bound[s] < 0 ? p->low[s] : p->high[s];
    }
    for (int i = 0; i < m; ++i) {
        const double *row = p->a + (long)r->place[i] * p->n;
        r->side[i] = p->b[r->place[i]];
        for (int t = 0; t < p->n; ++t)
            if (p->bound[t] != 0) r->side[i] -= row[t] * p->x[t];
        for (int k = 0; k <= i; ++k) r->matrix[(long)i * m + k] = row[r->place[k]];
    }
    if (!lt_dense_cholesky(m, r->matrix, r->first)) return false;
    lt_dense_solve(m, r->matrix, r->first, r->side);
    for (int i = 0; i < m; ++i) p->x[r->place[i]] = r->side[i];
    return true;
}

static int wanted(const lt_bounded *p, int s) {
    if (p->bound[s] == 0) return p->x[s] < p->low[s] ? -1 : p->x[s] > p->high[s] ? 1 : 0;
    double slope = -p->b[s], size = fabs(p->b[s]);
    for (int t = 0; t < p->n; ++t) {
        const double part = p->a[(long)s * p->n + t] * p->x[t];
        slope += part;
        size += fabs(part);
    }
    const double rounding = 1e-13 * size; /* of a sum of a thousand terms */
    return (p->bound[s] < 0 && slope < -rounding) || (p->bound[s] > 0 && slope > rounding) ? 0 : p->bound[s];
}

static bool pivot(const lt_bounded *p, const room *r) {
    int fewest = p->n + 1, tries = 3;
    for (long turn = 0; turn < 200L * p->n + 100; ++turn) {
        int wrong = 0, last = 0;
        if (!solve_free(p, r)) return false;
        for (int s = 0; s < p->n; ++s) {
            r->want[s] = wanted(p, s);
            if (r->want[s] == p->bound[s]) continue;
            ++wrong;
            last = s;
        }
        if (wrong == 0) return true;
        tries = wrong < fewest ? 3 : tries - 1;
        fewest = wrong < fewest ? wrong : fewest;
        if (tries < 0)
            p->bound[last] = r->want[last];
        else
            memcpy(p->bound, r->want, (size_t)p->n * sizeof *r->want);
    }
    return false;
}

lt_status lt_bounded_least(const lt_bounded *p) {
    const size_t n = (size_t)p->n;
    room r = {0};
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc(n * n, sizeof *r.matrix, &r.matrix), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r.side, &r.side), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r.first, &r.first), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r.place, &r.place), done);
    LT_TRY_GOTO(status, lt_calloc(n, sizeof *r.want, &r.want), done);
    memset(p->bound, 0, n * sizeof *p->bound);
    if (!pivot(p, &r))
        status =
            LT_RAISE(LT_ERR_NUMERIC, .what = "a least within bounds was not found", .where = "bounded least squares",
                     .expected = "a positive definite matrix", .found = lt_fmt("%d unknowns without one", p->n),
                     .todo = "raise the errors of the observations");
done:
    lt_free(r.matrix);
    lt_free(r.side);
    lt_free(r.first);
    lt_free(r.place);
    lt_free(r.want);
    return status;
}
