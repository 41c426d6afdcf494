/* cb6r5.c - species of CMAQ's cb6r5_ae7: carbon bonds, NO NO2 HONO, what particles are made of.
 *
 *   n_k   = NMVOC m_k(profile)                    mol; m_k mol of species k a kg of the profile, voc_cb6r5.csv
 *   n_NO2 = f_NO2 NOx / M_NO2,  n_HONO = f_HONO NOx / M_NO2,  n_NO = the rest        f by nitrogen atoms, nox.csv
 *   n_SO2 = (1 - b) SO2 / M_SO2,  PSO4 += b SO2 96/64             b = sulfate_share of the sector
 *   PEC = BC,  P<bin> = r OC v_bin(class)                         r = om_oc of the sector; v sums to 1,
 *                                                                 poa_volatility.csv by poa_sources.csv
 *   PCPOA = r OC, of what burns without straw and wood            beside the others: the model's PCVOC is made of it
 *   PMx   = max(0, PM2.5 - PEC - r OC) g_x(profile)               g sums to 1, pm_profiles.csv by pm_sources.csv
 *   PMC, PMC_SOIL = max(0, PM10 - PM2.5)                          one of both, pm_sources.csv
 * The mechanism `cmaq` is the same with the species of CMAQ's files of emissions: POC = OC and PNCOM = (r - 1) OC in
 * place of the bins, and PMC for all that is coarse.
 * Source   profiles and map of compounds: US EPA SPECIATE 5.4 through the S2S-Tool (MIT); OH rates: CMAQ's mechanism.
 * Limits   US profiles stand for Chinese sources (assumed, voc_sources.csv, pm_sources.csv); lumps keep carbon bonds,
 *          not the mass of molecules: the mass of NMVOC is followed by the share that a species stands for; SOAALK is a
 *          tracer of alkanes whose mass stands in PAR and IVOC; the oxygen of metals is in PMOTHR. */
#include "inventory/species/cb6r5_tables.h"

#include "inventory/reactivity.h"

#include <math.h>
#include <string.h>

static lt_status open_tables(lt_speciation *s, bool of_cmaq) {
    lt_cb6r5_tables *tables;
    const lt_status status = lt_cb6r5_tables_read(s, of_cmaq, &tables);
    s->tables = tables;
    return status;
}

static lt_status open_cb6r5(lt_speciation *s) {
    return open_tables(s, false);
}

static lt_status open_cmaq(lt_speciation *s) {
    return open_tables(s, true);
}

static void close_tables(void *opened) {
    lt_cb6r5_tables_free(opened);
}

static void split_gases(const lt_cb6r5_tables *t, const lt_source *source, const lt_speciation *s, double b,
                        const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    const struct {
        int species;
        enum lt_pollutant pollutant;
    } same[] = {{t->co, LT_CO},   {t->nh3, LT_NH3}, {t->ch4, LT_CH4},
                {t->n2o, LT_N2O}, {t->co2, LT_CO2}, {t->co2_bio, LT_CO2_BIO}};
    for (size_t k = 0; k < sizeof same / sizeof *same; k++) {
        const double kg_per_mol = s->species[same[k].species].kg_per_mol;
        out[same[k].species] = pollutant[same[k].pollutant] / kg_per_mol;
        placed[same[k].pollutant] = out[same[k].species] * kg_per_mol;
    }
    const lt_cb6r5_rule *nox = lt_cb6r5_rule_of(&t->nox_rules, source);
    const double no2 = s->species[t->no2].kg_per_mol, so2 = s->species[t->so2].kg_per_mol,
                 mol = pollutant[LT_NOX] / no2;
    out[t->no2] = nox->no2 * mol;
    out[t->hono] = nox->hono * mol;
    out[t->no] = (1 - nox->no2 - nox->hono) * mol;
    placed[LT_NOX] = (out[t->no] + out[t->no2] + out[t->hono]) * no2;
    out[t->so2] = (1 - b) * pollutant[LT_SO2] / so2;
    out[t->pso4] = b * pollutant[LT_SO2] * 96.0 / 64.0;
    placed[LT_SO2] = out[t->so2] * so2 + out[t->pso4] * 64.0 / 96.0;
}

static void split_voc(const lt_cb6r5_tables *t, const lt_source *source, const lt_speciation *s, double kg, double *out,
                      double *placed) {
    const char *profile = lt_reactivity_profile(s->reactivity, source->sector, source->process, source->technology);
    for (long k = 0; k < t->n_voc && kg > 0; k++) {
        const lt_cb6r5_voc *part = &t->voc[k];
        if (strcmp(part->profile, profile) != 0) continue;
        out[part->species] += kg * part->mol_per_kg;
        *placed += kg * part->mass;
    }
    /* Shares are written with eight digits: what they lack of one is no loss of carbon bonds. */
    if (fabs(*placed - kg) <= 1e-6 * kg) *placed = kg;
}

/* Organic matter of oc kg of carbon and r kg of matter a kg of it; what it makes. */
static double split_organic(const lt_cb6r5_tables *t, const lt_source *source, double r, double oc, double *out) {
    if (t->poc >= 0) {
        out[t->poc] = oc;
        out[t->pncom] = (r - 1) * oc;
        return out[t->poc] + out[t->pncom];
    }
    const lt_cb6r5_rule *rule = lt_cb6r5_rule_of(&t->poa_rules, source);
    double sum = 0;
    for (int b = 0; b < LT_POA_BINS; b++) sum += out[t->bin[b]] = r * oc * t->poa[rule->poa].share[b];
    if (rule->pcvoc) out[t->pcpoa] = r * oc;
    return sum;
}

static double split_particles(const lt_cb6r5_tables *t, const lt_source *source, double r,
                              const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    const lt_cb6r5_rule *rule = lt_cb6r5_rule_of(&t->pm_rules, source);
    out[t->pec] = placed[LT_BC] = pollutant[LT_BC];
    const double organic = split_organic(t, source, r, pollutant[LT_OC], out);
    placed[LT_OC] = organic / r;
    const double carbon = out[t->pec] + organic, other = pollutant[LT_PM25] - carbon,
                 coarse = pollutant[LT_PM10] - pollutant[LT_PM25];
    const double too_much = other < 0 ? -other : 0, too_fine = coarse < 0 ? -coarse : 0;
    double sum = 0;
    for (long k = 0; k < t->n_pm && other > 0; k++) {
        if (strcmp(t->pm[k].profile, rule->profile) != 0) continue;
        out[t->pm[k].species] += other * t->pm[k].fraction;
        sum += other * t->pm[k].fraction;
    }
    const int coarse_species = rule->soil && t->pmc_soil >= 0 ? t->pmc_soil : t->pmc;
    out[coarse_species] = coarse > 0 ? coarse : 0;
    placed[LT_PM25] = carbon + sum - too_much;
    placed[LT_PM10] = placed[LT_PM25] + out[coarse_species] - too_fine;
    return too_much + too_fine;
}

static double split(const lt_speciation *speciation, const lt_source *source, const lt_sector *sector,
                    const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    const lt_cb6r5_tables *t = speciation->tables;
    split_gases(t, source, speciation, sector->sulfate_share, pollutant, out, placed);
    split_voc(t, source, speciation, pollutant[LT_NMVOC], out, &placed[LT_NMVOC]);
    return split_particles(t, source, sector->om_oc, pollutant, out, placed);
}

lt_status lt_speciation_digest(lt_hash *hash) {
    return lt_cb6r5_tables_digest(hash);
}

const lt_mechanism lt_mechanism_cb6r5 = {.name = "cb6r5",
                                         .text_en = "CMAQ's cb6r5_ae7, gases in mol, organic matter by volatility",
                                         .open = open_cb6r5,
                                         .close = close_tables,
                                         .split = split};
const lt_mechanism lt_mechanism_cmaq = {.name = "cmaq",
                                        .text_en = "as cb6r5, with the species of CMAQ's files of emissions",
                                        .open = open_cmaq,
                                        .close = close_tables,
                                        .split = split};
