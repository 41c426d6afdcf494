/* reactivity.c - ozone formation potential of VOC.
 *
 *   MIR(profile) = sum over its species of f MIR(species)      f mass fraction, sum f = 1;  kg O3 / kg VOC
 *   OFP(source)  = E(NMVOC) MIR(profile of its process)        kg O3 a year
 *   OH(profile)  = sum of n_k k_k / (n k of a kg of propene)   n mol of CB6r5 species a kg (voc_cb6r5.csv), k with OH
 * at 298.15 K; propene = OLE + PAR, 42.08 g/mol Source   MIR: W. P. L. Carter's scale as in California's table (17 CCR
 * 94700, SAPRC-07, 2010). Limits   MIR is the ozone of one more gram of a compound in an episode with as much NOx as
 * makes that ozone largest: it ranks and weighs, it is no ozone concentration and holds least where NOx is scarce.
 * Fractions of a profile hold for emission and for what a control lets through alike. */
#include "inventory/reactivity.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct species_row {
    char name[48], group[16];
    double mir;
} species_row;

typedef struct part {
    char profile[32];
    int species;
    double fraction;
} part;

typedef struct source_rule {
    char sector[32], process[48], technology[48], profile[32];
    double mir, oh;
} source_rule;

typedef struct oh_part {
    char profile[32];
    double weight; /* mol/kg x k */
} oh_part;

struct lt_reactivity {
    species_row *species;
    part *parts;
    source_rule *rules;
    oh_part *oh_parts;
    double oh_propene; /* of a kg */
    long n_species, n_parts, n_rules, n_oh_parts;
};

static const char *const files[] = {"mir.csv", "voc_profiles.csv", "speciation/species_cb6r5.csv",
                                    "speciation/voc_cb6r5.csv", "voc_sources.csv"};
enum { N_FILES = sizeof files / sizeof files[0] };

static lt_status read_species(const lt_csv *t, lt_reactivity *r) {
    static const char *const names[] = {"species", "cas", "group", "mir_kg_kg", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *r->species, &r->species));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        species_row *s = &r->species[r->n_species++];
        snprintf(s->name, sizeof s->name, "%s", lt_csv_text(t, row, c[0]));
        snprintf(s->group, sizeof s->group, "%s", lt_csv_text(t, row, c[2]));
        LT_TRY(lt_csv_double(t, row, c[3], &s->mir));
        if (s->mir < -5 || s->mir > 30) /* the scale runs from -0.8 to 24.5 */
            return LT_RAISE(LT_ERR_INPUT, .what = "a reactivity outside the scale", .where = lt_csv_where(t, row, c[3]),
                            .expected = "-5 to 30 kg O3 / kg", .found = lt_fmt("%g", s->mir), .todo = "correct it");
    }
    return LT_OK;
}

static int species_of(const lt_reactivity *r, const char *name) {
    for (int s = 0; s < r->n_species; s++)
        if (strcmp(r->species[s].name, name) == 0) return s;
    return -1;
}

/* Sum of the fractions of a profile, and its MIR. */
static double profile_sum(const lt_reactivity *r, const char *profile, double *mir) {
    double sum = 0;
    *mir = 0;
    for (long p = 0; p < r->n_parts; p++) {
        if (strcmp(r->parts[p].profile, profile) != 0) continue;
        sum += r->parts[p].fraction;
        *mir += r->parts[p].fraction * r->species[r->parts[p].species].mir;
    }
    return sum;
}

static lt_status read_profiles(const lt_csv *t, lt_reactivity *r) {
    static const char *const names[] = {"profile", "species", "fraction", "mark", "source", NULL};
    int c[5];
    double mir;
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *r->parts, &r->parts));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        part *p = &r->parts[row];
        snprintf(p->profile, sizeof p->profile, "%s", lt_csv_text(t, row, c[0]));
        p->species = species_of(r, lt_csv_text(t, row, c[1]));
        if (p->species < 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a species without reactivity", .where = lt_csv_where(t, row, c[1]),
                            .expected = "a species of mir.csv", .found = lt_csv_text(t, row, c[1]),
                            .todo = "add its MIR to mir.csv, or correct the name");
        LT_TRY(lt_csv_double(t, row, c[2], &p->fraction));
        r->n_parts = row + 1;
        if (p->fraction <= 0 || p->fraction > 1)
            return LT_RAISE(LT_ERR_INPUT, .what = "a fraction outside 0 to 1", .where = lt_csv_where(t, row, c[2]),
                            .expected = "above 0, at most 1", .found = lt_fmt("%g", p->fraction), .todo = "correct it");
    }
    for (long row = 0; row < r->n_parts; row++) {
        double sum = profile_sum(r, r->parts[row].profile, &mir);
        if (fabs(sum - 1) > 1e-9) /* six digits are written and the largest takes the rounding: below 1e-12 */
            return LT_RAISE(LT_ERR_INPUT, .what = "the fractions of a VOC profile do not sum to 1",
                            .where = lt_csv_where(t, row, c[2]), .expected = "1", .found = lt_fmt("%.9g", sum),
                            .todo = lt_fmt("correct the rows of %s", r->parts[row].profile));
    }
    return LT_OK;
}

/* Rates of CB6r5, kept as parts of the profile that has the species' name until the profiles are read. */
static lt_status read_rates(const lt_csv *t, lt_reactivity *r) {
    int c[2];
    LT_TRY(lt_csv_column(t, "species", &c[0]));
    LT_TRY(lt_csv_column(t, "k_oh", &c[1]));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *r->oh_parts, &r->oh_parts));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        oh_part *p = &r->oh_parts[r->n_oh_parts++];
        snprintf(p->profile, sizeof p->profile, "%s", lt_csv_text(t, row, c[0]));
        LT_TRY(lt_csv_double(t, row, c[1], &p->weight));
    }
    return LT_OK;
}

static double rate_of(const oh_part *rates, long n, const char *species) {
    for (long k = 0; k < n; k++)
        if (strcmp(rates[k].profile, species) == 0) return rates[k].weight;
    return 0;
}

static lt_status read_bonds(const lt_csv *t, lt_reactivity *r) {
    int c[3];
    const char *const names[] = {"profile", "species", "mol_per_kg"};
    oh_part *rates = r->oh_parts;
    const long n = r->n_oh_parts;
    for (int k = 0; k < 3; k++) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    r->oh_propene = (rate_of(rates, n, "OLE") + rate_of(rates, n, "PAR")) / 0.04208;
    r->oh_parts = NULL;
    r->n_oh_parts = 0;
    lt_status status = lt_calloc((size_t)lt_csv_rows(t), sizeof *r->oh_parts, &r->oh_parts);
    for (long row = 0; row < lt_csv_rows(t) && status == LT_OK; row++) {
        oh_part *p = &r->oh_parts[r->n_oh_parts++];
        double mol;
        snprintf(p->profile, sizeof p->profile, "%s", lt_csv_text(t, row, c[0]));
        status = lt_csv_double(t, row, c[2], &mol);
        p->weight = mol * rate_of(rates, n, lt_csv_text(t, row, c[1]));
    }
    lt_free(rates);
    return status;
}

static lt_status read_rules(const lt_csv *t, lt_reactivity *r) {
    static const char *const names[] = {"sector", "process", "technology", "profile", "mark", "source", NULL};
    int c[6];
    LT_TRY(lt_csv_exactly(t, names, c));
    LT_TRY(lt_calloc((size_t)lt_csv_rows(t), sizeof *r->rules, &r->rules));
    for (long row = 0; row < lt_csv_rows(t); row++) {
        source_rule *rule = &r->rules[r->n_rules++];
        snprintf(rule->sector, sizeof rule->sector, "%s", lt_csv_text(t, row, c[0]));
        snprintf(rule->process, sizeof rule->process, "%s", lt_csv_text(t, row, c[1]));
        snprintf(rule->technology, sizeof rule->technology, "%s", lt_csv_text(t, row, c[2]));
        snprintf(rule->profile, sizeof rule->profile, "%s", lt_csv_text(t, row, c[3]));
        if (profile_sum(r, rule->profile, &rule->mir) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "unknown VOC profile", .where = lt_csv_where(t, row, c[3]),
                            .expected = "a profile of voc_profiles.csv", .found = rule->profile, .todo = "correct it");
        for (long p = 0; p < r->n_oh_parts; p++)
            if (strcmp(r->oh_parts[p].profile, rule->profile) == 0) rule->oh += r->oh_parts[p].weight / r->oh_propene;
    }
    const source_rule *last = &r->rules[r->n_rules - 1];
    if (r->n_rules > 0 && strcmp(last->sector, "*") == 0 && strcmp(last->process, "*") == 0 &&
        strcmp(last->technology, "*") == 0)
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "not every process has a VOC profile", .where = lt_csv_path(t),
                    .expected = "*,*,* in the last row", .found = "a narrower one", .todo = "add the row");
}

lt_status lt_reactivity_read_from(const char *folder, lt_reactivity **out) {
    static lt_status (*const read[N_FILES])(const lt_csv *, lt_reactivity *) = {read_species, read_profiles, read_rates,
                                                                                read_bonds, read_rules};
    lt_reactivity *r;
    lt_status status = LT_OK;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    for (int k = 0; k < N_FILES && status == LT_OK; k++) {
        char path[1024];
        lt_csv *table = NULL;
        snprintf(path, sizeof path, "%s/%s", folder, files[k]);
        status = lt_csv_read(path, &table);
        if (status == LT_OK) status = read[k](table, r);
        lt_csv_free(table);
    }
    if (status == LT_OK)
        *out = r;
    else
        lt_reactivity_free(r);
    return status;
}

lt_status lt_reactivity_read(lt_reactivity **out) {
    char folder[512];
    LT_TRY(lt_share_path("inventory/data", folder, sizeof folder));
    return lt_reactivity_read_from(folder, out);
}

void lt_reactivity_free(lt_reactivity *r) {
    if (!r) return;
    lt_free(r->species);
    lt_free(r->parts);
    lt_free(r->rules);
    lt_free(r->oh_parts);
    lt_free(r);
}

static const source_rule *rule_of(const lt_reactivity *r, const char *sector, const char *process,
                                  const char *technology) {
    const source_rule *rule = r->rules;
    while (!lt_pattern_fits(rule->sector, sector) || !lt_pattern_fits(rule->process, process) ||
           !lt_pattern_fits(rule->technology, technology))
        rule++;
    return rule;
}

const char *lt_reactivity_profile(const lt_reactivity *r, const char *sector, const char *process,
                                  const char *technology) {
    return rule_of(r, sector, process, technology)->profile;
}

double lt_reactivity_mir(const lt_reactivity *r, const char *sector, const char *process, const char *technology) {
    return rule_of(r, sector, process, technology)->mir;
}

double lt_reactivity_oh(const lt_reactivity *r, const char *sector, const char *process, const char *technology) {
    return rule_of(r, sector, process, technology)->oh;
}

double lt_reactivity_group(const lt_reactivity *r, const char *profile, const char *group) {
    double sum = 0;
    for (long p = 0; p < r->n_parts; p++)
        if (strcmp(r->parts[p].profile, profile) == 0 && strcmp(r->species[r->parts[p].species].group, group) == 0)
            sum += r->parts[p].fraction;
    return sum;
}

lt_status lt_reactivity_digest(lt_hash *hash) {
    for (int k = 0; k < N_FILES; k++) LT_TRY(lt_hash_share_file(hash, lt_fmt("inventory/data/%s", files[k])));
    return LT_OK;
}
