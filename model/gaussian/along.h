/* along.h - a plume tabulated along the wind: what a receptor needs of it, as cubics of the distance. */
#ifndef LT_GAUSSIAN_ALONG_H
#define LT_GAUSSIAN_ALONG_H

#include "model/gaussian/course.h"
#include "model/gaussian/removal.h"

enum {
    LT_ALONG_PARTS = 16,   /* pieces between a distance and its double */
    LT_ALONG_OCTAVES = 17, /* 1 m to 131 km */
    LT_ALONG_PIECES = LT_ALONG_PARTS * LT_ALONG_OCTAVES
};

#define LT_ALONG_ASIDE 8.0 /* sigma_y beside the axis, from where on the plume is 0: 1e-14 of the axis are left */

/* Fields of a bundle: per unit emission. */
typedef enum lt_along_field {
    LT_ALONG_WIDTH,  /* sigma_y, m */
    LT_ALONG_PLUME,  /* across-wind integral of what goes with the wind, s m-2 */
    LT_ALONG_RANDOM, /* the same of what meanders, over 2 pi: s m-2 */
    LT_ALONG_KEPT,   /* share that is not lost on the way; only with a removal */
    LT_ALONG_FIELDS
} lt_along_field;

typedef struct lt_plume_along {
    int n;      /* bundles */
    int pieces; /* in use: distances beyond take the last */
    double nearest_m;
    double scale; /* the pieces are of x times this, 1 to 17/16, so that the rise ends between two of them */
    double cubic[2][LT_ALONG_FIELDS][LT_ALONG_PIECES][4]; /* in the place within a piece, 0..1 */
    double length[LT_ALONG_PIECES];                       /* of the pieces, m */
    double sum[2][LT_ALONG_FIELDS][LT_ALONG_PIECES];      /* integrals from 0 to the piece */
} lt_plume_along;

/* For receptors no nearer to the source than nearest_m, none further than furthest_m; at a level. Along the wind from
 * where the plume is wide enough for them (what is nearer along the wind is taken for it). 0: from 1 m on, with the
 * sums as integrals want them. removal: NULL, or what is lost on the way. */
void lt_plume_along_make(lt_plume_along *along, const lt_plume_course *course, const lt_plume_removal *removal,
                         const lt_plume_level *level, double nearest_m, double furthest_m);

/* Particles sink on the way to x. */
void lt_plume_sink(lt_plume_cut *cut, const lt_plume_removal *removal, double x_m);

/* The piece of a scaled distance and the place in it, by the bits of the number: 2^e (1 + (j + t)/16). */
static inline int lt_along_piece(double x, double *t) {
    union {
        double d;
        unsigned long long i;
    } bits = {.d = x};
    const int piece = (int)(bits.i >> 48) - (1023 << 4);
    bits.i = (bits.i & 0x0000ffffffffffffULL) | 0x3ff0000000000000ULL; /* 1 + t/16 */
    *t = (bits.d - 1.0) * LT_ALONG_PARTS;
    return piece;
}

/* Of a distance: below nearest_m of that, beyond the last piece its end. */
static inline int lt_along_place(const lt_plume_along *along, double x, double *t) {
    const int piece = lt_along_piece(along->scale * (x > along->nearest_m ? x : along->nearest_m), t);
    if (piece < along->pieces) return piece;
    *t = 1.0;
    return along->pieces - 1;
}

static inline double lt_along_cubic(const double c[4], double t) {
    return c[0] + t * (c[1] + t * (c[2] + t * c[3]));
}

/* The integral of a field from 0 to x; below 1 m the field is as at 1 m. */
static inline double lt_along_sum(const lt_plume_along *along, int bundle, lt_along_field field, double x) {
    if (x <= 1.0) return x > 0.0 ? x * along->sum[bundle][field][0] : 0.0;
    double t;
    const int k = lt_along_place(along, x, &t);
    const double *c = along->cubic[bundle][field][k];
    return along->sum[bundle][field][k] +
           along->length[k] * t * (c[0] + t * (c[1] * (1.0 / 2.0) + t * (c[2] * (1.0 / 3.0) + t * c[3] * (1.0 / 4.0))));
}

#endif
