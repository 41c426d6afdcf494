/* species_near.c - names that a mechanism does not have (species_near.h). */
#include "model/chemistry/mechanism/species_near.h"

#include "base/csv.h"
#include "model/chemistry/mechanism/species_table.h"

#include <string.h>
#include <strings.h>

/* Sums that are spoken of like species. */
static const struct {
    const char *name, *members;
} sums[] = {
    {"NOX", "NO and NO2"},
    {"OX", "O3, NO2 and what turns into them"},
    {"HOX", "OH and HO2"},
    {"ROX", "OH, HO2 and the peroxy radicals"},
    {"NOY", "NO, NO2 and what is made of them"},
    {"SOX", "SO2 and sulfate"},
    {"VOC", "the organic species"},
    {"VOCS", "the organic species"},
    {"NMVOC", "the organic species"},
};
enum { N_SUMS = sizeof sums / sizeof *sums, SHORT_NAME = 6 };

const char *lt_species_near(const lt_mechanism *m, const char *name, bool variable) {
    const int n = variable ? m->n_variable : m->n_species;
    const char **names;
    if (lt_calloc((size_t)n, sizeof *names, &names) != LT_OK) return NULL;
    for (int s = 0; s < n; s++) names[s] = m->species[s].name;
    const char *near = lt_nearest_within(name, names, n, strlen(name) > SHORT_NAME ? 2 : 1);
    lt_free(names);
    return near;
}

/* The species of the mechanism that has this name, if the case may use it. */
static const char *usable(const lt_mechanism *m, const char *name, bool variable) {
    const int s = lt_mechanism_species(m, name);
    return s >= 0 && (!variable || s < m->n_variable) ? m->species[s].name : NULL;
}

/* One name of a list "a|b|c" at *at, which moves on; false at its end. */
static bool next_name(const char **at, char *out, size_t size) {
    const size_t n = strcspn(*at, "|");
    if (n == 0 || n >= size) return false;
    memcpy(out, *at, n);
    out[n] = '\0';
    *at += n + ((*at)[n] == '|');
    return true;
}

static bool means(const lt_species_fact *fact, const char *name) {
    char word[64];
    for (const char *at = fact->synonyms; next_name(&at, word, sizeof word);)
        if (strcasecmp(word, name) == 0) return true;
    return strcasecmp(fact->name, name) == 0 || strcasecmp(fact->doc_en, name) == 0 || strcmp(fact->doc_zh, name) == 0;
}

/* What the mechanism calls it. */
static const char *called(const lt_mechanism *m, const lt_species_fact *fact, bool variable) {
    char word[64];
    const char *found = usable(m, fact->name, variable);
    for (const char *at = fact->synonyms; !found && next_name(&at, word, sizeof word);)
        found = usable(m, word, variable);
    return found;
}

/* known: the table has it, whether or not the mechanism has. */
static const char *synonym(const lt_mechanism *m, const char *name, bool variable, bool *known) {
    lt_species_table *table;
    const char *advice = NULL;
    if (lt_species_table_read(&table) != LT_OK) {
        lt_error_clear();
        return NULL;
    }
    for (int row = 0; row < lt_species_table_rows(table) && !advice; row++) {
        const lt_species_fact *fact = lt_species_table_row(table, row);
        if (!means(fact, name)) continue;
        *known = true;
        const char *found = called(m, fact, variable);
        if (found) advice = lt_fmt("here it is %s (%s)", found, fact->doc_en);
    }
    lt_species_table_free(table);
    return advice;
}

const char *lt_species_advice(const lt_mechanism *m, const char *name, bool variable) {
    for (int k = 0; k < N_SUMS; k++)
        if (strcasecmp(sums[k].name, name) == 0)
            return lt_fmt("it is a sum: name its members (%s), or declare it in output: families", sums[k].members);
    bool known = false;
    const char *advice = synonym(m, name, variable, &known);
    if (advice) return advice;
    const char *near = known ? NULL : lt_species_near(m, name, variable); /* a species of its own is no slip */
    return near ? lt_fmt("did you mean %s?", near)
                : lt_fmt("`lantian mechanism check %s` lists the species", lt_mechanism_call(m));
}
