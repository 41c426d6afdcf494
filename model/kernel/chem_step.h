/* chem_step.h - how long the steps of a cell are: the one arithmetic of the interpreter and of the vectors.
 *
 * A cell has `left` s to go and a `step` that it wishes for. It takes lt_chem_step_try; the mean square of the scaled
 * error then tells the next wish. A step that would leave less than another one shares the rest with it. No libm: the
 * same bits everywhere. */
#ifndef LT_KERNEL_CHEM_STEP_H
#define LT_KERNEL_CHEM_STEP_H

#include "model/kernel/ltmath.h"
#include "model/kernel/rosenbrock.h"

static inline double lt_chem_step_try(double step, double left) {
    double half = 0.5 * left, h = step < half ? step : half;
    return step < left ? h : left;
}

/* Factor from the mean square of the scaled error (a number or not). */
static inline double lt_chem_step_factor(const lt_ros_control *control, int order, double mean_square) {
    double safe = mean_square < 1e30 ? mean_square : 1e30; /* what is no number counts as large */
    safe = safe > 1e-30 ? safe : 1e-30;
    double factor = control->safety * lt_exp(lt_log(safe) * (-0.5 / order));
    factor = factor > control->shrink ? factor : control->shrink;
    return factor < control->grow ? factor : control->grow;
}

/* The wish after a step of h that was accepted (mean_square <= 1): a step that the end cut short takes nothing away. */
static inline double lt_chem_step_accepted(double step, double h, double factor) {
    double next = h * factor;
    return factor >= 1.0 && step > next ? step : next;
}

#endif
