#include "model/state/tracer_setup.h"

#include "base/csv.h"
#include "model/state/region_list.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const lt_tracer_setup *item(const lt_list *tracers, long n) {
    return (const lt_tracer_setup *)tracers->items + n;
}

lt_tracer_kind lt_tracer_kind_of(const lt_tracer_setup *t) {
    return t->kind[0] == 'g'   ? LT_TRACER_GAS
           : t->kind[0] == 't' ? LT_TRACER_TAG
           : t->kind[0] == 'b' ? LT_TRACER_BORDER
                               : LT_TRACER_START;
}

bool lt_tracer_has_place(const lt_tracer_setup *t) {
    return t->lon != 0.0 || t->lat != 0.0;
}

bool lt_tracer_is_sum(const lt_tracer_setup *t) {
    return lt_tracer_kind_of(t) == LT_TRACER_TAG && t->of && lt_primary_particles(t->of) != LT_DRY_NONE;
}

/* Whose removal a sum of particles has: that of the first of its mode, which is that of all. */
static int first_of_class(const lt_species_set *species, enum lt_dry_class dry) {
    for (int s = 0; s < species->n; ++s)
        if (species->info[s].dry_class == (int)dry) return s;
    return -1;
}

static const char *gas_name(const lt_tracer_setup *t) {
    return t->of ? t->of : t->name;
}

static bool needs_parent(const lt_tracer_setup *t) {
    lt_tracer_kind kind = lt_tracer_kind_of(t);
    return kind == LT_TRACER_TAG || kind == LT_TRACER_START || (kind == LT_TRACER_BORDER && strcmp(t->value, "one"));
}

int lt_tracer_parent(const lt_list *tracers, const lt_species_set *species, long n) {
    const lt_tracer_setup *t = item(tracers, n);
    if (!needs_parent(t) || !t->of) return -1;
    const int s = lt_species_find(species, t->of);
    if (s >= 0) return s;
    if (lt_tracer_is_sum(t)) return first_of_class(species, lt_primary_particles(t->of));
    for (long m = 0; m < n; ++m)
        if (strcmp(item(tracers, m)->name, t->of) == 0 && lt_tracer_kind_of(item(tracers, m)) == LT_TRACER_GAS)
            return species->n + (int)m;
    return -1;
}

int lt_tracer_gas(const lt_list *tracers, const lt_species_set *species, long n, const lt_gases *gases) {
    const lt_tracer_setup *t = item(tracers, n);
    if (lt_tracer_kind_of(t) == LT_TRACER_GAS) return lt_gases_find(gases, gas_name(t));
    int parent = lt_tracer_parent(tracers, species, n);
    return parent < species->n ? -1 : lt_gases_find(gases, gas_name(item(tracers, parent - species->n)));
}

bool lt_tracer_hours(const char *text, unsigned *out) {
    int first, last, end = 0;
    *out = 0;
    if (strcmp(text, "all") == 0) return true;
    if (!isdigit((unsigned char)text[0]) || sscanf(text, "%2d-%2d%n", &first, &last, &end) != 2 || text[end] ||
        first > 23 || last < 0 || last > 23)
        return false;
    for (int h = first;; h = (h + 1) % 24) {
        *out |= 1u << h;
        if (h == last) return true;
    }
}

/* --- judgement --- */

typedef struct lt_tracer_court {
    const lt_list *tracers;
    const lt_species_set *species;
    const lt_node *node;
    lt_gases gases;
    long n; /* the tracer that is judged */
} lt_tracer_court;

static const char *place(const lt_tracer_court *c, const char *key) {
    const lt_node *map = c->node && c->node->kind == LT_NODE_LIST && c->n < c->node->n ? c->node->items[c->n] : NULL;
    const lt_node *at = map ? lt_node_get(map, key) : NULL;
    const char *where = at ? lt_node_where(at) : map ? lt_node_where(map) : "model: tracers";
    const char *name = item(c->tracers, c->n)->name;
    return lt_fmt("%s, tracer %s, %s", where, name ? name : lt_fmt("%ld", c->n + 1), key);
}

static lt_status fault(const lt_tracer_court *c, const char *key, const char *what, const char *expected,
                       const char *found, const char *todo) {
    const char *where = place(c, key);
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = expected, .found = lt_fmt("\"%s\"", found),
                    .todo = todo);
}

static const char *did_you_mean(const char *text, const char *const *names, long n) {
    const char *nearest = lt_nearest_name(text, names, n);
    return nearest ? lt_fmt("did you mean %s?", nearest) : "correct the name";
}

/* Names go into netCDF files beside the axes and fields of the model, whose names are small. */
static lt_status judge_name(const lt_tracer_court *c) {
    static const char *const taken[] = {"x", "y", "z", "time", "nv", "lon", "lat", "crs", "time_bnds", "region"};
    const char *name = item(c->tracers, c->n)->name;
    const char *tail = strrchr(name, '_');
    bool good = isalpha((unsigned char)name[0]) && strlen(name) < LT_TRACER_NAME;
    for (const char *p = name; *p; ++p) good = good && (isalnum((unsigned char)*p) || *p == '_');
    good = good && !(tail && strcasecmp(tail, "_enhancement") == 0); /* a field of gases */
    if (!good)
        return fault(
            c, "name", "this is no name of a tracer",
            lt_fmt("a letter, then at most %d letters, digits and _; no _enhancement at its end", LT_TRACER_NAME - 2),
            name, "choose another name");
    bool used = false;
    for (size_t k = 0; k < sizeof taken / sizeof *taken; ++k) used |= strcasecmp(taken[k], name) == 0;
    for (int s = 0; s < c->species->n; ++s) used |= strcasecmp(c->species->info[s].name, name) == 0;
    for (long m = 0; m < c->n; ++m) used |= item(c->tracers, m)->name && !strcasecmp(item(c->tracers, m)->name, name);
    if (!used) return LT_OK;
    return fault(c, "name", "the name of a tracer stands twice",
                 "a name that no other tracer, species or axis has (capitals do not count)", name, "rename the tracer");
}

static lt_status judge_gas(const lt_tracer_court *c) {
    const lt_tracer_setup *t = item(c->tracers, c->n);
    const char *names[LT_MAX_GASES];
    for (int g = 0; g < c->gases.n; ++g) names[g] = c->gases.items[g].name;
    if (lt_gases_find(&c->gases, gas_name(t)) >= 0) return LT_OK;
    return fault(c, "of", "unknown gas", "a gas of model/data/passive_gases.csv (CO2, CH4)", gas_name(t),
                 did_you_mean(gas_name(t), names, c->gases.n));
}

static bool is_emitted(const lt_tracer_court *c, int s) {
    if (s < c->species->n) return *c->species->info[s].emitted;
    return strcmp(item(c->tracers, s - c->species->n)->emission, "on") == 0;
}

/* What stands for a lump of `chemistry: off` in a mechanism; NULL for a name that is none, or where the run has it. */
static const char *lump_now(const lt_species_set *species, const char *of) {
    static const struct {
        const char *lump, *now, *first; /* first: a species that the run must have */
    } lumps[] = {{"NOX", "each of NO, NO2, HONO", "NO2"},
                 {"SO4", "ASO4J", "ASO4J"},
                 {"VOC", "its gases: ISOP, TOL, ...", "NO2"},
                 {"BC", "AECJ", "AECJ"},
                 {"POM", "each of ALVPO1J, ASVPO1J, ASVPO2J, ASVPO3J, AIVPO1J", "ALVPO1J"},
                 {"PMO", "AOTHRJ", "AOTHRJ"},
                 {"PMC", "each of ACORS, ASOIL", "ACORS"}};
    for (size_t k = 0; k < sizeof lumps / sizeof *lumps; ++k)
        for (int s = 0; s < species->n && strcmp(lumps[k].lump, of) == 0; ++s)
            if (strcmp(species->info[s].name, lumps[k].first) == 0) return lumps[k].now;
    return NULL;
}

static lt_status judge_parent(const lt_tracer_court *c) {
    const lt_tracer_setup *t = item(c->tracers, c->n);
    const char *of = t->of ? t->of : "";
    int parent = lt_tracer_parent(c->tracers, c->species, c->n);
    if (!needs_parent(t)) return LT_OK;
    if (parent >= 0 && (lt_tracer_kind_of(t) != LT_TRACER_TAG || is_emitted(c, parent))) return LT_OK;
    if (parent >= 0)
        return fault(c, "of", "nothing emits this species, so no part of it can be tagged", "a species with emissions",
                     of, "tag the species that it forms from");
    const char **names;
    long n = 0;
    LT_TRY(lt_calloc((size_t)(c->species->n + c->n), sizeof *names, &names));
    for (int s = 0; s < c->species->n; ++s) names[n++] = c->species->info[s].name;
    for (long m = 0; m < c->n; ++m)
        if (lt_tracer_kind_of(item(c->tracers, m)) == LT_TRACER_GAS) names[n++] = item(c->tracers, m)->name;
    const char *now = lump_now(c->species, of);
    const lt_status status =
        fault(c, "of", "unknown species", "a species of the chemistry, or a gas that stands before in the list", of,
              now ? lt_fmt("a mechanism has no lumps: a tag of %s", now) : did_you_mean(of, names, n));
    lt_free(names);
    return status;
}

/* Keys that say nothing for this kind must stay as they are by default. */
static lt_status judge_keys(const lt_tracer_court *c) {
    const lt_tracer_setup *t = item(c->tracers, c->n);
    lt_tracer_kind kind = lt_tracer_kind_of(t);
    const struct {
        const char *key;
        bool given;
        lt_tracer_kind kind;
    } keys[] = {{"regions", t->regions.n > 0, LT_TRACER_TAG},
                {"lon", lt_tracer_has_place(t), LT_TRACER_TAG},
                {"source", strcmp(t->source, "all") != 0, LT_TRACER_TAG},
                {"hours", strcmp(t->hours, "all") != 0, LT_TRACER_TAG},
                {"value", strcmp(t->value, "parent") != 0, LT_TRACER_BORDER},
                {"emission", strcmp(t->emission, "on") != 0, LT_TRACER_GAS},
                {"background", t->background != 0.0, LT_TRACER_GAS}};
    static const char *const kinds[] = {"gas", "tag", "border", "start"};
    for (size_t k = 0; k < sizeof keys / sizeof *keys; ++k)
        if (keys[k].given && keys[k].kind != kind)
            LT_TRY(fault(c, keys[k].key, lt_fmt("%s says nothing here", keys[k].key),
                         lt_fmt("kind: %s", kinds[keys[k].kind]), t->kind, "remove the line, or change the kind"));
    if (kind == LT_TRACER_BORDER && !needs_parent(t) && t->of)
        LT_TRY(fault(c, "of", "of says nothing here", "value: parent", t->value, "remove one of the two lines"));
    return LT_OK;
}

static lt_status judge_place(const lt_tracer_court *c) {
    const lt_tracer_setup *t = item(c->tracers, c->n);
    if (lt_tracer_has_place(t) && t->regions.n > 0)
        return fault(c, "regions", "a tag has a square of cells and regions", "one of the two", "regions, lon, lat",
                     "remove regions, or lon and lat");
    if (lt_tracer_has_place(t) || (t->east == 0 && t->north == 0 && t->ring == 0)) return LT_OK;
    return fault(c, "lon", "a square of cells has no place", "lon and lat beside east, north or ring", "",
                 "add lon and lat");
}

static lt_status judge_tracer(const lt_tracer_court *c) {
    const lt_tracer_setup *t = item(c->tracers, c->n);
    unsigned hours;
    LT_TRY(judge_name(c));
    LT_TRY(judge_keys(c));
    LT_TRY(judge_place(c));
    if (lt_tracer_kind_of(t) == LT_TRACER_GAS) LT_TRY(judge_gas(c));
    LT_TRY(judge_parent(c));
    LT_TRY(lt_region_list_judge(&t->regions, place(c, "regions")));
    if (lt_tracer_hours(t->hours, &hours)) return LT_OK;
    return fault(c, "hours", "these are no hours of the day", "all, or two hours from 0 to 23 such as 7-18", t->hours,
                 "correct the hours");
}

lt_status lt_tracers_judge(const lt_list *tracers, const lt_species_set *species, const lt_node *node) {
    lt_tracer_court court = {.tracers = tracers, .species = species, .node = node};
    if (tracers->n == 0) return LT_OK;
    LT_TRY(lt_gases_read(&court.gases));
    for (court.n = 0; court.n < tracers->n; ++court.n) LT_TRY(judge_tracer(&court));
    return LT_OK;
}
