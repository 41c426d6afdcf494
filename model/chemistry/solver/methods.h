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

/* The method of this name, LT_ERR_INPUT with the nearest one if there is none. */
lt_status lt_ros_method_find(const char *name, const lt_rosenbrock **out);
/* Control with a tolerance and the defaults of the rest. */
lt_ros_control lt_ros_control_default(double rtol);

#endif
