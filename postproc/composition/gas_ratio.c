#include "postproc/composition/gas_ratio.h"

#include "postproc/composition/components.h"

#include <math.h>

const lt_nitrate_limit_row lt_nitrate_limit_table[LT_N_NITRATE_LIMITS] = {
#define LT_NITRATE_LIMIT_ROW(id, key, en, zh) {key, en, zh},
    LT_NITRATE_LIMIT_LIST(LT_NITRATE_LIMIT_ROW)
#undef LT_NITRATE_LIMIT_ROW
};

/* umol/m3 */
static double moles(lt_component component, double ugm3) {
    return ugm3 / lt_component_table[component].molar_mass;
}

lt_gas_ratio lt_gas_ratio_of(const lt_nitrate_air *air) {
    const double nh3 = moles(LT_COMPONENT_NH3, air->nh3), ammonium = moles(LT_COMPONENT_AMMONIUM, air->ammonium);
    const double hno3 = moles(LT_COMPONENT_HNO3, air->hno3), nitrate = moles(LT_COMPONENT_NITRATE, air->nitrate);
    const double free = nh3 + ammonium - 2 * moles(LT_COMPONENT_SULFATE, air->sulfate), total = hno3 + nitrate;
    lt_gas_ratio out = {.adjusted = total > 0 ? (nh3 + nitrate) / total : NAN,
                        .gas = total > 0 ? free / total : NAN,
                        .free_ugm3 = free * lt_component_table[LT_COMPONENT_NH3].molar_mass};
    if (!(total > 0) || air->nitrate < LT_NITRATE_MATTERS * air->pm25)
        out.limit = LT_NITRATE_LITTLE;
    else if ((out.adjusted > 1) != (out.gas > 1))
        out.limit = LT_NITRATE_DOUBT;
    else
        out.limit = out.adjusted > 1 ? LT_NITRATE_ACID : LT_NITRATE_AMMONIA;
    return out;
}
