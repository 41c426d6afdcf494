/* quality.h - rules that tell values nobody should build on. Pure functions; their limits are data
 * (quality_limits.csv).
 *
 * Classes as in Wu et al. 2018 (Adv. Atmos. Sci. 35:1522, doi 10.1007/s00376-018-8067-9: outliers in time and space,
 * low variance, PM10 below PM2.5; 0.65 to 5.68 % of the hours of 1436 Chinese stations in 2014-16); their regressions
 * are not made here, and the limits are ours (A). A flag says "do not use", it deletes nothing. Values in ug/m3, NaN =
 * missing. A rule sees hours around the one that it judges, so a late hour may change what is said of its neighbours.
 */
#ifndef LT_QUALITY_H
#define LT_QUALITY_H

#include "base/hash.h"
#include "postproc/obs/archive/observed.h"

/* bit; name in files; English; Chinese. */
#define LT_FLAG_LIST(X)                                                                                                \
    X(RANGE, 1, "range", "out of range", "超出范围")                                                                   \
    X(JUMP, 2, "jump", "jump", "突变")                                                                                 \
    X(STUCK, 4, "stuck", "stuck", "恒值")                                                                              \
    X(PAIR, 8, "pm_pair", "PM2.5 > PM10", "PM2.5大于PM10")                                                             \
    X(NEIGHBOUR, 16, "neighbour", "unlike its neighbours", "与邻站不符")

typedef enum lt_flag {
#define LT_FLAG_ENUM(id, bit, name, en, zh) LT_FLAG_##id = bit,
    LT_FLAG_LIST(LT_FLAG_ENUM)
#undef LT_FLAG_ENUM
} lt_flag;
enum { LT_N_FLAGS = 5 };

typedef struct lt_flag_row {
    int bit;
    const char *name, *en, *zh;
} lt_flag_row;
extern const lt_flag_row lt_flag_table[LT_N_FLAGS];

/* Of one species; NaN (0 of a count): the rule does not judge it. */
typedef struct lt_limits {
    double least, most;                /* range, ug m-3 */
    double jump, jump_ratio, jump_end; /* beyond both neighbours by so much and so many times; beyond the only one */
    double stuck_hours, stuck_above;   /* equal for so many hours in a row, above this value */
    double radius_km, least_n;         /* neighbours within it, at least so many */
    double spreads, floor;             /* from their median by so many spreads (1.4826 MAD) and by so much */
} lt_limits;

typedef struct lt_quality {
    lt_limits of[LT_N_OBSERVED];
    double pair_ratio, pair_add; /* PM2.5 may be PM10 times the ratio and so much more */
    int reach_h;                 /* hours before and after one that its flags may hang on */
    lt_digest digest;            /* of the table */
} lt_quality;

/* The shipped limits. LT_ERR_INPUT: an unknown rule, limit or species, a value below zero that must not be, one twice.
 */
lt_status lt_quality_read(lt_quality *out);
lt_status lt_quality_read_file(const char *path, lt_quality *out);

bool lt_quality_range(const lt_limits *limits, double value);
/* before and after: the hours beside it. Stands out from both to one side; with one of them missing, from the other by
 * jump_end; with none nothing is said. */
bool lt_quality_jump(const lt_limits *limits, double before, double value, double after);
/* x[0..n-1] hour by hour: does hour h stand in stuck_hours or more equal ones, none missing between? */
bool lt_quality_stuck(const lt_limits *limits, const double *x, long n, long h);
bool lt_quality_pair(const lt_quality *quality, double pm25, double pm10);
/* others[n]: what stations around have in this hour, in any order (sorted here). */
bool lt_quality_neighbour(const lt_limits *limits, double value, double *others, int n);

#endif
