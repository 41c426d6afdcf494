/* mask.c - see mask.h. */
#include "scenarios/mask.h"

#include "base/csv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[] = {"mask", "region", "county", "place", "name_en", "name_zh", "source", NULL};

static bool is_built_up(const lt_source *source) {
    return source->built_up || strcmp(source->surrogate, "urban") == 0;
}

static bool lies_in(const char *place, const lt_source *source) {
    const size_t city = strcspn(place, "/@"), region = strlen(source->region);
    if (city != region || strncmp(place, source->region, city) != 0) return false;
    const char *rest = place + city;
    if (*rest == '/') {
        const size_t county = strcspn(rest + 1, "@");
        if (strlen(source->county) != county || strncmp(rest + 1, source->county, county) != 0) return false;
        rest += county + 1;
    }
    return *rest == '\0' || is_built_up(source);
}

bool lt_mask_takes(const lt_list *regions, const lt_source *source) {
    char *const *places = regions->items;
    for (long n = 0; n < regions->n; n++)
        if (lies_in(places[n], source)) return true;
    return regions->n == 0;
}

/* Does the place begin with a city of Liaoning? */
static bool is_place(const char *text) {
    char city[32];
    snprintf(city, sizeof city, "%.*s", (int)strcspn(text, "/@"), text);
    return lt_region_is_liaoning(city);
}

typedef struct places {
    char **items;
    long n, room;
} places;

static lt_status add(places *out, const char *text, const lt_node *node) {
    for (long k = 0; k < out->n; k++)
        if (strcmp(out->items[k], text) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "the selector names a place twice", .where = lt_node_where(node),
                            .expected = "every place once, masks counted with all that they hold", .found = text,
                            .todo = "remove one of the two");
    LT_TRY(lt_grow(&out->items, sizeof *out->items, out->n + 1, &out->room));
    out->items[out->n] = strdup(text);
    if (out->items[out->n] == NULL) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a place");
    out->n++;
    return LT_OK;
}

static lt_status add_mask(places *out, const lt_csv *t, const int *c, const char *name, const lt_node *node,
                          bool *known) {
    for (long r = 0; r < lt_csv_rows(t); r++) {
        if (strcmp(lt_csv_text(t, r, c[0]), name) != 0) continue;
        const char *county = lt_csv_text(t, r, c[2]), *place = lt_csv_text(t, r, c[3]);
        if (!lt_region_is_liaoning(lt_csv_text(t, r, c[1])) || (place[0] && strcmp(place, "built_up") != 0))
            return LT_RAISE(LT_ERR_INPUT, .what = "a mask names no place of Liaoning",
                            .where = lt_csv_where(t, r, c[1]),
                            .expected = "one of the 14 cities, and place built_up or nothing",
                            .found = lt_fmt("%s, %s", lt_csv_text(t, r, c[1]), place), .todo = "correct the row");
        *known = true;
        LT_TRY(
            add(out,
                lt_fmt("%s%s%s%s%s", lt_csv_text(t, r, c[1]), county[0] ? "/" : "", county, place[0] ? "@" : "", place),
                node));
    }
    return LT_OK;
}

static lt_status from_table(places *out, const char *path, const char *name, const lt_node *node, bool *known) {
    lt_csv *t;
    int c[7];
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_exactly(t, columns, c);
    if (status == LT_OK) status = add_mask(out, t, c, name, node, known);
    lt_csv_free(t);
    return status;
}

static lt_status expand_one(places *out, const char *name, const char *file, const lt_node *node) {
    char path[1024];
    bool known = false;
    if (is_place(name)) return add(out, name, node);
    if (lt_given(file)) {
        lt_node_path(node, file, path, sizeof path);
        LT_TRY(from_table(out, path, name, node, &known));
    }
    if (!known) {
        LT_TRY(lt_share_path("scenarios/library/masks.csv", path, sizeof path));
        LT_TRY(from_table(out, path, name, node, &known));
    }
    if (known) return LT_OK;
    const char *near = lt_nearest_name(name, lt_city_names, LT_N_CITIES);
    return LT_RAISE(LT_ERR_INPUT, .what = "the selector names an unknown city", .where = lt_node_where(node),
                    .expected = "one of the 14 cities of Liaoning (Shenyang, Dalian ...), or a mask of masks.csv",
                    .found = name, .todo = near ? lt_fmt("did you mean %s?", near) : "correct the name");
}

lt_status lt_mask_expand(lt_list *regions, const char *file, const lt_node *node) {
    char **names = regions->items;
    places out = {0};
    lt_status status = LT_OK;
    for (long r = 0; r < regions->n && status == LT_OK; r++) status = expand_one(&out, names[r], file, node);
    if (status != LT_OK) {
        for (long k = 0; k < out.n; k++) free(out.items[k]);
        lt_free(out.items);
        return status;
    }
    for (long r = 0; r < regions->n; r++) free(names[r]);
    lt_free(regions->items);
    *regions = (lt_list){out.items, out.n};
    return LT_OK;
}
