/* targets.h - what the five documents ask of the air, as rows of targets.csv, and whether it is met. Judging is pure:
 * it is given facts, wherever they come from (observations, a run, a projection), and says which were missing.
 *
 *   at_most, at_least   the fact against the number as it stands in the document: no rounding, so that 34.4 is not 34.0
 *   change_at_most      the change against the base of the target, in % of it or in the unit of the target
 *   margin              how far on the good side, in the unit of the target; negative: missed by so much
 * A fact of a year that is not complete, or of some days that stand for a year, gives the number and the margin and the
 * outcome `incomplete` (with what it would be); one of another year than the target's is judged and says so. A word
 * like 左右 or 力争 changes no number: the force stands beside the outcome. */
#ifndef LT_TARGETS_H
#define LT_TARGETS_H

#include "postproc/judgement/standards.h"

#include <stdbool.h>

#define LT_TARGET_QUANTITY_LIST(X)                                                                                     \
    X(CONCENTRATION, "concentration")                                                                                  \
    X(GOOD_DAYS, "good_days")                                                                                          \
    X(HEAVY_DAYS, "heavy_days")                                                                                        \
    X(ATTAINMENT, "attainment")                                                                                        \
    X(EMISSION, "emission")                                                                                            \
    X(INTENSITY, "intensity")
typedef enum lt_target_quantity {
#define LT_TARGET_QUANTITY_ID(id, word) LT_TARGET_##id,
    LT_TARGET_QUANTITY_LIST(LT_TARGET_QUANTITY_ID)
#undef LT_TARGET_QUANTITY_ID
        LT_N_TARGET_QUANTITIES
} lt_target_quantity;
extern const char *const lt_target_quantity_words[LT_N_TARGET_QUANTITIES];

typedef enum lt_comparison { LT_AT_MOST, LT_AT_LEAST, LT_CHANGE_AT_MOST, LT_N_COMPARISONS } lt_comparison;
extern const char *const lt_comparison_words[LT_N_COMPARISONS];

typedef struct lt_target {
    const char *id, *catalogue, *document, *clause, *pollutant, *region, *statistic, *unit, *base, *force, *word_zh;
    const char *note_en, *note_zh;
    lt_target_quantity quantity;
    lt_comparison comparison;
    lt_index_rules regime; /* it was written in */
    double value;          /* NaN: the document gives no number */
    int year;
} lt_target;

typedef struct lt_targets {
    lt_target *items;
    long n;
    struct lt_csv *table; /* holds the texts */
} lt_targets;

/* path NULL: the shipped table. */
lt_status lt_targets_read(const char *path, lt_targets *out);
void lt_targets_free(lt_targets *targets);

/* One thing that is known: of a region (province, key9, a city), in the unit of the quantity: concentration ug/m3 (CO
 * mg/m3), days % of the valid ones, emission kt, attainment 1 or 0. */
typedef struct lt_fact {
    lt_target_quantity quantity;
    char pollutant[24], region[24];
    char base[12]; /* "" what is judged; else the word of the target: "2020", "2016-2020" */
    int year;      /* of the fact; 0: a scenario, of no year */
    bool any_regime;
    lt_index_rules regime; /* of days and attainment */
    double value;
    long days;     /* behind it, of the city with the fewest; 0: not of days */
    bool complete; /* a whole year with all that it needs */
    lt_mark mark;
} lt_fact;

typedef struct lt_facts {
    lt_fact *items;
    long n, room;
} lt_facts;
/* Copies the fact. LT_ERR_MEMORY. */
lt_status lt_facts_add(lt_facts *facts, const lt_fact *fact);
void lt_facts_free(lt_facts *facts);

/* X-macro: outcome, word. */
typedef enum lt_outcome { LT_PASS, LT_FAIL, LT_INCOMPLETE, LT_NOT_JUDGEABLE, LT_N_OUTCOMES } lt_outcome;
extern const char *const lt_outcome_words[LT_N_OUTCOMES];

/* Why a target is not judgeable, or incomplete. */
#define LT_TARGET_WHY_LIST(X)                                                                                          \
    X(NOTHING, "", "")                                                                                                 \
    X(NO_NUMBER, "the document gives no number", "文件未给数值")                                                       \
    X(NO_FACT, "nothing is known of this quantity here", "此处没有该指标的数据")                                       \
    X(NO_BASE, "the base that it is measured against is not known here", "此处没有其基准年数据")                       \
    X(NO_YEAR, "less than a year with all the days that it needs", "不足一个有效数据完整的年份")
typedef enum lt_target_why {
#define LT_TARGET_WHY_ID(id, en, zh) LT_WHY_##id,
    LT_TARGET_WHY_LIST(LT_TARGET_WHY_ID)
#undef LT_TARGET_WHY_ID
        LT_N_TARGET_WHYS
} lt_target_why;
typedef struct lt_target_why_row {
    const char *en, *zh;
} lt_target_why_row;
extern const lt_target_why_row lt_target_whys[LT_N_TARGET_WHYS];

typedef struct lt_target_result {
    lt_outcome outcome;
    lt_target_why why;
    bool would_pass;      /* where there is a margin */
    bool other_year;      /* the fact is of another year than the target's */
    int year;             /* of the fact */
    long days;            /* behind the fact, 0: not of days */
    double fact, base;    /* NaN: not known, none wanted */
    double value, margin; /* what is held against the target, in its unit; how far on the good side */
    lt_mark mark;
} lt_target_result;

/* By one regime; facts that know none (any_regime) serve both. */
lt_target_result lt_target_judge(const lt_target *target, const lt_fact *facts, long n, lt_index_rules regime);

#endif
