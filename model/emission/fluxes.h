/* fluxes.h - the laws of flux.h, hour by hour, into the lowest layer. */
#ifndef LT_FLUXES_H
#define LT_FLUXES_H

#include "grids/grid.h"
#include "model/emission/flux.h"
#include "model/state/species.h"
#include "model/state/weather.h"

typedef struct lt_fluxes lt_fluxes;

/* scale[LT_N_FLUXES]: what each is multiplied by, 0: off. A run of which no species takes anything of them has none
 * (*out NULL). The grid is kept; fields that the laws need are wanted of the weather. LT_ERR_INPUT: a field that its
 * file lacks. */
lt_status lt_fluxes_open(const lt_grid *grid, lt_weather *weather, const lt_species_set *species, const double *scale,
                         lt_fluxes **out);
void lt_fluxes_close(lt_fluxes *fluxes); /* NULL is fine */
/* Of the hour that the weather is in and that begins then. */
void lt_fluxes_hour(lt_fluxes *fluxes, const lt_weather *weather, lt_time begin);
/* Does a law that is on make this species? In this hour? */
bool lt_fluxes_make(const lt_fluxes *fluxes, const char *species);
bool lt_fluxes_make_now(const lt_fluxes *fluxes, const char *species);
/* Add it, kg/s of each cell. */
void lt_fluxes_add(const lt_fluxes *fluxes, const char *species, double *plane);

/* "on" 1, "off" 0, or a number from 0 to 100. LT_ERR_INPUT. */
lt_status lt_flux_scale(const char *law, const char *text, const char *where, double *scale);

#endif
