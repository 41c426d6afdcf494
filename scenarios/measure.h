/* measure.h - a clause of a plan as a thing that can be applied: which source records, what happens to them, on whose
 * word, and what had to be assumed.
 *
 * Numbers in a measure are texts with a unit ("2000 t/h", "12 %") or the name of an assumption. Each assumption is
 * written once, with its range and reason, so that nothing assumed hides among what the documents say. */
#ifndef LT_MEASURE_H
#define LT_MEASURE_H

#include "base/config.h"
#include "scenarios/cost.h"
#include "scenarios/selector.h"

typedef struct lt_document {
    char *id;                /* letter of the plan catalogue: P W J C S */
    char *name_zh, *name_en; /* of library/documents.csv where the measure gives none */
    char *clause;            /* "（十）" */
    char *catalogue;         /* row of the plan catalogue, "P-10b" */
    char *force;   /* must basic about strive in-principle encourage; none: no clause, a question to the model */
    char *word_zh; /* the word that carries the force, "基本淘汰" */
    char *quote_zh, *quote_en;
} lt_document;

typedef struct lt_assumption {
    char *id;
    char *value;   /* "" for an assumption about structure, which has no number */
    lt_list range; /* char *: low, high, in units of the same kind as value */
    char *mark;    /* V verified, S secondary, D derived, R recalled, A assumed (no source) */
    char *meaning_en, *meaning_zh, *reason_en, *reason_zh, *source;
} lt_assumption;

typedef struct lt_action {
    const struct lt_action_kind *kind;
    void *params; /* kind->rows */
    const lt_node *node;
} lt_action;

/* In which order the measures of a package act: what runs, who does it, with which fuel, how clean, when; and in the
 * hours of an alert on all that (alert.h). */
enum lt_order {
    LT_ORDER_CAPACITY,
    LT_ORDER_SHARE,
    LT_ORDER_FUEL,
    LT_ORDER_EFFICIENCY,
    LT_ORDER_TEMPORAL,
    LT_ORDER_ALERT,
    LT_N_ORDERS
};
extern const char *const lt_order_names[LT_N_ORDERS];

/* Of alerts, a higher one behind a lower one; NONE: the measure holds all year. */
enum lt_tier { LT_TIER_NONE, LT_TIER_YELLOW, LT_TIER_ORANGE, LT_TIER_RED, LT_N_TIERS };
extern const char *const lt_tier_names[LT_N_TIERS]; /* "", "yellow", "orange", "red" */
enum lt_tier lt_tier_find(const char *name);        /* NONE for "" and what is no tier */

typedef struct lt_measure {
    char *id, *title_en, *title_zh, *summary_en, *summary_zh;
    char *date;       /* by when, "2025" or "2025-10"; "": no document says */
    char *variant_of; /* the measure that says otherwise about the same goods: never both in one package */
    char *order_text; /* a name of lt_order_names; "": that of the first action */
    enum lt_order order;
    char *tier_text;   /* a name of lt_tier_names */
    enum lt_tier tier; /* of the alert from which on it holds */
    int year;          /* of date, 0 = none */
    lt_list documents; /* lt_document */
    lt_selector selector;
    lt_node *action_nodes;
    lt_list assumptions; /* lt_assumption */
    lt_list costs;       /* lt_cost; empty: no source gives one */
    lt_action *actions;  /* in the order of the file */
    long n_actions;
    double strength; /* 0 to 1: how much of it acts (package.h); 1 when read */
    lt_node *document;
} lt_measure;

extern const lt_config_row lt_measure_rows[];

/* Read and judge (first fault is the error). */
lt_status lt_measure_read(const char *path, lt_measure **out);
lt_status lt_measure_parse(const char *name, const char *text, lt_measure **out);
void lt_measure_free(lt_measure *measure); /* NULL is fine */
/* The id that it shares with its variants. */
const char *lt_measure_stem(const lt_measure *measure);

/* All faults of a document through report; LT_ERR_INPUT if any. */
lt_status lt_measure_check(lt_node *document, void (*report)(const char *text, void *context), void *context);
/* The smallest valid measure, as YAML. */
const char *lt_measure_example(void);

/* text is "12 %" or the name of an assumption; the value in unit, which must lie in [min, max]. key is for messages. */
lt_status lt_measure_number(const lt_measure *measure, const lt_node *node, const char *key, const char *text,
                            const char *unit, double min, double max, double *out);
/* The same without a wanted unit: value and unit as they stand ("20.9 MJ/kg"). */
lt_status lt_measure_quantity(const lt_measure *measure, const lt_node *node, const char *key, const char *text,
                              double *value, char unit[32]);
/* The number that text stands for, as text: "60 %" for share_chp. */
const char *lt_measure_value_text(const lt_measure *measure, const char *text);
const lt_assumption *lt_measure_assumption(const lt_measure *measure, const char *id); /* NULL if none */

#endif
