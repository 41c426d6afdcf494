#include "model/transport/mixing.h"

#include <string.h>

static const struct {
    const char *name;
    lt_layer_mixing_scheme scheme;
} schemes[] = {
#define LT_LAYER_MIXING_ROW(name, text) {#name, lt_layer_mixing_##name},
    LT_LAYER_MIXING_LIST(LT_LAYER_MIXING_ROW)
#undef LT_LAYER_MIXING_ROW
};

lt_layer_mixing_scheme lt_layer_mixing_named(const char *name) {
    if (!name) return schemes[0].scheme;
    for (size_t n = 0; n < sizeof schemes / sizeof *schemes; ++n)
        if (strcmp(schemes[n].name, name) == 0) return schemes[n].scheme;
    return NULL;
}

lt_status lt_layer_mixing_create(const lt_air *air, lt_layer_mixing *m) {
    memset(m, 0, sizeof *m);
    LT_TRY(lt_calloc((size_t)air->layer * (size_t)(air->nz + 1), sizeof(double), &m->exchange));
    LT_TRY(lt_calloc((size_t)air->layer, sizeof(double), &m->lift));
    return lt_calloc((size_t)air->layer, sizeof(double), &m->depth);
}

void lt_layer_mixing_free(lt_layer_mixing *m) {
    lt_free(m->exchange);
    lt_free(m->lift);
    lt_free(m->depth);
    memset(m, 0, sizeof *m);
}
