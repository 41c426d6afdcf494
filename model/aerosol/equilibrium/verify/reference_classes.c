/* reference_classes.c - the class of an outlier. */
#include "model/aerosol/equilibrium/verify/reference_classes.h"

#include <math.h>

#define CLASS_NAME(name, text) #name,
#define CLASS_TEXT(name, text) text,
const char *const lt_class_names[LT_N_CLASSES] = {LT_REFERENCE_CLASSES(CLASS_NAME)};
const char *const lt_class_texts[LT_N_CLASSES] = {LT_REFERENCE_CLASSES(CLASS_TEXT)};

/* ln of equilibria (measured: half of its answers meet them to 2e-4, four of five to 4e-3, one of eight not to 0.1). */
#define MET 1e-2
#define BALANCED 1e-4
#define SAME_WATER 1e-3 /* measured: 4e-8, what its file has digits for, in nine of ten */
#define OTHER_ACID 0.1

double lt_reference_off(double ours, double its) {
    const double floor = 1e-20;
    return fabs(ours - its) / fmax(its, floor);
}

static bool meets_equilibria(const lt_reference_left *left) {
    for (int k = 0; k < 4; k++)
        if (!(fabs(left->own[k]) <= MET)) return false;
    return true;
}

bool lt_reference_stands(const lt_reference_left *left) {
    return meets_equilibria(left) && left->charge <= BALANCED && left->mass <= BALANCED &&
           left->own_cations <= BALANCED && left->water <= SAME_WATER;
}

int lt_reference_class(const lt_reference_state *its, const lt_reference_left *left, const lt_reference_state *of_way) {
    static const int by_way[LT_N_WAYS] = {
        [LT_WAY_table_temperature] = LT_CLASS_table_temperature, [LT_WAY_warm_room] = LT_CLASS_warm_room,
        [LT_WAY_whole_percent] = LT_CLASS_whole_percent,         [LT_WAY_crustal_apart] = LT_CLASS_crustal_apart,
        [LT_WAY_strength_cut] = LT_CLASS_strength_cut,           [LT_WAY_corners] = LT_CLASS_corners};
    const double nitrate = its->ion[LT_ION_NO3];
    if (fmax(nitrate, of_way[LT_WAY_ours].ion[LT_ION_NO3]) < LT_REFERENCE_LITTLE) return LT_CLASS_too_little;
    for (int way = LT_WAY_table_temperature; way < LT_WAY_its_order; way++)
        if (lt_reference_off(of_way[way].ion[LT_ION_NO3], nitrate) <= LT_REFERENCE_NEAR) return by_way[way];
    if (lt_reference_off(of_way[LT_WAY_its_order].ion[LT_ION_NO3], nitrate) <= LT_REFERENCE_NEAR)
        return lt_reference_is_poor(lt_reference_case(its->total)) ? LT_CLASS_bisulfate_after : LT_CLASS_minor_after;
    const lt_reference_state *last = &of_way[LT_WAY_its_limits];
    if (lt_reference_off(last->ion[LT_ION_NO3], nitrate) <= LT_REFERENCE_NEAR)
        return left->cations > BALANCED ? LT_CLASS_cations : LT_CLASS_at_limit;
    if (!lt_reference_stands(left)) return LT_CLASS_not_converged;
    if (lt_reference_off(last->ion[LT_ION_H], its->ion[LT_ION_H]) > OTHER_ACID) return LT_CLASS_other_root;
    return LT_CLASS_not_explained;
}
