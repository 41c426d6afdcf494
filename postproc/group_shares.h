/* group_shares.h - shares of the groups of the key `shapley` in concentrations, from the runs of their sets or of the
 * path (base/shapley.h, base/variant.h). */
#ifndef LT_GROUP_SHARES_H
#define LT_GROUP_SHARES_H

#include "postproc/summary.h"

#include <cjson/cJSON.h>

typedef struct lt_group_share {
    double addition, removal, shapley; /* NAN: not run */
} lt_group_share;

/* The groups of a package, NULL if the case asks for none. */
const lt_grouping *lt_group_shares_for(const lt_summary *summary, long package);
/* How much of the noise of one difference can be in a share by Shapley of one of n groups. */
double lt_group_shares_noise(long n);
/* Share of a group in a city, mean over the periods. false where it is no group or not all of it was run: what is not
 * known is NAN then. */
bool lt_group_share_of(const lt_summary *summary, lt_quantity quantity, long package, const char *group, int city,
                       lt_group_share *out);
/* root.shapley: {package, method: exact or path, runs, groups: [{id, members}]}; absent without groups. */
void lt_group_shares_say(const lt_summary *summary, cJSON *root);

#endif
