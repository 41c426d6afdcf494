/* emission_stacks.h - the stacks of an emissions_*.nc as sources of a plume case. */
#ifndef LT_EMISSION_STACKS_H
#define LT_EMISSION_STACKS_H

#include "model/gaussian/case/source_set.h"
#include "model/gaussian/weather/plume_weather.h"

/* Adds those that the section `emissions` selects, with their emission in every hour of the weather. LT_ERR_INPUT: the
 * file does not cover a good hour, lacks a species, or has no stack that is wanted. */
lt_status lt_emission_stacks_add(const lt_plume_case *setup, const lt_plane *plane, const lt_plume_weather *weather,
                                 lt_source_set *set);

#endif
