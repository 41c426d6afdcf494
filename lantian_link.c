#include "lantian_link.h"

#include "model/state/chemical_set.h"
#include "scenarios/grouping.h"

#include <string.h>

static const char *scalar(const lt_node *section, const char *key, const char *fallback) {
    const lt_node *node = lt_node_get(section, key);
    return node && node->kind == LT_NODE_SCALAR && node->text[0] ? node->text : fallback;
}

static lt_status contradiction(const lt_case *setup, const char *chemistry, const char *found, bool lumps) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the emissions would not fit the chemistry",
                    .where = lt_node_where(lt_node_get(setup->inventory, "mechanism")),
                    .expected = lt_fmt("mechanism: %s for model: chemistry: %s", lumps ? "simple" : "cb6r5", chemistry),
                    .found = lt_fmt("mechanism: %s", found),
                    .todo = lumps ? "leave mechanism out, or choose model: chemistry: cb6r5"
                                  : "leave mechanism out, or choose model: chemistry: off");
}

/* The key, where the section does not have it; the section too. */
static lt_status follow(lt_case *setup, const char *key, const char *text) {
    if (!setup->inventory) LT_TRY(lt_node_put(setup->document, "inventory", NULL, &setup->inventory));
    if (setup->inventory->kind != LT_NODE_MAP || lt_node_get(setup->inventory, key)) return LT_OK; /* judged there */
    return lt_node_put(setup->inventory, key, text, NULL);
}

static lt_status link_emissions(lt_case *setup) {
    const char *chemistry = scalar(setup->model, "chemistry", LT_DEFAULT_CHEMISTRY);
    const char *mechanism = scalar(setup->inventory, "mechanism", "");
    const bool lumps = strcmp(chemistry, "off") == 0;
    const bool emits = strcmp(scalar(setup->model, "emissions", "on"), "off") != 0;
    if (emits && mechanism[0] && (strcmp(mechanism, "simple") == 0) != lumps)
        return contradiction(setup, chemistry, mechanism, lumps);
    if (lumps) return LT_OK; /* the inventory's own defaults */
    LT_TRY(follow(setup, "mechanism", "cb6r5"));
    return scalar(setup->inventory, "ledger", "")[0] ? LT_OK : follow(setup, "laws", "all");
}

lt_status lt_link_case(lt_case *setup) {
    LT_TRY_CONTEXT(lt_grouping_complete(setup), "section shapley of %s", setup->path);
    return link_emissions(setup);
}
