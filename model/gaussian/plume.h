/* plume.h - the steady plume of one source in one hour at many receptors (plume.c has the equations). */
#ifndef LT_GAUSSIAN_PLUME_H
#define LT_GAUSSIAN_PLUME_H

#include "base/status.h"
#include "model/gaussian/profile.h"
#include "model/gaussian/receptor.h"
#include "model/gaussian/removal.h"
#include "model/gaussian/source.h"
#include "model/gaussian/spread.h"

/* How plumes are made; one for a case. */
typedef struct lt_plume_ways {
    bool meander;                    /* low wind: part of the plume in all directions */
    const lt_plume_removal *removal; /* NULL: nothing is lost */
    const lt_spread *dispersion;     /* by stability class; NULL: by similarity */
} lt_plume_ways;

/* Room for one thread: tables along the wind. */
typedef struct lt_plume_room lt_plume_room;
lt_status lt_plume_room_create(lt_plume_room **out);
void lt_plume_room_free(lt_plume_room *room);

/* Adds to out[receptors->n] the mean concentration of the hour, g m-3 of an emission of rate_gs of the whole source.
 * Pure but for the room; the bits of a receptor do not depend on the others, but for the furthest of them. */
void lt_plume_add(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                  const lt_plume_receptors *receptors, double rate_gs, lt_plume_room *room, double *out);
/* The plain version, of points and volumes: every receptor by itself, without tables. */
void lt_plume_add_reference(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                            const lt_plume_receptors *receptors, double rate_gs, double *out);

#endif
