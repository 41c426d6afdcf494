#include "model/driver/output_sums.h"

#include "model/aerosol/constituents.h"
#include "model/chemistry/grid/gas_seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The organic gases that emissions bring (inventory/data/speciation/species_cb6r5.csv, kind voc), each by its carbon
 * atoms there: what a mechanism makes of them counts while it is one of these. */
#define VOC_CARBON                                                                                                     \
    "2 AACD + 3 ACET + 2 ALD2 + 2 ALDX + 10 APIN + 6 BENZENE + 2 ETH + 2 ETHA + 2 ETHY + 2 ETOH + 1 FACD + 1 FORM + "  \
    "2 GLY + 2 GLYD + 4 IOLE + 5 ISOP + 4 ISPD + 1 KET + 1 MEOH + 3 MGLY + 10 NAPH + 2 OLE + 2 PACD + 1 PAR + "        \
    "3 PRPA + 15 SESQ + 10 TERP + 7 TOL + 8 XYLMN"
#define POA "ALVPO1J + ASVPO1J + ASVPO2J + ASVPO3J + AIVPO1J"
#define SOA                                                                                                            \
    "ALVOO1J + ALVOO2J + ASVOO1J + ASVOO2J + ASVOO3J + APCSOJ + AAVB1J + AAVB2J + AAVB3J + AAVB4J + AOLGAJ + AISO1J "  \
    "+ "                                                                                                               \
    "AISO2J + AISO3J + ASQTJ + AMT1J + AMT2J + AMT3J + AMT4J + AMT5J + AMT6J + AMTNO3J + AMTHYDJ + AGLYJ + AOLGBJ + "  \
    "AORGCJ"
#define CRUSTAL_IONS "ACAJ + AKJ + AMGJ + AFEJ + AMNJ"
#define FINE                                                                                                           \
    "ASO4J + ANO3J + ANH4J + ANAJ + ACLJ + AHMSJ + AECJ + " POA " + " SOA " + " CRUSTAL_IONS " + ASOILJ + AOTHRJ"
#define COARSE "ACORS + ASOIL + ASEACAT + ACLK + ASO4K + ANO3K"

/* name, kind, CF standard name (table 57 of 2018, V, but for those that the house had), species whose mass each is
 * counted as ("": its own), sum, description. A mechanism has FORM or HCHO, ISOP or C5H8. */
#define MECHANISM_LIST(X)                                                                                              \
    X("pm25", LT_OUT_MASS, "mass_concentration_of_pm2p5_ambient_aerosol_particles_in_air", "", FINE,                   \
      "PM2.5, dry: sulfate + nitrate + ammonium + sodium + chloride + hms + bc + poa + soa + crustal_ions + soil + "   \
      "pm_other")                                                                                                      \
    X("pm10", LT_OUT_MASS, "mass_concentration_of_pm10_ambient_aerosol_particles_in_air", "", FINE " + " COARSE,       \
      "PM10, dry: PM2.5, pmc_soil, pmc_sea_salt, pmc_nitrate and pmc_other")                                           \
    X("sulfate", LT_OUT_MASS, "", "", "ASO4J", "fine particulate sulfate")                                             \
    X("nitrate", LT_OUT_MASS, "", "", "ANO3J", "fine particulate nitrate")                                             \
    X("ammonium", LT_OUT_MASS, "", "", "ANH4J", "fine particulate ammonium")                                           \
    X("sodium", LT_OUT_MASS, "", "", "ANAJ", "fine particulate sodium")                                                \
    X("chloride", LT_OUT_MASS, "", "", "ACLJ", "fine particulate chloride")                                            \
    X("hms", LT_OUT_MASS, "", "", "AHMSJ", "fine particulate hydroxymethanesulfonate")                                 \
    X("bc", LT_OUT_MASS, "", "", "AECJ", "fine elemental carbon")                                                      \
    X("poa", LT_OUT_MASS, "", "", POA, "fine primary organic matter")                                                  \
    X("soa", LT_OUT_MASS, "", "", SOA, "fine secondary organic matter, aged primary vapours among it")                 \
    X("om", LT_OUT_MASS, "", "", POA " + " SOA, "fine organic matter: poa + soa")                                      \
    X("crustal_ions", LT_OUT_MASS, "", "", CRUSTAL_IONS, "fine Ca, K, Mg, Fe and Mn")                                  \
    X("soil", LT_OUT_MASS, "", "", "ASOILJ", "fine soil: Al, Si and Ti")                                               \
    X("pm_other", LT_OUT_MASS, "", "", "AOTHRJ", "other fine particles")                                               \
    X("pm_water", LT_OUT_MASS, "", "", "AH2OJ", "water of fine particles, not in pm25")                                \
    X("pm_ph", LT_OUT_ACIDITY, "", "", "AH3OPJ + AH2OJ", "pH of fine particles: free H+ in mol a kg of pm_water")      \
    X("pmc_soil", LT_OUT_MASS, "", "", "ASOIL", "coarse soil, 2.5 to 10 um")                                           \
    X("pmc_sea_salt", LT_OUT_MASS, "", "", "ASEACAT + ACLK + ASO4K", "coarse sea salt")                                \
    X("pmc_nitrate", LT_OUT_MASS, "", "", "ANO3K", "coarse nitrate")                                                   \
    X("pmc_other", LT_OUT_MASS, "", "", "ACORS", "other coarse particles")                                             \
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

static const char *const units[] = {
    [LT_OUT_MASS] = "ug m-3", [LT_OUT_MOLE] = "ppb", [LT_OUT_COLUMN] = "mol m-2", [LT_OUT_ACIDITY] = "1"};

int lt_output_sums_rows(const lt_chemical_set *set) {
    return MOST_ROWS + LT_N_GAS_SEEN + set->n;
}

/* A sum has a term more than signs of addition. */
static int terms_of(const sum_row *rows) {
    int n = 0;
    for (; rows->name; ++rows) {
        ++n;
        for (const char *at = rows->sum; (at = strchr(at, '+')) != NULL; ++at) ++n;
    }
    return n;
}

int lt_output_sums_terms(const lt_chemical_set *set) {
    return terms_of(set->mechanism ? of_mechanisms : of_passive) + set->n;
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
    if (kind == LT_OUT_ACIDITY) return 1e3 / set->info[s].particle->molar_mass;
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

void lt_output_sums_add_seen(lt_output_fields *fields) {
    for (int n = 0; n < LT_N_GAS_SEEN; ++n) {
        const lt_gas_seen_row *seen = &lt_gas_seen_rows[n];
        lt_output_field *field = lt_output_fields_add(fields);
        field->kind = LT_OUT_SEEN;
        field->seen = n;
        snprintf(field->name, sizeof field->name, "%s", seen->name);
        snprintf(field->standard_name, sizeof field->standard_name, "%s", seen->standard_name);
        snprintf(field->units, sizeof field->units, "%s", seen->unit);
        snprintf(field->text, sizeof field->text, "%s", seen->text);
    }
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
