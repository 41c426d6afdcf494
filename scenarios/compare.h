/* compare.h - packages side by side on one ledger: emissions, co-control with CO2, costs, and where a finished run is
 * at hand what they do to the air. Every package acts alone on the reference. */
#ifndef LT_COMPARE_H
#define LT_COMPARE_H

#include "scenarios/cocontrol.h"
#include "scenarios/compare_air.h"
#include "scenarios/package.h"

/* What the curves are of. */
enum lt_curve_of { LT_CURVE_CO2, LT_CURVE_EQUIVALENTS, LT_N_CURVES };
extern const char *const lt_curve_words[LT_N_CURVES]; /* of JSON and CSV */

typedef struct lt_compared {
    const lt_package *package;         /* borrowed */
    double emissions[LT_N_QUANTITIES]; /* kt a year */
    lt_cocontrol effect;
    lt_money *cost; /* [package->n] of each measure at its place */
    long n_costs;   /* measures whose cost is known */
    lt_money sum;   /* of those; of the package only where it is all */
    lt_curve_step *curve[LT_N_CURVES];
    long n_steps[LT_N_CURVES];
    lt_package_air air; /* empty without a run */
} lt_compared;

typedef struct lt_comparison {
    const lt_package *reference; /* NULL: the base; borrowed */
    lt_equivalents equivalents;
    double base[LT_N_QUANTITIES], before[LT_N_QUANTITIES]; /* of people; before: what the packages act on */
    double natural[LT_N_QUANTITIES];                       /* of base, beside it */
    lt_compared *rows;
    long n;
    char run[1024]; /* folder of the finished run; "": none */
    lt_air_levels levels;
} lt_comparison;

/* packages [n], each once and none the reference (LT_ERR_USAGE). section: inventory of a case or NULL. run: folder of
 * a finished run of it, NULL: emissions alone; a package that was not run, or on another ledger, is LT_ERR_INPUT. */
lt_status lt_compare(const lt_node *section, int base_year, const lt_package *reference, lt_package *const *packages,
                     long n, const char *run, lt_comparison *out);
void lt_comparison_free(lt_comparison *comparison);

/* For people; as one JSON object; as tables into a folder: compare.csv, cocontrol.csv, cost_curve.csv, and with a run
 * compare_air.csv (README.md). */
void lt_compare_say(const lt_comparison *comparison, bool chinese);
lt_status lt_compare_say_json(const lt_comparison *comparison);
lt_status lt_compare_write_csv(const lt_comparison *comparison, lt_outdir *dir);

#endif
