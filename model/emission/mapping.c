#include "model/emission/mapping.h"

#include "base/log.h"
#include "base/units.h"

#include <stdio.h>
#include <string.h>

typedef struct way {
    const char *emitted, *species;
    double factor;
    int vapours; /* with which; -1: always */
} way;
static const way ways[] = {
#define LT_EMITTED_ROW(emitted, species, share) {emitted, species, share, -1},
    LT_EMITTED_LIST(LT_EMITTED_ROW)
#undef LT_EMITTED_ROW
#define LT_VAPOURS_ROW(emitted, species, factor, vapours) {emitted, species, factor, vapours},
        LT_EMITTED_VAPOURS(LT_VAPOURS_ROW)
#undef LT_VAPOURS_ROW
};
enum { N_WAYS = sizeof ways / sizeof *ways };
_Static_assert((int)N_WAYS < (int)LT_MOST_TERMS, "all of the list and a species' own name have room");
static const struct {
    const char *emitted, *why;
} aside[] = {
#define LT_ASIDE_ROW(emitted, why) {emitted, why},
    LT_EMITTED_ASIDE(LT_ASIDE_ROW)
#undef LT_ASIDE_ROW
};

lt_combustion_vapours lt_combustion_vapours_of(const char *name) {
    if (name && strcmp(name, "pcvoc") == 0) return LT_VAPOURS_PCVOC;
    return name && strcmp(name, "none") == 0 ? LT_VAPOURS_NONE : LT_VAPOURS_IVOC;
}

bool lt_mapping_reacts(const lt_mapping *m) {
    return m->set && m->set->mechanism;
}

/* Does this way lead to a species that the run has? */
static bool leads(const lt_mapping *m, const way *w) {
    return (w->vapours < 0 || w->vapours == (int)m->vapours) && lt_chemical_set_find(m->set, w->species) >= 0;
}

static void find_ways(const lt_mapping *m, lt_emitted_field *field) {
    for (int k = 0; k < N_WAYS; ++k) field->goes |= strcmp(ways[k].emitted, field->name) == 0 && leads(m, &ways[k]);
    const int own = field->goes ? -1 : lt_chemical_set_find(m->set, field->name);
    if (own < 0) return;
    field->own = m->set->info[own].name;
    field->goes = true;
}

/* Why it goes nowhere and need not; NULL: it must. */
static const char *aside_for(const char *emitted) {
    for (size_t k = 0; k < sizeof aside / sizeof *aside; ++k)
        if (strcmp(aside[k].emitted, emitted) == 0) return aside[k].why;
    return NULL;
}

static void say_aside(const lt_mapping *m) {
    char text[1024] = "";
    for (int f = 0; f < m->n; ++f) {
        const size_t used = strlen(text);
        if (m->fields[f].aside)
            snprintf(text + used, sizeof text - used, "%s%s (%s)", used ? ", " : "", m->fields[f].name,
                     m->fields[f].aside);
    }
    if (text[0]) lt_remark(LT_LOG_INFO, "emissions that %s need not carry: %s", m->set->chemistry, text);
}

const char *lt_emitted_rate(const lt_emitted_field *field) {
    return field->mol ? "mol s-1" : "kg s-1";
}

const char *lt_emitted_amount(const lt_emitted_field *field) {
    return field->mol ? "mol" : "kg";
}

/* By the dimension of its unit. */
static lt_status find_unit(lt_ncr *file, lt_emitted_field *field) {
    char unit[64] = "";
    const char *area = lt_fmt("area/%s", field->name);
    const char *name = lt_ncr_has(file, area) ? area : lt_fmt("points/%s", field->name);
    if (lt_ncr_has_attr(file, name, "units")) LT_TRY(lt_ncr_attr_text(file, name, "units", unit, sizeof unit));
    const bool hours = lt_emitted_by_hours(file, name);
    field->mol = lt_units_fit(unit, hours ? "mol s-1" : "mol");
    if (field->mol || lt_units_fit(unit, hours ? "kg s-1" : "kg")) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the unit of an emission is none",
                    .where = lt_fmt("%s, %s", lt_ncr_path(file), name),
                    .expected = hours ? "units that convert to mol s-1 (gases) or kg s-1"
                                      : "units that convert to mol (gases) or kg",
                    .found = unit[0] ? lt_fmt("\"%s\"", unit) : "no attribute units",
                    .todo = "write the unit that the numbers have, or make the emissions again with `lantian run`");
}

static bool describes(const char *name) {
    static const char *const names[] = {
        "x",  "y",      "height",        "diameter",         "exit_temperature", "exit_velocity",
        "id", "course", "place_assumed", "profile_fraction", "profile_name"};
    for (size_t k = 0; k < sizeof names / sizeof *names; ++k)
        if (strcmp(names[k], name) == 0) return true;
    return false;
}

static bool has_field(const lt_emitted_field *fields, int n, const char *name) {
    for (int f = 0; f < n; ++f)
        if (strcmp(fields[f].name, name) == 0) return true;
    return false;
}

static const char *const groups[] = {"area", "points"};

/* Names of all fields; room for as many. */
static lt_status list_names(lt_ncr *file, lt_emitted_field **out, int *n) {
    char name[64];
    size_t most = 0;
    *n = 0;
    *out = NULL;
    for (int g = 0; g < 2; ++g)
        for (int k = 0; lt_ncr_group_variable(file, groups[g], k, name, sizeof name); ++k) ++most;
    LT_TRY(lt_calloc(most, sizeof **out, out));
    for (int g = 0; g < 2; ++g)
        for (int k = 0; lt_ncr_group_variable(file, groups[g], k, name, sizeof name); ++k)
            if (!describes(name) && !has_field(*out, *n, name))
                snprintf((*out)[(*n)++].name, sizeof(*out)->name, "%.31s", name);
    return LT_OK;
}

lt_status lt_emitted_list(lt_ncr *file, lt_faults *faults, lt_emitted_field **out, int *n) {
    int all, good = 0;
    lt_status status = list_names(file, out, &all);
    for (int f = 0; f < all && status == LT_OK; ++f) {
        const long before = faults->n;
        status = lt_faults_take(faults, find_unit(file, &(*out)[f]));
        if (faults->n == before) (*out)[good++] = (*out)[f];
    }
    *n = good;
    return status;
}

static lt_status list_fields(lt_mapping *m) {
    LT_TRY(list_names(m->file, &m->fields, &m->n));
    if (!lt_mapping_reacts(m)) return LT_OK; /* masses, by name */
    for (int f = 0; f < m->n; ++f) {
        lt_emitted_field *field = &m->fields[f];
        LT_TRY(find_unit(m->file, field));
        find_ways(m, field);
        field->aside = field->goes ? NULL : aside_for(field->name);
    }
    say_aside(m);
    return LT_OK;
}

/* A file says which mechanism it was made for; one of another source need not. */
static lt_status expect_mechanism(lt_ncr *file, const lt_chemical_set *set) {
    char found[32] = "";
    if (!lt_ncr_has_attr(file, NULL, "mechanism")) return LT_OK;
    LT_TRY(lt_ncr_attr_text(file, NULL, "mechanism", found, sizeof found));
    const bool lumps = strcmp(found, "simple") == 0, wanted = set && set->mechanism;
    if (lumps != wanted) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the emissions were made for another chemistry",
                    .where = lt_fmt("%s, global attribute mechanism", lt_ncr_path(file)),
                    .expected = wanted ? lt_fmt("species of a mechanism, for model: chemistry: %s", set->chemistry)
                                       : "simple, for model: chemistry: off",
                    .found = found,
                    .todo = wanted ? "say inventory: mechanism: cb6r5, or leave the key out, and `lantian run` again"
                                   : "say inventory: mechanism: simple, or leave the key out, and `lantian run` again; "
                                     "or choose model: chemistry: cb6r5");
}

/* PCVOC that nobody emits would be none without a word. */
static lt_status expect_pcvoc(const lt_mapping *m) {
    if (!lt_mapping_reacts(m) || m->vapours != LT_VAPOURS_PCVOC) return LT_OK;
    for (int f = 0; f < m->n; ++f)
        for (int k = 0; k < N_WAYS; ++k)
            if (ways[k].vapours == LT_VAPOURS_PCVOC && strcmp(ways[k].emitted, m->fields[f].name) == 0 &&
                leads(m, &ways[k]))
                return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "there is nothing to make vapours of combustion of",
                    .where = lt_fmt("%s, model: combustion_vapours: pcvoc", lt_ncr_path(m->file)),
                    .expected = "PCPOA (inventory: mechanism: cb6r5), or POC and PNCOM, and a mechanism with PCVOC",
                    .found = "none of them",
                    .todo = "make the emissions again with `lantian run`, or say combustion_vapours: ivoc or none");
}

lt_status lt_mapping_create(lt_ncr *file, const lt_chemical_set *set, lt_combustion_vapours vapours, lt_mapping **out) {
    lt_mapping *m;
    *out = NULL;
    LT_TRY(expect_mechanism(file, set));
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    m->file = file;
    m->set = set;
    m->vapours = vapours;
    lt_status status = list_fields(m);
    if (status == LT_OK) status = lt_emitted_hours_open(file, &m->rates);
    if (status == LT_OK) status = expect_pcvoc(m);
    if (status == LT_OK)
        *out = m;
    else
        lt_mapping_free(m);
    return status;
}

void lt_mapping_free(lt_mapping *m) {
    if (!m) return;
    lt_emitted_hours_close(m->rates);
    lt_free(m->fields);
    lt_free(m);
}

static lt_status kg_of(const lt_mapping *m, const lt_species_info *info, const lt_emitted_field *field, double *kg) {
    *kg = field->mol ? info->molar_mass * 1e-3 : 1.0;
    if (*kg > 0.0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "particles are emitted in moles",
                    .where = lt_fmt("%s, %s, for %s", lt_ncr_path(m->file), field->name, info->name),
                    .expected = "units that convert to kg s-1", .found = "units that convert to mol s-1",
                    .todo = "write the mass, or another name if the field is a gas");
}

static lt_status add_term(const lt_mapping *m, const lt_species_info *info, const lt_emitted_field *field,
                          double factor, lt_emitted_term *terms, int *n) {
    if (*n >= LT_MOST_TERMS) return LT_RAISE(LT_ERR_INTERNAL, .what = "more terms of an emission than there are ways");
    terms[*n].field = field;
    LT_TRY(kg_of(m, info, field, &terms[*n].kg));
    terms[(*n)++].kg *= factor;
    return LT_OK;
}

static lt_status add_terms(const lt_mapping *m, const lt_species_info *info, lt_emitted_term *terms, int *n) {
    const bool ours = lt_mapping_reacts(m) && lt_chemical_set_find(m->set, info->emitted) >= 0;
    for (int f = 0; f < m->n; ++f) {
        const lt_emitted_field *field = &m->fields[f];
        const char *own = ours ? field->own : field->name;
        if (own && strcmp(own, info->emitted) == 0) LT_TRY(add_term(m, info, field, 1.0, terms, n));
        for (int k = 0; k < N_WAYS && ours; ++k)
            if (strcmp(ways[k].emitted, field->name) == 0 && strcmp(ways[k].species, info->emitted) == 0 &&
                leads(m, &ways[k]))
                LT_TRY(add_term(m, info, field, ways[k].factor, terms, n));
    }
    return LT_OK;
}

lt_status lt_mapping_terms(const lt_mapping *m, const lt_species_info *info, lt_emitted_term terms[LT_MOST_TERMS],
                           int *n) {
    const enum lt_dry_class dry = lt_primary_particles(info->emitted);
    const lt_species_set set = m->set ? lt_chemical_set_species(m->set) : lt_passive_set;
    *n = 0;
    if (dry == LT_DRY_NONE) return add_terms(m, info, terms, n);
    for (int s = 0; s < set.n; ++s)
        if (set.info[s].dry_class == (int)dry) LT_TRY(add_terms(m, &set.info[s], terms, n));
    return LT_OK;
}
