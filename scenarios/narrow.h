/* narrow.h - an action may act on part of what its measure selects: lists of names, as in the selector. */
#ifndef LT_NARROW_H
#define LT_NARROW_H

#include "scenarios/action.h"

#include <stddef.h>

typedef struct lt_narrow {
    lt_list sectors, processes, technologies, ids; /* char *; empty = any */
} lt_narrow;

#define LT_NARROW_ROW(params, name)                                                                                    \
    {                                                                                                                  \
        .key = #name, .type = LT_TEXTS, .offset = offsetof(params, narrow) + offsetof(lt_narrow, name),                \
        .fallback = "", .doc = "of the selected records"                                                               \
    }
/* Rows of a params struct that has a member lt_narrow narrow. */
#define LT_NARROW_ROWS(params)                                                                                         \
    LT_NARROW_ROW(params, sectors), LT_NARROW_ROW(params, processes), LT_NARROW_ROW(params, technologies),             \
        LT_NARROW_ROW(params, ids)

bool lt_narrow_takes(const lt_narrow *narrow, const lt_source *source);
/* LT_ERR_INPUT: the action took n_taken = 0 records. */
lt_status lt_narrow_check(const lt_action *action, const lt_apply *work, long n_taken);

#endif
