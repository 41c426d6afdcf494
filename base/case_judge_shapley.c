/* case_judge_shapley.c - what must hold of the key `shapley` of a case beyond its schema. */
#include "base/job.h"
#include "base/shapley.h"

#include <stdio.h>
#include <string.h>

static lt_status bad_grouping(const lt_case *setup, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_node_where(lt_node_get(setup->document, "shapley")),
                    .expected = expected, .found = found, .todo = "correct the section shapley, or take it out");
}

static lt_status judge_group(const lt_case *setup, long index) {
    const lt_group *groups = setup->shapley.groups.items, *group = &groups[index];
    if (!group->id) return LT_OK;
    if (!lt_case_is_id(group->id))
        return bad_grouping(setup, "a bad id of a group",
                            "at most 47 small letters, digits and - (it is part of file names)", group->id);
    if (lt_given(group->alone) && !lt_case_has_package(setup, group->alone))
        return bad_grouping(setup, "what a group is alone is no package of the case", "one of `packages`",
                            group->alone);
    for (long k = 0; k <= index; k++) {
        if (k < index && groups[k].id && strcmp(groups[k].id, group->id) == 0)
            return bad_grouping(setup, "two groups have the same id", "an id of its own for every group", group->id);
        for (long m = 0; m < group->members.n; m++)
            for (long l = 0; l < (k < index ? groups[k].members.n : m); l++) {
                const char *one = ((char *const *)group->members.items)[m];
                const char *other = ((char *const *)groups[k].members.items)[l];
                if (one && other && strcmp(one, other) == 0)
                    return bad_grouping(setup, "a member stands in two groups, or twice in one",
                                        "every member of the package in one group", one);
            }
    }
    return LT_OK;
}

/* A run for shares must not write the files of a package. */
static lt_status judge_shapley_names(const lt_case *setup) {
    char start[2][128];
    const char *package = lt_variant_id(setup->shapley.package);
    snprintf(start[0], sizeof start[0], "%s-shapley-", package);
    snprintf(start[1], sizeof start[1], "%s-path-", package);
    for (long k = -1; k < setup->packages.n; k++) {
        const char *name = k < 0 ? setup->reference : ((char *const *)setup->packages.items)[k];
        if (!lt_given(name)) continue;
        const char *id = lt_variant_id(name);
        for (int s = 0; s < 2; s++)
            if (strncmp(id, start[s], strlen(start[s])) == 0)
                return bad_grouping(setup, "a package has the name of a run of shapley", "packages of other names", id);
    }
    return LT_OK;
}

lt_status lt_case_judge_shapley(const lt_case *setup) {
    const lt_grouping *grouping = &setup->shapley;
    const char *package = grouping->package ? grouping->package : "";
    const long n = grouping->groups.n;
    if (!package[0] && n == 0) return LT_OK;
    if (!lt_case_has_package(setup, package))
        return bad_grouping(setup, "an incomplete section shapley", "package: one of the case's packages",
                            lt_fmt("package \"%s\"", package));
    if (n == 1 || n > LT_SHAPLEY_MOST)
        return bad_grouping(setup, "a bad number of groups", lt_fmt("2 to %d", LT_SHAPLEY_MOST), lt_fmt("%ld", n));
    for (long g = 0; g < n; g++) LT_TRY(judge_group(setup, g));
    return judge_shapley_names(setup);
}
