/* near_change.c
 *
 * Of two maps (near_map.c) each has its own alpha; where a measure cleans the stacks that are much of G and little of
 * what the grid has, alpha of the others grows, and the difference of the maps rises at their plumes though the cell
 * falls. So the change has a shape of its own:
 *   dC(x) = dr(x) - G_gone(x) alpha_gone + G_come(x) alpha_come
 * L = min(tag, E) of each side, dL = L_after - L_before. Of a cell with dL < 0, <G_gone alpha_gone> = -dL; with dL > 0,
 * <G_come alpha_come> = dL; <dr> = dE - dL. Where the plumes bring less than least |dL| it goes to dr, which is flat
 * but for what continuity wants. All parts are of one sign and kept by keep.c (of dr what falls and what rises apart),
 * so the mean of dC over a cell is dE, dC has no jump, and where no cell has a rising part no point rises. */
#include "model/gaussian/subgrid/near_change.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { GONE, COME, FALL, RISE, N_PARTS };

struct lt_near_change {
    lt_keep *keep;
    double *part[N_PARTS];    /* means of the cells, >= 0 */
    double *weight;           /* fine */
    double *falling, *rising; /* fine: of what another follows */
};

static size_t cells_of(const lt_keep_shape *s) {
    return (size_t)s->nx * (size_t)s->ny;
}

static size_t fine_of(const lt_keep_shape *s) {
    return cells_of(s) * (size_t)s->points * (size_t)s->points;
}

lt_status lt_near_change_create(lt_keep_shape shape, lt_near_change **out) {
    lt_near_change *change;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *change, &change));
    lt_status status = lt_keep_create(shape, &change->keep);
    for (int p = 0; status == LT_OK && p < N_PARTS; p++)
        status = lt_calloc(cells_of(&shape), sizeof(double), &change->part[p]);
    double **fine[] = {&change->weight, &change->falling, &change->rising};
    for (int f = 0; status == LT_OK && f < 3; f++) status = lt_calloc(fine_of(&shape), sizeof(double), fine[f]);
    if (status == LT_OK)
        *out = change;
    else
        lt_near_change_free(change);
    return status;
}

void lt_near_change_free(lt_near_change *change) {
    if (!change) return;
    lt_keep_free(change->keep);
    for (int p = 0; p < N_PARTS; p++) lt_free(change->part[p]);
    lt_free(change->weight);
    lt_free(change->falling);
    lt_free(change->rising);
    lt_free(change);
}

/* Adds a part, of its sign, in the shape of a weight (NULL: flat). */
static void add(lt_near_change *change, int part, const double *weight, double *out) {
    const size_t n = fine_of(&change->keep->shape);
    const double sign = part == GONE || part == FALL ? -1.0 : 1.0;
    lt_keep_make(change->keep, change->part[part], weight);
    memset(change->weight, 0, n * sizeof *change->weight);
    lt_keep_add(change->keep, weight, change->weight);
    for (size_t f = 0; f < n; f++) out[f] += sign * change->weight[f];
}

static double local_of(const lt_near_side *side, size_t c) {
    const double tag = fmax(0.0, side->tag[c]);
    return tag < side->cell[c] ? tag : side->cell[c];
}

static void split(double value, double *fall, double *rise) {
    *fall = value < 0.0 ? -value : 0.0;
    *rise = value > 0.0 ? value : 0.0;
}

void lt_near_change_make(lt_near_change *change, const lt_near_side *before, const lt_near_side *after,
                         const double *gone, const double *come, double least, double *out) {
    const lt_keep_shape *s = &change->keep->shape;
    for (size_t c = 0; c < cells_of(s); c++) {
        const double whole = after->cell[c] - before->cell[c], local = local_of(after, c) - local_of(before, c);
        const double mean = lt_keep_mean(s, c, local < 0.0 ? gone : come);
        const double shaped = mean > 0.0 && mean >= least * fabs(local) ? local : 0.0;
        split(shaped, &change->part[GONE][c], &change->part[COME][c]);
        split(whole - shaped, &change->part[FALL][c], &change->part[RISE][c]);
    }
    memset(out, 0, fine_of(s) * sizeof *out);
    add(change, GONE, gone, out);
    add(change, COME, come, out);
    add(change, FALL, NULL, out);
    add(change, RISE, NULL, out);
}

/* The part of the other's change that has this sign, in a room of the caller. */
static void one_sign(const double *other, size_t n, double sign, double *out) {
    for (size_t f = 0; f < n; f++) out[f] = fmax(0.0, sign * other[f]);
}

void lt_near_change_follow(lt_near_change *change, const double *before, const double *after, const double *other,
                           double *out) {
    const lt_keep_shape *s = &change->keep->shape;
    const size_t n = fine_of(s);
    for (int rises = 0; rises < 2; rises++) {
        const int shaped = rises ? COME : GONE, flat = rises ? RISE : FALL;
        one_sign(other, n, rises ? 1.0 : -1.0, rises ? change->rising : change->falling);
        const double *weight = rises ? change->rising : change->falling;
        for (size_t c = 0; c < cells_of(s); c++) {
            const double part = fmax(0.0, (rises ? 1.0 : -1.0) * (after[c] - before[c]));
            const bool has = lt_keep_mean(s, c, weight) > 0.0;
            change->part[shaped][c] = has ? part : 0.0;
            change->part[flat][c] = has ? 0.0 : part;
        }
    }
    memset(out, 0, n * sizeof *out);
    add(change, GONE, change->falling, out);
    add(change, COME, change->rising, out);
    add(change, FALL, NULL, out);
    add(change, RISE, NULL, out);
}
