/* boundary_writer.h - writes the boundary file (state/boundary.h) of a grid that lies inside a domain, while that runs.
 *
 * At every hour, or as the configuration wishes (boundary_wish.h): what the domain carries just outside the sides of
 * the grid and above its top (rim.h). First states: at the start of the run, every 24 hours after it as long as the
 * spin-up lasts, and at the end of the spin-up.
 *
 * All ranks that have the domain call all but lt_boundary_writer_abandon; the lowest gathers and writes. */
#ifndef LT_BOUNDARY_WRITER_H
#define LT_BOUNDARY_WRITER_H

#include "model/driver/domain.h"

typedef struct lt_boundary_writer lt_boundary_writer;

/* inner: its place and layers; stays the caller's. first_hour: of the domain, with which the file begins. The file is
 * written through the domain's journal. LT_ERR_INPUT if it does not lie in the domain, edges on edges. */
lt_status lt_boundary_writer_create(lt_domain *domain, const lt_grid *inner, const char *name, long first_hour,
                                    lt_boundary_writer **out);
/* The present state is that at the beginning of hour (of the domain, from first_hour to the end of its last). */
lt_status lt_boundary_writer_put(lt_boundary_writer *writer, long hour);
lt_status lt_boundary_writer_commit(lt_boundary_writer *writer); /* frees, also on failure */
void lt_boundary_writer_abandon(lt_boundary_writer *writer);     /* NULL is fine */

#endif
