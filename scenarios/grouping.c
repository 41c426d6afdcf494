/* grouping.c - see grouping.h. */
#include "scenarios/grouping.h"

#include "base/shapley.h"
#include "base/variant.h"

#include <stdlib.h>
#include <string.h>

static const lt_group *group_of(const lt_grouping *grouping, long g) {
    return &((const lt_group *)grouping->groups.items)[g];
}

static const char *member_of(const lt_group *group, long m) {
    return ((char *const *)group->members.items)[m];
}

static lt_status copy_text(const char *text, char **out) {
    *out = strdup(text);
    return *out ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the groups of a package");
}

lt_status lt_grouping_of_members(const lt_package *package, lt_grouping *out) {
    lt_group *groups;
    LT_TRY(lt_calloc((size_t)package->n_members, sizeof *groups, &groups));
    out->groups = (lt_list){groups, 0};
    for (long m = 0; m < package->n_members; m++) {
        char **members;
        out->groups.n = m + 1;
        LT_TRY(copy_text(package->members[m].id, &groups[m].id));
        LT_TRY(copy_text("", &groups[m].alone));
        LT_TRY(lt_calloc(1, sizeof *members, &members));
        groups[m].members = (lt_list){members, 1};
        LT_TRY(copy_text(package->members[m].id, &members[0]));
    }
    return LT_OK;
}

void lt_grouping_release(lt_grouping *grouping) {
    lt_group *groups = grouping->groups.items;
    for (long g = 0; g < grouping->groups.n; g++) {
        for (long m = 0; m < groups[g].members.n; m++) free(((char **)groups[g].members.items)[m]);
        lt_free(groups[g].members.items);
        free(groups[g].id);
        free(groups[g].alone);
    }
    lt_free(groups);
    grouping->groups = (lt_list){0};
}

static lt_status bad(const lt_package *package, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("groups of package %s", package->id),
                    .expected = expected, .found = found, .todo = "correct the section shapley of the case");
}

lt_status lt_grouping_check(const lt_package *package, const lt_grouping *grouping) {
    long known;
    for (long g = 0; g < grouping->groups.n; g++) {
        const lt_group *group = group_of(grouping, g);
        for (long m = 0; m < group->members.n; m++)
            LT_TRY(lt_package_find_member(package, member_of(group, m), &known));
    }
    for (long m = 0; m < package->n_members; m++) {
        const char *member = package->members[m].id;
        bool found = false;
        for (long g = 0; g < grouping->groups.n; g++) {
            const lt_group *group = group_of(grouping, g);
            found |= lt_group_has(group, member);
            if (strcmp(group->id, member) == 0 && (group->members.n != 1 || !lt_group_has(group, member)))
                return bad(package, "a group has the name of a member that it is not", "a name of its own", member);
        }
        if (!found) return bad(package, "a member stands in no group", "every member in one group", member);
    }
    return LT_OK;
}

const lt_grouping *lt_grouping_for(const lt_case *setup, const char *package) {
    const bool asked = setup->shapley.groups.n > 0 && strcmp(setup->shapley.package, package) == 0;
    return asked ? &setup->shapley : NULL;
}

/* Do two measures come from one file, with one strength? */
static bool is_same(const lt_measure *one, const lt_measure *other) {
    return strcmp(one->id, other->id) == 0 && strcmp(one->document->file, other->document->file) == 0 &&
           one->strength == other->strength;
}

/* Is the other package this group alone: the same measures in the same order? */
static bool is_group_alone(const lt_package *package, const lt_group *group, const lt_package *other) {
    long n = 0;
    for (long m = 0; m < package->n; m++) {
        if (!lt_group_has(group, package->members[package->member_of[m]].id)) continue;
        if (n == other->n || !is_same(package->measures[m], other->measures[n])) return false;
        n++;
    }
    return n == other->n;
}

static lt_status find_alone(const lt_case *setup, const lt_package *package, const char *name) {
    lt_group *groups = setup->shapley.groups.items;
    lt_package *other;
    LT_TRY(lt_package_read(name, &other));
    lt_status status = LT_OK;
    for (long g = 0; g < setup->shapley.groups.n && status == LT_OK; g++) {
        const bool same = is_group_alone(package, &groups[g], other);
        const bool named = lt_given(groups[g].alone);
        if (named && strcmp(groups[g].alone, name) == 0 && !same)
            status = bad(package, "what a group is said to be alone does something else",
                         "the same measures with the same strength", name);
        if (!same || named) continue;
        free(groups[g].alone);
        status = copy_text(name, &groups[g].alone);
    }
    lt_package_free(other);
    return status;
}

static lt_status complete(lt_case *setup, const lt_package *package) {
    lt_grouping *grouping = &setup->shapley;
    if (grouping->groups.n == 0) {
        if (package->n_members < 2 || package->n_members > LT_SHAPLEY_MOST)
            return bad(package, "a package with too few or too many members for shares of each",
                       lt_fmt("2 to %d groups", LT_SHAPLEY_MOST), lt_fmt("%ld members", package->n_members));
        LT_TRY(lt_grouping_of_members(package, grouping));
        LT_TRY(lt_case_judge_shapley(setup));
    }
    LT_TRY(lt_grouping_check(package, grouping));
    for (long p = 0; p < setup->packages.n && grouping->groups.n <= LT_SHAPLEY_EXACT; p++) {
        const char *name = ((char *const *)setup->packages.items)[p];
        if (strcmp(name, grouping->package) != 0) LT_TRY(find_alone(setup, package, name));
    }
    return LT_OK;
}

lt_status lt_grouping_complete(lt_case *setup) {
    lt_package *package;
    if (!lt_given(setup->shapley.package)) return LT_OK;
    LT_TRY(lt_package_read(setup->shapley.package, &package));
    const lt_status status = complete(setup, package);
    lt_package_free(package);
    return status;
}
