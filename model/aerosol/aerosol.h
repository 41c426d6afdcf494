/* aerosol.h - gas and particle of a mechanism's set, first form (issue "PM2.5 whose parts answer" replaces it): a step
 * after the gas chemistry, a tile of columns at a time.
 *
 *   sulfuric acid     SULF -> ASO4, all of it
 *   cloud water       SO2 -> ASO4, k = 3e-8 RH^4 % an hour (RH in %, at most 100): the surrogate of
 *                     chemistry/first_order.h (R)
 *   nitrate, ammonia  HNO3 and ANO3, NH3 and ANH4 by neutralisation and the equilibrium of NH4NO3 (neutral.h)
 *
 * Moles of S, N and NH are kept to the rounding of the state. What a set lacks (a mechanism without sulfur, say) takes
 * no part: without SO2 no oxidation in water, without SULF none is taken up, without HNO3 nitrate stays what it is. */
#ifndef LT_AEROSOL_H
#define LT_AEROSOL_H

#include "model/state/chemical_set.h"
#include "model/state/state.h"
#include "model/transport/air.h"

typedef struct lt_aerosol lt_aerosol;

/* set, with a mechanism, and kernels outlive it. LT_ERR_MEMORY. */
lt_status lt_aerosol_create(const lt_chemical_set *set, const lt_state *state, const lt_kernels *kernels,
                            lt_aerosol **out);
void lt_aerosol_free(lt_aerosol *aerosol); /* NULL is fine */
/* Take the weather of an hour whose steps are dt: temperature [nz][ny][nx] K, humidity 0..1. */
void lt_aerosol_hour(lt_aerosol *aerosol, const lt_state *state, const double *temperature, const double *humidity,
                     double dt);
/* Apply a step. won [s][ny][nx] gets the kg of every species on top, as the differences of the state. */
void lt_aerosol_step(lt_aerosol *aerosol, lt_state *state, const lt_air *air, double *won);

#endif
