#include "inventory/species/cb6r5_tables.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const bin_names[LT_POA_BINS] = {"VLVPO1", "VSVPO1", "VSVPO2", "VSVPO3", "VIVPO1"};

static lt_status read_table(const char *name, const char *const *columns, int *index, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(lt_fmt("inventory/data/speciation/%s.csv", name), path, sizeof path));
    LT_TRY(lt_csv_read(path, out));
    return lt_csv_exactly(*out, columns, index);
}

/* CMAQ's files have organic matter as carbon and the rest, ours by volatility, and crustal coarse matter and the heavy
 * vapours of products apart. */
static bool belongs(const char *kind, bool of_cmaq) {
    if (strcmp(kind, "carbon") == 0) return of_cmaq;
    return !of_cmaq ||
           (strcmp(kind, "volatility") != 0 && strcmp(kind, "crustal") != 0 && strcmp(kind, "product") != 0);
}

static lt_status species_rows(const lt_csv *t, const int *c, bool of_cmaq, lt_speciation *s) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *s->species, &s->species));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_emitted *e = &s->species[s->n];
        double molar_mass, k_oh;
        if (!belongs(lt_csv_text(t, r, c[5]), of_cmaq)) continue;
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

static lt_status unknown_name(const char *what, const lt_csv *t, long r, int column, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_csv_where(t, r, column), .expected = expected,
                    .found = lt_csv_text(t, r, column), .todo = "correct the name");
}

static lt_status species_named(const lt_speciation *s, const lt_csv *t, long r, int column, int *out) {
    *out = lt_speciation_find(s, lt_csv_text(t, r, column));
    return *out >= 0 ? LT_OK : unknown_name("unknown species", t, r, column, "a species of species_cb6r5.csv");
}

/* What the mechanism does not keep apart is IVOC. */
static lt_status voc_named(const lt_speciation *s, const lt_csv *t, long r, int column, int *out) {
    if (strcmp(lt_csv_text(t, r, column), "IVOC_PRODUCTS") == 0 && lt_speciation_find(s, "IVOC_PRODUCTS") < 0) {
        *out = lt_speciation_find(s, "IVOC");
        if (*out >= 0) return LT_OK;
    }
    return species_named(s, t, r, column, out);
}

static lt_status voc_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->voc, &to->voc));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_voc++) {
        lt_cb6r5_voc *part = &to->voc[r];
        snprintf(part->profile, sizeof part->profile, "%s", lt_csv_text(t, r, c[0]));
        LT_TRY(voc_named(s, t, r, c[1], &part->species));
        LT_TRY(lt_csv_double(t, r, c[2], &part->mol_per_kg));
        LT_TRY(lt_csv_double(t, r, c[3], &part->mass));
    }
    return LT_OK;
}

static lt_status pm_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->pm, &to->pm));
    for (long r = 0; r < lt_csv_rows(t); r++, to->n_pm++) {
        lt_cb6r5_pm *part = &to->pm[r];
        snprintf(part->profile, sizeof part->profile, "%s", lt_csv_text(t, r, c[0]));
        LT_TRY(species_named(s, t, r, c[1], &part->species));
        LT_TRY(lt_csv_double(t, r, c[2], &part->fraction));
    }
    return LT_OK;
}

static int find_class(const lt_cb6r5_tables *t, const char *name) {
    for (long k = 0; k < t->n_poa; k++)
        if (strcmp(t->poa[k].name, name) == 0) return (int)k;
    return -1;
}

static int find_bin(const char *name) {
    for (int b = 0; b < LT_POA_BINS; b++)
        if (strcmp(bin_names[b], name) == 0) return b;
    return -1;
}

static lt_status poa_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    (void)s;
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->poa, &to->poa));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        const char *name = lt_csv_text(t, r, c[0]);
        const int bin = find_bin(lt_csv_text(t, r, c[1]));
        int k = find_class(to, name);
        if (bin < 0) return unknown_name("unknown bin of volatility", t, r, c[1], lt_one_of(bin_names, LT_POA_BINS));
        if (k < 0) snprintf(to->poa[k = (int)to->n_poa++].name, sizeof to->poa->name, "%s", name);
        LT_TRY(lt_csv_double(t, r, c[2], &to->poa[k].share[bin]));
    }
    return LT_OK;
}

static lt_status make_rules(const lt_csv *t, const int *c, lt_cb6r5_rules *to) {
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *to->of, &to->of));
    to->n = lt_csv_rows(t);
    for (long r = 0; r < to->n; r++) {
        lt_cb6r5_rule *rule = &to->of[r];
        snprintf(rule->sector, sizeof rule->sector, "%s", lt_csv_text(t, r, c[0]));
        snprintf(rule->process, sizeof rule->process, "%s", lt_csv_text(t, r, c[1]));
        snprintf(rule->technology, sizeof rule->technology, "%s", lt_csv_text(t, r, c[2]));
    }
    return LT_OK;
}

/* One of two words. */
static lt_status either(const lt_csv *t, long r, int column, const char *yes, const char *no, bool *out) {
    *out = strcmp(lt_csv_text(t, r, column), yes) == 0;
    if (*out || strcmp(lt_csv_text(t, r, column), no) == 0) return LT_OK;
    return unknown_name("neither the one nor the other", t, r, column, lt_fmt("%s or %s", yes, no));
}

static lt_status pm_rule_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    (void)s;
    LT_TRY(make_rules(t, c, &to->pm_rules));
    for (long r = 0; r < to->pm_rules.n; r++) {
        lt_cb6r5_rule *rule = &to->pm_rules.of[r];
        snprintf(rule->profile, sizeof rule->profile, "%s", lt_csv_text(t, r, c[3]));
        LT_TRY(either(t, r, c[4], "soil", "other", &rule->soil));
    }
    return LT_OK;
}

static lt_status poa_rule_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    (void)s;
    LT_TRY(make_rules(t, c, &to->poa_rules));
    for (long r = 0; r < to->poa_rules.n; r++) {
        lt_cb6r5_rule *rule = &to->poa_rules.of[r];
        rule->poa = find_class(to, lt_csv_text(t, r, c[3]));
        if (rule->poa < 0) return unknown_name("unknown class of volatility", t, r, c[3], "one of poa_volatility.csv");
        LT_TRY(either(t, r, c[4], "yes", "no", &rule->pcvoc));
    }
    return LT_OK;
}

static lt_status nox_rows(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to) {
    (void)s;
    LT_TRY(make_rules(t, c, &to->nox_rules));
    for (long r = 0; r < to->nox_rules.n; r++) {
        lt_cb6r5_rule *one = &to->nox_rules.of[r];
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

static double voc_mass(const lt_cb6r5_tables *t, const char *profile) {
    double sum = 0;
    for (long k = 0; k < t->n_voc; k++)
        if (strcmp(t->voc[k].profile, profile) == 0) sum += t->voc[k].mass;
    return sum;
}

static double pm_mass(const lt_cb6r5_tables *t, const char *profile) {
    double sum = 0;
    for (long k = 0; k < t->n_pm; k++)
        if (strcmp(t->pm[k].profile, profile) == 0) sum += t->pm[k].fraction;
    return sum;
}

static lt_status make_class_whole(lt_cb6r5_poa *poa) {
    double sum = 0;
    for (int b = 0; b < LT_POA_BINS; b++) sum += poa->share[b];
    LT_TRY(judge_profile("organic matter by volatility", poa->name, sum));
    for (int b = 0; b < LT_POA_BINS; b++) poa->share[b] /= sum;
    return LT_OK;
}

/* Sums become exactly one, so that what is placed is what was emitted. */
static lt_status make_whole(lt_cb6r5_tables *t) {
    for (long k = 0; k < t->n_voc; k++) LT_TRY(judge_profile("VOC", t->voc[k].profile, voc_mass(t, t->voc[k].profile)));
    for (long k = 0; k < t->n_pm; k++)
        LT_TRY(judge_profile("particles", t->pm[k].profile, pm_mass(t, t->pm[k].profile)));
    for (long k = 0; k < t->pm_rules.n; k++)
        LT_TRY(judge_profile("particles", t->pm_rules.of[k].profile, pm_mass(t, t->pm_rules.of[k].profile)));
    for (long k = 0; k < t->n_poa; k++) LT_TRY(make_class_whole(&t->poa[k]));
    for (long k = 0, n; k < t->n_pm; k += n) {
        const double sum = pm_mass(t, t->pm[k].profile);
        for (n = 0; k + n < t->n_pm && strcmp(t->pm[k + n].profile, t->pm[k].profile) == 0; n++)
            t->pm[k + n].fraction /= sum;
    }
    return LT_OK;
}

#define PATTERNS "sector", "process", "technology"
static const char *const species_columns[] = {"species", "unit", "molar_mass", "carbons", "k_oh",
                                              "kind",    "doc",  "mark",       "source",  NULL};
static const struct {
    const char *name, *columns[8];
    lt_status (*rows)(const lt_csv *t, const int *c, const lt_speciation *s, lt_cb6r5_tables *to);
} files[] = {{"voc_cb6r5", {"profile", "species", "mol_per_kg", "mass_fraction", "mark", "source"}, voc_rows},
             {"pm_profiles", {"profile", "species", "fraction", "mark", "source"}, pm_rows},
             {"pm_sources", {PATTERNS, "profile", "coarse", "mark", "source"}, pm_rule_rows},
             {"poa_volatility", {"class", "bin", "fraction", "mark", "source"}, poa_rows},
             {"poa_sources", {PATTERNS, "class", "pcvoc", "mark", "source"}, poa_rule_rows},
             {"nox", {PATTERNS, "no2", "hono", "mark", "source"}, nox_rows}};

static lt_status read_all(lt_speciation *s, bool of_cmaq, lt_cb6r5_tables *to) {
    int c[9];
    lt_csv *t = NULL;
    lt_status status = read_table("species_cb6r5", species_columns, c, &t);
    if (status == LT_OK) status = species_rows(t, c, of_cmaq, s);
    lt_csv_free(t);
    for (size_t k = 0; k < sizeof files / sizeof *files && status == LT_OK; k++) {
        t = NULL;
        status = read_table(files[k].name, files[k].columns, c, &t);
        if (status == LT_OK) status = files[k].rows(t, c, s, to);
        lt_csv_free(t);
    }
    return status;
}

static lt_status find_species(const lt_speciation *s, bool of_cmaq, lt_cb6r5_tables *t) {
    const struct {
        const char *name;
        int *to;
        int in; /* 0: both, 1: ours, 2: CMAQ's */
    } needed[] = {{"NO", &t->no, 0},           {"NO2", &t->no2, 0},
                  {"HONO", &t->hono, 0},       {"SO2", &t->so2, 0},
                  {"CO", &t->co, 0},           {"NH3", &t->nh3, 0},
                  {"CH4", &t->ch4, 0},         {"N2O", &t->n2o, 0},
                  {"CO2", &t->co2, 0},         {"PSO4", &t->pso4, 0},
                  {"CO2_bio", &t->co2_bio, 0}, {"PEC", &t->pec, 0},
                  {"PMC", &t->pmc, 0},         {"PMC_SOIL", &t->pmc_soil, 1},
                  {"PCPOA", &t->pcpoa, 1},     {"PLVPO1", &t->bin[0], 1},
                  {"PSVPO1", &t->bin[1], 1},   {"PSVPO2", &t->bin[2], 1},
                  {"PSVPO3", &t->bin[3], 1},   {"PIVPO1", &t->bin[4], 1},
                  {"POC", &t->poc, 2},         {"PNCOM", &t->pncom, 2}};
    for (size_t k = 0; k < sizeof needed / sizeof *needed; k++) {
        *needed[k].to = lt_speciation_find(s, needed[k].name);
        if (*needed[k].to < 0 && (needed[k].in == 0 || (needed[k].in == 2) == of_cmaq))
            return LT_RAISE(LT_ERR_INPUT, .what = "a species is missing",
                            .where = "inventory/data/speciation/species_cb6r5.csv", .expected = needed[k].name,
                            .found = "no such row", .todo = "install Lantian again");
    }
    return LT_OK;
}

lt_status lt_cb6r5_tables_read(lt_speciation *s, bool of_cmaq, lt_cb6r5_tables **out) {
    lt_cb6r5_tables *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    lt_status status = read_all(s, of_cmaq, t);
    if (status == LT_OK) status = make_whole(t);
    if (status == LT_OK) status = find_species(s, of_cmaq, t);
    if (status == LT_OK)
        *out = t;
    else
        lt_cb6r5_tables_free(t);
    return status;
}

void lt_cb6r5_tables_free(lt_cb6r5_tables *t) {
    if (!t) return;
    lt_free(t->voc);
    lt_free(t->pm);
    lt_free(t->poa);
    lt_free(t->pm_rules.of);
    lt_free(t->poa_rules.of);
    lt_free(t->nox_rules.of);
    lt_free(t);
}

const lt_cb6r5_rule *lt_cb6r5_rule_of(const lt_cb6r5_rules *rules, const lt_source *source) {
    for (long k = 0; k < rules->n - 1; k++)
        if (lt_pattern_fits(rules->of[k].sector, source->sector) &&
            lt_pattern_fits(rules->of[k].process, source->process) &&
            lt_pattern_fits(rules->of[k].technology, source->technology))
            return &rules->of[k];
    return &rules->of[rules->n - 1];
}

lt_status lt_cb6r5_tables_digest(lt_hash *hash) {
    LT_TRY(lt_hash_share_file(hash, "inventory/data/speciation/species_cb6r5.csv"));
    for (size_t k = 0; k < sizeof files / sizeof *files; k++)
        LT_TRY(lt_hash_share_file(hash, lt_fmt("inventory/data/speciation/%s.csv", files[k].name)));
    return LT_OK;
}
