/* mixing.h - vertical mixing of the hour: what a scheme of the registry makes of the weather, for the solve of
 * kernel/column.c. A new scheme is one file and one line below. */
#ifndef LT_MIXING_SCHEMES_H
#define LT_MIXING_SCHEMES_H

#include "model/state/weather.h"
#include "model/transport/air.h"

/* X-macro: name in `model: vertical_mixing:`, description. The function is lt_layer_mixing_NAME. */
#define LT_LAYER_MIXING_LIST(X)                                                                                        \
    X(k, "eddy diffusion between neighbouring layers")                                                                 \
    X(acm2, "eddy diffusion, and in convection upward from the lowest layer to all of the boundary layer (Pleim "      \
            "2007)")

/* All names, "k|acm2", for a table of configuration. */
#define LT_LAYER_MIXING_NAME(name, text) "|" #name
#define LT_LAYER_MIXING_NAMES (&(LT_LAYER_MIXING_LIST(LT_LAYER_MIXING_NAME))[1])

/* One hour. Columns are those of the air arrays (lt_air_at), a field of one layer has their row. */
typedef struct lt_layer_mixing {
    double *exchange; /* nz + 1 interfaces: kg/s of air that neighbours exchange */
    double *lift;     /* one layer, 1/s: air that convection lifts from the lowest layer into a layer, over that layer's
                         air below the top of the boundary layer; 0 without convection */
    double *depth;    /* one layer: how many layers lie below that top, the last in part */
    int lifts;        /* 0: lift is 0 everywhere */
} lt_layer_mixing;

typedef struct lt_mixing_weather {
    const double *z_edge; /* m, nz + 1 */
    const lt_weather *weather;
    const lt_air *air;
} lt_mixing_weather;

typedef void (*lt_layer_mixing_scheme)(const lt_mixing_weather *of, lt_layer_mixing *out);

lt_status lt_layer_mixing_create(const lt_air *air, lt_layer_mixing *out);
void lt_layer_mixing_free(lt_layer_mixing *mixing);
/* The scheme of that name, the first one for NULL; NULL if there is none. */
lt_layer_mixing_scheme lt_layer_mixing_named(const char *name);

#define LT_LAYER_MIXING_FUNCTION(name, text)                                                                           \
    void lt_layer_mixing_##name(const lt_mixing_weather *of, lt_layer_mixing *out);
LT_LAYER_MIXING_LIST(LT_LAYER_MIXING_FUNCTION)
#undef LT_LAYER_MIXING_FUNCTION

/* f of mixing_acm2.c for -h/L > 0. */
double lt_acm2_share(double instability);

#endif
