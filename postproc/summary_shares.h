/* summary_shares.h - the shares of measures in summary.json (inside postproc/). */
#ifndef LT_SUMMARY_SHARES_H
#define LT_SUMMARY_SHARES_H

#include "postproc/summary.h"

#include <cjson/cJSON.h>

/* root.shares: [{package, measure, quantity, unit, addition, removal, gap, shapley}], for every package with several
 * members: all quantities of emissions_kt, then pm25_ugm3 (mean over the 14 cities and the periods; with noise).
 * measure "rest" is what the whole is beyond the sum of the members, "whole" the package. Groups of several members,
 * which the key `shapley` of a case makes, have rows of their own after the members; root.shapley says what they hold.
 * A value that was not run has no key. */
void lt_summary_add_shares(const lt_summary *summary, cJSON *root);
/* city.shares: {package: {measure: {pm25_addition_ugm3, pm25_removal_ugm3, pm25_gap_ugm3, pm25_shapley_ugm3}}}. */
void lt_summary_add_city_shares(const lt_summary *summary, int city, cJSON *item);

#endif
