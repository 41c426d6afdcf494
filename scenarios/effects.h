/* effects.h - what each measure of a package does, alone and at its place in the order, and what only the whole does.
 *
 *   at its place  P_m = E(reference + measures up to m) - E(reference + measures before m);  sum over m: the whole
 *   alone         A_m = E(reference + m) - E(reference)
 *   interaction   P_m - A_m of each;  whole - sum A_m of the package */
#ifndef LT_EFFECTS_H
#define LT_EFFECTS_H

#include "scenarios/package.h"

enum { LT_MOST_UNITS = 8 };
typedef struct lt_activity_change {
    char unit[24];
    double before, after; /* of the records that the measure touched at its place, a year */
} lt_activity_change;

typedef struct lt_effect {
    const lt_measure *measure;                  /* borrowed */
    long records;                               /* touched or made, at its place */
    lt_activity_change activity[LT_MOST_UNITS]; /* by unit: seven at most in the shipped packages */
    int n_units;
    double place[LT_N_QUANTITIES], alone[LT_N_QUANTITIES]; /* of people, kt a year on Liaoning land */
} lt_effect;

typedef struct lt_effects {
    lt_effect *rows; /* [n] in the order in which they act */
    long n;
    double whole[LT_N_QUANTITIES], interaction[LT_N_QUANTITIES];
} lt_effects;

/* ledger: at the reference, with its changes; afterwards at the package, with those of the package behind. After an
 * error it is of no use. */
lt_status lt_effects_of(const lt_package *package, lt_ledger *ledger, lt_changes *changes, lt_effects *out);
void lt_effects_free(lt_effects *effects);
/* For people, behind the totals; chinese or English. */
void lt_effects_say(const lt_effects *effects, bool chinese);
struct cJSON;
/* "by_measure", "interaction_kt" and "whole_kt" into an object. */
void lt_effects_json(const lt_effects *effects, struct cJSON *root);
/* Keys as summary.json has them; the first n quantities times factor as an object under key. */
const char *lt_quantity_key(int quantity);
void lt_quantities_json(struct cJSON *object, const char *key, const double *values, int n, double factor);
/* What plants and soils of Liaoning emit beside the totals, kt a year, where the ledger has any: a line, and
 * "emissions_natural_kt" {"base"} into an object. */
void lt_natural_say(const double kt[LT_N_QUANTITIES], bool chinese);
void lt_natural_json(const double kt[LT_N_QUANTITIES], struct cJSON *root);

#endif
