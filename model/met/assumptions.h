/* assumptions.h - what is assumed of ground and air whatever the source (its own assumptions come first). */
#ifndef LT_MET_ASSUMPTIONS_H
#define LT_MET_ASSUMPTIONS_H

#include "model/met/notes.h"
#include "model/met/settings.h"

/* local: temperature, pressure and wind differ from place to place (gridded wind). */
void lt_met_assumptions(const lt_met_settings *settings, bool local, lt_notes *notes);

#endif
