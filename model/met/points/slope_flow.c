/* slope_flow.c - slope flow in balance of buoyancy, drag and entrainment.
 *
 *   S = [ |Q| g x sin(a)/(rho cp T (Cd + ke)) ]^(1/3)
 *
 * Q sensible heat flux, x distance along the slope, a its angle, Cd drag and ke entrainment coefficient: the shooting
 * flow of Mahrt (1982, doi 10.1175/1520-0469(1982)039<2701:MBOGF>2.0.CO;2) in the form of CALMET (Scire et al. 2000, A
 * User's Guide for the CALMET Meteorological Model, 2.2; R). Down: Cd = ke = 0.04; up: ke = 0.5 (as used after Scire
 * and Robe, S). By the definition of the Obukhov length Q g/(rho cp T) = -u*^3/(k L), so that
 *
 *   S = u* [ |1/L| x sin(a)/(k (Cd + ke)) ]^(1/3),   x sin(a) = rise of the ground along the slope (hills.c)
 *
 * Depth: down 0.05 of the rise (Horst and Doran 1986, doi 10.1007/BF00120980, R; CALMET's); up: 0.05 of the rise and a
 * tenth of the boundary layer, where the heated air is (assumption). Whiteman and Doran (1993, doi
 * 10.1175/1520-0450(1993)032<1669:TRBOSA>2.0.CO;2, R) for when it rules a valley: with weak winds aloft, which here
 * keep L large.
 *
 * Limits: slopes as the grid sees them: the flow of a valley narrower than two cells is not there; the time that a flow
 * takes to come to its balance (under an hour) is not counted. */
#include "model/met/points/slope_flow.h"

#include "model/met/constants.h"

#include <math.h>

double lt_slope_flow_speed(const lt_surface_state *s, double rise_m) {
    bool up = s->inverse_obukhov_m < 0.0;
    double losses = 0.04 + (up ? 0.5 : 0.04);
    double speed = s->friction_velocity_ms * cbrt(fabs(s->inverse_obukhov_m) * rise_m / (LT_VON_KARMAN * losses));
    return up ? speed : -speed;
}

double lt_slope_flow_depth(const lt_surface_state *s, double rise_m) {
    return 0.05 * rise_m + (s->inverse_obukhov_m < 0.0 ? 0.1 * s->boundary_layer_m : 0.0);
}

double lt_slope_flow_share(double depth_m, double bottom_m, double top_m) {
    return fmax(0.0, fmin(1.0, (depth_m - bottom_m) / (top_m - bottom_m)));
}
