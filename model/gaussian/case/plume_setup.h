/* plume_setup.h - a plume case made ready: plane, weather, sources, receptors, background. */
#ifndef LT_PLUME_SETUP_H
#define LT_PLUME_SETUP_H

#include "model/gaussian/case/plume_background.h"
#include "model/gaussian/case/plume_losses.h"
#include "model/gaussian/case/plume_no2.h"
#include "model/gaussian/case/plume_puffs.h"
#include "model/gaussian/case/receptor_set.h"
#include "model/gaussian/profile.h"
#include "model/gaussian/weather/open_weather.h"

typedef struct lt_plume_setup {
    lt_plume_case *keys; /* owned */
    lt_plane plane;
    lt_plume_weather *weather; /* directions from the plane's north */
    lt_source_set sources;
    lt_receptor_set receptors;
    lt_plume_background background;
    lt_plume_no2 no2;
    lt_plume_losses losses;
    lt_plume_town town;
    lt_met_fields *fields; /* that puffs go through; NULL: hours of one place */
} lt_plume_setup;

/* From a file; all faults go to faults. *out is NULL after an error and where faults were forgiven. */
lt_status lt_plume_setup_open(const char *path, lt_faults *faults, lt_plume_setup **out);
void lt_plume_setup_free(lt_plume_setup *setup);
/* For `lantian check`: all faults of a document at path. */
lt_status lt_plume_setup_judge(const char *path, lt_faults *faults);

#endif
