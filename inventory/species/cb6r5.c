/* cb6r5.c - species of CMAQ's cb6r5_ae7: carbon bonds, NO NO2 HONO, what particles are made of.
 *
 *   n_k   = NMVOC m_k(profile)                    mol; m_k mol of species k a kg of the profile, voc_cb6r5.csv
 *   n_NO2 = f_NO2 NOx / M_NO2,  n_HONO = f_HONO NOx / M_NO2,  n_NO = the rest        f by nitrogen atoms, nox.csv
 *   n_SO2 = (1 - b) SO2 / M_SO2,  PSO4 += b SO2 96/64             b = sulfate_share of the sector
 *   PEC = BC,  POC = OC,  PNCOM = (r - 1) OC                      r = om_oc of the sector
 *   PMx   = max(0, PM2.5 - PEC - POC - PNCOM) g_x(profile)        g sums to 1, pm_profiles.csv
 *   PMC   = max(0, PM10 - PM2.5)
 * Source   profiles and map of compounds: US EPA SPECIATE 5.4 through the S2S-Tool (MIT); OH rates: CMAQ's mechanism.
 * Limits   US profiles stand for Chinese sources (assumed, voc_sources.csv, pm_sources.csv); lumps keep carbon bonds,
 * not the mass of molecules: the mass of NMVOC is followed by the share that a species stands for; metals are in
 *          PMOTHR. */
#include "inventory/species/speciation.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "inventory/reactivity.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct voc_part {
    char profile[32];
    int species;
    double mol_per_kg, mass;
} voc_part;

typedef struct pm_part {
    char profile[32];
    int species;
    double fraction;
} pm_part;

typedef struct rule {
    char sector[32], process[48], technology[48], profile[32];
    double no2, hono;
} rule;

typedef struct tables {
    voc_part *voc;
    pm_part *pm;
    rule *pm_rules, *nox_rules;
    long n_voc, n_pm, n_pm_rules, n_nox_rules;
    int no, no2, hono, so2, co, nh3, ch4, n2o, co2, co2_bio, pso4, pec, poc, pncom, pmc;
} tables;

static lt_status read_table(const char *name, const char *const *columns, int *index, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(lt_fmt("inventory/data/speciation/%s.csv", name), path, sizeof path));
    LT_TRY(lt_csv_read(path, out));
    return lt_csv_exactly(*out, columns, index);
}

static lt_status species_rows(const lt_csv *t, const int *c, lt_speciation *s) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *s->species, &s->species));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_emitted *e = &s->species[s->n];
        double molar_mass, k_oh;
        snprintf(e->name, sizeof e->name, "%s", lt_csv_text(t, r, c[0]));
        snprintf(e->doc, sizeof e->doc, "%s", lt_csv_text(t, r, c[6]));
        e->mol = strcmp(lt_csv_text(t, r, c[1]), "mol") == 0;
        LT_TRY(lt_csv_double(t, r, c[2], &molar_mass));
        LT_TRY(lt_csv_double(t, r, c[4], &k_oh));
        e->kg_per_mol = e->mol ? molar_mass * 1e-3 : 1;
        e->oh_m3_per_s = k_oh * 1e-6;
        s->n++;
    }
    return LT_OK;
}

static lt_status species_named(const lt_speciation *s, const lt_csv *t, long r, int column, int *out) {
    *out = lt_speciation_find(s, lt_csv_text(t, r, column));
    if (*out >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown species", .where = lt_csv_where(t, r, column),
                    .expected = "a species of species_cb6r5.csv", .found = lt_csv_text(t, r, column),
                    .todo = "correct the name");
}

static lt_status voc_rows(const lt_csv *t, const int *c, const lt_speciation *s, tables *to) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->voc, &to->voc));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_voc++) {
        voc_part *part = &to->voc[r];
        snprintf(part->profile, sizeof part->profile, "%s", lt_csv_text(t, r, c[0]));
        LT_TRY(species_named(s, t, r, c[1], &part->species));
        LT_TRY(lt_csv_double(t, r, c[2], &part->mol_per_kg));
        LT_TRY(lt_csv_double(t, r, c[3], &part->mass));
    }
    return LT_OK;
}

static lt_status pm_rows(const lt_csv *t, const int *c, const lt_speciation *s, tables *to) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->pm, &to->pm));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_pm++) {
        pm_part *part = &to->pm[r];
        snprintf(part->profile, sizeof part->profile, "%s", lt_csv_text(t, r, c[0]));
        LT_TRY(species_named(s, t, r, c[1], &part->species));
        LT_TRY(lt_csv_double(t, r, c[2], &part->fraction));
    }
    return LT_OK;
}

static void names_of(const lt_csv *t, long r, const int *c, rule *to) {
    snprintf(to->sector, sizeof to->sector, "%s", lt_csv_text(t, r, c[0]));
    snprintf(to->process, sizeof to->process, "%s", lt_csv_text(t, r, c[1]));
    snprintf(to->technology, sizeof to->technology, "%s", lt_csv_text(t, r, c[2]));
}

static lt_status pm_rule_rows(const lt_csv *t, const int *c, const lt_speciation *s, tables *to) {
    (void)s;
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->pm_rules, &to->pm_rules));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_pm_rules++) {
        names_of(t, r, c, &to->pm_rules[r]);
        snprintf(to->pm_rules[r].profile, sizeof to->pm_rules[r].profile, "%s", lt_csv_text(t, r, c[3]));
    }
    return LT_OK;
}

static lt_status nox_rows(const lt_csv *t, const int *c, const lt_speciation *s, tables *to) {
    (void)s;
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->nox_rules, &to->nox_rules));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_nox_rules++) {
        rule *one = &to->nox_rules[r];
        names_of(t, r, c, one);
        LT_TRY(lt_csv_double(t, r, c[3], &one->no2));
        LT_TRY(lt_csv_double(t, r, c[4], &one->hono));
        if (one->no2 < 0 || one->hono < 0 || one->no2 + one->hono > 1)
            return LT_RAISE(LT_ERR_INPUT, .what = "shares of NOx outside 0 to 1", .where = lt_csv_where(t, r, c[3]),
                            .expected = "NO2 and HONO of 0 or more, together at most 1",
                            .found = lt_fmt("%g and %g", one->no2, one->hono), .todo = "correct them");
    }
    return LT_OK;
}

/* Every profile that a rule names is there, and makes one. */
static lt_status judge_profile(const char *kind, const char *profile, double sum) {
    if (fabs(sum - 1) <= 1e-6) return LT_OK; /* seven digits are written */
    return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("a profile of %s does not sum to 1", kind),
                    .where = lt_fmt("inventory/data/speciation, profile %s", profile), .expected = "1",
                    .found = sum == 0 ? "no rows" : lt_fmt("%.9g", sum), .todo = "add or correct its rows");
}

static double voc_mass(const tables *t, const char *profile) {
    double sum = 0;
    for (long k = 0; k < t->n_voc; k++)
        if (strcmp(t->voc[k].profile, profile) == 0) sum += t->voc[k].mass;
    return sum;
}

static double pm_mass(const tables *t, const char *profile) {
    double sum = 0;
    for (long k = 0; k < t->n_pm; k++)
        if (strcmp(t->pm[k].profile, profile) == 0) sum += t->pm[k].fraction;
    return sum;
}

/* Sums become exactly one, so that what is placed is what was emitted. */
static lt_status make_whole(tables *t) {
    for (long k = 0; k < t->n_voc; k++) LT_TRY(judge_profile("VOC", t->voc[k].profile, voc_mass(t, t->voc[k].profile)));
    for (long k = 0; k < t->n_pm; k++)
        LT_TRY(judge_profile("particles", t->pm[k].profile, pm_mass(t, t->pm[k].profile)));
    for (long k = 0; k < t->n_pm_rules; k++)
        LT_TRY(judge_profile("particles", t->pm_rules[k].profile, pm_mass(t, t->pm_rules[k].profile)));
    for (long k = 0, n; k < t->n_pm; k += n) {
        const double sum = pm_mass(t, t->pm[k].profile);
        for (n = 0; k + n < t->n_pm && strcmp(t->pm[k + n].profile, t->pm[k].profile) == 0; n++)
            t->pm[k + n].fraction /= sum;
    }
    return LT_OK;
}

static const char *const species_columns[] = {"species", "unit", "molar_mass", "carbons", "k_oh",
                                              "kind",    "doc",  "mark",       "source",  NULL};
static const struct {
    const char *name, *columns[8];
    lt_status (*rows)(const lt_csv *t, const int *c, const lt_speciation *s, tables *to);
} files[] = {{"voc_cb6r5", {"profile", "species", "mol_per_kg", "mass_fraction", "mark", "source"}, voc_rows},
             {"pm_profiles", {"profile", "species", "fraction", "mark", "source"}, pm_rows},
             {"pm_sources", {"sector", "process", "technology", "profile", "mark", "source"}, pm_rule_rows},
             {"nox", {"sector", "process", "technology", "no2", "hono", "mark", "source"}, nox_rows}};

static lt_status read_all(lt_speciation *s, tables *to) {
    int c[9];
    lt_csv *t = NULL;
    lt_status status = read_table("species_cb6r5", species_columns, c, &t);
    if (status == LT_OK) status = species_rows(t, c, s);
    lt_csv_free(t);
    for (size_t k = 0; k < sizeof files / sizeof *files && status == LT_OK; k++) {
        t = NULL;
        status = read_table(files[k].name, files[k].columns, c, &t);
        if (status == LT_OK) status = files[k].rows(t, c, s, to);
        lt_csv_free(t);
    }
    return status;
}

static lt_status open_cb6r5(lt_speciation *s) {
    tables *t;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    s->tables = t;
    LT_TRY(read_all(s, t));
    LT_TRY(make_whole(t));
    const struct {
        const char *name;
        int *to;
    } needed[] = {{"NO", &t->no},       {"NO2", &t->no2},   {"HONO", &t->hono},       {"SO2", &t->so2},
                  {"CO", &t->co},       {"NH3", &t->nh3},   {"CH4", &t->ch4},         {"N2O", &t->n2o},
                  {"CO2", &t->co2},     {"PSO4", &t->pso4}, {"CO2_bio", &t->co2_bio}, {"PEC", &t->pec},
                  {"PNCOM", &t->pncom}, {"POC", &t->poc},   {"PMC", &t->pmc}};
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++) {
        *needed[k].to = lt_speciation_find(s, needed[k].name);
        if (*needed[k].to < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a species is missing",
                            .where = "inventory/data/speciation/species_cb6r5.csv", .expected = needed[k].name,
                            .found = "no such row", .todo = "install Lantian again");
    }
    return LT_OK;
}

static void close_cb6r5(void *opened) {
    tables *t = opened;
    if (!t) return;
    lt_free(t->voc);
    lt_free(t->pm);
    lt_free(t->pm_rules);
    lt_free(t->nox_rules);
    lt_free(t);
}

/* The first rule that fits; the last fits all (a test holds the shipped tables to it). */
static const rule *rule_of(const rule *rules, long n, const lt_source *source) {
    for (long k = 0; k < n - 1; k++)
        if (lt_pattern_fits(rules[k].sector, source->sector) && lt_pattern_fits(rules[k].process, source->process) &&
            lt_pattern_fits(rules[k].technology, source->technology))
            return &rules[k];
    return &rules[n - 1];
}

static void split_gases(const tables *t, const lt_source *source, const lt_speciation *s, double b,
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
    const rule *nox = rule_of(t->nox_rules, t->n_nox_rules, source);
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

static void split_voc(const tables *t, const lt_source *source, const lt_speciation *s, double kg, double *out,
                      double *placed) {
    const char *profile = lt_reactivity_profile(s->reactivity, source->sector, source->process, source->technology);
    for (long k = 0; k < t->n_voc && kg > 0; k++) {
        const voc_part *part = &t->voc[k];
        if (strcmp(part->profile, profile) != 0) continue;
        out[part->species] += kg * part->mol_per_kg;
        *placed += kg * part->mass;
    }
    /* Shares are written with eight digits: what they lack of one is no loss of carbon bonds. */
    if (fabs(*placed - kg) <= 1e-6 * kg) *placed = kg;
}

static double split_particles(const tables *t, const lt_source *source, double r,
                              const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    out[t->pec] = placed[LT_BC] = pollutant[LT_BC];
    out[t->poc] = placed[LT_OC] = pollutant[LT_OC];
    out[t->pncom] = (r - 1) * pollutant[LT_OC];
    const double carbon = out[t->pec] + out[t->poc] + out[t->pncom], other = pollutant[LT_PM25] - carbon,
                 coarse = pollutant[LT_PM10] - pollutant[LT_PM25];
    const double too_much = other < 0 ? -other : 0, too_fine = coarse < 0 ? -coarse : 0;
    const char *profile = rule_of(t->pm_rules, t->n_pm_rules, source)->profile;
    double sum = 0;
    for (long k = 0; k < t->n_pm && other > 0; k++) {
        if (strcmp(t->pm[k].profile, profile) != 0) continue;
        out[t->pm[k].species] += other * t->pm[k].fraction;
        sum += other * t->pm[k].fraction;
    }
    out[t->pmc] = coarse > 0 ? coarse : 0;
    placed[LT_PM25] = carbon + sum - too_much;
    placed[LT_PM10] = placed[LT_PM25] + out[t->pmc] - too_fine;
    return too_much + too_fine;
}

static double split(const lt_speciation *speciation, const lt_source *source, const lt_sector *sector,
                    const double pollutant[LT_N_POLLUTANTS], double *out, double placed[LT_N_POLLUTANTS]) {
    const tables *t = speciation->tables;
    split_gases(t, source, speciation, sector->sulfate_share, pollutant, out, placed);
    split_voc(t, source, speciation, pollutant[LT_NMVOC], out, &placed[LT_NMVOC]);
    return split_particles(t, source, sector->om_oc, pollutant, out, placed);
}

lt_status lt_speciation_digest(lt_hash *hash) {
    LT_TRY(lt_hash_share_file(hash, "inventory/data/speciation/species_cb6r5.csv"));
    for (size_t k = 0; k < sizeof files / sizeof *files; k++)
        LT_TRY(lt_hash_share_file(hash, lt_fmt("inventory/data/speciation/%s.csv", files[k].name)));
    return LT_OK;
}

const lt_mechanism lt_mechanism_cb6r5 = {.name = "cb6r5",
                                         .text_en = "CMAQ's cb6r5_ae7, gases in mol",
                                         .open = open_cb6r5,
                                         .close = close_cb6r5,
                                         .split = split};
