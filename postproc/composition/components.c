#include "postproc/composition/components.h"

const lt_component_row lt_component_table[LT_N_COMPONENTS] = {
#define LT_COMPONENT_ROW(id, field, unit, group, molar_mass, en, zh) {field, unit, group, molar_mass, en, zh},
    LT_COMPONENT_LIST(LT_COMPONENT_ROW)
#undef LT_COMPONENT_ROW
};

bool lt_component_counts(lt_component component, const bool has[LT_N_COMPONENTS]) {
    const lt_component_group group = lt_component_table[component].group;
    if (!has[component] || (component == LT_COMPONENT_OM && has[LT_COMPONENT_POA])) return false;
    return group == LT_OF_PM25 || group == LT_OF_PM10;
}
