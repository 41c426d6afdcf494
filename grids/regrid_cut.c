/* regrid_cut.c - areas of overlap of the cells of two grids (regrid.h).
 *
 * In the equal-area plane (mesh.h) a target cell is a polygon of chords. It is cut
 *   by a rectilinear source: into columns u_i .. u_i+1, and each column into rows v_j .. v_j+1;
 *   by any other source: by the convex quadrangles (or triangles) between the nodes of the source cells near it, which
 *   a table of buckets finds.
 * A turn is tried once west and once east, so that 0 .. 360 and -180 .. 180 meet.
 * Overlaps below 1e-13 of the smaller cell are rounding and left out. */
#include "grids/regrid_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-13;

lt_status lt_regrid_push(lt_regrid_strip *s, int source, double area) {
    LT_TRY(lt_grow(&s->entries, sizeof *s->entries, s->n + 1, &s->room));
    s->entries[s->n++] = (lt_regrid_entry){source, area};
    return LT_OK;
}

static void push(lt_regrid_strip *s, int source, double area) {
    if (lt_regrid_push(s, source, area) != LT_OK) s->failed = true;
}

/* --- which source cells are near --- */

static int bucket(double at, double low, double high, int n) {
    double k = floor((at - low) / (high - low) * n);
    return k < 0 ? 0 : k >= n ? n - 1 : (int)k;
}

static void fill_buckets(lt_regrid_buckets *b, int cells, bool count) {
    for (int c = 0; c < cells; c++) {
        const lt_clip_box *box = &b->bounds[c];
        int i1 = bucket(box->u1, b->all.u1, b->all.u2, b->nu), i2 = bucket(box->u2, b->all.u1, b->all.u2, b->nu);
        int j1 = bucket(box->v1, b->all.v1, b->all.v2, b->nv), j2 = bucket(box->v2, b->all.v1, b->all.v2, b->nv);
        for (int j = j1; j <= j2; j++)
            for (int i = i1; i <= i2; i++) {
                long k = (long)j * b->nu + i;
                if (count)
                    b->first[k + 1]++;
                else
                    b->cell[b->first[k]++] = c;
            }
    }
}

lt_status lt_regrid_make_buckets(const lt_mesh *m, lt_regrid_buckets *b) {
    int cells = m->nx * m->ny;
    double uv[2 * LT_CLIP_POINTS];
    LT_TRY(lt_calloc((size_t)cells, sizeof *b->bounds, &b->bounds));
    b->all = (lt_clip_box){INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (int c = 0; c < cells; c++) {
        int n = lt_mesh_polygon(m, c, uv);
        b->bounds[c] = lt_clip_bounds(uv, n);
        b->all.u1 = fmin(b->all.u1, b->bounds[c].u1);
        b->all.u2 = fmax(b->all.u2, b->bounds[c].u2);
        b->all.v1 = fmin(b->all.v1, b->bounds[c].v1);
        b->all.v2 = fmax(b->all.v2, b->bounds[c].v2);
    }
    b->nu = m->nx;
    b->nv = m->ny;
    long n = (long)b->nu * b->nv;
    LT_TRY(lt_calloc((size_t)n + 1, sizeof *b->first, &b->first));
    fill_buckets(b, cells, true);
    for (long k = 0; k < n; k++) b->first[k + 1] += b->first[k];
    LT_TRY(lt_calloc((size_t)b->first[n], sizeof *b->cell, &b->cell));
    fill_buckets(b, cells, false); /* first[k] is now the end of bucket k */
    memmove(b->first + 1, b->first, (size_t)n * sizeof *b->first);
    b->first[0] = 0;
    return LT_OK;
}

void lt_regrid_free_buckets(lt_regrid_buckets *b) {
    lt_free(b->first);
    lt_free(b->cell);
    lt_free(b->bounds);
}

/* --- one target cell --- */

/* Intervals of an axis that touch low .. high; first > last: none. */
static void interval_range(const double *edge, int n, double low, double high, int *first, int *last) {
    bool grows = edge[n] > edge[0];
    double from = grows ? low : high, to = grows ? high : low;
    int a = 0, b = n; /* the last edge that is not beyond `from` */
    while (b - a > 1) {
        int middle = (a + b) / 2;
        if (grows ? edge[middle] <= from : edge[middle] >= from)
            a = middle;
        else
            b = middle;
    }
    *first = a;
    *last = a - 1;
    for (int k = a; k < n && (grows ? edge[k] < to : edge[k] > to); k++) *last = k;
    double end = edge[n];
    if (grows ? end <= low || edge[0] >= high : end >= high || edge[0] <= low) *last = *first - 1;
}

static void cut_rectilinear(const lt_mesh *m, const double *uv, int n, const lt_clip_box *b, double cell,
                            lt_regrid_strip *s) {
    double half[2 * LT_CLIP_POINTS], column[2 * LT_CLIP_POINTS], part[2 * LT_CLIP_POINTS];
    int i1, i2, j1, j2;
    interval_range(m->u, m->nx, b->u1, b->u2, &i1, &i2);
    interval_range(m->v, m->ny, b->v1, b->v2, &j1, &j2);
    for (int j = j1; j <= j2; j++) {
        double v1 = fmin(m->v[j], m->v[j + 1]), v2 = fmax(m->v[j], m->v[j + 1]);
        int n1 = lt_clip_half(uv, n, 0, 1, v2, half), n2 = lt_clip_half(half, n1, 0, -1, -v1, column);
        if (n2 < 3) continue;
        for (int i = i1; i <= i2; i++) {
            double u1 = fmin(m->u[i], m->u[i + 1]), u2 = fmax(m->u[i], m->u[i + 1]);
            int n3 = lt_clip_half(column, n2, 1, 0, u2, half), n4 = lt_clip_half(half, n3, -1, 0, -u1, part);
            double area = fabs(lt_clip_area(part, n4));
            if (area > ROUNDING * fmin(cell, (u2 - u1) * (v2 - v1))) push(s, j * m->nx + i, area);
        }
    }
}

/* Area of the polygon inside a convex ring. */
static double cut_convex(const double *uv, int n, const double *ring, int corners) {
    double a[2 * LT_CLIP_POINTS], b[2 * LT_CLIP_POINTS];
    const double *from = uv;
    double sign = lt_clip_area(ring, corners) > 0 ? 1 : -1;
    for (int k = 0; k < corners && n >= 3; k++) {
        const double *p = ring + 2 * k, *q = ring + 2 * ((k + 1) % corners);
        /* Left of p -> q is inside: (q - p) x (x - p) >= 0. */
        double du = sign * (q[0] - p[0]), dv = sign * (q[1] - p[1]);
        double *to = k % 2 ? b : a;
        n = lt_clip_half(from, n, dv, -du, dv * p[0] - du * p[1], to);
        from = to;
    }
    return n < 3 ? 0 : fabs(lt_clip_area(from, n));
}

/* The quadrangles between the nodes of a cell, one by one: right for any cell that lt_mesh lets through. */
static double cut_pieces(const lt_mesh *m, int c, const double *uv, int n, const lt_clip_box *box) {
    long row = (long)m->nx * m->fine + 1, at = (long)(c / m->nx) * m->fine * row + (long)(c % m->nx) * m->fine;
    double sum = 0;
    for (int j = 0; j < m->fine; j++)
        for (int i = 0; i < m->fine; i++) {
            const long node[4] = {at + j * row + i, at + j * row + i + 1, at + (j + 1) * row + i + 1,
                                  at + (j + 1) * row + i};
            double quad[8];
            for (int k = 0; k < 4; k++) {
                quad[2 * k] = m->u[node[k]];
                quad[2 * k + 1] = m->v[node[k]];
            }
            lt_clip_box q = lt_clip_bounds(quad, 4);
            if (q.u1 >= box->u2 || q.u2 <= box->u1 || q.v1 >= box->v2 || q.v2 <= box->v1) continue;
            /* lt_mesh has seen to it that both triangles over the diagonal 0-2 turn alike; corners 0 and 2 may not. */
            double first[6] = {quad[6], quad[7], quad[0], quad[1], quad[2], quad[3]};
            double other[6] = {quad[2], quad[3], quad[4], quad[5], quad[6], quad[7]};
            double whole = lt_clip_area(quad, 4);
            if (lt_clip_area(first, 3) * whole > 0 && lt_clip_area(other, 3) * whole > 0) {
                sum += cut_convex(uv, n, quad, 4);
            } else {
                double second[6] = {quad[0], quad[1], quad[4], quad[5], quad[6], quad[7]};
                sum += cut_convex(uv, n, quad, 3) + cut_convex(uv, n, second, 3);
            }
        }
    return sum;
}

/* Do all corners of a ring turn like `area`? slack: rounding. */
static bool is_convex(const double *p, int n, double area, double slack) {
    for (int k = 0; k < n; k++) {
        const double *a = p + 2 * k, *b = p + 2 * ((k + 1) % n), *c = p + 2 * ((k + 2) % n);
        double turn = (b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]);
        if (turn * (area > 0 ? 1 : -1) < -slack) return false;
    }
    return true;
}

/* A cell of a map is the quadrangle of its corners and, at every edge, the sliver between the edge's chords and the
 * straight line from corner to corner: added where the edge bulges out, taken away where it bulges in. Slivers of edges
 * that bend one way are convex; a neighbour has the same one with the other sign. */
static double cut_cell(const lt_mesh *m, int c, const double *uv, int n, const lt_clip_box *box) {
    const int f = m->fine;
    const long row = (long)m->nx * f + 1, at = (long)(c / m->nx) * f * row + (long)(c % m->nx) * f;
    const long corner[4] = {at, at + f, at + f * row + f, at + f * row}, step[4] = {1, row, -1, -row};
    double quad[8], sliver[2 * LT_CLIP_POINTS], sum = 0;
    for (int k = 0; k < 4; k++) {
        quad[2 * k] = m->u[corner[k]];
        quad[2 * k + 1] = m->v[corner[k]];
    }
    const double whole = lt_clip_area(quad, 4), slack = 1e-12 * fabs(whole);
    if (!is_convex(quad, 4, whole, -slack)) return cut_pieces(m, c, uv, n, box);
    for (int side = 0; side < 4 && f > 1; side++) {
        for (int k = 0; k <= f; k++) {
            sliver[2 * k] = m->u[corner[side] + k * step[side]];
            sliver[2 * k + 1] = m->v[corner[side] + k * step[side]];
        }
        const double area = lt_clip_area(sliver, f + 1);
        if (fabs(area) <= slack) continue; /* a straight edge */
        if (!is_convex(sliver, f + 1, area, slack)) return cut_pieces(m, c, uv, n, box);
        const lt_clip_box q = lt_clip_bounds(sliver, f + 1);
        if (q.u1 >= box->u2 || q.u2 <= box->u1 || q.v1 >= box->v2 || q.v2 <= box->v1) continue;
        sum += (area * whole > 0 ? 1 : -1) * cut_convex(uv, n, sliver, f + 1);
    }
    return sum + cut_convex(uv, n, quad, 4);
}

static int by_number(const void *a, const void *b) {
    return (*(const int *)a > *(const int *)b) - (*(const int *)a < *(const int *)b);
}

static void cut_any(const lt_regrid_work *w, const double *uv, int n, const lt_clip_box *box, double cell,
                    lt_regrid_strip *s) {
    const lt_regrid_buckets *b = &w->near;
    if (box->u1 >= b->all.u2 || box->u2 <= b->all.u1 || box->v1 >= b->all.v2 || box->v2 <= b->all.v1) return;
    int i1 = bucket(box->u1, b->all.u1, b->all.u2, b->nu), i2 = bucket(box->u2, b->all.u1, b->all.u2, b->nu);
    int j1 = bucket(box->v1, b->all.v1, b->all.v2, b->nv), j2 = bucket(box->v2, b->all.v1, b->all.v2, b->nv);
    size_t most = 0, found = 0;
    for (int j = j1; j <= j2; j++)
        for (int i = i1; i <= i2; i++) {
            long k = (long)j * b->nu + i;
            most += (size_t)(b->first[k + 1] - b->first[k]);
        }
    int *list = malloc((most ? most : 1) * sizeof *list);
    if (!list) {
        s->failed = true;
        return;
    }
    for (int j = j1; j <= j2; j++)
        for (int i = i1; i <= i2; i++) {
            long k = (long)j * b->nu + i;
            for (long e = b->first[k]; e < b->first[k + 1]; e++) list[found++] = b->cell[e];
        }
    qsort(list, found, sizeof *list, by_number);
    for (size_t e = 0; e < found; e++) {
        if (e > 0 && list[e] == list[e - 1]) continue;
        const lt_clip_box *c = &b->bounds[list[e]];
        if (c->u1 >= box->u2 || c->u2 <= box->u1 || c->v1 >= box->v2 || c->v2 <= box->v1) continue;
        double area = cut_cell(w->source, list[e], uv, n, box);
        if (area > ROUNDING * fmin(cell, lt_mesh_area(w->source, list[e]))) push(s, list[e], area);
    }
    free(list);
}

void lt_regrid_cut(const lt_regrid_work *w, int c, lt_regrid_strip *s) {
    double uv[2 * LT_CLIP_POINTS] = {0};
    int n = lt_mesh_polygon(w->target, c, uv);
    double cell = fabs(lt_clip_area(uv, n)), at = 0;
    lt_clip_box box = lt_clip_bounds(uv, n);
    for (int round = -1; round <= 1; round++) {
        double turn = round * 2 * M_PI;
        if (box.u1 + turn >= w->u2 || box.u2 + turn <= w->u1) continue;
        for (int k = 0; k < n && turn != at; k++) uv[2 * k] += turn - at;
        at = turn;
        lt_clip_box moved = {box.u1 + turn, box.u2 + turn, box.v1, box.v2};
        if (w->source->rectilinear)
            cut_rectilinear(w->source, uv, n, &moved, cell, s);
        else
            cut_any(w, uv, n, &moved, cell, s);
    }
}
