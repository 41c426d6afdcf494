/* design.h - which runs of a case are points of the surface, and whether they make one: packages that take the same
 * share of NOx, and the same of VOC, from every source of people in the 14 cities, and change nothing else.
 *
 * Found in totals_<variant>.csv, not by names: a package cuts x of NOx and y of NMVOC where in every row of a city and
 * a sector but "natural" the mass is (1 - x), (1 - y) of what it acts on (to 1e-6: the tables have nine digits), and
 * all other pollutants stay. All other packages are left out, each with its reason. */
#ifndef LT_DESIGN_H
#define LT_DESIGN_H

#include "postproc/ozone_desk/surface.h"
#include "postproc/summary.h"

/* X-macro: id, English, Chinese. */
#define LT_LEFT_OUT_LIST(X)                                                                                            \
    X(SOURCES, "other sources than what it acts on", "排放源与基准不同")                                               \
    X(POLLUTANTS, "changes other pollutants too", "同时改变其他污染物")                                                \
    X(UNEVEN, "cuts cities or sectors by unequal shares", "各市或各部门减排比例不同")                                  \
    X(MORE, "emits more, not less", "排放增加")                                                                        \
    X(NOTHING, "cuts neither NOx nor VOC", "NOx与VOCs均未减少")                                                        \
    X(AGAIN, "cuts the same as another", "与另一措施包减排相同")                                                       \
    X(ROOM, "beyond the runs that one surface takes", "超出一个响应面可用的情景数")
typedef enum lt_left_out_why {
#define LT_LEFT_OUT_ID(id, en, zh) LT_LEFT_OUT_##id,
    LT_LEFT_OUT_LIST(LT_LEFT_OUT_ID)
#undef LT_LEFT_OUT_ID
        LT_N_LEFT_OUT
} lt_left_out_why;
typedef struct lt_left_out_row {
    const char *en, *zh;
} lt_left_out_row;
extern const lt_left_out_row lt_left_out_table[LT_N_LEFT_OUT];

typedef struct lt_left_out {
    long package; /* of the summary */
    lt_left_out_why why;
} lt_left_out;

typedef struct lt_design {
    double x[LT_SURFACE_MOST_POINTS], y[LT_SURFACE_MOST_POINTS];
    long package[LT_SURFACE_MOST_POINTS]; /* of the summary */
    int n;
    lt_left_out *left_out; /* [n_left_out] */
    long n_left_out;
    const lt_period *without_ozone; /* a period without a daily maximum of ozone; NULL: all have one */
    long n_packages;                /* that were looked at */
    lt_surface_plan plan;           /* through the points */
} lt_design;

/* What the rows of a package say of what it acts on: LT_N_LEFT_OUT and its cuts, or why it is no point. Tables of
 * lt_csv with region, sector and columns NAME_kt. */
lt_status lt_design_compare(const lt_csv *origin, const lt_csv *package, double cut[2], lt_left_out_why *why);
/* method: a word of LT_SURFACE_METHOD_LIST, or NULL: grid where the design is a full one, else quadratic
 * (LT_ERR_USAGE: no such word). Runs that make no surface are no fault; a table that is missing is one. To be freed
 * whatever is returned. */
lt_status lt_design_read(const lt_job *job, const lt_summary *summary, const char *method, lt_design *out);
/* Have all periods a daily maximum of ozone, and do the points determine the surface? */
bool lt_design_has_surface(const lt_design *design);
/* LT_ERR_INPUT with what is missing where it has none. */
lt_status lt_design_judge(const lt_design *design);
void lt_design_free(lt_design *design);

#endif
