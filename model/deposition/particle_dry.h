/* particle_dry.h - dry deposition of particles by size over the classes of land cover: Zhang et al. (2001),
 * doi 10.1016/S1352-2310(00)00326-5, with the collection of Emerson et al. (2020), doi 10.1073/pnas.2014761117.
 *
 *   v_d  = v_s + sum over classes f/(R_a + R_s)
 *   R_s  = 1/(3 u* (E_B + E_IM + E_IN) R_1)
 *   E_B  = 0.2 Sc^(-2/3)                     Brownian motion, Sc = nu/D_B
 *   E_IM = 0.4 (St/(alpha + St))^1.7         impaction, St = v_s u* /(g A) on leaves, v_s u* ^2/(g nu) on smooth
 *   E_IN = 2.5 (D/A)^0.8                     interception, 0 on smooth ground
 *   R_1  = exp(-St^(1/2))                    what sticks; 1 on water and on surfaces wet by rain or dew
 * alpha, A [radius of the collectors]: model/data/deposition_particles.csv; u*, R_a of each class: surface_air.h; v_s,
 * D_B: settling.h. Numbers of E: Emerson's Table S1 (S: R package ddpart and GEOS-Chem's drydep_mod.F90 have them; the
 * latter holds E_IM below 0.6, which 0.4 does by itself). Snow on open ground: as ice, by its cover.
 * A mode is the mean by volume over 9 points (aerosol/sizes/modes.h) of its wet sizes; error below 1e-4 of the integral
 * (`lantian verify deposition`, suite particles).
 * Limits: u* and L of the hour; no phoresis; leaves of a class are those of its table, not of the month's leaf area;
 * the wet size is that of the air of the lowest layer, not of the moist film of air above water. */
#ifndef LT_PARTICLE_DRY_H
#define LT_PARTICLE_DRY_H

#include "model/aerosol/sizes/modes.h"
#include "model/deposition/gas_dry.h"

typedef struct lt_particle_dry lt_particle_dry;

/* LT_ERR_INPUT: a fault of a table; LT_ERR_MEMORY. */
lt_status lt_particle_dry_create(lt_particle_dry **out);
void lt_particle_dry_free(lt_particle_dry *dry); /* NULL is fine */

/* The particles of a tile's lowest layer, each [LT_LANES]. */
typedef struct lt_particle_lanes {
    const double *air;                       /* kg/m3 */
    const double *diameter[LT_N_SIZE_MODES]; /* m, median of the wet volume */
    const double *density[LT_N_SIZE_MODES];  /* kg/m3, wet */
} lt_particle_lanes;

/* velocity [LT_N_SIZE_MODES][LT_LANES], m/s. month, fraction, weather: as lt_gas_dry_velocity. Pure. */
void lt_particle_dry_velocity(const lt_particle_dry *dry, int month, const double *fraction,
                              const lt_gas_dry_weather *weather, const lt_particle_lanes *particles, double *velocity);
/* Of spheres of one diameter [m] in place of modes: velocity [LT_LANES]. */
void lt_particle_dry_sphere(const lt_particle_dry *dry, int month, const double *fraction,
                            const lt_gas_dry_weather *weather, const double *air, double diameter, double density,
                            double *velocity);

#endif
