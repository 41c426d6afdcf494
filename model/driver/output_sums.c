#include "model/driver/output_sums.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The organic gases that emissions bring (inventory/data/speciation/species_cb6r5.csv, kind voc), each by its carbon
 * atoms there: what a mechanism makes of them counts while it is one of these. */
#define VOC_CARBON                                                                                                     \
    "2 AACD + 3 ACET + 2 ALD2 + 2 ALDX + 10 APIN + 6 BENZENE + 2 ETH + 2 ETHA + 2 ETHY + 2 ETOH + 1 FACD + 1 FORM + "  \
    "2 GLY + 2 GLYD + 4 IOLE + 5 ISOP + 4 ISPD + 1 KET + 1 MEOH + 3 MGLY + 10 NAPH + 2 OLE + 2 PACD + 1 PAR + "        \
    "3 PRPA + 10 TERP + 7 TOL + 8 XYLMN"
#define FINE "ASO4 + ANO3 + ANH4 + AEC + APOM + AOTHR"

/* name, kind, CF standard name (table 57 of 2018, V, but for those that the house had), species whose mass each is
 * counted as ("": its own), sum, description. A mechanism has FORM or HCHO, ISOP or C5H8. */
#define MECHANISM_LIST(X)                                                                                              \
    X("pm25", LT_OUT_MASS, "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "", FINE,                   \
      "PM2.5, dry: sulfate + nitrate + ammonium + bc + om + pm_other")                                                 \
    X("pm10", LT_OUT_MASS, "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "", FINE " + ACORS",         \
      "PM10, dry: PM2.5 and coarse primary particles")                                                                 \
    X("sulfate", LT_OUT_MASS, "", "", "ASO4", "fine particulate sulfate")                                              \
    X("nitrate", LT_OUT_MASS, "", "", "ANO3", "fine particulate nitrate")                                              \
    X("ammonium", LT_OUT_MASS, "", "", "ANH4", "fine particulate ammonium")                                            \
    X("bc", LT_OUT_MASS, "", "", "AEC", "fine elemental carbon")                                                       \
    X("om", LT_OUT_MASS, "", "", "APOM", "fine primary organic matter")                                                \
    X("pm_other", LT_OUT_MASS, "", "", "AOTHR", "other fine primary particles")                                        \
    X("so2", LT_OUT_MASS, "mass_concentration_of_sulfur_dioxide_in_air", "", "SO2", "sulfur dioxide")                  \
    X("no", LT_OUT_MASS, "mass_concentration_of_nitrogen_monoxide_in_air", "", "NO", "nitrogen monoxide")              \
    X("no2", LT_OUT_MASS, "mass_concentration_of_nitrogen_dioxide_in_air", "", "NO2", "nitrogen dioxide")              \
    X("nox", LT_OUT_MASS, "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air", "NO2", "NO + NO2",         \
      "nitrogen oxides as NO2")                                                                                        \
    X("o3", LT_OUT_MASS, "mass_concentration_of_ozone_in_air", "", "O3", "ozone")                                      \
    X("co", LT_OUT_MASS, "mass_concentration_of_carbon_monoxide_in_air", "", "CO", "carbon monoxide")                  \
    X("nh3", LT_OUT_MASS, "mass_concentration_of_ammonia_in_air", "", "NH3", "ammonia")                                \
    X("hno3", LT_OUT_MASS, "mass_concentration_of_nitric_acid_in_air", "", "HNO3", "nitric acid")                      \
    X("h2o2", LT_OUT_MASS, "mass_concentration_of_hydrogen_peroxide_in_air", "", "H2O2", "hydrogen peroxide")          \
    X("hcho", LT_OUT_MASS, "mass_concentration_of_formaldehyde_in_air", "", "FORM + HCHO", "formaldehyde")             \
    X("pan", LT_OUT_MASS, "mass_concentration_of_peroxyacetyl_nitrate_in_air", "", "PAN", "peroxyacetyl nitrate")      \
    X("isop", LT_OUT_MASS, "mass_concentration_of_isoprene_in_air", "", "ISOP + C5H8", "isoprene")                     \
    X("voc", LT_OUT_MOLE, "", "", VOC_CARBON, "ppbC: carbon of the organic gases that are emitted, without methane")   \
    X("no2_column", LT_OUT_COLUMN, "troposphere_mole_content_of_nitrogen_dioxide", "", "NO2",                          \
      "nitrogen dioxide from the ground to the top of the grid")                                                       \
    X("hcho_column", LT_OUT_COLUMN, "troposphere_mole_content_of_formaldehyde", "", "FORM + HCHO",                     \
      "formaldehyde from the ground to the top of the grid")

/* The same of the passive species (state/species.h): masses as they are carried. */
#define PASSIVE_LIST(X)                                                                                                \
    X("pm25", LT_OUT_MASS, "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "", "SO4 + BC + POM + PMO", \
      "fine particles, what was emitted and the background's: sulfate + bc + om + pm_other")                           \
    X("pm10", LT_OUT_MASS, "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "",                          \
      "SO4 + BC + POM + PMO + PMC", "pm25 and pmc")                                                                    \
    X("sulfate", LT_OUT_MASS, "", "", "SO4", "fine particulate sulfate")                                               \
    X("bc", LT_OUT_MASS, "", "", "BC", "fine black carbon")                                                            \
    X("om", LT_OUT_MASS, "", "", "POM", "fine primary organic matter")                                                 \
    X("pm_other", LT_OUT_MASS, "", "", "PMO", "other fine primary particles")                                          \
    X("pmc", LT_OUT_MASS, "", "", "PMC", "coarse primary particles, 2.5 to 10 um")                                     \
    X("so2", LT_OUT_MASS, "mass_concentration_of_sulfur_dioxide_in_air", "", "SO2", "sulfur dioxide")                  \
    X("nox", LT_OUT_MASS, "mass_concentration_of_nox_expressed_as_nitrogen_dioxide_in_air", "", "NOX",                 \
      "nitrogen oxides as NO2")                                                                                        \
    X("co", LT_OUT_MASS, "mass_concentration_of_carbon_monoxide_in_air", "", "CO", "carbon monoxide")                  \
    X("nh3", LT_OUT_MASS, "mass_concentration_of_ammonia_in_air", "", "NH3", "ammonia")                                \
    X("voc", LT_OUT_MASS, "", "", "VOC", "non-methane volatile organic compounds")

typedef struct sum_row {
    const char *name;
    lt_output_kind kind;
    const char *standard_name, *as, *sum, *text;
} sum_row;

#define SUM_ROW(name, kind, standard, as, sum, text) {name, kind, standard, as, sum, text},
static const sum_row of_mechanisms[] = {MECHANISM_LIST(SUM_ROW){0}}, of_passive[] = {PASSIVE_LIST(SUM_ROW){0}};
#undef SUM_ROW
enum { MOST_ROWS = sizeof of_mechanisms / sizeof *of_mechanisms + sizeof of_passive / sizeof *of_passive };
enum { MOST_TERMS = 256 };

static const char *const units[] = {[LT_OUT_MASS] = "ug m-3", [LT_OUT_MOLE] = "ppb", [LT_OUT_COLUMN] = "mol m-2"};

int lt_output_sums_rows(const lt_chemical_set *set) {
    return MOST_ROWS + set->n;
}

int lt_output_sums_terms(const lt_chemical_set *set) {
    return MOST_TERMS + set->n;
}

static bool names(const sum_row *rows, const char *name) {
    while (rows->name && strcasecmp(rows->name, name) != 0) ++rows;
    return rows->name != NULL;
}

bool lt_output_sums_of_mechanism(const char *name) {
    return names(of_mechanisms, name);
}

bool lt_output_sums_of_passive(const char *name) {
    return names(of_passive, name);
}

static double molar_mass(const lt_chemical_set *set, const char *name) {
    int s = lt_chemical_set_find(set, name);
    return s < 0 ? 0.0 : set->info[s].molar_mass;
}

/* kg/kg to what the kind counts, for `count` of the species. */
static double factor_of(const lt_chemical_set *set, int s, lt_output_kind kind, const char *as, double count) {
    double molar = set->info[s].molar_mass;
    if (kind == LT_OUT_MOLE) return count * (1e9 * (LT_M_AIR / molar));
    if (kind == LT_OUT_COLUMN) return count * (1e3 / molar);
    return as[0] ? count * (molar_mass(set, as) / molar) : count;
}

static void start_row(lt_output_fields *fields, const sum_row *row) {
    lt_output_field *field = lt_output_fields_add(fields);
    field->kind = row->kind;
    snprintf(field->name, sizeof field->name, "%s", row->name);
    snprintf(field->standard_name, sizeof field->standard_name, "%s", row->standard_name);
    snprintf(field->units, sizeof field->units, "%s", units[row->kind]);
    snprintf(field->text, sizeof field->text, "%s%s", row->text, row->kind == LT_OUT_MASS ? ", at ambient state" : "");
}

/* "2 ETH + NO": counts and species. What the set does not have is left out. */
static void add_sum(const lt_chemical_set *set, const sum_row *row, lt_output_fields *fields) {
    bool started = false;
    for (const char *at = row->sum; *at;) {
        char *rest, species[64];
        double count = strtod(at, &rest);
        if (rest == at) count = 1.0;
        rest += strspn(rest, " ");
        size_t length = strcspn(rest, " +");
        snprintf(species, sizeof species, "%.*s", (int)length, rest);
        at = rest + length + strspn(rest + length, " +");
        int s = lt_chemical_set_find(set, species);
        if (s < 0) continue;
        if (!started) start_row(fields, row);
        started = true;
        lt_output_fields_add_term(fields, s, factor_of(set, s, row->kind, row->as, count));
    }
}

void lt_output_sums_add(const lt_chemical_set *set, lt_output_fields *fields) {
    for (const sum_row *row = set->mechanism ? of_mechanisms : of_passive; row->name; ++row) add_sum(set, row, fields);
}

void lt_output_sums_add_species(const lt_chemical_set *set, lt_output_fields *fields) {
    for (int s = 0; s < set->n; ++s) {
        const lt_species_info *info = &set->info[s];
        const bool gas = info->molar_mass > 0.0;
        const sum_row row = {info->name, gas ? LT_OUT_MOLE : LT_OUT_MASS, "", "", info->name, info->text};
        if (lt_output_fields_find(fields, info->name) >= 0) continue;
        start_row(fields, &row);
        fields->row[fields->n - 1].on_request = true;
        lt_output_fields_add_term(fields, s, factor_of(set, s, row.kind, "", 1.0));
    }
}
