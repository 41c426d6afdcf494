/* advect_monotone.c - monotone advection of seventh order in space and time, one direction at a time.
 *
 * Equations. The frame is advection.h. c = |A| / M_upwind is the share of its air that upwind cell C loses through the
 * face, U is the cell behind C and D the one before it, seen with the air. The face value is q_C + phi with
 *   phi = minmod(phi*, q_D - q_C, r (q_C - q_U)),  r = (1 - c_out) / c
 * phi*: mean over the share c next to the face of the polynomial of degree 6 that has the means of the seven cells
 * around C (the mass coordinate taken as even), less q_C: a weighted sum of six differences whose weights are
 * polynomials in c (swept_mean.h). c_out: what C loses through both its faces of this direction.
 * Limiter: the universal limiter of Leonard (1991), doi 10.1016/0045-7825(91)90232-U, in the form of a bound on the
 * swept mean, with c_out in the place of c.
 *
 * Why nothing leaves its bounds. What leaves C through a face lies between q_C and q_D by the second bound. What stays,
 * (1 - c_out) of its air, has the mean q_C - sum over outflow faces of c phi / (1 - c_out); by the third bound each
 * term takes it towards the other neighbour of that face, at most all the way. With outflow through one face the rest
 * lies between q_C and q_U; with outflow through both phi is nonzero only where q_C lies between its neighbours, the
 * two terms have opposite signs, and the rest lies between the two. The new value is the mean of the rest and of what
 * comes in, all inside the bounds of C and its two neighbours. It holds for c_out <= 1, which the driver keeps by
 * sub-steps. At an extremum phi = 0: it is flattened like in any monotone scheme. The result does not change under
 * q -> a q + b but for rounding, so two tracers in linear relation stay so.
 *
 * Arithmetic is on differences of neighbours, so a large constant background costs no digits. With
 * e = q_face - q_low and u = q_high - q_face (the cells below and above the face along the index)
 *   q' = q - (a_w u_w + a_e e_e).
 * The bounds hold to the last bit: r is taken smaller by the share 2^-12, which outweighs the roundings of the change
 * (four, each of 2^-24 of the difference d of q_C and the neighbour that is approached) as long as what stays is more
 * than 2^-10 of the cell's new air; so the change is at most d before it is added, and the sum, rounded once, does not
 * pass the neighbour.
 *
 * Limits: order 7 away from extrema and where the air is even, about 2.5 in L1 with extrema; first order at the border.
 *
 * Speed. Weights of a row of faces are made once and serve all species of the group; two species go together, so that
 * each weight is loaded once for both. x: vectors along the row from its end to its beginning; neighbours are shifts of
 * registers. y: vectors along i, differences wander through registers from row to row. Both in place, each value
 * loaded and stored once. The vector arithmetic bounds it (about 30 operations a face), not memory. */
#include "model/kernel/swept_mean_sweep.h"

static inline lt_vec settled(const lt_vec *d, lt_vec_mask down, lt_vec phi, lt_vec most, lt_vec least) {
    (void)d, (void)down, (void)most, (void)least;
    return phi;
}

LT_SWEPT_SCHEME(monotone)
