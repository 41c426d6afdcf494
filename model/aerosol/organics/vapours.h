/* vapours.h - the vapours of combustion that make aerosol beside what filters hold: explicit IVOC, or CMAQ's PCVOC, and
 * never both, for they stand for the same matter.
 *
 * ivoc    IVOC of the inventory become the scheme's vapour of C* 1000 ug/m3 (AE7: VIVPO1), mass for mass. The mechanism
 *         ages it (POA_AGE5, 4e-11 cm3/molecule/s) to bins of 0.1 to 10 ug/m3 and to VLVOO. Limits: one volatility and
 *         one rate for C12 to C22 of any kind; alkanes of vehicles and solvents react slower (1 to 2e-11) and so make
 *         aerosol later; naphthalenes are NAPH already. What AE7 derives from POA as VIVPO1 (poa_volatility.csv) is
 *         another part: it lies in the mass of the particles' factors.
 * pcvoc   PCVOC = 6.579 POA by mass (POC + PNCOM), which OH turns (1.25e-11) to aerosol that does not evaporate, kg for
 *         kg (CMAQ 5.5, CMAQ_Control_DESID_cb6r5_ae7_aq.nml and AERO_DATA.F, V; Murphy et al. 2017, doi
 *         10.5194/acp-17-11107-2017 R). Not of fires and wood or straw burning: 0 there, as CMAQ says.
 *         A TUNING: 6.579 was chosen for the aerosol measured in Los Angeles; to be asked for and to be listed. */
#ifndef LT_ORGANICS_VAPOURS_H
#define LT_ORGANICS_VAPOURS_H

#include "model/aerosol/organics/scheme.h"

#define LT_ORGANICS_IVOC_MOLAR_MASS 240.5 /* g/mol: inventory/data/speciation/species_cb6r5.csv */
#define LT_ORGANICS_PCVOC_OF_POA 6.579    /* kg a kg of primary organic matter, V */

typedef enum lt_organics_vapours { LT_VAPOURS_NONE, LT_VAPOURS_IVOC, LT_VAPOURS_PCVOC } lt_organics_vapours;

typedef struct lt_organics_setup {
    const lt_organics_scheme *scheme;
    lt_organics_vapours vapours;
} lt_organics_setup;

/* scheme: a name, NULL or "" for the default. ivoc: "auto" (NULL, ""): where the emissions have IVOC and pcvoc is off;
 * "on", "off". pcvoc: "off" (NULL, ""), "on". emitted: do the emissions have IVOC. LT_ERR_INPUT: an unknown word, both
 * on, IVOC on where there are none, or where the scheme has no vapour for them. */
lt_status lt_organics_setup_choose(const char *scheme, const char *ivoc, const char *pcvoc, bool emitted,
                                   lt_organics_setup *out);
/* What was chosen, in a sentence for the log; of PCVOC that it is a tuning. */
const char *lt_organics_setup_text(const lt_organics_setup *setup, bool chinese);
/* mol of the scheme's vapour a mol of emitted IVOC; 0 if none is made. */
double lt_organics_ivoc_mol(const lt_organics_setup *setup);

#endif
