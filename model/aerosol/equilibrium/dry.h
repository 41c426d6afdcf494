/* dry.h - a particle without solution: solids, and the gases over them.
 *
 * The salts are those that the solution's water is counted by (mixture_water.h): sulfate takes Ca, Mg, K, Na and then
 * NH4; what is left of the cations takes NO3, then Cl, in the same order. Where NH4 does not suffice, bisulfates form,
 * those of NH4 first: (NH4)2SO4 to letovicite to NH4HSO4, then Na2SO4 to NaHSO4, K2SO4 to KHSO4. What then is left of
 * NH4, NO3 and Cl makes NH4NO3 and NH4Cl up to their products over the solid:
 *
 *   NH3 HNO3 <= K_NO3, NH3 HCl <= K_Cl, equal where the salt is present
 *
 * Reverse: NO3 and Cl do not evaporate, so acid is sulfate's: of it so much is left out above, and makes bisulfates.
 * What no salt takes does not crystallise: sulfuric acid, cations without an anion (with OH-), and in reverse HNO3 and
 * HCl; these are ions without water. Limits: NaNO3 and HCl against NaCl and HNO3, and double salts but letovicite, are
 * not weighed against one another. */
#ifndef LT_DRY_H
#define LT_DRY_H

#include "model/aerosol/equilibrium/saturation.h"

#include <stdbool.h>

/* mol/m3 */
typedef struct lt_dry {
    double solid[LT_N_SOLIDS], gas[LT_N_GASES];
    double ion[LT_N_IONS], hydroxide; /* what does not crystallise; sulfuric acid as H and HSO4 */
    double sulfuric, other, charges;  /* of it, mol of H2SO4 and equivalents of what else; all cations' or anions' */
    double residual;                  /* largest relative one of balances and products */
} lt_dry;

/* evaporates: forward; otherwise total is of the particle, and gas is what stands over it when NH4NO3 and NH4Cl give
 * off as much NH3 as acids. */
void lt_dry_particle(const double *total, const lt_saturation *saturation, bool evaporates, lt_dry *out);

/* Salts that are there and take up water, as bits 1 << LT_SALT_*. */
unsigned lt_dry_set(const lt_dry *dry);

#endif
