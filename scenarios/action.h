/* action.h - what a measure does to the records it selected. An action is one file in scenarios/actions/ plus one line
 * in LT_ACTION_LIST. */
#ifndef LT_ACTION_H
#define LT_ACTION_H

#include "scenarios/change.h"
#include "scenarios/measure.h"

/* In the order in which documents speak: take away, put in its place, use less, clean more. */
#define LT_ACTION_LIST(X)                                                                                              \
    X(retire_capacity)                                                                                                 \
    X(replace)                                                                                                         \
    X(scale_activity)                                                                                                  \
    X(set_control)                                                                                                     \
    X(substitute)                                                                                                      \
    X(shift_freight)                                                                                                   \
    X(cut_emission)                                                                                                    \
    X(set_efficiency)                                                                                                  \
    X(scale_factor)                                                                                                    \
    X(cut_list)                                                                                                        \
    X(calendar)

/* What the actions of one measure work on. */
typedef struct lt_apply {
    const lt_measure *measure;
    lt_ledger *ledger;
    lt_changes *changes;
    const long *selected; /* indices into ledger->sources; appended records come after them */
    long n_selected;
    double strength; /* of the measure: every lever is multiplied by it, so that 0 changes nothing and 1 is the whole */
    double *freed;   /* [n_selected] activity taken away so far and not yet replaced, in the record's unit */
    char words[256]; /* of the documents, for the table of changes */
} lt_apply;

/* Every params struct begins with char *kind, so that the key "do" has a place; its row is LT_ACTION_ROW. */
#define LT_ACTION_ROW                                                                                                  \
    { .key = "do", .type = LT_TEXT, .offset = 0, .doc = "name of the action" }

typedef struct lt_action_kind {
    const char *name, *doc;
    enum lt_order order; /* of a measure whose first action it is */
    bool in_hours;       /* changes activity and removal alone, so that it can hold in hours of an alert */
    const lt_config_row *rows;
    size_t size;
    /* What the schema cannot say: numbers, sums of shares. */
    lt_status (*check)(const lt_measure *measure, const lt_action *action);
    lt_status (*apply)(const lt_action *action, lt_apply *work);
    /* One line for people. */
    void (*describe)(const lt_measure *measure, const lt_action *action, bool chinese, char *out, size_t size);
} lt_action_kind;

#define LT_ACTION_DECLARE(name) extern const lt_action_kind lt_action_##name;
LT_ACTION_LIST(LT_ACTION_DECLARE)
#undef LT_ACTION_DECLARE

/* What the action did to a record (before NULL: it made it), with what the next measure has to know (contradiction.h):
 * the share of the record that it took for itself, 0 for none, and the place of such an action. */
lt_status lt_apply_change(lt_apply *work, const lt_action *action, const lt_source *before_or_null,
                          const lt_source *after, double share);
const lt_action_kind *lt_action_find(const char *name); /* NULL if unknown */
/* NULL-terminated, *n names. */
const char *const *lt_action_names(long *n);

#endif
