#include "model/driver/step_fields.h"

#include <string.h>

lt_status lt_step_fields_create(const lt_removal_setup *removal, const char *mixing, const char *dry,
                                lt_step_fields *f) {
    memset(f, 0, sizeof *f);
    f->removal = *removal;
    f->scheme = lt_layer_mixing_named(mixing);
    LT_TRY(lt_layer_mixing_create(removal->air, &f->mixing));
    LT_TRY(lt_swept_create(removal, dry, &f->swept));
    LT_TRY(lt_settle_create(removal, &f->settle));
    return lt_washout_create(removal, &f->washout);
}

void lt_step_fields_free(lt_step_fields *f) {
    lt_layer_mixing_free(&f->mixing);
    lt_swept_free(f->swept);
    lt_washout_free(f->washout);
    lt_settle_free(f->settle);
    memset(f, 0, sizeof *f);
}

lt_status lt_step_fields_set(lt_step_fields *f, lt_time begin, double dt) {
    const lt_removal_setup *r = &f->removal;
    const lt_mixing_weather mixing = {.z_edge = r->grid->z_edge, .weather = r->weather, .air = r->air};
    f->scheme(&mixing, &f->mixing);
    lt_swept_hour(f->swept, begin);
    lt_settle_hour(f->settle, dt);
    return lt_washout_hour(f->washout, dt);
}
