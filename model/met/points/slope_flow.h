/* slope_flow.h - thermally driven flow along the slopes: down at night, up by day. */
#ifndef LT_MET_SLOPE_FLOW_H
#define LT_MET_SLOPE_FLOW_H

#include "model/met/supply.h"

#include <stdbool.h>

/* Speed up the slope, m s-1 (negative: down it), and depth of the flow, m. rise_m: of the ground along its reach. */
double lt_slope_flow_speed(const lt_surface_state *surface, double rise_m);
double lt_slope_flow_depth(const lt_surface_state *surface, double rise_m);
/* The share of a layer between two heights that the flow fills. */
double lt_slope_flow_share(double depth_m, double bottom_m, double top_m);

#endif
