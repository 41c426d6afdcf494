/* swept_mean_plain.h - what swept_mean_sweep.h does, one line of cells after the other, one face after the other. Same
 * table, same order of roundings, so the same bits; read this one to understand it. Included by the file of a scheme.
 */
#ifndef LT_KERNEL_SWEPT_MEAN_PLAIN_H
#define LT_KERNEL_SWEPT_MEAN_PLAIN_H

#include "model/kernel/kernels.h"
#include "model/kernel/swept_mean.h"

/* Of the scheme, see swept_mean_sweep.h. */
static lt_real settled(const lt_real *d, int down, lt_real phi, lt_real most, lt_real least);

enum { M = LT_SWEPT_REACH, ND = LT_SWEPT_DIFFERENCES };

#ifdef LT_REAL_IS_DOUBLE
#define fused __builtin_fma
#else
#define fused __builtin_fmaf
#endif

static lt_real min_of(lt_real a, lt_real b) {
    return a < b ? a : b;
}

static lt_real max_of(lt_real a, lt_real b) {
    return a > b ? a : b;
}

static lt_real weight(int k, lt_real c) {
    lt_real sum = (lt_real)lt_swept_weight[k][ND - 1];
    for (int p = ND - 2; p >= 0; --p) sum = fused(sum, c, (lt_real)lt_swept_weight[k][p]);
    return sum;
}

/* The weights of one face in the order of the index. A seventh of 0 stands at the end (air down the index: at the
 * beginning). */
static void weights_of(lt_real c, int down, lt_real w[ND]) {
    for (int k = 0; k < ND; ++k) {
        int from_upwind = down ? ND - 1 - k : k;
        w[k] = from_upwind < ND - 1 ? weight(from_upwind, c) : 0;
    }
}

/* phi* along the air: d[k] is difference k of the cells around the face, in the order of the index. */
static lt_real swept_mean(const lt_real d[ND], const lt_real w[ND]) {
    lt_real sum = w[0] * d[0];
    for (int k = 1; k < ND; ++k) sum = fused(w[k], d[k], sum);
    return sum;
}

/* phi limited and settled; with air down the index d and phi have the opposite sign of the equations, which changes
 * nothing. */
static lt_real limited(const lt_real d[ND], int down, lt_real phi, lt_real ahead, lt_real behind) {
    lt_real most = max_of(min_of(ahead, behind), 0), least = min_of(max_of(ahead, behind), 0);
    return settled(d, down, max_of(min_of(phi, most), least), most, least);
}

/* Where the face value lies between its two cells. */
typedef struct lt_face {
    lt_real e, u; /* face value less that of the cell below; that of the cell above less face value */
} lt_face;

/* q: the cell above the face; a: distance of neighbours. */
static lt_face face_value(const lt_real *q, ptrdiff_t a, const lt_real w[ND], lt_real ratio) {
    lt_real d[ND], r = __builtin_signbit(ratio) ? -ratio : ratio;
    int down = __builtin_signbit(ratio) != 0;
    for (int k = 0; k < ND; ++k) d[k] = q[(k - M) * a] - q[(k - M - 1) * a];
    lt_real phi = limited(d, down, swept_mean(d, w), d[M], r * (down ? d[M + 1] : d[M - 1])), rest = d[M] - phi;
    return down ? (lt_face){rest, phi} : (lt_face){phi, rest};
}

/* One line of n cells from q on, a apart; its table begins at first, values t apart. e, u: n + 1 values each. */
static void line(int n, lt_real *q, ptrdiff_t a, const lt_swept_table *table, ptrdiff_t first, ptrdiff_t t, lt_real *e,
                 lt_real *u) {
    for (int i = 0; i <= n; ++i) {
        lt_real w[ND], ratio = table->ratio[first + i * t];
        weights_of(table->share[first + i * t], __builtin_signbit(ratio) != 0, w);
        lt_face face = face_value(q + i * a, a, w, ratio);
        e[i] = face.e;
        u[i] = face.u;
    }
    for (int i = 0; i < n; ++i)
        q[i * a] += fused(table->high[first + i * t], e[i + 1], table->low[first + i * t] * u[i]);
}

static inline void swept_reference(const lt_slab *slab, const lt_slab_species *species) {
    lt_swept_table t = lt_swept_table_of(slab);
    lt_real *e = species->work, *u = e + (slab->ni > slab->nj ? slab->ni : slab->nj) + 1;
    for (int s = 0; s < species->n; ++s) {
        lt_real *q = species->q + s * species->species;
        if (slab->along_y)
            for (int i = 0; i < slab->ni; ++i) line(slab->nj, q + i, species->row, &t, i, t.row, e, u);
        else
            for (int j = 0; j < slab->nj; ++j) line(slab->ni, q + j * species->row, 1, &t, j * t.row, 1, e, u);
    }
}

/* The face value seen from the nearer of its cells: e and u are rounded as shares of the difference of both cells, and
 * at the edge of a plume that is more than all that the farther one would say of a small value. */
static double nearer(const lt_real *q, ptrdiff_t a, lt_face face) {
    double e = (double)face.e, u = (double)face.u;
    return (e < 0 ? -e : e) < (u < 0 ? -u : u) ? (double)q[-a] + e : (double)q[0] - u;
}

enum { LT_FACES_AT_ONCE = 64 };

static inline void swept_faces(const lt_slab *slab, const lt_slab_species *species, int n, const lt_face_place *place,
                               double *through, ptrdiff_t stride) {
    lt_swept_table t = lt_swept_table_of(slab);
    ptrdiff_t a = slab->along_y ? species->row : 1, in_q[LT_FACES_AT_ONCE];
    lt_real w[LT_FACES_AT_ONCE][ND], ratio[LT_FACES_AT_ONCE];
    double air[LT_FACES_AT_ONCE];
    for (int first = 0; first < n; first += LT_FACES_AT_ONCE) {
        int m = n - first < LT_FACES_AT_ONCE ? n - first : LT_FACES_AT_ONCE;
        for (int f = 0; f < m; ++f) {
            const lt_face_place *at = &place[first + f];
            ptrdiff_t in_table = at->j * t.row + at->i;
            in_q[f] = at->j * species->row + at->i;
            air[f] = slab->flux[at->j * slab->air_row + at->i] * slab->dt;
            ratio[f] = t.ratio[in_table];
            weights_of(t.share[in_table], __builtin_signbit(ratio[f]) != 0, w[f]);
        }
        for (int s = 0; s < species->n; ++s) {
            const lt_real *q = species->q + s * species->species;
            double *sum = through + s * stride + first;
            for (int f = 0; f < m; ++f)
                sum[f] += air[f] * nearer(q + in_q[f], a, face_value(q + in_q[f], a, w[f], ratio[f]));
        }
    }
}

/* The functions of the scheme. */
#define LT_SWEPT_REFERENCE(name)                                                                                       \
    void LT_KERNEL(name##_reference)(const lt_slab *slab, const lt_slab_species *species);                             \
    void LT_KERNEL(name##_faces)(const lt_slab *slab, const lt_slab_species *species, int n,                           \
                                 const lt_face_place *place, double *through, ptrdiff_t stride);                       \
    void LT_KERNEL(name##_reference)(const lt_slab *slab, const lt_slab_species *species) {                            \
        swept_reference(slab, species);                                                                                \
    }                                                                                                                  \
    void LT_KERNEL(name##_faces)(const lt_slab *slab, const lt_slab_species *species, int n,                           \
                                 const lt_face_place *place, double *through, ptrdiff_t stride) {                      \
        swept_faces(slab, species, n, place, through, stride);                                                         \
    }

#endif
