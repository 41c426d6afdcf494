/* rosenbrock.h - Rosenbrock methods for stiff chemistry, in the autonomous form with f and J of the start of the step:
 *
 *   (1/(h g) - J) k_i = f(y + sum_{j<i} a_ij k_j) + sum_{j<i} (c_ij / h) k_j
 *   y1 = y + sum m_i k_i,   error = sum e_i k_i
 *
 * which needs no product with J. new_f[i] 0: stage i takes the f of the stage before it (its a_ij are the same).
 * a and c stand by rows: (2,1), (3,1), (3,2), (4,1) ... Coefficients: Sandu et al. (1997)
 * doi:10.1016/S1352-2310(97)83212-8 for Ros3 and Rodas3, Hairer and Wanner (1996) for Rodas4; solver/methods.c says
 * each. */
#ifndef LT_KERNEL_ROSENBROCK_H
#define LT_KERNEL_ROSENBROCK_H

enum { LT_ROS_MOST_STAGES = 6, LT_ROS_PAIRS = LT_ROS_MOST_STAGES * (LT_ROS_MOST_STAGES - 1) / 2 };

typedef struct lt_rosenbrock {
    const char *name; /* "ros3" */
    int stages;
    int error_order; /* the exponent of the step control is 1 / error_order */
    double gamma;
    int new_f[LT_ROS_MOST_STAGES];
    double a[LT_ROS_PAIRS], c[LT_ROS_PAIRS];
    double m[LT_ROS_MOST_STAGES], e[LT_ROS_MOST_STAGES];
} lt_rosenbrock;

/* Step control: after an error E (rms over the species that count, of e / (atol + rtol max(|y|, |y1|))) the next step
 * is h min(grow, max(shrink, safety / E^(1/order))); E > 1 takes the step again. chem_step.h has the arithmetic.
 *
 * e is the larger of the method's estimate and of what clipping would add to y1: a reactant that runs out within a step
 * goes negative along a branch that is no solution, and the estimate does not see it (chloride that N2O5 uses up: a
 * product stood at 1/700 of its value, and the step was taken). Not so for species that reactions take without having
 * them as reactants (CB6's PAR): these are negative in the exact solution too, and clipping is all that can be done. */
typedef struct lt_ros_control {
    double rtol;
    double safety, shrink, grow; /* 0.9, 0.2, 40 */
    double first_step;           /* s, where a cell has none */
    double least_step;           /* s: below it the cell has failed */
    int most_steps;              /* a call, or the cell has failed */
} lt_ros_control;

#endif
