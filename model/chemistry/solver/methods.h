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

/* Tolerances where none are given: the least work for an error of 1e-4 rms on a thousand random states of CB6r5
 * (random_states.h) of those tried with Ros3. Steps tried in 10 min, rms of |c - r| / max(|r|, 1 ppt):
 *   rtol 1e-3, atol 1e-6 ppb: 5.3, 9.6e-5;  5e-4, 2e-6: 5.3, 7.5e-5;  5e-4, 3e-6: 4.9, 9.1e-5;  5e-4, 4e-6: 4.7, 1.1e-4
 * Species below 1 ppt then hold about as well as those above. */
#define LT_CHEM_RTOL 5e-4
#define LT_CHEM_ATOL_PPB 2e-6

/* The method of this name, LT_ERR_INPUT with the nearest one if there is none. */
lt_status lt_ros_method_find(const char *name, const lt_rosenbrock **out);
/* Control with a tolerance and the defaults of the rest. */
lt_ros_control lt_ros_control_default(double rtol);

#endif
