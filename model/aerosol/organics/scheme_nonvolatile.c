/* scheme_nonvolatile.c - primary organic matter that does not evaporate; the rest as in AE7 (scheme_ae7.c).
 *
 *   C*(298 K) = 1e-10 ug/m3, H = 1 kJ/mol    of every primary pair: what CMAQ gives its particles that do not evaporate
 *                                            (CCTM/src/aero/aero6/SOA_DEFN.F, V)
 *
 * So all that is emitted as organic particles stays so, whatever the bins of its source (POA_AGE* of the mechanism find
 * nothing to oxidise), and absorbs: how models had it before volatility was known of, for comparison. Limits: too much
 * primary aerosol in warm air, no aged vapours; emitted IVOC have no vapour to be. */
#include "model/aerosol/organics/ae7_facts.h"

#define STAYS(gas, particle, origin, saturation, enthalpy_kJ, ...)                                                     \
    LT_AE7_PAIR(gas, particle, origin, 1e-10, 1, __VA_ARGS__)

static const lt_organics_pair pairs[] = {LT_AE7_PRIMARY_PAIRS(STAYS) LT_AE7_SECONDARY_PAIRS(LT_AE7_PAIR)};

extern const lt_organics_scheme lt_organics_nonvolatile;
const lt_organics_scheme lt_organics_nonvolatile = {
    .name = "nonvolatile",
    .text_en = "AE7 with primary organic aerosol that does not evaporate",
    .text_zh = "AE7，但一次有机气溶胶不挥发",
    LT_AE7_SCHEME(pairs),
    .ivoc = NULL,
};
