#include "model/driver/output_fields.h"

#include "model/aerosol/neutral.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* symbol, name, CF standard name, depends on temperature and humidity, description; all in ug m-3 at ambient state */
#define CHEMICAL_LIST(X)                                                                                               \
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
#define CHEMICAL_ENUM(symbol, name, standard, split, text) symbol,
    CHEMICAL_LIST(CHEMICAL_ENUM)
#undef CHEMICAL_ENUM
        N_CHEMICAL
};

static const lt_output_field chemical[N_CHEMICAL] = {
#define CHEMICAL_ROW(symbol, name, standard, split, text) {name, standard, "ug m-3", text, -1, 1.0, 0.0, true, split},
    CHEMICAL_LIST(CHEMICAL_ROW)
#undef CHEMICAL_ROW
};

bool lt_output_fields_has(const char *name) {
    for (int n = 0; n < N_CHEMICAL; ++n)
        if (strcasecmp(chemical[n].name, name) == 0) return true;
    return false;
}

/* Under the tracer's own name: its mole fraction or, without a unit of its own, its mass in the volume. */
static lt_output_field tracer_field(const lt_species_info *info, int s, bool enhancement) {
    lt_output_field field = {.species = s,
                             .factor = info->unit ? info->per_ratio : 1.0,
                             .base = enhancement ? info->background : 0.0,
                             .is_ambient = !info->unit};
    snprintf(field.units, sizeof field.units, "%s", info->unit ? info->unit : "ug m-3");
    snprintf(field.name, sizeof field.name, "%s%s", info->name, enhancement ? "_enhancement" : "");
    if (enhancement)
        snprintf(field.text, sizeof field.text, "%s, above the background of the run, %.6g %s", info->text,
                 info->per_ratio * info->background, info->unit);
    else
        snprintf(field.text, sizeof field.text, "%s%s", info->text, info->unit ? "" : ", at ambient state");
    return field;
}

lt_status lt_output_fields_create(const lt_species_info *species, int n_species, lt_output_fields *out) {
    *out = (lt_output_fields){.n = N_CHEMICAL, .n_species = n_species};
    LT_TRY(lt_calloc((size_t)(N_CHEMICAL + 2 * (n_species - LT_N_SPECIES)), sizeof *out->row, &out->row));
    memcpy(out->row, chemical, sizeof chemical);
    for (int s = LT_N_SPECIES; s < n_species; ++s) {
        out->row[out->n++] = tracer_field(&species[s], s, false);
        if (species[s].background > 0.0) out->row[out->n++] = tracer_field(&species[s], s, true);
    }
    return LT_OK;
}

void lt_output_fields_free(lt_output_fields *fields) {
    lt_free(fields->row);
    *fields = (lt_output_fields){0};
}

int lt_output_fields_find(const lt_output_fields *fields, const char *name) {
    for (int n = 0; n < fields->n; ++n)
        if (strcmp(fields->row[n].name, name) == 0) return n;
    return -1;
}

/* Mixing ratio times air mass over volume. */
static void chemical_values(const lt_real *q, const lt_output_cell *cell, double value[N_CHEMICAL]) {
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

void lt_output_fields_values(const lt_output_fields *fields, const lt_real *q, const lt_output_cell *cell,
                             double *value) {
    chemical_values(q, cell, value);
    for (int n = N_CHEMICAL; n < fields->n; ++n) {
        const lt_output_field *f = &fields->row[n];
        value[n] = f->factor * ((double)q[f->species] - f->base) * (f->is_ambient ? cell->density_ugm3 : 1.0);
    }
}
