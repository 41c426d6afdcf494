/* shares.h - how much of a package each of its members is.
 *
 *   addition  A_m = E(reference + m) - E(reference)            the member alone
 *   removal   R_m = E(all) - E(all without m)                  what is lost when it goes
 *   gap       A_m - R_m                                        0 where members do not touch each other
 *   shapley   mean of what it brings over all orders in which members can come (base/shapley.h): of up to
 *             LT_SHAPLEY_EXACT groups exact; of more by the path of strengths
 *   rest      [E(all) - E(reference)] - sum over members       what no member can claim: the interaction; by Shapley's
 *             shares rounding, by the path its remainder
 *
 * Shares by Shapley are those of groups: every member one, or as a case puts them together. A group of several has rows
 * of its own. */
#ifndef LT_SHARES_H
#define LT_SHARES_H

#include "scenarios/grouping.h"

typedef struct lt_share {
    const char *id;                                             /* of a member or group, borrowed */
    bool is_group;                                              /* of several members */
    double addition[LT_N_QUANTITIES], removal[LT_N_QUANTITIES]; /* change, kt a year on Liaoning land */
    double shapley[LT_N_QUANTITIES];                            /* NAN of a member that is no group */
} lt_share;

typedef struct lt_shares {
    const lt_package *package; /* borrowed */
    lt_share *rows;            /* members, then groups */
    long n_rows;
    double base[LT_N_QUANTITIES], reference[LT_N_QUANTITIES], whole[LT_N_QUANTITIES]; /* kt a year */
    lt_share rest;
    bool has_shapley;
} lt_shares;

typedef struct lt_shares_request {
    const lt_node *inventory; /* section of a case, or NULL */
    int base_year;
    const lt_package *reference; /* NULL: the base */
    const lt_grouping *grouping; /* NULL: no shares by Shapley if there are more than LT_SHAPLEY_EXACT members */
} lt_shares_request;

/* The package, reference and grouping must outlive out. */
lt_status lt_shares_of(const lt_shares_request *request, const lt_package *package, lt_shares *out);
void lt_shares_free(lt_shares *shares);
/* shares_<package>.csv: a row a member and quantity, then groups of several as "(group) ID", the rest and the whole. */
lt_status lt_shares_write_csv(const lt_shares *shares, lt_outdir *dir, const char *name);
/* The same for people, or as one JSON object. */
void lt_shares_say(const lt_shares *shares, bool chinese);
lt_status lt_shares_say_json(const lt_shares *shares);

#endif
