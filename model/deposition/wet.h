/* wet.h - wet removal of particles, first form: one scavenging ratio a species; gases are gas_wet.h's.
 *
 *   dq/dt = -lambda q,  lambda = W P / (h rho_w)
 * P [kg m-2 s-1] precipitation, h = 1000 m the depth it is drawn from, rho_w = 1000 kg/m3, W the scavenging ratio
 * (species.h, in millions), applied in layers whose middle lies below 2000 m. The form and the sizes of W follow the
 * EMEP model (Simpson et al. 2012, doi 10.5194/acp-12-7825-2012); the values are recalled (mark R). Limits: no clouds,
 * no difference of rain and snow, no below-cloud term of its own: all air below 2000 m loses as the air of a cloud
 * does, at 2 mm/h and W = 1e6 with exp(-t/30 min), and rain holds 2 W times what the air does where it is well mixed up
 * there (D). Particles below a cloud stay ten times longer or more (R), so this takes too much in long rain. */
#ifndef LT_WET_H
#define LT_WET_H

#include "model/state/state.h"

/* Apply to all species over dt; removed [s][ny][nx] gets kg on top (mass: air mass [lt_air strides given by row,
 * layer], precipitation [ny][nx] kg m-2 s-1, z_edge [nz+1] m). Nothing is done where it does not rain. */
void lt_wet_remove(lt_state *state, const double *mass, ptrdiff_t mass_row, ptrdiff_t mass_layer,
                   const double *precipitation, const double *z_edge, double dt, double *removed);

#endif
