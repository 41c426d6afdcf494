/* standards.h - the rules of judgement as data (standards.csv): breakpoints of HJ 633, limits of GB 3095, what HJ 663
 * asks of a year, each with the mark of what was read of it.
 *
 * Two indices (HJ 633-2012, HJ 633-2026) and three sets of limits (GB 3095-2012; GB 3095-2026 in its transition to the
 * end of 2030 and from 2031 on) stand side by side; nothing here chooses one. */
#ifndef LT_STANDARDS_H
#define LT_STANDARDS_H

#include "base/status.h"
#include "postproc/obs/measured.h"

/* The six of GB 3095 stand first among what is measured. */
enum { LT_N_JUDGED = LT_MEASURED_O3 + 1 };
static inline bool lt_is_judged(lt_measured species) {
    return species <= LT_MEASURED_O3;
}

/* id, word in the table and in JSON, title (the same in Chinese) */
#define LT_INDEX_LIST(X)                                                                                               \
    X(2012, "2012", "HJ 633-2012")                                                                                     \
    X(2026, "2026", "HJ 633-2026")
typedef enum lt_index_rules {
#define LT_INDEX_ID(id, word, title) LT_INDEX_##id,
    LT_INDEX_LIST(LT_INDEX_ID)
#undef LT_INDEX_ID
        LT_N_INDEX
} lt_index_rules;

/* id, word, title, what a column of it is headed in Chinese, title in Chinese, the index of the same regime */
#define LT_LIMITS_LIST(X)                                                                                              \
    X(2012, "2012", "GB 3095-2012", "2012", "GB 3095-2012", LT_INDEX_2012)                                             \
    X(2026, "2026-transition", "GB 3095-2026, to 2030-12-31", "2026（至2030年）", "GB 3095-2026，至2030-12-31",        \
      LT_INDEX_2026)                                                                                                   \
    X(2031, "2026-final", "GB 3095-2026, from 2031-01-01", "2026（2031年起）", "GB 3095-2026，2031-01-01起",           \
      LT_INDEX_2026)
typedef enum lt_limits_of {
#define LT_LIMITS_ID(id, word, title, heading_zh, title_zh, index) LT_LIMITS_##id,
    LT_LIMITS_LIST(LT_LIMITS_ID)
#undef LT_LIMITS_ID
        LT_N_LIMITS
} lt_limits_of;

typedef enum lt_air_class { LT_CLASS_I, LT_CLASS_II, LT_N_CLASSES } lt_air_class;
typedef enum lt_averaging {
    LT_AVERAGE_HOUR,
    LT_AVERAGE_8H,
    LT_AVERAGE_DAY,
    LT_AVERAGE_YEAR,
    LT_N_AVERAGES
} lt_averaging;

typedef struct lt_rules_name {
    const char *word, *title, *heading_zh, *title_zh;
    lt_index_rules index;
} lt_rules_name;
extern const lt_rules_name lt_index_table[LT_N_INDEX], lt_limits_table[LT_N_LIMITS];
extern const char *const lt_air_class_names[LT_N_CLASSES];

/* V read in the document, D derived, S secondary page, R recalled and not checked, A assumed; '\0': no such number. */
typedef char lt_mark;
/* The less sure of two: D counts as V does, then S, R, A. */
lt_mark lt_mark_worse(lt_mark a, lt_mark b);
/* "secondary source, not the document" ...; NULL where nothing needs saying (V, D). */
const char *lt_mark_remark(lt_mark mark, bool chinese);

typedef struct lt_marked {
    double value; /* NaN: none */
    lt_mark mark;
} lt_marked;

enum { LT_SCALE_POINTS = 8 };
/* Breakpoints, ascending from 0. */
typedef struct lt_scale {
    int n;
    double iaqi[LT_SCALE_POINTS], concentration[LT_SCALE_POINTS];
    double beyond; /* IAQI above the last of them; NaN: not computed */
    lt_mark mark, beyond_mark;
} lt_scale;

typedef struct lt_standards {
    lt_scale scale[LT_N_INDEX][LT_N_JUDGED][LT_N_AVERAGES];
    lt_marked round_before[LT_N_INDEX][LT_N_JUDGED]; /* decimals of a concentration before its IAQI; NaN: as it is */
    lt_marked limit[LT_N_LIMITS][LT_N_CLASSES][LT_N_JUDGED][LT_N_AVERAGES];
    lt_marked percentile[LT_N_JUDGED];      /* rank, 0 to 1 */
    lt_marked round_statistic[LT_N_JUDGED]; /* decimals */
    lt_marked weight[LT_N_JUDGED];          /* in the composite index */
    lt_marked days_year, days_month, days_february;
    lt_marked floor[LT_N_JUDGED];  /* of a projection */
    lt_marked absurd[LT_N_JUDGED]; /* highest concentration that is taken for one */
} lt_standards;

/* path NULL: the shipped table. Every number that judgement needs must stand in it once, scales must ascend. */
lt_status lt_standards_read(const char *path, lt_standards *out);
/* The average that a percentile is held against: of ozone 8 h, else the day. */
lt_averaging lt_percentile_average(lt_measured species);

#endif
