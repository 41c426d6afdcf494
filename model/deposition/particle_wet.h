/* particle_wet.h - wet removal of particles by mode: those that made the drops of a cloud, and those that rain and snow
 * hit below it. Rates as of gas_wet.h; what falls where, and what evaporation gives back: fall.h.
 *
 * In cloud:    rate = f beta ((1 - i) S + i 0.1)
 *   S     share of the mode's mass that is in drops: particles larger than D_c, which a supersaturation of 0.15 %
 *         activates with kappa 0.3: D_c^3 = 4 A^3/(27 kappa s^2), A = 2.1e-9 m; of the dry sizes
 *   i     ice over all water: where ice grows drops evaporate and let their particles go (Bergeron); 0.1 is what ice
 *         crystals hold (ECHAM-HAM, Stier et al. 2005, doi 10.5194/acp-5-1125-2005, R)
 * Below cloud: rate = f_r ((1 - frozen) L_rain + frozen L_snow),  means over the wet mode by volume of
 *   L_rain = 3/2 E P'/(rho_w d)          P' = P/f_r; d, v of the drops: gas_wet.h
 *   L_snow = 0.6 E P'/(rho_w D_m)        stars: length D_m 27 um, capture length d 100 um, v 0.57 m/s, a 1/2
 *   E_rain = 4/(Re Sc) (1 + 0.4 Re^(1/2) Sc^(1/3) + 0.16 Re^(1/2) Sc^(1/2))
 *            + 4 p (m_r + (1 + 2 Re^(1/2)) p) + ((St - S*)/(St - S* + 2/3))^(3/2) (rho_w/rho_p)^(1/2)
 *   E_snow = Sc^-a + 1 - exp(-(1 + Re^(1/2)) p^2) + the same impaction;   E at most 1
 *   Re = v r/nu (r of the drop, d of snow), p = D/d (rain: diameters; snow: D/2d), m_r = mu_air/mu_water,
 *   St = 2 v_s (v - v_s)/(g d), S* = (1.2 + ln(1 + Re)/12)/(1 + ln(1 + Re))
 * Slinn (1984) and Slinn (1983) as in Seinfeld and Pandis (2016), ch. 20, and the numbers of stars in RegCM's
 * mod_che_wetdep.F90 (S; it has 0.8 for 0.6, and GEM-MACH ten times as much, by the depth of fresh snow for P'). L over
 * P' is tabled by rain rate and growth, at 283 K (snow 268 K) and 1000 hPa (error of reading it below 1 %).
 *
 * What others have at 1 mm/h for the fine and the coarse mass: Feng (2007), doi 10.1016/j.atmosenv.2007.06.032, from
 * the same theory 2.7e-7 and 2.2e-4 /s (0.04 to 2.5, 2.5 to 16 um; S); EMEP 6e-6 and 1.2e-4 (R); measured at 0.3 um
 * 3e-5 (Laakso et al. 2003, doi 10.1016/S1352-2310(03)00326-1, R). Theory is below measurements by one to two orders
 * between 0.1 and 1 um; most of the fine mass goes in clouds. Limits: stars for all snow (Slinn's needles, of a capture
 * length of 10 um, would take coarse particles at 1e-2 /s, A: not taken); all species of a mode alike (internal
 * mixture); no phoresis, no charge; particles hit by drops in cloud are left out; what was activated is not tracked
 * from step to step. */
#ifndef LT_PARTICLE_WET_H
#define LT_PARTICLE_WET_H

#include "base/status.h"
#include "model/aerosol/sizes/modes.h"
#include "model/deposition/fall.h"

enum { LT_PARTICLE_RAINS = 25, LT_PARTICLE_GROWTHS = 17 };

typedef struct lt_particle_wet {
    double activated[LT_N_SIZE_MODES];
    double rain[LT_N_SIZE_MODES][LT_PARTICLE_RAINS][LT_PARTICLE_GROWTHS]; /* ln of L over P', m2/kg */
    double snow[LT_N_SIZE_MODES][LT_PARTICLE_GROWTHS];
} lt_particle_wet;

void lt_particle_wet_make(lt_particle_wet *out);

/* rate [LT_N_SIZE_MODES][nz][LT_LANES], 1/s. growth: of each mode (sizes.h), [nz][LT_LANES]. Pure. */
void lt_particle_wet_rate(const lt_particle_wet *wet, const lt_fall_column *column, const lt_fall *fall,
                          const double *const *growth, double *rate);

/* L_snow over P' [m2/kg] of spheres; density: kg/m3. */
double lt_particle_wet_by_snow(double diameter, double density);
/* Of a mode by integration; its dry particles have the densities that the table is made with. */
double lt_particle_wet_mode_by_rain(int mode, double growth, double rain_mmh);

#endif
