/* quantity.h - amounts, fluxes and frequencies of chemistry as people write them, and maps of them by name.
 *
 * "40 ppb", "1.2e11 molecules cm-3", "3 nmol/mol", "2e11 molecules cm-2 s-1", "0.5 ppb/h", "8.5e-3 s-1", "0.4 cm/s":
 * udunits2 converts them; molecules and moles are counted here. */
#ifndef LT_BOX_QUANTITY_H
#define LT_BOX_QUANTITY_H

#include "base/config.h"

/* X-macro: kind, unit that values are brought to, an example for messages. */
#define LT_QUANTITIES(X)                                                                                               \
    X(LT_QUANTITY_RATIO, "1e-9", "40 ppb")                            /* ppb */                                        \
    X(LT_QUANTITY_DENSITY, "cm-3", "1e12 molecules cm-3")             /* molecules cm-3 */                             \
    X(LT_QUANTITY_RATIO_RATE, "1e-9 s-1", "0.5 ppb/h")                /* ppb s-1 */                                    \
    X(LT_QUANTITY_DENSITY_RATE, "cm-3 s-1", "1e6 molecules cm-3 s-1") /* molecules cm-3 s-1 */                         \
    X(LT_QUANTITY_FLUX, "cm-2 s-1", "2e11 molecules cm-2 s-1")        /* molecules cm-2 s-1 */                         \
    X(LT_QUANTITY_PER_TIME, "s-1", "8.5e-3 s-1")                      /* s-1 */                                        \
    X(LT_QUANTITY_PER_PAIR, "cm3 s-1", "1e-12 cm3 molecule-1 s-1")    /* cm3 molecule-1 s-1 */                         \
    X(LT_QUANTITY_VELOCITY, "m s-1", "0.4 cm/s")                      /* m s-1 */                                      \
    X(LT_QUANTITY_CONSTANT, "1", "3e-12")                             /* a rate constant as the mechanism has it */    \
    X(LT_QUANTITY_NUMBER, "1", "0.8")                                 /* a bare number */

typedef enum lt_quantity_kind {
#define LT_QUANTITY_ENUM(kind, unit, example) kind,
    LT_QUANTITIES(LT_QUANTITY_ENUM)
#undef LT_QUANTITY_ENUM
        LT_N_QUANTITY_KINDS
} lt_quantity_kind;

typedef struct lt_quantity {
    lt_quantity_kind kind;
    double value;
} lt_quantity;

/* A set of kinds: LT_OF(LT_QUANTITY_RATIO) | LT_OF(LT_QUANTITY_DENSITY). */
#define LT_OF(kind) (1u << (kind))

/* One scalar. key: for messages. LT_ERR_INPUT: no number, no unit, a unit of none of the kinds, a negative value. */
lt_status lt_quantity_read(const lt_node *node, const char *key, unsigned kinds, lt_quantity *out);

/* What a unit is in that of the kind ("ppm" of LT_QUANTITY_RATIO: 1000); false: it is none of the kind. */
bool lt_quantity_factor(const char *unit, lt_quantity_kind kind, double *factor);

/* A map of names and quantities, in the order of the document. Names and nodes are the document's. */
typedef struct lt_named {
    const char *name;
    const lt_node *node;
    lt_quantity quantity;
} lt_named;
typedef struct lt_named_list {
    int n;
    lt_named *items;
} lt_named_list;

/* map NULL: an empty list. What is faulty is left out when faults forgives it. */
lt_status lt_named_read(const lt_node *map, const char *key, unsigned kinds, lt_faults *faults, lt_named_list *out);
void lt_named_free(lt_named_list *list);

#endif
