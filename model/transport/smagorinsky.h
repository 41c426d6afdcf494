/* smagorinsky.h - horizontal eddy diffusion from the deformation of the hour's winds, optional.
 *
 *   K = (c_s dx)^2 |D|,  |D|^2 = (du/dx - dv/dy)^2 + (dv/dx + du/dy)^2
 * (Smagorinsky 1963, doi 10.1175/1520-0493(1963)091<0099:GCEWTP>2.3.CO;2; c_s = 0.25 as WRF has it, mark R: recalled).
 * In shares of cells the side dx drops out: with winds in cells a second, u / dx = air flux over air mass at a face,
 * the air exchanged between two neighbours is c_s^2 |D| M [kg/s], M and |D| means of the two. A step takes at most
 * a quarter of the lighter cell as it is then (horizontal.c), so it keeps the bounds of the neighbours. Border faces
 * exchange nothing. Limits: the wind of both sides is known inside the domain only, so |D| is one-sided in the border
 * cells; cells are taken as square on the map, fluxes and masses carry the map factor. */
#ifndef LT_SMAGORINSKY_H
#define LT_SMAGORINSKY_H

#include "model/transport/air.h"

/* Fill air->mixed_x and mixed_y for the hour that it holds. */
void lt_smagorinsky_exchange(lt_air *air);

#endif
