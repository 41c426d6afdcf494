/* two_stream.h - actinic flux of one wavelength bin in layers over a reflecting ground: pseudo-spherical
 * delta-Eddington two-stream, on one vector of lanes. Private to the kernel (tile.c).
 *
 *   dU/dtau = g1 U - g2 D - w g3 E,   dD/dtau = g2 U - g1 D + w g4 E        tau downward
 *   g1 = (7 - w (4 + 3 g)) / 4,  g2 = -(1 - w (4 - 3 g)) / 4,  g3 = (2 - 3 g mu) / 4,  g4 = 1 - g3
 *
 * U, D diffuse fluxes up and down; E = exp(-s) the beam across its own direction, s its slant depth; mu cosine of the
 * zenith angle; w, g, tau of a layer after the delta scaling with f = g^2 (Joseph et al. 1976,
 * doi:10.1175/1520-0469(1976)033<2452:TDEAFR>2.0.CO;2). Coefficients: Toon et al. (1989, doi:10.1029/JD094iD13p16287).
 * Within a layer E falls as exp(-k tau), k = (difference of s) / tau (Dahlback and Stamnes 1991,
 * doi:10.1016/0032-0633(91)90061-E), so that a layer has
 *
 *   l^2 = 3 (1 - w)(1 - w g),  e = exp(-l tau),  q = (1 - e^2) / l
 *   reflection  r = g2 q / (1 + e^2 + g1 q),   transmission  t = 2 e / (1 + e^2 + g1 q)      (Meador and Weaver 1980)
 *   particular solution  U = P E, D = M E:  P = w (g3 (g1 - k) + g2 g4) / (l^2 - k^2)
 *                                           M = w (g4 (g1 + k) + g2 g3) / (l^2 - k^2)
 *   sources  up at the top     P E_top - r M E_top - t P E_bottom
 *            down at the bottom  M E_bottom - t M E_top - r P E_bottom
 *
 * Layers are added from the ground upward (albedo a and upward flux u of all below an edge, without light from above),
 * then D and U follow downward: one division a layer, no cancellation, no system to solve. l^2 is at least 1e-10, which
 * is conservative scattering to 1e-10 tau^2. Where l^2 and k^2 come nearer than 1e-5 of k^2, k is moved by as much.
 *
 * Mean of a layer: beam exactly, ((E_top - E_bottom) / (s_bottom - s_top)); diffuse actinic flux 2 (U + D), which is
 * Eddington's, from the mean of both edges. */
#ifndef LT_PHOTOLYSIS_TWO_STREAM_H
#define LT_PHOTOLYSIS_TWO_STREAM_H

#include "model/kernel/simd_double.h"

#define LT_PHOTO_EARTH_M 6371.0e3

static inline lt_dvec lt_photo_where_less(lt_dvec a, lt_dvec b, lt_dvec yes, lt_dvec no) {
#ifdef __AVX512DQ__
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(a, b, _CMP_LT_OQ), no, yes);
#else
    return _mm256_blendv_pd(no, yes, _mm256_cmp_pd(a, b, _CMP_LT_OQ));
#endif
}

/* Rows of one vector each. Optical depths [n][bins]: extinction, scattering, scattering times asymmetry. */
typedef struct lt_photo_optics {
    int n;
    lt_dvec *depth, *scattered, *asymmetric; /* in */
    lt_dvec *tau, *w, *g;                    /* after the delta scaling; set by lt_photo_scale */
    lt_dvec *slant;                          /* [n + 1][bins] of the edges, set by lt_photo_slant */
} lt_photo_optics;

/* Working space of one bin: rows of edges [n + 1] or layers [n]. */
typedef struct lt_photo_space {
    lt_dvec *beam, *albedo, *up_below, *up, *down; /* edges */
    lt_dvec *reflect, *pass, *source_down;         /* layers */
    lt_dvec *cosine;                               /* edges: r cos of the beam, in lt_photo_slant */
} lt_photo_space;

static inline void lt_photo_scale(const lt_photo_optics *o, int bins) {
    const lt_dvec one = lt_d_all(1.0), least = lt_d_all(1e-10);
    for (int c = 0; c < o->n * bins; c++) {
        const lt_dvec scattered = o->scattered[c], g = o->asymmetric[c] / lt_d_max(scattered, lt_d_all(1e-30));
        const lt_dvec kept = scattered * (one - g * g);
        const lt_dvec tau = lt_d_max(o->depth[c] - g * g * scattered, least);
        o->tau[c] = tau;
        o->w[c] = lt_d_min(kept / tau, one);
        o->g[c] = g / (one + g);
    }
}

/* Slant depths of all edges. A point at radius r that sees the sun at angle z looks along a ray that passes the centre
 * at r sin z; the way through a shell is the difference of sqrt(radius^2 - (r sin z)^2) of its edges, and twice that
 * for shells below the point where z > 90 degrees. A ray that meets the ground: depth 600, no light. */
static inline void lt_photo_slant(const lt_photo_optics *o, int bins, lt_dvec mu, const lt_dvec *radius, int below,
                                  lt_dvec *cosine) {
    const lt_dvec zero = lt_d_all(0.0), most = lt_d_all(600.0);
    const lt_dvec sine = lt_d_sqrt(lt_d_max(lt_d_all(1.0) - mu * mu, zero));
    for (int i = 0; i <= o->n; i++) {
        const lt_dvec impact = radius[i] * sine, p2 = impact * impact;
        lt_dvec sum[LT_PHOTO_BINS];
        for (int b = 0; b < bins; b++) sum[b] = zero;
        cosine[i] = radius[i] * lt_d_abs(mu);
        for (int k = i; k < o->n; k++) {
            cosine[k + 1] = lt_d_sqrt(lt_d_max(radius[k + 1] * radius[k + 1] - p2, zero));
            const lt_dvec way = (cosine[k + 1] - cosine[k]) / (radius[k + 1] - radius[k]);
            for (int b = 0; b < bins; b++) sum[b] = sum[b] + way * o->tau[k * bins + b];
        }
        if (below) {
            lt_dvec upper = radius[i] * lt_d_abs(mu);
            const lt_dvec twice = lt_photo_where_less(mu, zero, lt_d_all(2.0), zero);
            for (int k = i - 1; k >= 0; k--) {
                const lt_dvec lower = lt_d_sqrt(lt_d_max(radius[k] * radius[k] - p2, zero));
                const lt_dvec way = twice * (upper - lower) / (radius[k + 1] - radius[k]);
                for (int b = 0; b < bins; b++) sum[b] = sum[b] + way * o->tau[k * bins + b];
                upper = lower;
            }
            const lt_dvec hidden =
                lt_photo_where_less(mu, zero, lt_photo_where_less(impact, radius[0], most, zero), zero);
            for (int b = 0; b < bins; b++) sum[b] = sum[b] + hidden;
        }
        for (int b = 0; b < bins; b++) o->slant[i * bins + b] = lt_d_min(sum[b], most);
    }
}

typedef struct lt_photo_layer {
    lt_dvec reflect, pass, source_up, source_down;
} lt_photo_layer;

static inline lt_photo_layer lt_photo_layer_of(lt_dvec tau, lt_dvec w, lt_dvec g, lt_dvec mu, lt_dvec slant,
                                               lt_dvec e_top, lt_dvec e_bottom) {
    const lt_dvec one = lt_d_all(1.0), quarter = lt_d_all(0.25), three = lt_d_all(3.0);
    const lt_dvec wg = three * w * g, w4 = lt_d_all(4.0) * w;
    const lt_dvec g1 = quarter * (lt_d_all(7.0) - w4 - wg), g2 = quarter * (w4 - wg - one);
    const lt_dvec g3 = quarter * (lt_d_all(2.0) - three * g * mu), g4 = one - g3;
    const lt_dvec l2 = lt_d_max(three * (one - w) * (one - w * g), lt_d_all(1e-10)), l = lt_d_sqrt(l2);
    const lt_dvec e = lt_d_exp(-l * tau), ee = e * e, q = (one - ee) / l;
    const lt_dvec over = one / (one + ee + g1 * q);
    lt_dvec k = slant / tau, k2 = k * k;
    const lt_dvec near = lt_d_all(1e-5);
    k = lt_photo_where_less(lt_d_abs(l2 - k2), near * k2, k * (one + near), k);
    k2 = k * k;
    const lt_dvec share = w / (l2 - k2);
    const lt_dvec p = share * (g3 * (g1 - k) + g2 * g4), m = share * (g4 * (g1 + k) + g2 * g3);
    lt_photo_layer layer;
    layer.reflect = g2 * q * over;
    layer.pass = (e + e) * over;
    layer.source_up = p * e_top - layer.reflect * (m * e_top) - layer.pass * (p * e_bottom);
    layer.source_down = m * e_bottom - layer.pass * (m * e_top) - layer.reflect * (p * e_bottom);
    return layer;
}

/* Bin b of bins; ground: its albedo. actinic [actinic_n] means of the lowest layers, `stride` apart, for a beam of 1.
 */
static inline void lt_photo_two_stream(const lt_photo_optics *o, int bins, int b, lt_dvec mu, lt_dvec ground,
                                       const lt_photo_space *s, int actinic_n, lt_dvec *actinic, int stride) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    for (int i = 0; i <= o->n; i++) s->beam[i] = lt_d_exp(-o->slant[i * bins + b]);
    s->albedo[0] = ground;
    s->up_below[0] = ground * lt_d_max(mu, zero) * s->beam[0];
    for (int k = 0; k < o->n; k++) {
        const int c = k * bins + b;
        const lt_photo_layer layer = lt_photo_layer_of(o->tau[c], o->w[c], o->g[c], mu,
                                                       o->slant[c] - o->slant[c + bins], s->beam[k + 1], s->beam[k]);
        const lt_dvec again = layer.pass / (one - layer.reflect * s->albedo[k]);
        s->albedo[k + 1] = layer.reflect + layer.pass * s->albedo[k] * again;
        s->up_below[k + 1] = layer.source_up + again * (s->up_below[k] + s->albedo[k] * layer.source_down);
        s->reflect[k] = layer.reflect;
        s->pass[k] = layer.pass;
        s->source_down[k] = layer.source_down;
    }
    s->down[o->n] = zero;
    s->up[o->n] = s->up_below[o->n];
    for (int k = o->n - 1; k >= 0; k--) {
        s->down[k] = (s->pass[k] * s->down[k + 1] + s->source_down[k] + s->reflect[k] * s->up_below[k]) /
                     (one - s->reflect[k] * s->albedo[k]);
        s->up[k] = s->albedo[k] * s->down[k] + s->up_below[k];
    }
    for (int k = 0; k < actinic_n; k++) {
        const lt_dvec step = o->slant[k * bins + b] - o->slant[(k + 1) * bins + b];
        const lt_dvec rough = lt_d_all(0.5) * (s->beam[k] + s->beam[k + 1]);
        const lt_dvec thin = lt_d_all(1e-3), exact = (s->beam[k + 1] - s->beam[k]) / step;
        const lt_dvec beam = lt_photo_where_less(lt_d_abs(step), thin, rough, exact);
        actinic[k * stride] = beam + (s->up[k] + s->up[k + 1]) + (s->down[k] + s->down[k + 1]);
    }
}

#endif
