/* advect_sharp.c - monotone advection that keeps jumps and narrow plumes sharp, one direction at a time.
 *
 * Equations. Those of advect_monotone.c with another last step. There the face value is q_C + phi, phi between 0 and
 *   L = minmod(q_D - q_C, r (q_C - q_U))
 * where L is the steepest value that keeps the bounds: it is the swept mean of a step between q_U and q_D inside cell C
 * (limited downwind scheme, Ultrabee; Despres & Lagoutiere (2001), doi 10.1023/A:1013298408777 R). Taken everywhere it
 * keeps a jump within one cell for ever and turns every slope into stairs. Here the face takes a share s of the way:
 *   phi' = phi + s (L - phi),   s = max(A max(0, 1 - N o / i)^2, S - P w / i)
 *   i = |q_D - q_C| + |q_C - q_U|            inner differences: both faces of C
 *   o = |q_DD - q_D| + |q_U - q_UU|          outer differences: the next face on either side
 *   w = o + |q_DDD - q_DD| + |q_UU - q_UUU|  and the ones after them
 * A = 0.1, N = 1.5, P = 8, S = 1 - 2^-20 (advect_sharp.h). First term: a slope that stands between flatter ones is
 * held up a little; a wave longer than 10.8 cells has o / i > 2/3 all over and is left as it is, as is a tail that
 * falls by any constant factor a cell (there o >= i). Second term: a jump between plateaus is kept as it is. This
 * selector is Lantian's own; the idea of choosing by smoothness between a smooth and a steep reconstruction is that of
 * boundary variation diminishing schemes (Sun, Inaba & Xiao (2016), doi 10.1016/j.jcp.2016.06.051 S).
 *
 * What holds. As phi' lies between 0 and L, all that advect_monotone.c says of bounds holds: nothing leaves the bounds
 * of a cell and its two neighbours, so nothing leaves those of the whole field and its border, whatever the wind. s is
 * made of ratios of differences and does not change under q -> a q + b, so two tracers in linear relation stay so.
 * Rounding: s changes by at most P times the rounding of a difference over i, and L - phi is at most i, so a rounding
 * of the input is carried on at most P-fold; no switch can fall the other way.
 *
 * Limits: an extremum is flattened like in any monotone scheme. A feature of three cells or fewer may come out as a
 * plateau, and an edge may stand a cell beside its place. Curved relations of tracers: more unmixing within the range
 * of both (l_u) than by the monotone scheme, less mixing (l_r) where features are narrow, no overshooting (l_o).
 * Figures beside the peers': model/kernel/README.md.
 *
 * Speed: about 25 operations and one division a face more than the monotone scheme. */
#include "model/kernel/advect_sharp.h"

#include "model/kernel/swept_mean_sweep.h"

static inline lt_vec settled(const lt_vec *d, lt_vec_mask down, lt_vec phi, lt_vec most, lt_vec least) {
    lt_vec a[ND];
    for (int k = 0; k < ND; ++k) a[k] = lt_v_abs(d[k]);
    const lt_vec nothing = lt_v_all(lt_sharp_nothing);
    lt_vec inner = a[M] + lt_v_select(down, a[M + 1], a[M - 1]) + nothing;
    lt_vec outer = lt_v_select(down, a[M - 1], a[M + 1]) + lt_v_select(down, a[M + 2], a[M - 2]) + nothing;
    lt_vec wide = outer + (lt_v_select(down, a[M - 2], a[M + 2]) + lt_v_select(down, a[M + 3], a[M - 3]));
    lt_vec per_inner = lt_v_all(1.0) / inner;
    lt_vec narrow = lt_v_max(lt_v_fma(outer * per_inner, lt_v_all(-lt_sharp_narrow), lt_v_all(1.0)), lt_v_all(0.0));
    lt_vec jump = lt_v_fma(wide * per_inner, lt_v_all(-lt_sharp_plateau), lt_v_all(lt_sharp_most));
    lt_vec share = lt_v_max(lt_v_all(lt_sharp_gentle) * narrow * narrow, jump);
    return lt_v_fma(share, (most + least) - phi, phi);
}

LT_SWEPT_SCHEME(sharp)
