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

/* Fields of a mechanism are sums over its species: field, species, factor. */
typedef struct lt_output_sum {
    int field;
    const char *species;
    double factor;
} lt_output_sum;

enum {
    S_PM25,
    S_PM10,
    S_SULFATE,
    S_NITRATE,
    S_AMMONIUM,
    S_BC,
    S_OM,
    S_OTHER,
    S_SO2,
    S_NO,
    S_NO2,
    S_NOX,
    S_O3,
    S_CO,
    S_NH3,
    N_SUMMED
};
static const lt_output_field summed[N_SUMMED] = {
    {"pm25", "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "ug m-3", "PM2.5, dry", -1, 1.0, 0.0, true,
     false},
    {"pm10", "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "ug m-3", "PM10, dry", -1, 1.0, 0.0, true,
     false},
    {"sulfate", "", "ug m-3", "fine particulate sulfate", -1, 1.0, 0.0, true, false},
    {"nitrate", "", "ug m-3", "fine particulate nitrate", -1, 1.0, 0.0, true, false},
    {"ammonium", "", "ug m-3", "fine particulate ammonium", -1, 1.0, 0.0, true, false},
    {"bc", "", "ug m-3", "fine elemental carbon", -1, 1.0, 0.0, true, false},
    {"om", "", "ug m-3", "fine primary organic matter", -1, 1.0, 0.0, true, false},
    {"pm_other", "", "ug m-3", "other fine primary particles", -1, 1.0, 0.0, true, false},
    {"so2", "mass_concentration_of_sulfur_dioxide_in_air", "ug m-3", "sulfur dioxide at ambient state", -1, 1.0, 0.0,
     true, false},
    {"no", "mass_concentration_of_nitrogen_monoxide_in_air", "ug m-3", "nitrogen monoxide at ambient state", -1, 1.0,
     0.0, true, false},
    {"no2", "mass_concentration_of_nitrogen_dioxide_in_air", "ug m-3", "nitrogen dioxide at ambient state", -1, 1.0,
     0.0, true, false},
    {"nox", "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air", "ug m-3",
     "nitrogen oxides as NO2 at ambient state", -1, 1.0, 0.0, true, false},
    {"o3", "mass_concentration_of_ozone_in_air", "ug m-3", "ozone at ambient state", -1, 1.0, 0.0, true, false},
    {"co", "mass_concentration_of_carbon_monoxide_in_air", "ug m-3", "carbon monoxide at ambient state", -1, 1.0, 0.0,
     true, false},
    {"nh3", "mass_concentration_of_ammonia_in_air", "ug m-3", "gaseous ammonia at ambient state", -1, 1.0, 0.0, true,
     false}};
static const lt_output_sum sums[] = {
    {S_SULFATE, "ASO4", 1}, {S_NITRATE, "ANO3", 1}, {S_AMMONIUM, "ANH4", 1}, {S_BC, "AEC", 1},
    {S_OM, "APOM", 1},      {S_OTHER, "AOTHR", 1},  {S_PM25, "ASO4", 1},     {S_PM25, "ANO3", 1},
    {S_PM25, "ANH4", 1},    {S_PM25, "AEC", 1},     {S_PM25, "APOM", 1},     {S_PM25, "AOTHR", 1},
    {S_PM10, "ASO4", 1},    {S_PM10, "ANO3", 1},    {S_PM10, "ANH4", 1},     {S_PM10, "AEC", 1},
    {S_PM10, "APOM", 1},    {S_PM10, "AOTHR", 1},   {S_PM10, "ACORS", 1},    {S_SO2, "SO2", 1},
    {S_NO, "NO", 1},        {S_NO2, "NO2", 1},      {S_NOX, "NO2", 1},       {S_NOX, "NO", 46.0055 / 30.006},
    {S_O3, "O3", 1},        {S_CO, "CO", 1},        {S_NH3, "NH3", 1}};
enum { N_SUMS = sizeof sums / sizeof sums[0] };

bool lt_output_fields_has(const char *name) {
    for (int n = 0; n < N_CHEMICAL; ++n)
        if (strcasecmp(chemical[n].name, name) == 0) return true;
    for (int n = 0; n < N_SUMMED; ++n)
        if (strcasecmp(summed[n].name, name) == 0) return true;
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

lt_status lt_output_fields_create(const lt_chemical_set *set, const lt_species_info *species, int n_species,
                                  lt_output_fields *out) {
    const int n = set->mechanism ? N_SUMMED : N_CHEMICAL;
    *out = (lt_output_fields){.n = n, .n_chemical = n, .n_species = n_species, .n_sums = set->mechanism ? N_SUMS : 0};
    LT_TRY(lt_calloc((size_t)(n + 2 * (n_species - set->n)), sizeof *out->row, &out->row));
    memcpy(out->row, set->mechanism ? summed : chemical, (size_t)n * sizeof *out->row);
    if (set->mechanism) {
        out->sums = sums;
        LT_TRY(lt_calloc(N_SUMS, sizeof *out->place, &out->place));
        for (int m = 0; m < N_SUMS; ++m) out->place[m] = lt_chemical_set_find(set, sums[m].species);
    }
    for (int s = set->n; s < n_species; ++s) {
        out->row[out->n++] = tracer_field(&species[s], s, false);
        if (species[s].background > 0.0) out->row[out->n++] = tracer_field(&species[s], s, true);
    }
    return LT_OK;
}

void lt_output_fields_free(lt_output_fields *fields) {
    lt_free(fields->row);
    lt_free(fields->place);
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

static void summed_values(const lt_output_fields *fields, const lt_real *q, double density_ugm3, double *value) {
    for (int n = 0; n < fields->n_chemical; ++n) value[n] = 0.0;
    for (int m = 0; m < fields->n_sums; ++m)
        if (fields->place[m] >= 0)
            value[fields->sums[m].field] += fields->sums[m].factor * density_ugm3 * (double)q[fields->place[m]];
}

void lt_output_fields_values(const lt_output_fields *fields, const lt_real *q, const lt_output_cell *cell,
                             double *value) {
    if (fields->sums)
        summed_values(fields, q, cell->density_ugm3, value);
    else
        chemical_values(q, cell, value);
    for (int n = fields->n_chemical; n < fields->n; ++n) {
        const lt_output_field *f = &fields->row[n];
        value[n] = f->factor * ((double)q[f->species] - f->base) * (f->is_ambient ? cell->density_ugm3 : 1.0);
    }
}
