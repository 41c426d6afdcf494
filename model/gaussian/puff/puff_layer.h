/* puff_layer.h - a puff and the top of a convective layer: under it, above it, met by it (puff_layer.c). */
#ifndef LT_GAUSSIAN_PUFF_LAYER_H
#define LT_GAUSSIAN_PUFF_LAYER_H

#include "model/gaussian/puff/puff_air.h"
#include "model/gaussian/puff/puff.h"

/* True: *mixed is a part of the puff's mass that the layer has mixed in (fumigation); the puff keeps the rest. */
bool lt_puff_meet_lid(lt_puff *puff, const lt_puff_weather *weather, lt_puff *mixed);

#endif
