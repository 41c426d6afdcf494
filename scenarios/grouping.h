/* grouping.h - the groups of a package's members whose shares are asked for (key `shapley` of a case). */
#ifndef LT_GROUPING_H
#define LT_GROUPING_H

#include "scenarios/package.h"

/* Every member a group of its own, with its id. */
lt_status lt_grouping_of_members(const lt_package *package, lt_grouping *out);
void lt_grouping_release(lt_grouping *grouping); /* of one that lt_grouping_of_members made */
/* LT_ERR_INPUT: a name that is no member, a member in no group, or a group that has a member's name and is another. */
lt_status lt_grouping_check(const lt_package *package, const lt_grouping *grouping);
/* The case's groups of a package, NULL if it asks for none. */
const lt_grouping *lt_grouping_for(const lt_case *setup, const char *package);
/* What `shapley` of a case leaves open: groups (every member one), and which package of the case is a group alone.
 * LT_ERR_INPUT: more groups than can be, and what lt_grouping_check finds. */
lt_status lt_grouping_complete(lt_case *setup);

#endif
