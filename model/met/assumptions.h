/* assumptions.h - what is assumed of ground and air whatever the source (its own assumptions come first). */
#ifndef LT_MET_ASSUMPTIONS_H
#define LT_MET_ASSUMPTIONS_H

#include "model/met/notes.h"
#include "model/met/settings.h"

/* What the columns of air are made from: one station, surface weather that differs from place to place, real profiles.
 */
typedef enum lt_met_columns { LT_MET_ONE_PLACE, LT_MET_PLACES, LT_MET_PROFILES } lt_met_columns;

void lt_met_assumptions(const lt_met_settings *settings, lt_met_columns columns, lt_notes *notes);

#endif
