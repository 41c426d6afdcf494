#include "model/driver/process_items.h"

#include "base/csv.h"

#include <string.h>

typedef struct lt_family {
    const char *name;
    const char *part[LT_MOST_PARTS];
} lt_family;
static const lt_family families[] = {{"OX", {"O3", "NO2"}}};
enum { N_FAMILIES = sizeof families / sizeof *families };

static const char *name_of(const lt_list *wanted, long n) {
    return ((char *const *)wanted->items)[n];
}

static bool is_word(const lt_list *wanted, const char *word) {
    return wanted->n == 1 && strcmp(name_of(wanted, 0), word) == 0;
}

bool lt_process_items_wanted(const lt_list *wanted, bool mechanism) {
    return wanted->n > 0 && !is_word(wanted, "off") && (mechanism || !is_word(wanted, "on"));
}

static lt_process_item of_species(const lt_species_set *set, int s) {
    const double molar = set->info[s].molar_mass;
    return (lt_process_item){.name = set->info[s].name,
                             .unit = molar > 0.0 ? "ppb" : "ug kg-1",
                             .per_ratio = molar > 0.0 ? 1e9 * (LT_M_AIR / molar) : 1e9,
                             .n_parts = 1,
                             .species = {s},
                             .weight = {1.0}};
}

/* false: the run does not carry all of it. */
static bool of_family(const lt_family *family, const lt_species_set *set, lt_process_item *out) {
    int first = lt_species_find(set, family->part[0]);
    if (first < 0) return false;
    *out = of_species(set, first);
    out->name = family->name;
    for (int p = 1; p < LT_MOST_PARTS && family->part[p]; ++p) {
        int s = lt_species_find(set, family->part[p]);
        if (s < 0 || !(set->info[s].molar_mass > 0.0)) return false;
        out->species[p] = s;
        out->weight[p] = set->info[first].molar_mass / set->info[s].molar_mass;
        out->n_parts = p + 1;
    }
    return true;
}

static bool is_carried(const char *name, const lt_species_set *set, lt_process_item *out) {
    for (int f = 0; f < N_FAMILIES; ++f)
        if (strcmp(families[f].name, name) == 0) return of_family(&families[f], set, out);
    int s = lt_species_find(set, name);
    if (s >= 0) *out = of_species(set, s);
    return s >= 0;
}

static lt_status unknown(const char *name, const lt_species_set *set, const char *where) {
    const char **names;
    LT_TRY(lt_calloc((size_t)set->n, sizeof *names, &names));
    for (int s = 0; s < set->n; ++s) names[s] = set->info[s].name;
    const char *nearest = lt_nearest_name(name, names, set->n);
    lt_free(names);
    return LT_RAISE(LT_ERR_INPUT, .what = "a process budget of what the run does not carry", .where = where,
                    .expected = "a species or tracer of the run, or OX (O3 + NO2)", .found = lt_fmt("\"%s\"", name),
                    .todo = nearest ? lt_fmt("did you mean %s?", nearest) : "correct the name");
}

lt_status lt_process_items_find(const lt_list *wanted, const lt_species_set *set, const char *where,
                                lt_process_item *out, int *n) {
    static const char *const usual[] = {"O3", "OX"};
    const bool on = is_word(wanted, "on");
    *n = 0;
    for (long a = 0; a < (on ? 2 : wanted->n); ++a) {
        const char *name = on ? usual[a] : name_of(wanted, a);
        if (is_carried(name, set, &out[*n]))
            *n += 1;
        else if (!on)
            return unknown(name, set, where);
    }
    return LT_OK;
}

static lt_status judge_words(const lt_list *wanted, const char *where) {
    for (long a = 0; a < wanted->n; ++a) {
        const char *name = name_of(wanted, a);
        bool bad = wanted->n > 1 && (strcmp(name, "on") == 0 || strcmp(name, "off") == 0);
        for (long b = 0; b < a; ++b) bad |= strcmp(name_of(wanted, b), name) == 0;
        if (bad)
            return LT_RAISE(LT_ERR_INPUT, .what = "what shall the process budget be of?", .where = where,
                            .expected = "off, on, or species, each once", .found = lt_fmt("\"%s\"", name),
                            .todo = "take it out of the list");
    }
    return LT_OK;
}

/* Species and tracers as a run will have them, but for what only the run knows of tracers. */
static lt_status judge_names(const lt_list *wanted, const lt_species_set *set, const lt_list *tracers,
                             const char *where) {
    const lt_tracer_setup *setup = tracers->items;
    lt_species_info *info;
    lt_process_item *items = NULL;
    int n;
    LT_TRY(lt_calloc((size_t)(set->n + tracers->n), sizeof *info, &info));
    memcpy(info, set->info, (size_t)set->n * sizeof *info);
    for (long t = 0; t < tracers->n; ++t) info[set->n + t].name = setup[t].name;
    const lt_species_set all = {set->n + (int)tracers->n, info};
    lt_status status = lt_calloc((size_t)wanted->n + 2, sizeof *items, &items);
    if (status == LT_OK) status = lt_process_items_find(wanted, &all, where, items, &n);
    lt_free(items);
    lt_free(info);
    return status;
}

lt_status lt_process_items_judge(const lt_list *wanted, const lt_species_set *set, const lt_list *tracers,
                                 const lt_node *node) {
    const char *where = node ? lt_node_where(node) : "model: process_budget";
    LT_TRY(judge_words(wanted, where));
    return lt_process_items_wanted(wanted, true) ? judge_names(wanted, set, tracers, where) : LT_OK;
}
