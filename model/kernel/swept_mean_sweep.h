/* swept_mean_sweep.h - table and sweeps of a scheme that limits the swept mean: the equations are those of
 * advect_monotone.c, phi at a face is what `settled` makes of the limited one. Included by the file of a scheme, once.
 */
#ifndef LT_KERNEL_SWEPT_MEAN_SWEEP_H
#define LT_KERNEL_SWEPT_MEAN_SWEEP_H

#include "model/kernel/kernels.h"
#include "model/kernel/simd.h"
#include "model/kernel/swept_mean.h"

/* Of the scheme: phi of VL faces. d: the differences around them; down: the air goes down the index; phi: that of the
 * polynomial, limited; it may be anything between 0 and most + least, of which one is 0. */
static inline lt_vec settled(const lt_vec *d, lt_vec_mask down, lt_vec phi, lt_vec most, lt_vec least);

enum { M = LT_SWEPT_REACH, ND = LT_SWEPT_DIFFERENCES, VL = LT_V_LANES, PAIR = 2 };

static inline size_t swept_table_size(int ni, int nj) {
    return 4 * (size_t)lt_swept_row(ni) * (size_t)(nj + 1);
}

/* Weights of a row of faces (x) or of a column of vectors of them (y). */
static inline size_t swept_work_size(int ni, int nj) {
    size_t row = (size_t)lt_swept_row(ni), column = (size_t)(nj + 1) * VL;
    return ND * (row > column ? row : column);
}

static inline double positive(double x) {
    return x > 0.0 ? x : 0.0;
}

/* n faces; back: distance of neighbours along the sweep; border: they lie on the border of the domain. */
static void face_row(const double *mass, const double *flux, ptrdiff_t back, double dt, int border, int n,
                     lt_real *restrict share, lt_real *restrict ratio) {
    for (int i = 0; i < n; ++i) {
        double air = flux[i] * dt, before = flux[i - back] * dt, behind = flux[i + back] * dt;
        double m_low = mass[i - back], m_high = mass[i];
        double upwind = air > 0.0 ? m_low : m_high, crossing = air > 0.0 ? air : -air;
        double other = air > 0.0 ? positive(-before) : positive(behind); /* out of the same cell's other face */
        double left = positive(upwind - crossing - other);
        double r = crossing > 1e-6 * left ? lt_swept_within * left / crossing : 1e6; /* less is a bound, too */
        r = border || crossing == 0.0 ? 0.0 : r;
        share[i] = (lt_real)(crossing / upwind);
        ratio[i] = (lt_real)(air < 0.0 ? -r : r);
    }
}

static void cell_row(const double *mass, const double *flux, ptrdiff_t next, double dt, int n, lt_real *restrict low,
                     lt_real *restrict high) {
    for (int i = 0; i < n; ++i) {
        double in = flux[i] * dt, out = flux[i + next] * dt, inverse = 1.0 / (mass[i] - (out - in));
        low[i] = (lt_real)(-in * inverse);
        high[i] = (lt_real)(-out * inverse);
    }
}

static void clear(lt_real *x, ptrdiff_t from, ptrdiff_t to) {
    for (ptrdiff_t i = from; i < to; ++i) x[i] = 0;
}

static inline void swept_prepare(const lt_slab *s) {
    lt_swept_table t = lt_swept_table_of(s);
    ptrdiff_t next = s->along_y ? s->air_row : 1;
    int n_faces = s->along_y ? s->ni : s->ni + 1;
    for (int j = 0; j <= s->nj; ++j) {
        const double *mass = s->mass + j * s->air_row, *flux = s->flux + j * s->air_row;
        ptrdiff_t at = j * t.row;
        int faces = s->along_y || j < s->nj ? n_faces : 0, cells = j < s->nj ? s->ni : 0;
        int border = s->along_y && ((j == 0 && s->low_border) || (j == s->nj && s->high_border));
        face_row(mass, flux, next, s->dt, border, faces, t.share + at, t.ratio + at);
        cell_row(mass, flux, next, s->dt, cells, t.low + at, t.high + at);
        if (!s->along_y && s->low_border) t.ratio[at] = t.ratio[at] < 0 ? (lt_real)-0.0 : 0;
        if (!s->along_y && s->high_border && faces) t.ratio[at + s->ni] = t.ratio[at + s->ni] < 0 ? (lt_real)-0.0 : 0;
        clear(t.share + at, faces, t.row);
        clear(t.ratio + at, faces, t.row);
        clear(t.low + at, cells, t.row);
        clear(t.high + at, cells, t.row);
    }
}

/* Weights of the differences around VL faces, in the order of the index; one end of them is 0. */
static inline void weights(lt_vec c, lt_vec_mask down, lt_real *to) {
    lt_vec w[ND];
    for (int k = 0; k < ND - 1; ++k) {
        lt_vec sum = lt_v_all(lt_swept_weight[k][ND - 1]);
        for (int p = ND - 2; p >= 0; --p) sum = lt_v_fma(sum, c, lt_v_all(lt_swept_weight[k][p]));
        w[k] = sum;
    }
    w[ND - 1] = lt_v_all(0.0);
    for (int k = 0; k < ND; ++k) lt_v_store(to + k * VL, lt_v_select(down, w[ND - 1 - k], w[k]));
}

/* e and u of VL faces from the differences around them. The one that is phi is so to the last bit. */
static inline lt_vec face(const lt_vec *d, const lt_real *w, lt_vec ratio, lt_vec *u) {
    const lt_vec zero = lt_v_all(0.0);
    lt_vec_mask down = lt_v_negative(ratio);
    lt_vec phi = lt_v_load(w) * d[0];
    for (int k = 1; k < ND; ++k) phi = lt_v_fma(lt_v_load(w + k * VL), d[k], phi);
    lt_vec ahead = d[M], behind = lt_v_abs(ratio) * lt_v_select(down, d[M + 1], d[M - 1]);
    lt_vec most = lt_v_max(lt_v_min(ahead, behind), zero), least = lt_v_min(lt_v_max(ahead, behind), zero);
    phi = settled(d, down, lt_v_max(lt_v_min(phi, most), least), most, least);
    lt_vec rest = ahead - phi;
    *u = lt_v_select(down, phi, rest);
    return lt_v_select(down, rest, phi);
}

static inline lt_vec difference(const lt_real *q) {
    return lt_v_load(q) - lt_v_load(q - 1);
}

/* The differences around VL faces from those of the vector itself and its neighbours. */
static inline void shifted(lt_vec before, lt_vec here, lt_vec after, lt_vec d[ND]) {
    d[0] = LT_V_ALIGN(before, here, VL - 3);
    d[1] = LT_V_ALIGN(before, here, VL - 2);
    d[2] = LT_V_ALIGN(before, here, VL - 1);
    d[3] = here;
    d[4] = LT_V_ALIGN(here, after, 1);
    d[5] = LT_V_ALIGN(here, after, 2);
    d[6] = LT_V_ALIGN(here, after, 3);
}

/* One row of n species along x, from its end to its beginning, so that what a vector still wants of its lower
 * neighbours has not been overwritten; w: weights of the row's faces. */
static inline __attribute__((always_inline)) void row_x(const lt_swept_table *t, ptrdiff_t at, int last,
                                                        const lt_real *w, const int n, lt_real *const q[PAIR]) {
    lt_vec here[PAIR], after[PAIR], e_after[PAIR];
    for (int s = 0; s < n; ++s) {
        after[s] = difference(q[s] + (last + 1) * VL);
        here[s] = difference(q[s] + last * VL);
        e_after[s] = lt_v_all(0.0);
    }
    for (int v = last; v >= 0; --v) {
        ptrdiff_t c = at + v * VL;
        lt_vec ratio = lt_v_load(t->ratio + c), low = lt_v_load(t->low + c), high = lt_v_load(t->high + c);
        for (int s = 0; s < n; ++s) {
            lt_vec d[ND], before = difference(q[s] + (v - 1) * VL);
            shifted(before, here[s], after[s], d);
            lt_vec u, e = face(d, w + v * ND * VL, ratio, &u);
            lt_vec change = lt_v_fma(high, LT_V_ALIGN(e, e_after[s], 1), low * u);
            lt_v_store(q[s] + v * VL, lt_v_load(q[s] + v * VL) + change);
            after[s] = here[s];
            here[s] = before;
            e_after[s] = e;
        }
    }
}

static void sweep_x(const lt_slab *slab, const lt_slab_species *p) {
    lt_swept_table t = lt_swept_table_of(slab);
    int last = slab->ni / VL;
    for (int j = 0; j < slab->nj; ++j) {
        ptrdiff_t at = j * t.row;
        for (int v = 0; v <= last; ++v)
            weights(lt_v_load(t.share + at + v * VL), lt_v_negative(lt_v_load(t.ratio + at + v * VL)),
                    p->work + v * ND * VL);
        lt_real *q = p->q + j * p->row;
        for (int s = 0; s + 1 < p->n; s += 2)
            row_x(&t, at, last, p->work, 2, (lt_real *const[]){q + s * p->species, q + (s + 1) * p->species});
        if (p->n % 2) row_x(&t, at, last, p->work, 1, (lt_real *const[]){q + (p->n - 1) * p->species, NULL});
    }
}

/* One column of vectors of n species along y; w: weights of its faces. The window of differences is moved by its place
 * in the array, so nothing is copied. */
static inline __attribute__((always_inline)) void column_y(const lt_swept_table *t, ptrdiff_t at, int nj,
                                                           const lt_real *w, const int n, ptrdiff_t row,
                                                           lt_real *const q[PAIR]) {
    lt_vec d[PAIR][ND], last[PAIR], gain[PAIR];
    for (int s = 0; s < n; ++s) {
        last[s] = lt_v_load(q[s] - (M + 1) * row);
        for (int k = 0; k < ND - 1; ++k) {
            lt_vec value = lt_v_load(q[s] + (k - M) * row);
            d[s][k + 1] = value - last[s];
            last[s] = value;
        }
        gain[s] = lt_v_all(0.0);
    }
    for (int j = 0; j <= nj; ++j) {
        ptrdiff_t c = at + j * t->row;
        lt_vec ratio = lt_v_load(t->ratio + c), low = lt_v_load(t->low + c);
        for (int s = 0; s < n; ++s) {
            lt_vec value = lt_v_load(q[s] + (j + M) * row);
            for (int k = 0; k < ND - 1; ++k) d[s][k] = d[s][k + 1];
            d[s][ND - 1] = value - last[s];
            last[s] = value;
            lt_vec u, e = face(d[s], w + j * ND * VL, ratio, &u);
            if (j > 0) {
                lt_real *cell = q[s] + (j - 1) * row;
                lt_v_store(cell, lt_v_load(cell) + lt_v_fma(lt_v_load(t->high + c - t->row), e, gain[s]));
            }
            gain[s] = low * u;
        }
    }
}

static void sweep_y(const lt_slab *slab, const lt_slab_species *p) {
    lt_swept_table t = lt_swept_table_of(slab);
    for (int i = 0; i < slab->ni; i += VL) {
        for (int j = 0; j <= slab->nj; ++j)
            weights(lt_v_load(t.share + j * t.row + i), lt_v_negative(lt_v_load(t.ratio + j * t.row + i)),
                    p->work + j * ND * VL);
        lt_real *q = p->q + i;
        for (int s = 0; s + 1 < p->n; s += 2)
            column_y(&t, i, slab->nj, p->work, 2, p->row,
                     (lt_real *const[]){q + s * p->species, q + (s + 1) * p->species});
        if (p->n % 2)
            column_y(&t, i, slab->nj, p->work, 1, p->row, (lt_real *const[]){q + (p->n - 1) * p->species, NULL});
    }
}

static inline void swept_sweep(const lt_slab *slab, const lt_slab_species *species) {
    (slab->along_y ? sweep_y : sweep_x)(slab, species);
}

/* The functions of the scheme. */
#define LT_SWEPT_SCHEME(name)                                                                                          \
    size_t LT_KERNEL(name##_table_size)(int ni, int nj);                                                               \
    size_t LT_KERNEL(name##_work_size)(int ni, int nj);                                                                \
    void LT_KERNEL(name##_prepare)(const lt_slab *slab);                                                               \
    void LT_KERNEL(name##_sweep)(const lt_slab *slab, const lt_slab_species *species);                                 \
    size_t LT_KERNEL(name##_table_size)(int ni, int nj) {                                                              \
        return swept_table_size(ni, nj);                                                                               \
    }                                                                                                                  \
    size_t LT_KERNEL(name##_work_size)(int ni, int nj) {                                                               \
        return swept_work_size(ni, nj);                                                                                \
    }                                                                                                                  \
    void LT_KERNEL(name##_prepare)(const lt_slab *slab) {                                                              \
        swept_prepare(slab);                                                                                           \
    }                                                                                                                  \
    void LT_KERNEL(name##_sweep)(const lt_slab *slab, const lt_slab_species *species) {                                \
        swept_sweep(slab, species);                                                                                    \
    }

#endif
