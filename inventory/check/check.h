/* check.h - what only a whole ledger shows: rows that are right one by one and wrong together, or beside a map.
 *
 * A check is one file and one line of the list. It hands every fault to lt_faults_take, so that `lantian check` lists
 * all of them and a run stops at the first. */
#ifndef LT_LEDGER_CHECK_H
#define LT_LEDGER_CHECK_H

#include "base/faults.h"
#include "grids/borders.h"
#include "inventory/ledger.h"

#define LT_LEDGER_CHECK_LIST(X) X(county) X(particles) X(twins) X(place) X(offset) X(totals)

typedef struct lt_ledger_check {
    const lt_ledger *ledger; /* rows that no reader found fault with */
    const char *path;        /* the table they came from */
    const lt_borders *borders;
    lt_faults *faults;
} lt_ledger_check;

#define LT_LEDGER_CHECK_DECLARE(name) lt_status lt_ledger_check_##name(const lt_ledger_check *check);
LT_LEDGER_CHECK_LIST(LT_LEDGER_CHECK_DECLARE)
#undef LT_LEDGER_CHECK_DECLARE

/* All of them, over the rows of one table. */
lt_status lt_ledger_checks(const lt_ledger *ledger, const char *path, lt_faults *faults);

/* place.c: the rule for one point, whose place is written at `where`. */
lt_status lt_ledger_check_place_of(const lt_borders *borders, const lt_source *source, const char *where);

/* --- offset.c, also for its own tests --- */
typedef struct lt_offset_votes {
    long for_offset, against; /* points that the removal of the offset brings home, and away from home */
} lt_offset_votes;
typedef struct lt_place_point {
    double lon, lat;
    int city; /* in which it is said to be, -1: not said */
} lt_place_point;
/* Votes of n points against m listed places and the outlines of their cities. */
lt_status lt_offset_count(const lt_borders *borders, const lt_place_point *points, long n, const lt_place_point *places,
                          long m, lt_offset_votes *votes);
/* The places of the shipped tables of plants, each once. Free with lt_free. */
lt_status lt_offset_places(lt_place_point **out, long *n);
/* The rule: at least three points for the offset, and four times as many as against it. */
bool lt_offset_suspected(const lt_offset_votes *votes);

#endif
