/* reactivity.h - how much ozone a kilogram of a source's VOC can form. */
#ifndef LT_REACTIVITY_H
#define LT_REACTIVITY_H

#include "base/hash.h"
#include "base/status.h"

typedef struct lt_reactivity lt_reactivity;

/* mir.csv, voc_profiles.csv and voc_sources.csv of the shipped data. LT_ERR_INPUT: a profile that does not sum to 1, a
 * species without MIR, a process given a profile that is not there. */
lt_status lt_reactivity_read(lt_reactivity **out);
/* The same from a folder (tests). */
lt_status lt_reactivity_read_from(const char *folder, lt_reactivity **out);
void lt_reactivity_free(lt_reactivity *reactivity); /* NULL is fine */

/* Name of the profile of a process; the last row of voc_sources.csv fits all. */
const char *lt_reactivity_profile(const lt_reactivity *reactivity, const char *sector, const char *process,
                                  const char *technology);
/* MIR of a process [kg of ozone a kg of NMVOC]. */
double lt_reactivity_mir(const lt_reactivity *reactivity, const char *sector, const char *process,
                         const char *technology);
/* OH reactivity of a process: kg of propene (OLE + PAR of CB6r5) that reacts as fast with OH as a kg of its NMVOC. */
double lt_reactivity_oh(const lt_reactivity *reactivity, const char *sector, const char *process,
                        const char *technology);
/* Share of a group of compounds (aromatic, oxygenate, alkane, alkene, alkyne, other) in a profile, 0..1. */
double lt_reactivity_group(const lt_reactivity *reactivity, const char *profile, const char *group);
/* The files that decide it. */
lt_status lt_reactivity_digest(lt_hash *hash);

#endif
