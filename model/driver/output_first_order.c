#include "model/driver/output_first_order.h"

#include "model/aerosol/neutral.h"

#include <stdio.h>

/* symbol, name, CF standard name, depends on temperature and humidity, description; all in ug m-3 at ambient state */
#define FIRST_ORDER_LIST(X)                                                                                            \
    X(PM25, "pm25", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", true,                              \
      "PM2.5, dry: sulfate + nitrate + ammonium + bc + om + pm_other")                                                 \
    X(PM10, "pm10", "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", true,                               \
      "PM10, dry: PM2.5 and coarse primary particles")                                                                 \
    X(SULFATE, "sulfate", "", false, "fine particulate sulfate")                                                       \
    X(NITRATE, "nitrate", "", true, "fine particulate nitrate")                                                        \
    X(AMMONIUM, "ammonium", "", true, "fine particulate ammonium")                                                     \
    X(BC, "bc", "", false, "fine black carbon")                                                                        \
    X(OM, "om", "", false, "fine primary organic matter")                                                              \
    X(PM_OTHER, "pm_other", "", false, "other fine primary particles")                                                 \
    X(SO2, "so2", "mass_concentration_of_sulfur_dioxide_in_air", false, "sulfur dioxide at ambient state")             \
    X(NOX, "nox", "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air", false,                             \
      "nitrogen oxides as NO2 at ambient state")                                                                       \
    X(CO, "co", "mass_concentration_of_carbon_monoxide_in_air", false, "carbon monoxide at ambient state")             \
    X(NH3, "nh3", "mass_concentration_of_ammonia_in_air", true, "gaseous ammonia at ambient state")                    \
    X(VOC, "voc", "", false, "non-methane volatile organic compounds, passive, at ambient state")

enum {
#define FIRST_ORDER_ENUM(symbol, name, standard, split, text) symbol,
    FIRST_ORDER_LIST(FIRST_ORDER_ENUM)
#undef FIRST_ORDER_ENUM
        N_ROWS
};

static const struct {
    const char *name, *standard_name, *text;
    bool needs_split;
} rows[N_ROWS] = {
#define FIRST_ORDER_ROW(symbol, name, standard, split, text) {name, standard, text, split},
    FIRST_ORDER_LIST(FIRST_ORDER_ROW)
#undef FIRST_ORDER_ROW
};

int lt_output_first_order_rows(void) {
    return N_ROWS;
}

const char *lt_output_first_order_name(int row) {
    return rows[row].name;
}

void lt_output_first_order_add(lt_output_fields *fields) {
    for (int n = 0; n < N_ROWS; ++n) {
        lt_output_field *field = lt_output_fields_add(fields);
        field->needs_split = rows[n].needs_split;
        snprintf(field->name, sizeof field->name, "%s", rows[n].name);
        snprintf(field->standard_name, sizeof field->standard_name, "%s", rows[n].standard_name);
        snprintf(field->units, sizeof field->units, "ug m-3");
        snprintf(field->text, sizeof field->text, "%s", rows[n].text);
    }
}

/* Mixing ratio times air mass over volume. */
void lt_output_first_order_values(const lt_real *q, const lt_output_cell *cell, double *value) {
    lt_neutral split =
        lt_neutral_split((double)q[LT_S_SO4], (double)q[LT_S_TNO3], (double)q[LT_S_NHX], cell->nitrate_product);
    double c[LT_N_SPECIES];
    for (int s = 0; s < LT_N_SPECIES; ++s) c[s] = cell->density_ugm3 * (double)q[s];
    value[SULFATE] = c[LT_S_SO4];
    value[NITRATE] = split.nitrate_particle_share * c[LT_S_TNO3];
    value[AMMONIUM] = split.ammonia_particle_share * c[LT_S_NHX] * (LT_M_NH4 / LT_M_NH3);
    value[NH3] = (1.0 - split.ammonia_particle_share) * c[LT_S_NHX];
    value[BC] = c[LT_S_BC];
    value[OM] = c[LT_S_POM];
    value[PM_OTHER] = c[LT_S_PMO];
    value[PM25] = value[SULFATE] + value[NITRATE] + value[AMMONIUM] + value[BC] + value[OM] + value[PM_OTHER];
    value[PM10] = value[PM25] + c[LT_S_PMC];
    value[SO2] = c[LT_S_SO2];
    value[NOX] = c[LT_S_NOX];
    value[CO] = c[LT_S_CO];
    value[VOC] = c[LT_S_VOC];
}
