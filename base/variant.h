/* variant.h - the runs that a case asks for beside its base, in the order in which the road makes them.
 *
 *   base       the inventory and the weather as they are
 *   noise      base with the lowest bit of every initial value changed (cases with packages): the noise floor
 *   drawN      base with the N-th draw of a weather that is known only in part (N = 2 ...; base is the first draw); in
 *              those periods only that ask for as many draws
 *   reference  base and the package that the key `reference` names; packages act on it
 *   packages   each package of the case
 *   removals   "all-without-rail": the package of `removal` without one of its measures
 *   shapley    up to LT_SHAPLEY_EXACT groups "all-shapley-011": the package with those groups that have a 1, in the
 *              order of the case; what another variant is already is not run again. Beyond it "all-path-1-rail-less":
 *              all groups at the strength of a point of the path, one of them less or more (base/shapley.h)
 *   inventory  "base-draw-3", "all-draw-3": base, and with packages the reference and each package of
 * `inventory_draws`, on the third draw of the inventory's numbers; not the draws of a weather */
#ifndef LT_VARIANT_H
#define LT_VARIANT_H

#include "job.h"

typedef enum lt_variant_kind {
    LT_VARIANT_BASE,
    LT_VARIANT_NOISE,
    LT_VARIANT_DRAW,
    LT_VARIANT_REFERENCE,
    LT_VARIANT_PACKAGE,
    LT_VARIANT_REMOVAL,
    LT_VARIANT_COALITION,
    LT_VARIANT_PATH,
    LT_VARIANT_INVENTORY
} lt_variant_kind;

typedef struct lt_variant {
    char id[128]; /* as it stands in file names */
    lt_variant_kind kind;
    const char *package; /* of the case, borrowed: the reference, the package, or the one that loses a measure */
    const char *without; /* LT_VARIANT_REMOVAL: id of the measure, borrowed */
    int draw;            /* from 1 */
    const lt_grouping *grouping; /* LT_VARIANT_COALITION, LT_VARIANT_PATH: of the case, borrowed */
    unsigned acting;             /* LT_VARIANT_COALITION: bit g: group g acts */
    int group, point, step;      /* LT_VARIANT_PATH */
    int inventory_draw;          /* LT_VARIANT_INVENTORY: from 1; package NULL: base */
} lt_variant;

typedef struct lt_variants {
    lt_variant *rows;
    long n;
} lt_variants;

/* All variants of a case that lt_case_judge has passed. Free with lt_variants_free. */
lt_status lt_variants_of(const lt_case *setup, lt_variants *out);
void lt_variants_free(lt_variants *variants);
/* The variant with this id (or the file of a package); LT_ERR_USAGE names those there are. */
lt_status lt_variant_find(const lt_case *setup, const char *id, lt_variant *out);
/* That error, of the names that there are; without: what to do who wants none of them, a part of a sentence. */
lt_status lt_variant_raise(const char *const *names, long n, const char *id, const char *without);
/* Does the variant run in this period? */
bool lt_variant_runs_in(const lt_variant *variant, const lt_period *period);
/* Has the variant emissions of its own (noise and draws take those of base)? */
bool lt_variant_emits(const lt_variant *variant);
/* Is it compared with what it acts on: the reference and the packages? */
bool lt_variant_is_compared(const lt_variant *variant);
/* Is a member of a package one of a group? */
bool lt_group_has(const lt_group *group, const char *member);
/* How much of a member of its package acts, 0 to 1. */
double lt_variant_strength(const lt_variant *variant, const char *member);
/* The id of the variant that holds the groups of `shapley` in the set (bit g: group g) and no others: the reference or
 * base, the package, another package, a removal, or a run of its own. */
void lt_variant_of_coalition(const lt_case *setup, unsigned set, char id[128]);
/* The id of the run at a point and step of the path of a group. */
void lt_variant_of_path(const lt_case *setup, int group, int point, int step, char id[128]);
/* The id of the run of base (package NULL), the reference or a package on a draw of the inventory, from 1. */
void lt_variant_of_draw(const char *package, long draw, char id[128]);
/* The draw of the weather of a job, from 1 (job->variant "draw3" -> 3, all others 1). */
int lt_job_draw(const lt_job *job);

#endif
