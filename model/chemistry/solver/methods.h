/* methods.h - the list of Rosenbrock methods. A new one is one line here and its coefficients in methods.c. */
#ifndef LT_CHEM_METHODS_H
#define LT_CHEM_METHODS_H

#include "base/status.h"
#include "model/kernel/rosenbrock.h"

/* X-macro: name, title. The first is the default. */
#define LT_ROS_METHODS(X)                                                                                              \
    X(ros3, "Ros3: 3 stages, order 3(2)")                                                                              \
    X(rodas3, "Rodas3: 4 stages, order 3(2), stiffly accurate")                                                        \
    X(rodas31, "Rodas3.1: 4 stages, order 3(1), stiffly accurate")                                                     \
    X(rodas4, "Rodas4: 6 stages, order 4(3), stiffly accurate")

/* Tolerances where none are given, everywhere: tuned to an error of at most 1e-4 rms over any thousand random states of
 * CB6r5 (random_states.h, an hour of six pulses against CVODE). Ros3 on seven seeds of a thousand, from - to:
 *   rtol, atol [ppb]   steps taken in 10 min   rms of |c - r| / max(|r|, 1 ppt)
 *   1e-3, 1e-6         5.3 - 5.5               1.1e-4 - 1.4e-4 (three seeds)
 *   5e-4, 2e-6         5.3 - 5.5               7.9e-5 - 1.06e-4: two of seven above 1e-4
 *   4e-4, 2e-6         5.5 - 5.7               6.7e-5 - 9.7e-5
 *   3e-4, 2e-6         5.7 - 5.9               6.3e-5 - 8.3e-5
 *   3e-4, 1e-6         6.4 - 6.6               4.8e-5 - 6.7e-5 (three seeds) */
#define LT_CHEM_RTOL 3e-4
#define LT_CHEM_ATOL_PPB 2e-6
/* One of the two as text, for help and examples. */
#define LT_CHEM_TOLERANCE_TEXT_(x) #x
#define LT_CHEM_TOLERANCE_TEXT(x) LT_CHEM_TOLERANCE_TEXT_(x)

/* The method of this name, LT_ERR_INPUT with the nearest one if there is none. */
lt_status lt_ros_method_find(const char *name, const lt_rosenbrock **out);
/* Control with a tolerance and the defaults of the rest. */
lt_ros_control lt_ros_control_default(double rtol);

#endif
