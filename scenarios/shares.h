/* shares.h - how much of a package each of its members is.
 *
 *   addition  A_m = E(reference + m) - E(reference)            the member alone
 *   removal   R_m = E(all) - E(all without m)                  what is lost when it goes
 *   gap       A_m - R_m                                        0 where members do not touch each other
 *   rest      [E(all) - E(reference)] - sum A_m (or R_m)       what no member can claim: the interaction */
#ifndef LT_SHARES_H
#define LT_SHARES_H

#include "scenarios/package.h"

typedef struct lt_share {
    double addition[LT_N_QUANTITIES], removal[LT_N_QUANTITIES]; /* change, kt a year on Liaoning land */
} lt_share;

typedef struct lt_shares {
    const lt_package *package;                                                        /* borrowed */
    lt_share *rows;                                                                   /* [package->n_members] */
    double base[LT_N_QUANTITIES], reference[LT_N_QUANTITIES], whole[LT_N_QUANTITIES]; /* kt a year */
    lt_share rest;
} lt_shares;

/* section: inventory of a case or NULL. reference may be NULL: the base. */
lt_status lt_shares_of(const lt_node *section, int base_year, const lt_package *reference, const lt_package *package,
                       lt_shares *out);
void lt_shares_free(lt_shares *shares);
/* shares_<package>.csv: a row a member and quantity, then the rest and the whole. */
lt_status lt_shares_write_csv(const lt_shares *shares, lt_outdir *dir, const char *name);
/* The same for people, or as one JSON object. */
void lt_shares_say(const lt_shares *shares, bool chinese);
lt_status lt_shares_say_json(const lt_shares *shares);

#endif
