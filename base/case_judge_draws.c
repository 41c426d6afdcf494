/* case_judge_draws.c - what must hold of the key `inventory_draws` of a case beyond its schema. */
#include "base/job.h"

#include <stdio.h>
#include <string.h>

static lt_status bad_draws(const lt_case *setup, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(lt_node_get(setup->document, "inventory_draws")),
                    .expected = expected, .found = found,
                    .todo = "correct the section inventory_draws, or take it out");
}

static lt_status judge_packages(const lt_case *setup) {
    const lt_list *packages = &setup->inventory_draws.packages;
    char *const *names = packages->items;
    for (long k = 0; k < packages->n; k++) {
        if (!names[k]) continue;
        if (!lt_case_has_package(setup, names[k]))
            return bad_draws(setup, "what shall run on draws of the inventory is no package of the case",
                             lt_fmt("of `packages`: %s", lt_list_text(&setup->packages, ", ")),
                             lt_fmt("\"%s\"", names[k]));
        for (long l = 0; l < k; l++)
            if (names[l] && strcmp(names[k], names[l]) == 0)
                return bad_draws(setup, "a package is named twice", "every package once", lt_fmt("\"%s\"", names[k]));
    }
    return LT_OK;
}

/* Does a name begin as the runs on draws of this one, and go on with digits? */
static bool is_run_of(const char *of, const char *id) {
    char start[128];
    snprintf(start, sizeof start, "%s-draw-", lt_variant_id(of));
    const size_t used = strlen(start), length = strlen(id);
    return strncmp(id, start, used) == 0 && length > used && strspn(id + used, "0123456789") == length - used;
}

/* A run on a draw must not write the files of a package. */
static lt_status judge_names(const lt_case *setup) {
    const lt_list *drawn = &setup->inventory_draws.packages;
    for (long k = -1; k < setup->packages.n; k++) {
        const char *name = k < 0 ? setup->reference : ((char *const *)setup->packages.items)[k];
        char id[128];
        if (!lt_given(name)) continue;
        snprintf(id, sizeof id, "%s", lt_variant_id(name));
        bool taken = is_run_of("base", id) || (lt_given(setup->reference) && is_run_of(setup->reference, id));
        for (long d = 0; d < drawn->n; d++) {
            const char *of = ((char *const *)drawn->items)[d];
            taken = taken || (of && is_run_of(of, id));
        }
        if (taken)
            return bad_draws(setup, "a package has the name of a run on a draw of the inventory",
                             "packages of other names", lt_fmt("\"%s\"", id));
    }
    return LT_OK;
}

lt_status lt_case_judge_draws(const lt_case *setup) {
    const lt_inventory_draws *draws = &setup->inventory_draws;
    const lt_node *n = lt_node_get(lt_node_get(setup->document, "inventory_draws"), "n");
    if (draws->n == 0 && draws->packages.n == 0) return LT_OK; /* none are asked for */
    const bool refused = draws->n == 0 && n && n->text && strcmp(n->text, "0") != 0;
    if (draws->n < LT_LEAST_INVENTORY_DRAWS && !refused)
        return bad_draws(setup, "too few draws of the inventory",
                         lt_fmt("n: %d or more, for a deviation takes two", LT_LEAST_INVENTORY_DRAWS),
                         lt_fmt("n: %ld", draws->n));
    LT_TRY(judge_packages(setup));
    return judge_names(setup);
}
