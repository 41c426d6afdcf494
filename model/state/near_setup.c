#include "model/state/near_setup.h"

#include "base/csv.h"
#include "base/job.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#define AT(member) offsetof(lt_near_setup, member)
const lt_config_row lt_near_rows[] = {
    {.key = "site", .type = LT_TEXT, .offset = AT(site), .doc = "short name: small letters, digits, -"},
    {.key = "title_en", .type = LT_TEXT, .offset = AT(title_en), .fallback = "", .doc = "title of the map"},
    {.key = "title_zh", .type = LT_TEXT, .offset = AT(title_zh), .fallback = "", .doc = "the same in Chinese"},
    {.key = "lon",
     .type = LT_REAL_UNIT,
     .offset = AT(lon),
     .unit = "1",
     .min = -180,
     .max = 180,
     .doc = "of the place whose cell is the middle of the map, degrees east"},
    {.key = "lat", .type = LT_REAL_UNIT, .offset = AT(lat), .unit = "1", .min = -90, .max = 90, .doc = "degrees north"},
    {.key = "cells",
     .type = LT_INT,
     .offset = AT(cells),
     .fallback = "3",
     .min = 1,
     .max = 9,
     .doc = "cells of the grid in a row of the map: 1, 3, 5, 7 or 9"},
    {.key = "resolution",
     .type = LT_REAL_UNIT,
     .offset = AT(resolution_m),
     .unit = "m",
     .fallback = "250 m",
     .min = 100,
     .max = 1000,
     .doc = "between the points of the map; the nearest that divides a cell is taken"},
    {.key = "pollutants",
     .type = LT_TEXTS,
     .offset = AT(pollutants),
     .fallback = "",
     .doc = "of so2, nox (with no2), pm25, pm10, co; absent: so2, nox, pm25"},
    {0}};

/* NO counts as NO2, as the field nox has it. */
#define NO2_OF_NO (46.0055 / 30.0061)
static const lt_near_pollutant table[] = {{"so2", true, {{"SO2", 1.0}}},
                                          {"nox", true, {{"NO2", 1.0}, {"NO", NO2_OF_NO}}},
                                          {"pm25", true, {{LT_PRIMARY_FINE, 1.0}}},
                                          {"pm10", true, {{LT_PRIMARY_FINE, 1.0}, {LT_PRIMARY_COARSE, 1.0}}},
                                          {"co", true, {{"CO", 1.0}}},
                                          {"so2", false, {{"SO2", 1.0}}},
                                          {"nox", false, {{"NOX", 1.0}}},
                                          {"pm25", false, {{LT_PRIMARY_FINE, 1.0}}},
                                          {"pm10", false, {{LT_PRIMARY_FINE, 1.0}, {LT_PRIMARY_COARSE, 1.0}}},
                                          {"co", false, {{"CO", 1.0}}}};
static const char *const usual[] = {"so2", "nox", "pm25"};

const lt_near_pollutant *lt_near_pollutant_find(const char *name, bool mechanism) {
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        if (table[k].mechanism == mechanism && strcmp(table[k].name, name) == 0) return &table[k];
    return NULL;
}

const char *const *lt_near_pollutants(const lt_near_setup *near, int *n) {
    *n = near->pollutants.n > 0 ? (int)near->pollutants.n : (int)(sizeof usual / sizeof *usual);
    return near->pollutants.n > 0 ? (const char *const *)near->pollutants.items : usual;
}

const char *lt_near_tag(long map, const char *species, int east, int north) {
    return lt_fmt("near%ld_%s_%d_%d", map + 1, species, east, north);
}

/* --- judgement ---------------------------------------------------------------------------------------------------- */

static const lt_near_setup *item(const lt_list *near, long n) {
    return (const lt_near_setup *)near->items + n;
}

static lt_status fault(const lt_node *list, long n, const char *key, const char *what, const char *expected,
                       const char *found, const char *todo) {
    const lt_node *map = list && list->kind == LT_NODE_LIST && n < list->n ? list->items[n] : NULL;
    const lt_node *at = map ? lt_node_get(map, key) : NULL;
    const char *where = at ? lt_node_where(at) : map ? lt_node_where(map) : "model: near";
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, near %ld, %s", where, n + 1, key),
                    .expected = expected, .found = found, .todo = todo);
}

static lt_status judge_pollutants(const lt_near_setup *near, bool mechanism, const lt_node *node, long n) {
    int count;
    const char *const *names = lt_near_pollutants(near, &count);
    for (int k = 0; k < count; k++) {
        if (!lt_near_pollutant_find(names[k], mechanism))
            return fault(node, n, "pollutants", "no map can be made of this", "of so2, nox, pm25, pm10, co",
                         lt_fmt("\"%s\"", names[k]), "secondary species keep the value of the cell: leave it out");
        for (int m = 0; m < k; m++)
            if (strcmp(names[k], names[m]) == 0)
                return fault(node, n, "pollutants", "a pollutant stands twice", "each once", names[k], "remove one");
    }
    return LT_OK;
}

/* It stands in one line of a picture, and postproc/nearby reads so much of it. */
static lt_status judge_title(const char *key, const char *title, const lt_node *node, long n) {
    if (!title || strlen(title) < LT_NEAR_TITLE) return LT_OK;
    return fault(node, n, key, "the title of a map is too long", lt_fmt("less than %d bytes", LT_NEAR_TITLE),
                 lt_fmt("%zu", strlen(title)), "shorten it");
}

static lt_status judge_site(const lt_list *near, const lt_node *node, long n) {
    const lt_near_setup *one = item(near, n);
    if (!one->site || !lt_case_is_id(one->site))
        return fault(node, n, "site", "not a name for a map", "small letters, digits, -",
                     lt_fmt("\"%s\"", one->site ? one->site : ""), "choose another name");
    for (long m = 0; m < n; m++)
        if (item(near, m)->site && strcmp(item(near, m)->site, one->site) == 0)
            return fault(node, n, "site", "two maps have one name", "a file for each", one->site, "rename one");
    LT_TRY(judge_title("title_en", one->title_en, node, n));
    LT_TRY(judge_title("title_zh", one->title_zh, node, n));
    if (one->cells % 2 == 1) return LT_OK;
    return fault(node, n, "cells", "the place's cell is not in the middle", "1, 3, 5, 7 or 9",
                 lt_fmt("%ld", one->cells), "take one more or one less");
}

/* Names of tags are the maps' own. */
static lt_status judge_names(const lt_list *near, const lt_list *tracers) {
    for (long t = 0; near->n > 0 && t < tracers->n; t++) {
        const char *name = ((const lt_tracer_setup *)tracers->items)[t].name;
        if (name && strncmp(name, "near", 4) == 0 && isdigit((unsigned char)name[4]))
            return LT_RAISE(LT_ERR_INPUT, .what = "the name of a tracer is one of the maps'", .where = "model: tracers",
                            .expected = "no name that begins with near and a digit", .found = name,
                            .todo = "rename the tracer");
    }
    return LT_OK;
}

lt_status lt_near_judge(const lt_list *near, const lt_list *tracers, bool mechanism, const lt_node *node) {
    if (near->n > LT_NEAR_SITES)
        return LT_RAISE(LT_ERR_INPUT, .what = "too many maps", .where = "model: near",
                        .expected = lt_fmt("at most %d", LT_NEAR_SITES), .found = lt_fmt("%ld", near->n),
                        .todo = "leave some out");
    for (long n = 0; n < near->n; n++) {
        LT_TRY(judge_site(near, node, n));
        LT_TRY(judge_pollutants(item(near, n), mechanism, node, n));
    }
    return judge_names(near, tracers);
}

/* --- tags --------------------------------------------------------------------------------------------------------- */

static lt_status make_tag(const lt_near_setup *near, const char *name, const char *species, int east, int north,
                          lt_tracer_setup *out) {
    const long middle = near->cells / 2;
    *out = (lt_tracer_setup){.name = strdup(name),
                             .kind = strdup("tag"),
                             .of = strdup(species),
                             .lon = near->lon,
                             .lat = near->lat,
                             .east = east - middle,
                             .north = north - middle,
                             .ring = 1,
                             .source = strdup("points"),
                             .hours = strdup("all"),
                             .deposition = strdup("parent"),
                             .value = strdup("parent"),
                             .emission = strdup("on")};
    if (out->name && out->kind && out->of && out->source && out->hours && out->deposition && out->value &&
        out->emission)
        return LT_OK;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a tag");
}

static bool stands(const char *const *names, int n, const char *name) {
    for (int k = 0; k < n; k++)
        if (strcmp(names[k], name) == 0) return true;
    return false;
}

void lt_near_species(const lt_near_setup *near, bool mechanism, const char *out[LT_NEAR_MOST_SPECIES], int *n) {
    int n_names;
    const char *const *names = lt_near_pollutants(near, &n_names);
    *n = 0;
    for (int k = 0; k < n_names; k++) {
        const lt_near_tagged *t = lt_near_pollutant_find(names[k], mechanism)->tagged;
        for (int s = 0; s < LT_NEAR_MOST_TAGGED && t[s].species; s++)
            if (!stands(out, *n, t[s].species) && *n < LT_NEAR_MOST_SPECIES) out[(*n)++] = t[s].species;
    }
}

static lt_status add_map(const lt_list *near, long map, bool mechanism, lt_list *tracers) {
    const lt_near_setup *one = item(near, map);
    const char *species[LT_NEAR_MOST_SPECIES];
    int n;
    lt_near_species(one, mechanism, species, &n);
    for (int s = 0; s < n; s++)
        for (int north = 0; north < one->cells; north++)
            for (int east = 0; east < one->cells; east++) {
                lt_tracer_setup *tag = (lt_tracer_setup *)tracers->items + tracers->n++;
                LT_TRY(make_tag(one, lt_near_tag(map, species[s], east, north), species[s], east, north, tag));
            }
    return LT_OK;
}

lt_status lt_near_add_tags(const lt_list *near, bool mechanism, lt_list *tracers) {
    size_t n = (size_t)tracers->n;
    lt_tracer_setup *all;
    for (long m = 0; m < near->n; m++)
        n += LT_NEAR_MOST_SPECIES * (size_t)(item(near, m)->cells * item(near, m)->cells);
    if (near->n == 0) return LT_OK;
    LT_TRY(lt_calloc(n, sizeof *all, &all));
    if (tracers->n > 0) memcpy(all, tracers->items, (size_t)tracers->n * sizeof *all);
    lt_free(tracers->items);
    tracers->items = all;
    for (long m = 0; m < near->n; m++) LT_TRY(add_map(near, m, mechanism, tracers));
    return LT_OK;
}
