/* transport.h - one step of transport and vertical exchange for all species on all blocks. */
#ifndef LT_TRANSPORT_H
#define LT_TRANSPORT_H

#include "model/kernel/kernels.h"
#include "model/state/state.h"
#include "model/transport/air.h"
#include "model/transport/crossings.h"
#include "model/transport/mixing.h"
#include "model/transport/source.h"
#include "model/transport/watch.h"

/* The scheme (a name of kernel/schemes.h, NULL for the default, else LT_ERR_USAGE) and the working memory of the
 * threads that there are when it is made. */
typedef struct lt_transport lt_transport;
lt_status lt_transport_create(const lt_state *state, const lt_kernels *kernels, const char *scheme, lt_transport **out);
void lt_transport_free(lt_transport *transport);
/* A box whose sides are watched from now on; the caller keeps it. */
void lt_transport_set_watch(lt_transport *transport, lt_watch *watch);

/* Wall time in packing and filling halos so far, a mean over the threads, s. */
double lt_transport_packing_s(const lt_transport *transport);

/* Advection x-y-z (even step) or z-y-x (odd). air holds the step begun; it ends at the target mass. border: what
 * enters; crossings: what crossed is added. Collective: all ranks of the state's part call it; it fails where messages
 * between them do, and with one rank never. */
lt_status lt_transport_advect(lt_transport *transport, lt_state *state, lt_air *air, double dt, int odd,
                              const lt_border *border, lt_crossings *crossings);

/* Seconds that advection took to send to neighbours and to wait for them, so far. */
double lt_transport_halo_seconds(const lt_transport *transport);

/* The vertical solve. Strides of the air arrays (lt_air_at): source[s] of each species of the state; swept[s]: kg/s of
 * air swept by the ground, one layer. */
void lt_transport_solve(lt_transport *transport, lt_state *state, const lt_air *air, double dt,
                        const lt_layer_mixing *mixing, const lt_source *source, double *const *swept,
                        lt_crossings *crossings);

#endif
