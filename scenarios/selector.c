/* selector.c - see selector.h. */
#include "scenarios/selector.h"

#include "base/csv.h"

#include <stddef.h>
#include <string.h>

#define FIELD(member) offsetof(lt_selector, member)
const lt_config_row lt_selector_rows[] = {
    {.key = "regions",
     .type = LT_TEXTS,
     .offset = FIELD(regions),
     .fallback = "",
     .doc = "cities and masks (library/masks.csv); default all 14"},
    {.key = "masks", .type = LT_TEXT, .offset = FIELD(masks), .fallback = "", .doc = "a table of masks of your own"},
    {.key = "ids", .type = LT_TEXTS, .offset = FIELD(ids), .fallback = "", .doc = "records by id, e.g. one plant"},
    {.key = "sectors", .type = LT_TEXTS, .offset = FIELD(sectors), .fallback = "", .doc = "sectors of the ledger"},
    {.key = "processes", .type = LT_TEXTS, .offset = FIELD(processes), .fallback = "", .doc = "fuels or products"},
    {.key = "technologies",
     .type = LT_TEXTS,
     .offset = FIELD(technologies),
     .fallback = "",
     .doc = "technologies; truck_* stands for all that begin so"},
    {.key = "controls", .type = LT_TEXTS, .offset = FIELD(controls), .fallback = "", .doc = "controls"},
    {.key = "unit_size_max",
     .type = LT_REAL_UNIT,
     .offset = FIELD(unit_size_max_tph),
     .unit = "t/h",
     .fallback = "0 t/h",
     .min = 0,
     .max = 1e6,
     .doc = "largest boiler of a record, steam; 0 = no limit"},
    {.key = "unit_size_min",
     .type = LT_REAL_UNIT,
     .offset = FIELD(unit_size_min_tph),
     .unit = "t/h",
     .fallback = "0 t/h",
     .min = 0,
     .max = 1e6,
     .doc = "smallest size of the largest boiler of a record"},
    {.key = "built_up",
     .type = LT_TEXT,
     .offset = FIELD(built_up),
     .fallback = "any",
     .choices = "yes|no|any",
     .doc = "in a city's built-up area"},
    {.key = NULL},
};

bool lt_selector_listed(const lt_list *list, const char *text) {
    char *const *names = list->items;
    for (long n = 0; n < list->n; n++)
        if (lt_pattern_fits(names[n], text)) return true;
    return list->n == 0;
}

bool lt_selector_match(const lt_selector *selector, const lt_source *source) {
    /* sectors first: they rule out most records, and regions are many comparisons */
    if (!lt_selector_listed(&selector->sectors, source->sector) ||
        !lt_selector_listed(&selector->processes, source->process))
        return false;
    if (!lt_region_is_liaoning(source->region) || !lt_mask_takes(&selector->regions, source)) return false;
    if (!lt_selector_listed(&selector->ids, source->id)) return false;
    if (!lt_selector_listed(&selector->technologies, source->technology) ||
        !lt_selector_listed(&selector->controls, source->control))
        return false;
    bool sized = selector->unit_size_max_tph > 0 || selector->unit_size_min_tph > 0;
    if (sized && source->unit_size_tph <= 0) return false; /* not a boiler, or of unknown size */
    if (selector->unit_size_max_tph > 0 && source->unit_size_tph > selector->unit_size_max_tph) return false;
    if (source->unit_size_tph < selector->unit_size_min_tph) return false;
    if (selector->built_up == NULL || strcmp(selector->built_up, "any") == 0) return true;
    return source->built_up == (strcmp(selector->built_up, "yes") == 0);
}

typedef const char *field(const lt_source *source);
static const char *sector_of(const lt_source *source) {
    return source->sector;
}
static const char *process_of(const lt_source *source) {
    return source->process;
}

static const char *nearest(const char *name, field *of, const lt_ledger *ledger) {
    enum { MOST = 256 };
    const char *have[MOST];
    long n = 0;
    for (long s = 0; s < ledger->n && n < MOST; s++) {
        const char *text = of(&ledger->sources[s]);
        if (n == 0 || strcmp(have[n - 1], text) != 0) have[n++] = text;
    }
    return lt_nearest_name(name, have, n);
}

/* Every name must fit some record, wherever it is. */
static lt_status check_names(const lt_list *list, const char *what, field *of, const lt_node *node,
                             const lt_ledger *ledger) {
    char *const *names = list->items;
    for (long k = 0; k < list->n; k++) {
        bool fits = false;
        for (long s = 0; s < ledger->n && !fits; s++) fits = lt_pattern_fits(names[k], of(&ledger->sources[s]));
        if (fits) continue;
        const char *near = nearest(names[k], of, ledger);
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the selector names a %s that selects no record", what),
                        .where = lt_node_where(node), .expected = lt_fmt("a %s of the ledger", what), .found = names[k],
                        .todo = near ? lt_fmt("did you mean %s?", near) : "see lantian inventory list");
    }
    return LT_OK;
}

lt_status lt_selector_find(const lt_selector *selector, const lt_node *node, const lt_ledger *ledger, long **out,
                           long *n) {
    char *const *ids = selector->ids.items;
    for (long k = 0; k < selector->ids.n; k++)
        if (!lt_ledger_find(ledger, ids[k]))
            return LT_RAISE(LT_ERR_INPUT, .what = "the selector names a record that the ledger does not have",
                            .where = lt_node_where(node), .expected = "an id of `lantian inventory list`",
                            .found = ids[k], .todo = "correct the id, or leave ids out");
    LT_TRY(check_names(&selector->sectors, "sector", sector_of, node, ledger));
    LT_TRY(check_names(&selector->processes, "process", process_of, node, ledger));
    LT_TRY(lt_calloc((size_t)ledger->n, sizeof **out, out));
    *n = 0;
    for (long s = 0; s < ledger->n; s++)
        if (lt_selector_match(selector, &ledger->sources[s])) (*out)[(*n)++] = s;
    return LT_OK;
}

static lt_status check_once(const lt_list *list, const char *key, const lt_node *node) {
    char *const *names = list->items;
    for (long k = 0; k < list->n; k++)
        for (long before = 0; before < k; before++)
            if (strcmp(names[before], names[k]) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the selector names one of its %s twice", key),
                                .where = lt_node_where(node), .expected = "every name once", .found = names[k],
                                .todo = "remove one of the two");
    return LT_OK;
}

lt_status lt_selector_resolve(lt_selector *selector, const lt_node *node) {
    LT_TRY(check_once(&selector->ids, "ids", node));
    LT_TRY(check_once(&selector->sectors, "sectors", node));
    LT_TRY(check_once(&selector->processes, "processes", node));
    LT_TRY(check_once(&selector->technologies, "technologies", node));
    LT_TRY(check_once(&selector->controls, "controls", node));
    return lt_mask_expand(&selector->regions, selector->masks, node);
}
